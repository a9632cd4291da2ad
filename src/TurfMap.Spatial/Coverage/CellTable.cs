using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TurfMap.Spatial.Coverage;

/// <summary>The answer of each cell: an area or -1 for all its places, or the record of a boundary cell.</summary>
/// <remarks>
/// A brick of 64 cells with one answer is one number; the others are kept in full. A number of -2 or less points onwards: in the table of
/// bricks
/// to brick -2 - n, in a brick to the record that begins at -2 - n.
/// </remarks>
internal sealed class CellTable(CellGrid grid, int[] bricks, int[] cells, BoundaryCells boundary)
{
    private const int Batch = 512;

    public CellGrid Grid => grid;

    public BoundaryCells Boundary => boundary;

    public long MemoryBytes => 4L * (bricks.Length + cells.Length) + boundary.MemoryBytes;

    /// <summary>The area listed first among those that hold or touch the place, or -1.</summary>
    public int First(double x, double y)
    {
        if (!grid.Holds(x, y))
            return -1;
        var code = Code(x, y);
        return code >= -1 ? code : Resolve(code, x, y);
    }

    /// <summary>The areas that hold or touch the place.</summary>
    public int All(double x, double y, Span<int> areas)
    {
        var code = grid.Holds(x, y) ? Code(x, y) : -1;
        if (code < -1)
            return boundary.Cell(-2 - code, y).All(x, y, areas);
        if (code >= 0 && areas.Length > 0)
            areas[0] = code;
        return code >= 0 ? 1 : 0;
    }

    /// <summary>The area of each place, with vector instructions where the machine has them.</summary>
    public void First(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<int> areas, bool vectors)
    {
        var done = 0;
        if (vectors && Avx2.IsSupported)
            for (; xs.Length - done >= 8; done += Math.Min(Batch, (xs.Length - done) & ~7))
            {
                var length = Math.Min(Batch, (xs.Length - done) & ~7);
                FirstOfBatch(xs.Slice(done, length), ys.Slice(done, length), areas.Slice(done, length));
            }
        for (; done < xs.Length; done++)
            areas[done] = First(xs[done], ys[done]);
    }

    private int Code(double x, double y)
    {
        int column = grid.ColumnOf(x),
            row = grid.RowOf(y);
        var code = bricks[(row >> 3) * grid.BricksAcross + (column >> 3)];
        return code >= -1 ? code : cells[(-2 - code) * 64 + (row & 7) * 8 + (column & 7)];
    }

    private int Resolve(int code, double x, double y)
    {
        double across = grid.AcrossOf(x),
            up = grid.UpOf(y);
        return boundary.First(
            -2 - code,
            (float)(across - Math.Min((int)across, grid.Columns - 1)),
            (float)(up - Math.Min((int)up, grid.Rows - 1)),
            x,
            y
        );
    }

    /// <summary>
    /// Looks up eight cells at a time; the places in boundary cells are noted, their records fetched, and answered at the end.
    /// </summary>
    [SkipLocalsInit]
    private unsafe void FirstOfBatch(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<int> areas)
    {
        var waiting = stackalloc int[Batch];
        var waitingCount = 0;
        Vector256<double> minX = Vector256.Create(grid.MinX),
            maxX = Vector256.Create(grid.MaxX),
            scaleX = Vector256.Create(grid.ScaleX);
        Vector256<double> minY = Vector256.Create(grid.MinY),
            maxY = Vector256.Create(grid.MaxY),
            scaleY = Vector256.Create(grid.ScaleY);
        Vector256<int> lastColumn = Vector256.Create(grid.Columns - 1),
            lastRow = Vector256.Create(grid.Rows - 1);
        Vector256<int> across = Vector256.Create(grid.BricksAcross),
            seven = Vector256.Create(7),
            none = Vector256.Create(-1),
            onward = Vector256.Create(-2);
        ref var x = ref MemoryMarshal.GetReference(xs);
        ref var y = ref MemoryMarshal.GetReference(ys);
        fixed (
            int* brickAt = bricks,
                cellAt = cells
        )
            for (var i = 0; i < xs.Length; i += 8)
            {
                Vector256<double> x0 = Vector256.LoadUnsafe(ref x, (nuint)i),
                    x1 = Vector256.LoadUnsafe(ref x, (nuint)i + 4);
                Vector256<double> y0 = Vector256.LoadUnsafe(ref y, (nuint)i),
                    y1 = Vector256.LoadUnsafe(ref y, (nuint)i + 4);
                var held0 =
                    Vector256.GreaterThanOrEqual(x0, minX)
                    & Vector256.LessThanOrEqual(x0, maxX)
                    & Vector256.GreaterThanOrEqual(y0, minY)
                    & Vector256.LessThanOrEqual(y0, maxY);
                var held1 =
                    Vector256.GreaterThanOrEqual(x1, minX)
                    & Vector256.LessThanOrEqual(x1, maxX)
                    & Vector256.GreaterThanOrEqual(y1, minY)
                    & Vector256.LessThanOrEqual(y1, maxY);
                var held = Vector256.Narrow(held0.AsInt64(), held1.AsInt64());
                var column = Avx2.Min(Cells(x0, x1, minX, scaleX) & held, lastColumn);
                var row = Avx2.Min(Cells(y0, y1, minY, scaleY) & held, lastRow);
                var code = Avx2.GatherVector256(brickAt, (row >> 3) * across + (column >> 3), 4);
                var mixed = Vector256.GreaterThan(none, code) & held;
                if (mixed != Vector256<int>.Zero)
                {
                    var cell = ((onward - code) << 6) + ((row & seven) << 3) + (column & seven);
                    code = Avx2.GatherMaskVector256(code, cellAt, cell, mixed, 4);
                }
                code = Vector256.ConditionalSelect(held, code, none);
                code.StoreUnsafe(ref MemoryMarshal.GetReference(areas), (nuint)i);
                for (var left = Vector256.GreaterThan(none, code).ExtractMostSignificantBits(); left != 0; left &= left - 1)
                {
                    var place = i + BitOperations.TrailingZeroCount(left);
                    waiting[waitingCount++] = place;
                    boundary.Fetch(-2 - areas[place]);
                }
            }
        for (var i = 0; i < waitingCount; i++)
            areas[waiting[i]] = Resolve(areas[waiting[i]], xs[waiting[i]], ys[waiting[i]]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Cells(Vector256<double> low, Vector256<double> high, Vector256<double> start, Vector256<double> scale) =>
        Vector256.Create(
            Avx.ConvertToVector128Int32WithTruncation((low - start) * scale),
            Avx.ConvertToVector128Int32WithTruncation((high - start) * scale)
        );
}
