using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TurfMap.Spatial.Density;

/// <summary>
/// The quartic kernel on cells: how much of a weight in one cell's middle counts in each cell about it. All together count 1.
/// </summary>
internal sealed class KernelStencil
{
    private readonly float[][] _rows;

    public KernelStencil(double radiusCells)
    {
        var kernel = PlaneKernel.Quartic(radiusCells);
        var reach = (int)Math.Ceiling(radiusCells);
        var rows = new List<double[]>();
        for (var dy = 0; dy < reach; dy++)
        {
            var half = 0;
            while (kernel.At((half + 1.0) * (half + 1) + dy * dy) > 0)
                half++;
            var (row, up) = (new double[2 * half + 1], dy);
            rows.Add(row);
            for (var dx = -half; dx <= half; dx++)
                row[dx + half] = kernel.At(dx * dx + up * up);
        }
        var sum = 2 * rows.Sum(row => row.Sum()) - rows[0].Sum();
        _rows = [.. rows.Select(row => Array.ConvertAll(row, value => (float)(value / sum)))];
    }

    /// <summary>
    /// The weight that counts in each cell of the raster. O(cells times radius squared), eight cells at a time, on two threads.
    /// </summary>
    public float[] Over(PaddedCells cells, float[] weights, CancellationToken cancel)
    {
        var raster = cells.Raster;
        var result = new float[raster.Count];
        const int Band = 32;
        Parallel.For(
            0,
            (raster.Rows + Band - 1) / Band,
            new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = 2 },
            band =>
            {
                float[] pair = new float[cells.Stride],
                    sums = new float[raster.Columns + 32];
                for (var row = band * Band; row < Math.Min(raster.Rows, (band + 1) * Band); row++)
                {
                    Array.Clear(sums);
                    for (var dy = 0; dy < _rows.Length; dy++)
                        if (
                            Pair(
                                weights.AsSpan((row + cells.Margin + dy) * cells.Stride, cells.Stride),
                                weights.AsSpan((row + cells.Margin - dy) * cells.Stride, cells.Stride),
                                dy == 0,
                                pair
                            )
                        )
                            AddRow(_rows[dy], pair.AsSpan(cells.Margin - _rows[dy].Length / 2), raster.Columns, sums);
                    sums.AsSpan(0, raster.Columns).CopyTo(result.AsSpan(row * raster.Columns));
                }
            }
        );
        return result;
    }

    /// <summary>The sum of the rows so far above and below, for which the kernel is the same; false when all is 0.</summary>
    private static bool Pair(ReadOnlySpan<float> above, ReadOnlySpan<float> below, bool same, Span<float> pair)
    {
        above.CopyTo(pair);
        if (!same)
            for (var i = 0; i < pair.Length; i += 8)
                (Vector256.LoadUnsafe(ref pair[i]) + Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(below), (nuint)i)).StoreUnsafe(
                    ref pair[i]
                );
        return pair.ContainsAnyExcept(0f);
    }

    private static void AddRow(float[] kernel, ReadOnlySpan<float> row, int columns, Span<float> sums)
    {
        ref float from = ref MemoryMarshal.GetReference(row),
            to = ref MemoryMarshal.GetReference(sums);
        for (var column = 0; column < columns; column += 32)
        {
            Vector256<float> a = Vector256.LoadUnsafe(ref to, (nuint)column),
                b = Vector256.LoadUnsafe(ref to, (nuint)column + 8);
            Vector256<float> c = Vector256.LoadUnsafe(ref to, (nuint)column + 16),
                d = Vector256.LoadUnsafe(ref to, (nuint)column + 24);
            for (var k = 0; k < kernel.Length; k++)
            {
                var (share, at) = (Vector256.Create(kernel[k]), (nuint)(column + k));
                a = Vector256.MultiplyAddEstimate(share, Vector256.LoadUnsafe(ref from, at), a);
                b = Vector256.MultiplyAddEstimate(share, Vector256.LoadUnsafe(ref from, at + 8), b);
                c = Vector256.MultiplyAddEstimate(share, Vector256.LoadUnsafe(ref from, at + 16), c);
                d = Vector256.MultiplyAddEstimate(share, Vector256.LoadUnsafe(ref from, at + 24), d);
            }
            a.StoreUnsafe(ref to, (nuint)column);
            b.StoreUnsafe(ref to, (nuint)column + 8);
            c.StoreUnsafe(ref to, (nuint)column + 16);
            d.StoreUnsafe(ref to, (nuint)column + 24);
        }
    }
}
