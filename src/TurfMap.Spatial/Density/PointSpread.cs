using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TurfMap.Spatial.Density;

/// <summary>
/// Shares each point out among the four cells whose middles surround it, by how near they are (linear binning, Wand 1994).
/// </summary>
/// <remarks>
/// A point's place within its square is rounded to a 32nd of a cell. Counts are kept in whole numbers, so the order of the points, and how
/// they are divided
/// among threads, make no difference. Weights are added up in two fixed halves. Points farther out than a kernel reaches are left out.
/// </remarks>
internal sealed class PointSpread(PaddedCells cells)
{
    private const int Steps = 32;
    private const int Block = 512;

    /// <summary>So many points can lie in one place before a share overflows.</summary>
    private const int MostInPart = 4_000_000;

    private static readonly Vector128<uint>[] Shares = MakeShares();
    private static readonly Vector256<double>[] Parts = Array.ConvertAll(
        Shares,
        share => Vector256.Create(share[0], share[1], share[2], (double)share[3])
    );
    private readonly float _nearX = (float)cells.Raster.Left,
        _nearY = (float)cells.Raster.Bottom,
        _perCell = (float)(1 / cells.Raster.CellSize);
    private readonly float _fromX = From(cells.Raster.Left, cells),
        _fromY = From(cells.Raster.Bottom, cells);

