using System.Runtime.InteropServices;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;
using NetTopologySuite.Noding.Snap;
using NetTopologySuite.Operation.Polygonize;

namespace TurfMap.Spatial.Coverage;

/// <summary>Cuts the plane along the lines where the number of areas changes.</summary>
/// <remarks>
/// An edge that one area has on its left and another on its right cancels out: crossing it leaves one area and enters another. What remains
/// is the outer line, and the
/// lines of gaps and overlaps where neighbours do not share their vertices; that is little in a good coverage. Only this is cut at its
/// crossings and made into faces,
/// and in each face the number of areas is the same everywhere. Where lines meet, points closer than 0.1 mm are brought together, so
/// rounding makes no faces.
/// </remarks>
internal static class CoverageCheckFaces
{
    private const double SnapDegrees = 1e-9;

    public static IEnumerable<Polygon> Of(IReadOnlyList<Geometry?> areas, GeometryFactory factory, CancellationToken cancel)
    {
        var edges = new Dictionary<Edge, int>(areas.Sum(area => area?.NumPoints ?? 0) / 2);
        foreach (var area in areas)
        {
            cancel.ThrowIfCancellationRequested();
            if (area is not null)
                Count(area, edges);
        }
        var lines = Cut(CoverageCheckChains.Of(edges.Where(edge => edge.Value != 0).Select(edge => edge.Key)), cancel);
        var polygonizer = new Polygonizer();
        foreach (var line in lines)
            polygonizer.Add(factory.CreateLineString(line.Coordinates));
        cancel.ThrowIfCancellationRequested();
        return polygonizer.GetPolygons().Cast<Polygon>();
    }

    /// <summary>Lines that meet nowhere, the outer lines of a good coverage, are told by a plain pass and need no cutting.</summary>
    private static List<ISegmentString> Cut(List<ISegmentString> lines, CancellationToken cancel)
    {
        var meetings = new IntersectionAdder(new RobustLineIntersector());
        new MCIndexNoder(meetings).ComputeNodes(lines);
        cancel.ThrowIfCancellationRequested();
        if (!meetings.HasIntersection)
            return lines;
        var noder = new SnappingNoder(SnapDegrees);
        noder.ComputeNodes([.. lines.Select(line => new NodedSegmentString(line.Coordinates, null))]);
        cancel.ThrowIfCancellationRequested();
        return CoverageCheckChains.Of(Edges(noder.GetNodedSubstrings()));
    }

    /// <summary>
    /// Each edge once: the noder cuts a line where another ends on it, but leaves two lines that run along each other in pieces of
    /// different length.
    /// </summary>
    private static HashSet<Edge> Edges(IList<ISegmentString> lines)
    {
        var edges = new HashSet<Edge>();
        foreach (var line in lines)
            for (var i = 1; i < line.Count; i++)
                if (line.Coordinates[i - 1].CompareTo(line.Coordinates[i]) is var order && order != 0)
                    edges.Add(
                        order < 0 ? new(line.Coordinates[i - 1], line.Coordinates[i]) : new(line.Coordinates[i], line.Coordinates[i - 1])
                    );
        return edges;
    }

    private static void Count(Geometry area, Dictionary<Edge, int> edges)
    {
        for (var i = 0; i < area.NumGeometries; i++)
        {
            var polygon = (Polygon)area.GetGeometryN(i);
            Count(polygon.ExteriorRing, true, edges);
            for (var j = 0; j < polygon.NumInteriorRings; j++)
                Count(polygon.GetInteriorRingN(j), false, edges);
        }
    }

    private static void Count(LineString ring, bool counterClockwise, Dictionary<Edge, int> edges)
    {
        if (ring.IsEmpty)
            return;
        var points = ring.Coordinates;
        var sign = Orientation.IsCCW(points) == counterClockwise ? 1 : -1;
        for (var i = 1; i < points.Length; i++)
        {
            var forward = points[i - 1].CompareTo(points[i]) < 0;
            var edge = forward ? new Edge(points[i - 1], points[i]) : new Edge(points[i], points[i - 1]);
            CollectionsMarshal.GetValueRefOrAddDefault(edges, edge, out _) += forward ? sign : -sign;
        }
    }

    /// <summary>An edge with its lower end first.</summary>
    internal readonly record struct Edge(double Ax, double Ay, double Bx, double By)
    {
        public Edge(Coordinate a, Coordinate b)
            : this(a.X, a.Y, b.X, b.Y) { }

        public bool Equals(Edge other) => Ax == other.Ax && Ay == other.Ay && Bx == other.Bx && By == other.By;

        public override int GetHashCode()
        {
            var mixed =
                BitConverter.DoubleToInt64Bits(Ax + 2 * Bx) * -7046029254386353131L
                ^ BitConverter.DoubleToInt64Bits(Ay + 2 * By) * -4417276706812531889L;
            return (int)(mixed >> 32) ^ (int)mixed;
        }
    }
}
