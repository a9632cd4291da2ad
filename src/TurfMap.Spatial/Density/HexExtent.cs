using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TurfMap.Spatial.Density;

/// <summary>
/// The hexagons that meet a box, numbered from 0 by row from the bottom and by column from the left, so that counts are an array.
/// </summary>
/// <remarks>
/// Never changed, safe to share between threads. Places outside have no number. Counting reads each point once; what eight points at a time
/// cannot
/// tell with floats is decided as <see cref="HexGrid.Find"/> does, so the counts are exact for the coordinates as given.
/// </remarks>
public sealed class HexExtent
{
    /// <summary>So many that a float can number them, and one more for what is outside.</summary>
    private const int Most = (1 << 24) - 1;
    private const int Block = 512;
    private const int BinBlock = 128 * Block;
    private readonly HexNumbers _numbers;

    internal HexExtent(HexGrid grid, double left, double bottom, double right, double top)
    {
        if (
            !(
                double.IsFinite(left)
                && double.IsFinite(bottom)
                && left <= right
                && bottom <= top
                && double.IsFinite(right)
                && double.IsFinite(top)
            )
        )
            throw new ArgumentException("The box must be finite, left before right and bottom below top.");
        double firstRow = Math.Ceiling((bottom - grid.Circumradius - grid.OriginY) / grid.RowHeight),
            lastRow = Math.Floor((top + grid.Circumradius - grid.OriginY) / grid.RowHeight);
        double firstColumn = Math.Ceiling((left - grid.OriginX) / grid.FlatToFlat - 1),
            lastColumn = Math.Floor((right - grid.OriginX) / grid.FlatToFlat + 0.5);
        // The lowest row is an even one, so that which rows stand half a hexagon to the right does not depend on the box.
        firstRow = 2 * Math.Floor(firstRow / 2);
        double rows = lastRow - firstRow + 1,
            columns = lastColumn - firstColumn + 1;
        if (!(rows * columns <= Most) || Math.Max(Math.Abs(firstRow) + rows, Math.Abs(firstColumn) + columns) > 5e8)
            throw new ArgumentException($"The box spans more than {Most:N0} hexagons, or is too far from the origin.");
        (Grid, FirstRow, FirstColumn, Rows, Columns) = (grid, (int)firstRow, (int)firstColumn, (int)rows, (int)columns);
        _numbers = new(this);
    }

    /// <summary>The lattice.</summary>
    public HexGrid Grid { get; }

    /// <summary>The r of the lowest row; even.</summary>
    public int FirstRow { get; }

    /// <summary>The column of the leftmost hexagons. The column of (q, r) is q + r/2, rounded down.</summary>
    public int FirstColumn { get; }

    /// <summary>How many rows there are.</summary>
    public int Rows { get; }

    /// <summary>How many columns there are.</summary>
    public int Columns { get; }

    /// <summary>How many hexagons there are.</summary>
    public int Count => Rows * Columns;

    /// <summary>The number of a hexagon, or -1 when it is outside.</summary>
    public int NumberOf(Hexagon hexagon)
    {
        long row = (long)hexagon.R - FirstRow,
            column = (long)hexagon.Q + (hexagon.R >> 1) - FirstColumn;
        return row >= 0 && row < Rows && column >= 0 && column < Columns ? (int)(row * Columns + column) : -1;
    }

