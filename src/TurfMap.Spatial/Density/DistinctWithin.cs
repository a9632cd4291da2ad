using System.Numerics;
using System.Runtime.InteropServices;

namespace TurfMap.Spatial.Density;

/// <summary>For each cell, a number of distinct keys (constituents) that lie for certain within a kernel's disc about its middle.</summary>
/// <remarks>
/// It is never above the true number, for two reasons. Each key stands at one of its points only, the first that is selected, so no disc counts a key twice
/// and each key counted has a point in the disc. And points are known by cell: only cells that lie wholly within the disc count, those at its rim do not.
/// It may be below it: a key with points in several places is missed where its first point is not. So a surface that is blank where this number is
/// too low never shows too few. Points with key -1, of whom nothing is known, count as one key all together, or each as one when they are told apart.
/// </remarks>
public static class DistinctWithin
{
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
        PlaneRaster raster, double radius, ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, ReadOnlySpan<int> keys, int keyCount,
        ReadOnlySpan<ulong> selection = default, bool unknownApart = false, CancellationToken cancel = default)
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
        Parallel.For(0, raster.Rows, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = 2 }, row =>
        {
            var into = result.AsSpan(row * raster.Columns, raster.Columns);
            foreach (var (dy, half) in disc)
            {
                var line = counts.AsSpan((row + padded.Margin + dy) * padded.Stride, padded.Stride);
                Add(line[(padded.Margin + half)..], line[(padded.Margin - half - 1)..], into);
            }
        });
        return result;
    }

    /// <summary>Puts each key in the cell of its first point. The margin is a cell wider than the disc, so rounding never brings a far point in.</summary>
    private static void Stand(
        PaddedCells padded, ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, ReadOnlySpan<int> keys, int keyCount, ReadOnlySpan<ulong> selection, bool unknownApart, int[] counts, CancellationToken cancel)
    {
        var raster = padded.Raster;
        // Bit 0 is the key of whom nothing is known; it is never met when each counts. No jumps but one: which keys are new cannot be foreseen.
        var unknownMet = unknownApart ? 0UL : 1;
        var met = new ulong[keyCount / 64 + 1];
        double left = raster.Left - padded.Margin * raster.CellSize, bottom = raster.Bottom - padded.Margin * raster.CellSize, perCell = 1 / raster.CellSize;
        for (var i = 0; i < xs.Length; i += 64)
        {
            if ((i & 0xfffff) == 0)
                cancel.ThrowIfCancellationRequested();
            for (var word = Selected.Word(selection, i, xs.Length); word != 0; word &= word - 1)
            {
                var point = i + BitOperations.TrailingZeroCount(word);
                double column = (xs[point] - left) * perCell, row = (ys[point] - bottom) * perCell;
                var key = (uint)(keys[point] + 1);
                if (key > (uint)keyCount)
                    throw new ArgumentException($"Point {point} has key {keys[point]}; keys go from -1 to {keyCount - 1}.");
                // A point that no disc reaches must not stand for a key.
                if (!(column >= 0 && column < padded.Width && row >= 0 && row < padded.Height))
                    continue;
                ref var bits = ref met[key >> 6];
                var isNew = (int)(~bits >> (int)key) & 1;
                bits |= (key == 0 ? unknownMet : 1) << (int)key;
                counts[(int)row * padded.Stride + (int)column] += isNew;
            }
        }
    }

    /// <summary>The cells wholly within the disc: for each row the farthest column to either side. A thousandth of a cell is left for rounding.</summary>
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
        ref int last = ref MemoryMarshal.GetReference(upTo), first = ref MemoryMarshal.GetReference(before), sum = ref MemoryMarshal.GetReference(into);
        for (; i <= into.Length - Vector<int>.Count; i += Vector<int>.Count)
            (Vector.LoadUnsafe(ref sum, (nuint)i) + Vector.LoadUnsafe(ref last, (nuint)i) - Vector.LoadUnsafe(ref first, (nuint)i)).StoreUnsafe(ref sum, (nuint)i);
        for (; i < into.Length; i++)
            into[i] += upTo[i] - before[i];
    }
}
