using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Coverage;

/// <summary>
/// A straight piece of the boundary of one area or of two that share it, from the lower to the higher longitude (then latitude).
/// </summary>
/// <param name="X1">Longitude of the start.</param>
/// <param name="Y1">Latitude of the start.</param>
/// <param name="X2">Longitude of the end.</param>
/// <param name="Y2">Latitude of the end.</param>
/// <param name="First">The area whose boundary it is.</param>
/// <param name="Second">The other area, or -1. The same as the first when the boundary runs along itself.</param>
internal readonly record struct CoverageLine(double X1, double Y1, double X2, double Y2, int First, int Second)
{
    public double Bottom => Math.Min(Y1, Y2);

    public double Top => Math.Max(Y1, Y2);

    /// <summary>Whether a point at the height of the line lies east of it or on it.</summary>
    public bool IsWestOf(double x, double y)
    {
        var side = ExactSide.Of(X1, Y1, X2, Y2, x, y);
        return side == 0 || (side < 0) == (Y2 > Y1);
    }

    /// <summary>Whether the line crosses a parallel, which is thought of as an infinitely small step north of its latitude.</summary>
    public bool Crosses(double latitude) => Bottom <= latitude && latitude < Top;

    public static Envelope BoundsOf(CoverageLine[] lines)
    {
        var (minX, minY, maxX, maxY) = (lines[0].X1, lines[0].Bottom, lines[0].X2, lines[0].Top);
        foreach (ref readonly var line in lines.AsSpan())
            (minX, minY, maxX, maxY) = (
                Math.Min(minX, line.X1),
                Math.Min(minY, line.Bottom),
                Math.Max(maxX, line.X2),
                Math.Max(maxY, line.Top)
            );
        return new(minX, maxX, minY, maxY);
    }

    /// <summary>Every line of the areas; one that two areas have in common comes once.</summary>
    public static CoverageLine[] Of(IReadOnlyList<Geometry> areas, CancellationToken cancel)
    {
        var corners = 0;
        foreach (var area in areas)
            corners += area?.NumPoints ?? 0;
        var lines = new CoverageLine[corners];
        var slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, corners * 2))];
        var count = 0;
        for (var area = 0; area < areas.Count; area++)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var polygon in Polygons(areas[area], area))
            {
                AddRing(polygon.ExteriorRing, area);
                for (var hole = 0; hole < polygon.NumInteriorRings; hole++)
                    AddRing(polygon.GetInteriorRingN(hole), area);
            }
        }
        Array.Resize(ref lines, count);
        return lines;

        void AddRing(LineString ring, int area)
        {
            var corners = ring.CoordinateSequence;
            double x = 0,
                y = 0;
            var before = count;
            var shared = false;
            for (var i = 0; i < corners.Count; i++)
            {
                // Adding zero turns -0 into +0, so that equal numbers have equal bits.
                double nextX = corners.GetX(i) + 0.0,
                    nextY = corners.GetY(i) + 0.0;
                if (!double.IsFinite(nextX) || !double.IsFinite(nextY))
                    throw new ArgumentException($"Area {area} has a corner whose coordinates are not finite numbers.", nameof(areas));
                if (i > 0 && (x != nextX || y != nextY))
                    shared |= Add(
                        x < nextX || (x == nextX && y < nextY) ? new(x, y, nextX, nextY, area, -1) : new(nextX, nextY, x, y, area, -1)
                    );
                (x, y) = (nextX, nextY);
            }
            // A ring that is a mere point still touches that point.
            if (corners.Count > 0 && count == before && !shared)
                Add(new(x, y, x, y, area, -1));
        }

        bool Add(in CoverageLine line)
        {
            var slot = line.Hash() & (slots.Length - 1);
            for (; slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
            {
                ref var other = ref lines[slots[slot] - 1];
                if (other.Second >= 0 || other.X1 != line.X1 || other.Y1 != line.Y1 || other.X2 != line.X2 || other.Y2 != line.Y2)
                    continue;
                other = other with { Second = line.First };
                return true;
            }
            lines[count++] = line;
            slots[slot] = count;
            return false;
        }
    }

    private static IEnumerable<Polygon> Polygons(Geometry? area, int number)
    {
        ArgumentNullException.ThrowIfNull(area);
        if (area is Polygon one)
            return one.IsEmpty ? [] : [one];
        if (area is MultiPolygon many)
            return many.Geometries.Cast<Polygon>().Where(polygon => !polygon.IsEmpty);
        throw new ArgumentException($"Area {number} is a {area.GeometryType}; an area is a Polygon or a MultiPolygon.", nameof(area));
    }

    private int Hash()
    {
        var bits = (ulong)BitConverter.DoubleToInt64Bits(X1) * 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 29) ^ (ulong)BitConverter.DoubleToInt64Bits(Y1)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 31) ^ (ulong)BitConverter.DoubleToInt64Bits(X2)) * 0x94D049BB133111EB;
        bits = (bits ^ (bits >> 30) ^ (ulong)BitConverter.DoubleToInt64Bits(Y2)) * 0x9E3779B97F4A7C15;
        return (int)(bits >> 33);
    }
}