    /// <summary>The hexagon with a number.</summary>
    public Hexagon this[int number]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(number);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
            var row = number / Columns + FirstRow;
            return new(number % Columns + FirstColumn - (row >> 1), row);
        }
    }

    /// <summary>The number of the hexagon of a place; -1 outside, and for what is not finite.</summary>
    public int NumberOf(double x, double y) => Grid.TryFind(x, y, out var hexagon) ? NumberOf(hexagon) : -1;

    /// <summary>Adds to each count how many points are in its hexagon.</summary>
    /// <param name="xs">The x of each point.</param>
    /// <param name="ys">The y of each point.</param>
    /// <param name="counts">One for each hexagon, by number.</param>
    /// <param name="selection">Which points count: bit i % 64 of word i / 64 for point i; empty means all.</param>
    /// <returns>How many of these points are in no hexagon.</returns>
    public int CountInto(ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, Span<int> counts, ReadOnlySpan<ulong> selection = default)
    {
        Selected.Check(xs.Length, ys.Length, selection);
        Check(counts);
        Span<int> numbers = stackalloc int[Block];
        var tally = Open();
        for (var i = 0; i < xs.Length; i += Block)
        {
            var length = Math.Min(Block, xs.Length - i);
            _numbers.Of(xs.Slice(i, length), ys.Slice(i, length), numbers);
            for (var at = 0; at < length; at += 64)
                Add(numbers[at..], Selected.Word(selection, i + at, xs.Length), tally);
        }
        return Close(tally, counts);
    }

    /// <inheritdoc cref="CountInto(ReadOnlySpan{float}, ReadOnlySpan{float}, Span{int}, ReadOnlySpan{ulong})"/>
    public int CountInto(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<int> counts, ReadOnlySpan<ulong> selection = default)
    {
        Selected.Check(xs.Length, ys.Length, selection);
        Check(counts);
        Span<int> numbers = stackalloc int[Block];
        var tally = Open();
        for (var i = 0; i < xs.Length; i += Block)
        {
            var length = Math.Min(Block, xs.Length - i);
            _numbers.Of(xs.Slice(i, length), ys.Slice(i, length), numbers);
            for (var at = 0; at < length; at += 64)
                Add(numbers[at..], Selected.Word(selection, i + at, xs.Length), tally);
        }
        return Close(tally, counts);
    }

    /// <summary>Keeps the number of each point's hexagon, for counts under many selections. On two threads.</summary>
    public HexBin Bin(ReadOnlySpan<float> xs, ReadOnlySpan<float> ys) => Bin(xs, ys, _numbers.Of);

    /// <inheritdoc cref="Bin(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public HexBin Bin(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys) => Bin(xs, ys, _numbers.Of);

    private delegate void Numbering<TCoordinate>(ReadOnlySpan<TCoordinate> xs, ReadOnlySpan<TCoordinate> ys, Span<int> numbers);

    private unsafe HexBin Bin<TCoordinate>(ReadOnlySpan<TCoordinate> xs, ReadOnlySpan<TCoordinate> ys, Numbering<TCoordinate> numbering)
        where TCoordinate : unmanaged
    {
        Selected.Check(xs.Length, ys.Length, default);
        var bin = new HexBin(this, xs.Length);
        fixed (
            TCoordinate* x = xs,
                y = ys
        )
        {
            var (atX, atY, length) = ((nint)x, (nint)y, xs.Length);
            Parallel.For(
                0,
                (length + BinBlock - 1) / BinBlock,
                new ParallelOptions { MaxDegreeOfParallelism = 2 },
                block =>
                {
                    Span<int> numbers = stackalloc int[Block];
                    for (var i = block * BinBlock; i < Math.Min(length, (block + 1) * BinBlock); i += Block)
                    {
                        var count = Math.Min(Block, length - i);
                        numbering(new((TCoordinate*)atX + i, count), new((TCoordinate*)atY + i, count), numbers);
                        bin.Keep(i, numbers[..count]);
                    }
                }
            );
        }
        return bin;
    }

    internal void Check(Span<int> counts)
    {
        if (counts.Length != Count)
            throw new ArgumentException($"There are {counts.Length} counts for {Count} hexagons.");
    }

    /// <summary>A count for each hexagon and, behind them, one for all that is outside.</summary>
    internal int[] Open()
    {
        var tally = ArrayPool<int>.Shared.Rent(Count + 1);
        tally.AsSpan(0, Count + 1).Clear();
        return tally;
    }

    internal int Close(int[] tally, Span<int> counts)
    {
        for (var i = 0; i < counts.Length; i++)
            counts[i] += tally[i];
        var outside = tally[Count];
        ArrayPool<int>.Shared.Return(tally);
        return outside;
    }

    private static void Add(ReadOnlySpan<int> numbers, ulong word, int[] tally)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(tally);
        if (word == ulong.MaxValue)
            foreach (var number in numbers[..64])
                Unsafe.Add(ref first, number)++;
        else
            for (; word != 0; word &= word - 1)
                Unsafe.Add(ref first, numbers[BitOperations.TrailingZeroCount(word)])++;
    }
}
