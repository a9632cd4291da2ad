using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Density;

/// <summary>Which part of each cell of a raster lies within a window, from 0 to 1.</summary>
/// <remarks>
/// Exact but for rounding: areas are summed along the window's edges, not sampled. O(cells + corners + crossings of edges with cells).
/// </remarks>
public static class WindowMask
{
    /// <summary>The covered part of each cell.</summary>
    /// <param name="raster">The cells.</param>
    /// <param name="window">A valid polygon or multipolygon in the same plane: a city without its water. Not changed.</param>
    /// <param name="cancel">Stops the work.</param>
    public static float[] Of(PlaneRaster raster, Geometry window, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(raster);
        ArgumentNullException.ThrowIfNull(window);
        // Each row: how much of a cell, and of all cells right of it, begins to be covered here.
        var changes = new double[raster.Rows * (raster.Columns + 2)];
        foreach (var (ring, isHole) in WindowRings.Of(window))
        {
            cancel.ThrowIfCancellationRequested();
            // What lies right of a line that goes down is covered, when shells run against the clock and holes with it.
            var sign = WindowRings.RunsAgainstTheClock(ring) != isHole ? -1 : 1;
            for (var i = 0; i + 1 < ring.Count; i++)
                AddEdge(
                    raster,
                    changes,
                    sign,
                    (ring.GetX(i) - raster.Left) / raster.CellSize,
                    (ring.GetY(i) - raster.Bottom) / raster.CellSize,
                    (ring.GetX(i + 1) - raster.Left) / raster.CellSize,
                    (ring.GetY(i + 1) - raster.Bottom) / raster.CellSize
                );
        }
        var mask = new float[raster.Count];
        for (var row = 0; row < raster.Rows; row++)
        {
            var covered = 0.0;
            for (var column = 0; column < raster.Columns; column++)
            {
                covered += changes[row * (raster.Columns + 2) + column];
                // What rounding leaves of nothing is nothing.
                mask[row * raster.Columns + column] = covered < 1e-9 ? 0 : (float)Math.Min(covered, 1);
            }
        }
        return mask;
    }

    private static void AddEdge(PlaneRaster raster, double[] changes, int sign, double x1, double y1, double x2, double y2)
    {
        if (y1 == y2)
            return;
        if (y1 > y2)
            (x1, y1, x2, y2, sign) = (x2, y2, x1, y1, -sign);
        var slope = (x2 - x1) / (y2 - y1);
        double low = Math.Max(y1, 0),
            high = Math.Min(y2, raster.Rows);
        for (var row = (int)low; row < high; row++)
        {
            double from = Math.Max(low, row),
                to = Math.Min(high, row + 1);
            if (to > from)
                AddInRow(
                    changes.AsSpan(row * (raster.Columns + 2), raster.Columns + 2),
                    sign * (to - from),
                    x1 + (from - y1) * slope,
                    x1 + (to - y1) * slope
                );
        }
    }

    /// <summary>A piece of an edge within one row: its height, signed, and where it begins and ends.</summary>
    private static void AddInRow(Span<double> changes, double height, double from, double to)
    {
        var columns = changes.Length - 2;
        double left = Math.Min(from, to),
            right = Math.Max(from, to),
            perColumn = right > left ? height / (right - left) : 0;
        if (right <= 0 || left == right)
        {
            Put(changes, columns, height, Math.Clamp(left, 0, columns));
            return;
        }
        if (left < 0)
            Put(changes, columns, -left * perColumn, 0);
        if (right > columns)
            right = columns;
        for (var at = Math.Max(left, 0); at < right; )
        {
            var next = Math.Min(right, Math.Floor(at) + 1);
            Put(changes, columns, (next - at) * perColumn, (at + next) / 2);
            at = next;
        }
    }

    private static void Put(Span<double> changes, int columns, double height, double middle)
    {
        if (middle >= columns)
            return;
        var column = (int)middle;
        changes[column] += height * (column + 1 - middle);
        changes[column + 1] += height * (middle - column);
    }
}
