using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TurfMap.Spatial.Density;

/// <summary>For each cell, a number of distinct keys (constituents) that lie for certain within a kernel's disc about its middle.</summary>
/// <remarks>
/// It is never above the true number, for two reasons. Each key stands at one of its points only, the first that is selected, so no disc
/// counts a key twice
/// and each key counted has a point in the disc. And points are known by cell: only cells that lie wholly within the disc count, those at
/// its rim do not.
/// It may be below it: a key with points in several places is missed where its first point is not. So a surface that is blank where this
/// number is
/// too low never shows too few. Points with key -1, of whom nothing is known, count as one key all together, or each as one when they are
/// told apart.
/// </remarks>
public static class DistinctWithin
{
    private const int Block = 512;

    /// <summary>The lower bound in each cell. O(points + cells times radius over cell size).</summary>
    /// <param name="raster">The cells.</param>
    /// <param name="radius">The radius of the disc, in the unit of the plane.</param>
    /// <param name="xs">The x of each point, in the plane; what is not finite is left out.</param>
    /// <param name="ys">The y of each point.</param>
    /// <param name="keys">The key of each point, from -1 (unknown) to <paramref name="keyCount"/> less 1.</param>
    /// <param name="keyCount">How many keys there may be.</param>
    /// <param name="selection">Which points count: bit i % 64 of word i / 64 for point i; empty means all.</param>
    /// <param name="unknownApart">Whether points with key -1 count each as one.</param>
    /// <param name="cancel">Stops the work.</param>
    public static int[] AtLeast(
        PlaneRaster raster,
        double radius,
        ReadOnlySpan<float> xs,
        ReadOnlySpan<float> ys,
        ReadOnlySpan<int> keys,
        int keyCount,
        ReadOnlySpan<ulong> selection = default,
        bool unknownApart = false,
        CancellationToken cancel = default
    )
    {
        var padded = new PaddedCells(raster, PaddedCells.Reach(raster, radius));
        Selected.Check(xs.Length, ys.Length, selection);
        if (keys.Length != xs.Length)
            throw new ArgumentException($"There are {keys.Length} keys for {xs.Length} points.");
        ArgumentOutOfRangeException.ThrowIfNegative(keyCount);
        var counts = new int[padded.Count];
        Stand(padded, xs, ys, keys, keyCount, selection, unknownApart, counts, cancel);
        // Each row: how many keys stand in a cell or left of it.
        for (var row = 0; row < padded.Height; row++)
        for (int at = row * padded.Stride + 1; at < (row + 1) * padded.Stride; at++)
            counts[at] += counts[at - 1];
        var result = new int[raster.Count];
        var disc = Disc(radius / raster.CellSize);
        Parallel.For(
            0,
            raster.Rows,
            new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = 2 },
            row =>
            {
                var into = result.AsSpan(row * raster.Columns, raster.Columns);
                foreach (var (dy, half) in disc)
                {
                    var line = counts.AsSpan((row + padded.Margin + dy) * padded.Stride, padded.Stride);
                    Add(line[(padded.Margin + half)..], line[(padded.Margin - half - 1)..], into);
                }
            }
        );
        return result;
    }

    /// <summary>
    /// Puts each key in the cell of its first point. The margin is a cell wider than the disc, so rounding never brings a far point in.
    /// </summary>
    private static void Stand(
        PaddedCells padded,
        ReadOnlySpan<float> xs,
        ReadOnlySpan<float> ys,
        ReadOnlySpan<int> keys,
        int keyCount,
        ReadOnlySpan<ulong> selection,
        bool unknownApart,
        int[] counts,
        CancellationToken cancel
    )
    {
        // Bit 0 is the key of whom nothing is known; it is never met when each counts. No jumps but two: which keys are new cannot be
        // foreseen.
        var unknownMet = unknownApart ? 0UL : 1;
        var met = new ulong[keyCount / 64 + 1];
        Span<int> places = stackalloc int[Block];
        for (var i = 0; i < xs.Length; i += Block)
        {
            if ((i & 0xfffff) == 0)
                cancel.ThrowIfCancellationRequested();
            var length = Math.Min(Block, xs.Length - i);
            Locate(padded, xs.Slice(i, length), ys.Slice(i, length), places);
            for (var at = 0; at < length; at += 64)
            for (var word = Selected.Word(selection, i + at, xs.Length); word != 0; word &= word - 1)
            {
                var within = at + BitOperations.TrailingZeroCount(word);
                var key = (uint)(keys[i + within] + 1);
                if (key > (uint)keyCount)
                    throw new ArgumentException($"Point {i + within} has key {keys[i + within]}; keys go from -1 to {keyCount - 1}.");
                // A point that no disc reaches must not stand for a key.
                if (places[within] < 0)
                    continue;
                ref var bits = ref met[key >> 6];
                var isNew = (int)(~bits >> (int)key) & 1;
                bits |= (key == 0 ? unknownMet : 1) << (int)key;
                counts[places[within]] += isNew;
            }
        }
    }

    /// <summary>The padded cell of each point, -1 beyond them; four at a time, in doubles, so that it is what one by one gives.</summary>
    private static void Locate(PaddedCells padded, ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, Span<int> places)
    {
        var raster = padded.Raster;
        double left = raster.Left - padded.Margin * raster.CellSize,
            bottom = raster.Bottom - padded.Margin * raster.CellSize,
            perCell = 1 / raster.CellSize;
        var i = 0;
        for (; Avx.IsSupported && i <= xs.Length - 4; i += 4)
        {
            var column =
                (Avx.ConvertToVector256Double(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(xs), (nuint)i)) - Vector256.Create(left))
                * Vector256.Create(perCell);
            var row =
                (
                    Avx.ConvertToVector256Double(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(ys), (nuint)i))
                    - Vector256.Create(bottom)
                ) * Vector256.Create(perCell);
            var held =
                Vector256.GreaterThanOrEqual(column, Vector256<double>.Zero)
                & Vector256.LessThan(column, Vector256.Create((double)padded.Width))
                & Vector256.GreaterThanOrEqual(row, Vector256<double>.Zero)
                & Vector256.LessThan(row, Vector256.Create((double)padded.Height));
            var place = Vector256.Floor(row) * Vector256.Create((double)padded.Stride) + Vector256.Floor(column);
            Avx.ConvertToVector128Int32WithTruncation(Vector256.ConditionalSelect(held, place, -Vector256<double>.One))
                .StoreUnsafe(ref places[i]);
        }
        for (; i < xs.Length; i++)
        {
            double column = (xs[i] - left) * perCell,
                row = (ys[i] - bottom) * perCell;
            places[i] =
                column >= 0 && column < padded.Width && row >= 0 && row < padded.Height ? (int)row * padded.Stride + (int)column : -1;
        }
    }

    /// <summary>
    /// The cells wholly within the disc: for each row the farthest column to either side. A thousandth of a cell is left for rounding.
    /// </summary>
    private static List<(int Dy, int Half)> Disc(double radiusCells)
    {
        var rows = new List<(int, int)>();
        var square = (radiusCells - 1e-3) * (radiusCells - 1e-3);
        for (var dy = (int)-radiusCells; dy <= radiusCells; dy++)
        {
            var half = -1;
            while ((half + 1.5) * (half + 1.5) + (Math.Abs(dy) + 0.5) * (Math.Abs(dy) + 0.5) < square)
                half++;
            if (half >= 0)
                rows.Add((dy, half));
        }
        return rows;
    }

    private static void Add(ReadOnlySpan<int> upTo, ReadOnlySpan<int> before, Span<int> into)
    {
        var i = 0;
        ref int last = ref MemoryMarshal.GetReference(upTo),
            first = ref MemoryMarshal.GetReference(before),
            sum = ref MemoryMarshal.GetReference(into);
        for (; i <= into.Length - Vector<int>.Count; i += Vector<int>.Count)
            (
                Vector.LoadUnsafe(ref sum, (nuint)i) + Vector.LoadUnsafe(ref last, (nuint)i) - Vector.LoadUnsafe(ref first, (nuint)i)
            ).StoreUnsafe(ref sum, (nuint)i);
        for (; i < into.Length; i++)
            into[i] += upTo[i] - before[i];
    }
}
