using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;
using NetTopologySuite.Noding.Snap;
using NetTopologySuite.Operation.Polygonize;

namespace TurfMap.Spatial.Coverage;

/// <summary>Cuts the plane along the lines where the number of areas changes.</summary>
/// <remarks>
/// An edge that one area has on its left and another on its right cancels out: crossing it leaves one area and enters another. What remains is the outer line, and the
/// lines of gaps and overlaps where neighbours do not share their vertices; that is little in a good coverage. Only this is cut at its crossings and made into faces,
/// and in each face the number of areas is the same everywhere. Points closer than 0.1 mm are brought together, so rounding makes no faces.
/// </remarks>
internal static class CoverageCheckFaces
{
    private const double SnapDegrees = 1e-9;

    public static IEnumerable<Polygon> Of(IReadOnlyList<Geometry?> areas, GeometryFactory factory, CancellationToken cancel)
    {
        var lines = Remaining(areas, cancel);
        if (lines.Count == 0)
            return [];
        var noder = new SnappingNoder(SnapDegrees);
        noder.ComputeNodes(lines);
        cancel.ThrowIfCancellationRequested();
        var seen = new HashSet<(double, double, double, double)>();
        var polygonizer = new Polygonizer();
        foreach (var line in noder.GetNodedSubstrings())
        {
            var points = line.Coordinates;
            for (var i = 1; i < points.Length; i++)
                if (!points[i - 1].Equals2D(points[i]) && seen.Add(Key(points[i - 1], points[i], out _)))
                    polygonizer.Add(factory.CreateLineString([points[i - 1], points[i]]));
        }
        cancel.ThrowIfCancellationRequested();
        return polygonizer.GetPolygons().Cast<Polygon>();
    }

    private static List<ISegmentString> Remaining(IReadOnlyList<Geometry?> areas, CancellationToken cancel)
    {
        var net = new Dictionary<(double, double, double, double), int>();
        foreach (var area in areas)
        {
            cancel.ThrowIfCancellationRequested();
            if (area is not null)
                Count(area, net);
        }
        var lines = new List<ISegmentString>();
        foreach (var ((ax, ay, bx, by), count) in net)
            if (count != 0)
                lines.Add(new NodedSegmentString([new Coordinate(ax, ay), new Coordinate(bx, by)], null));
        return lines;
    }

    private static void Count(Geometry area, Dictionary<(double, double, double, double), int> net)
    {
        for (var i = 0; i < area.NumGeometries; i++)
        {
            var polygon = (Polygon)area.GetGeometryN(i);
            Count(polygon.ExteriorRing, true, net);
            for (var j = 0; j < polygon.NumInteriorRings; j++)
                Count(polygon.GetInteriorRingN(j), false, net);
        }
    }

    private static void Count(LineString ring, bool counterClockwise, Dictionary<(double, double, double, double), int> net)
    {
        if (ring.IsEmpty)
            return;
        var points = ring.Coordinates;
        var sign = NetTopologySuite.Algorithm.Orientation.IsCCW(points) == counterClockwise ? 1 : -1;
        for (var i = 1; i < points.Length; i++)
        {
            var key = Key(points[i - 1], points[i], out var forward);
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(net, key, out _) += forward ? sign : -sign;
        }
    }

    private static (double, double, double, double) Key(Coordinate a, Coordinate b, out bool forward)
    {
        forward = a.X < b.X || (a.X == b.X && a.Y < b.Y);
        return forward ? (a.X, a.Y, b.X, b.Y) : (b.X, b.Y, a.X, a.Y);
    }
}
