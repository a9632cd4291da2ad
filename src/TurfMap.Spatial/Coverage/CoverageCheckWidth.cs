using NetTopologySuite.Geometries;
using TurfMap.Spatial.Projections;

namespace TurfMap.Spatial.Coverage;

/// <summary>The widest place of a polygon: the largest circle found inside it.</summary>
/// <remarks>
/// From the longest edges a line is cast inwards to the other side; the middles of those chords are the centres tried, and the best is
/// walked uphill.
/// Exact search (a quadtree of cells) needs millions of cells for a sliver a kilometre long and a centimetre wide; this costs 64 casts and
/// finds its width
/// to a few per cent. The answer is a true inner circle, so never wider than the polygon.
/// </remarks>
internal sealed class CoverageCheckWidth
{
    private const int MostCasts = 64;
    private readonly List<(double Ax, double Ay, double Bx, double By)> edges = [];
    private readonly double originX;
    private readonly double originY;
    private readonly double scaleX;
    private readonly double scaleY;

    private CoverageCheckWidth(Polygon polygon)
    {
        var bounds = polygon.EnvelopeInternal;
        (originX, originY) = (bounds.MinX, bounds.MinY);
        (scaleX, scaleY) = EllipsoidMeasure.MetresPerDegree(bounds.Centre.Y);
        Add(polygon.ExteriorRing);
        for (var i = 0; i < polygon.NumInteriorRings; i++)
            Add(polygon.GetInteriorRingN(i));
    }

    /// <summary>Centre in degrees and diameter in metres of the largest circle found.</summary>
    public static (LonLat Place, double WidthMetres) Of(Polygon polygon)
    {
        var width = new CoverageCheckWidth(polygon);
        var (x, y, radius) = width.Best(polygon.InteriorPoint);
        return (new LonLat(width.originX + x / width.scaleX, width.originY + y / width.scaleY), 2 * radius);
    }

    private (double X, double Y, double Radius) Best(Point inside)
    {
        var (x, y) = ((inside.X - originX) * scaleX, (inside.Y - originY) * scaleY);
        var radius = Math.Max(0, Radius(x, y));
        foreach (var (ax, ay, bx, by) in edges.OrderByDescending(e => Square(e.Bx - e.Ax) + Square(e.By - e.Ay)).Take(MostCasts))
            if (Chord(ax, ay, bx, by) is { } middle && Radius(middle.X, middle.Y) is var found && found > radius)
                (x, y, radius) = (middle.X, middle.Y, found);
        return Climb(x, y, radius);
    }

    private (double X, double Y, double Radius) Climb(double x, double y, double radius)
    {
        for (var step = radius; step > radius / 100 && radius > 0; )
        {
            var better = false;
            for (var turn = 0; turn < 8; turn++)
            {
                var (sine, cosine) = Math.SinCos(turn * Math.PI / 4);
                if (Radius(x + step * cosine, y + step * sine) is var found && found > radius * 1.0001)
                {
                    (x, y, radius, better) = (x + step * cosine, y + step * sine, found, true);
                    break;
                }
            }
            if (!better)
                step /= 2;
        }
        return (x, y, radius);
    }

    /// <summary>From the middle of an edge straight inwards to the first line met: the middle of that chord.</summary>
    private (double X, double Y)? Chord(double ax, double ay, double bx, double by)
    {
        var length = Math.Sqrt(Square(bx - ax) + Square(by - ay));
        if (length == 0)
            return null;
        var (startX, startY) = ((ax + bx) / 2, (ay + by) / 2);
        var (dx, dy) = (-(by - ay) / length, (bx - ax) / length); // rings run with the inside on their left
        var nearest = double.PositiveInfinity;
        foreach (var (cx, cy, ex, ey) in edges)
        {
            var cross = dx * (ey - cy) - dy * (ex - cx);
            if (cross == 0)
                continue;
            var along = ((cx - startX) * (ey - cy) - (cy - startY) * (ex - cx)) / cross;
            var part = ((cx - startX) * dy - (cy - startY) * dx) / cross;
            if (part is >= 0 and <= 1 && along > 1e-9 && along < nearest)
                nearest = along;
        }
        return double.IsInfinity(nearest) ? null : (startX + dx * nearest / 2, startY + dy * nearest / 2);
    }

    /// <summary>Metres to the nearest line; negative outside.</summary>
    private double Radius(double x, double y)
    {
        var nearest = double.PositiveInfinity;
        var inside = false;
        foreach (var (ax, ay, bx, by) in edges)
        {
            var (dx, dy) = (bx - ax, by - ay);
            var squared = dx * dx + dy * dy;
            var part = squared == 0 ? 0 : Math.Clamp(((x - ax) * dx + (y - ay) * dy) / squared, 0, 1);
            nearest = Math.Min(nearest, Square(ax + part * dx - x) + Square(ay + part * dy - y));
            if (ay > y != by > y && x < ax + (y - ay) / dy * dx)
                inside = !inside;
        }
        return inside ? Math.Sqrt(nearest) : -Math.Sqrt(nearest);
    }

    private void Add(LineString ring)
    {
        var points = ring.CoordinateSequence;
        var wanted = edges.Count == 0; // the outline comes first and must run counter-clockwise, holes clockwise
        var turn = EllipsoidMeasure.SignedSquareMetres(points) > 0 != wanted;
        for (var i = 1; i < points.Count; i++)
        {
            var from = Metres(points, turn ? i : i - 1);
            var to = Metres(points, turn ? i - 1 : i);
            edges.Add((from.X, from.Y, to.X, to.Y));
        }
    }

    private (double X, double Y) Metres(CoordinateSequence points, int i) =>
        ((points.GetX(i) - originX) * scaleX, (points.GetY(i) - originY) * scaleY);

    private static double Square(double value) => value * value;
}