    /// <summary>The weight in each padded cell, and the sum of all that reach any.</summary>
    public unsafe (float[] Cells, double Total) Of(
        ReadOnlySpan<float> xs,
        ReadOnlySpan<float> ys,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<ulong> selection,
        CancellationToken cancel
    )
    {
        Selected.Check(xs.Length, ys.Length, selection, weights);
        var parts = Math.Max(2, (xs.Length + MostInPart - 1) / MostInPart);
        var size = (xs.Length / parts + 64) & ~63;
        var (points, weighted) = (xs.Length, !weights.IsEmpty);
        var (selected, sums, totals) = (selection.Length, new double[parts][], new double[parts]);
        fixed (
            float* x = xs,
                y = ys,
                w = weights
        )
        fixed (ulong* bits = selection)
        {
            var (atX, atY, atW, atBits) = ((nint)x, (nint)y, (nint)w, (nint)bits);
            Parallel.For(
                0,
                parts,
                new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = 2 },
                part =>
                {
                    int from = Math.Min(points, part * size),
                        length = Math.Min(points - from, size);
                    var columns = new Columns(
                        new((float*)atX + from, length),
                        new((float*)atY + from, length),
                        weighted ? new((float*)atW + from, length) : default,
                        selected == 0 ? default : new((ulong*)atBits + from / 64, (length + 63) / 64)
                    );
                    (sums[part], totals[part]) = weighted ? Weights(columns) : Counts(columns);
                }
            );
        }
        return (Gather(sums), totals.Sum());
    }

    private static float From(double side, PaddedCells cells) =>
        (float)(((double)(float)side - side) / cells.Raster.CellSize - 0.5 + cells.Margin);

    private (double[] Sums, double Total) Counts(Columns columns)
    {
        // The four shares of a square stand side by side, so that a point touches one line of memory. What is out of reach goes to a square
        // behind the last.
        var shares = ArrayPool<uint>.Shared.Rent(4 * cells.Count + 4);
        shares.AsSpan(0, 4 * cells.Count + 4).Clear();
        Span<int> squares = stackalloc int[Block],
            places = stackalloc int[Block];
        ref var first = ref MemoryMarshal.GetArrayDataReference(shares);
        ref var table = ref MemoryMarshal.GetArrayDataReference(Shares);
        var total = 0L;
        for (var i = 0; i < columns.Xs.Length; i += Block)
        {
            var length = Math.Min(Block, columns.Xs.Length - i);
            Locate(columns.Xs.Slice(i, length), columns.Ys.Slice(i, length), squares, places);
            for (var at = 0; at < length; at += 64)
            {
                var word = Selected.Word(columns.Selection, i + at, columns.Xs.Length);
                total += BitOperations.PopCount(word);
                for (var k = word == ulong.MaxValue ? at : at + 64; k < at + 64; k++)
                    Add(ref Unsafe.Add(ref first, 4 * squares[k]), Unsafe.Add(ref table, places[k]));
                for (var rest = word == ulong.MaxValue ? 0 : word; rest != 0; rest &= rest - 1)
                {
                    var k = at + BitOperations.TrailingZeroCount(rest);
                    Add(ref Unsafe.Add(ref first, 4 * squares[k]), Unsafe.Add(ref table, places[k]));
                }
            }
        }
        var beyond = shares.AsSpan(4 * cells.Count, 4);
        total -= ((long)beyond[0] + beyond[1] + beyond[2] + beyond[3]) / (Steps * Steps);
        var sums = new double[cells.Count];
        Collapse(shares, 1.0 / (Steps * Steps), sums);
        ArrayPool<uint>.Shared.Return(shares);
        return (sums, total);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref uint square, Vector128<uint> shares) => (Vector128.LoadUnsafe(ref square) + shares).StoreUnsafe(ref square);

    private (double[] Sums, double Total) Weights(Columns columns)
    {
        var shares = ArrayPool<double>.Shared.Rent(4 * cells.Count + 4);
        shares.AsSpan(0, 4 * cells.Count + 4).Clear();
        Span<int> squares = stackalloc int[Block],
            places = stackalloc int[Block];
        ref var first = ref MemoryMarshal.GetArrayDataReference(shares);
        for (var i = 0; i < columns.Xs.Length; i += Block)
        {
            var length = Math.Min(Block, columns.Xs.Length - i);
            Locate(columns.Xs.Slice(i, length), columns.Ys.Slice(i, length), squares, places);
            for (var at = 0; at < length; at += 64)
            for (var word = Selected.Word(columns.Selection, i + at, columns.Xs.Length); word != 0; word &= word - 1)
            {
                var k = at + BitOperations.TrailingZeroCount(word);
                ref var square = ref Unsafe.Add(ref first, 4 * squares[k]);
                (Vector256.LoadUnsafe(ref square) + Vector256.Create((double)columns.Weights[i + k]) * Parts[places[k]]).StoreUnsafe(
                    ref square
                );
            }
        }
        shares.AsSpan(4 * cells.Count, 4).Clear();
        var sums = new double[cells.Count];
        Collapse(shares, 1.0 / (Steps * Steps), sums);
        ArrayPool<double>.Shared.Return(shares);
        return (sums, sums.Sum());
    }

    private void Locate(ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, Span<int> squares, Span<int> places)
    {
        var i = 0;
        for (; Vector256.IsHardwareAccelerated && i <= xs.Length - 8; i += 8)
        {
            var x =
                (Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(xs), (nuint)i) - Vector256.Create(_nearX)) * Vector256.Create(_perCell)
                + Vector256.Create(_fromX);
            var y =
                (Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(ys), (nuint)i) - Vector256.Create(_nearY)) * Vector256.Create(_perCell)
                + Vector256.Create(_fromY);
            var held =
                Vector256.GreaterThanOrEqual(x, Vector256<float>.Zero)
                & Vector256.LessThan(x, Vector256.Create(cells.Width - 1f))
                & Vector256.GreaterThanOrEqual(y, Vector256<float>.Zero)
                & Vector256.LessThan(y, Vector256.Create(cells.Height - 1f));
            Vector256<float> floorX = Vector256.Floor(x),
                floorY = Vector256.Floor(y),
                steps = Vector256.Create((float)Steps);
            var square = Vector256.ConvertToInt32Native(floorY) * Vector256.Create(cells.Stride) + Vector256.ConvertToInt32Native(floorX);
            var place =
                Vector256.ConvertToInt32Native(Vector256.Round((y - floorY) * steps)) * Vector256.Create(Steps + 1)
                + Vector256.ConvertToInt32Native(Vector256.Round((x - floorX) * steps));
            Vector256
                .ConditionalSelect(held.AsInt32(), square, Vector256.Create(cells.Count))
                .StoreUnsafe(ref MemoryMarshal.GetReference(squares), (nuint)i);
            (place & held.AsInt32()).StoreUnsafe(ref MemoryMarshal.GetReference(places), (nuint)i);
        }
        for (; i < xs.Length; i++)
        {
            float x = (xs[i] - _nearX) * _perCell + _fromX,
                y = (ys[i] - _nearY) * _perCell + _fromY;
            (squares[i], places[i]) = (cells.Count, 0);
            if (!(x >= 0 && x < cells.Width - 1f && y >= 0 && y < cells.Height - 1f))
                continue;
            float floorX = MathF.Floor(x),
                floorY = MathF.Floor(y);
            squares[i] = (int)floorY * cells.Stride + (int)floorX;
            places[i] = (int)MathF.Round((y - floorY) * Steps) * (Steps + 1) + (int)MathF.Round((x - floorX) * Steps);
        }
    }

    /// <summary>The share of a cell in the four squares about it.</summary>
    private void Collapse<TShare>(TShare[] shares, double unit, double[] sums)
        where TShare : INumberBase<TShare>
    {
        for (var row = 0; row < cells.Height - 1; row++)
        {
            ReadOnlySpan<TShare> line = shares.AsSpan(4 * row * cells.Stride, 4 * cells.Width);
            Span<double> lower = sums.AsSpan(row * cells.Stride, cells.Width),
                upper = sums.AsSpan((row + 1) * cells.Stride, cells.Width);
            for (var column = 0; column < cells.Width - 1; column++)
            {
                var square = line.Slice(4 * column, 4);
                lower[column] += double.CreateTruncating(square[0]) * unit;
                lower[column + 1] += double.CreateTruncating(square[1]) * unit;
                upper[column] += double.CreateTruncating(square[2]) * unit;
                upper[column + 1] += double.CreateTruncating(square[3]) * unit;
            }
        }
    }

    private float[] Gather(double[][] parts)
    {
        var gathered = new float[cells.Count];
        for (var i = 0; i < gathered.Length; i++)
        {
            var sum = parts[0][i];
            for (var part = 1; part < parts.Length; part++)
                sum += parts[part][i];
            gathered[i] = (float)sum;
        }
        return gathered;
    }

    private static Vector128<uint>[] MakeShares()
    {
        var shares = new Vector128<uint>[(Steps + 1) * (Steps + 1)];
        for (uint y = 0; y <= Steps; y++)
        for (uint x = 0; x <= Steps; x++)
            shares[y * (Steps + 1) + x] = Vector128.Create((Steps - x) * (Steps - y), x * (Steps - y), (Steps - x) * y, x * y);
        return shares;
    }

    private readonly ref struct Columns(
        ReadOnlySpan<float> xs,
        ReadOnlySpan<float> ys,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<ulong> selection
    )
    {
        public ReadOnlySpan<float> Xs { get; } = xs;

        public ReadOnlySpan<float> Ys { get; } = ys;

        public ReadOnlySpan<float> Weights { get; } = weights;

        public ReadOnlySpan<ulong> Selection { get; } = selection;
    }
}
