using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;

namespace TurfMap.Spatial.Coverage;

/// <summary>Joins loose edges into lines as long as possible, which are cut and indexed many times faster than single edges.</summary>
internal static class CoverageCheckChains
{
    public static List<ISegmentString> Of(IEnumerable<CoverageCheckFaces.Edge> edges)
    {
        var corners = new Dictionary<(double X, double Y), List<(double X, double Y)>>();
        foreach (var (ax, ay, bx, by) in edges)
        {
            EdgesAt(corners, (ax, ay)).Add((bx, by));
            EdgesAt(corners, (bx, by)).Add((ax, ay));
        }
        var chains = new List<ISegmentString>();
        var ends = corners.Where(corner => corner.Value.Count != 2).Select(corner => corner.Key).ToHashSet();
        foreach (var start in ends.Concat(corners.Keys))
            while (corners[start].Count > 0)
                chains.Add(Walk(corners, ends, start));
        return chains;
    }

    /// <summary>Follows edges, taking each away, until a corner where other edges meet, or back to the start.</summary>
    private static NodedSegmentString Walk(
        Dictionary<(double X, double Y), List<(double X, double Y)>> corners,
        HashSet<(double X, double Y)> ends,
        (double X, double Y) start
    )
    {
        var points = new List<Coordinate> { new(start.X, start.Y) };
        var at = start;
        do
        {
            var next = corners[at][^1];
            corners[at].RemoveAt(corners[at].Count - 1);
            corners[next].Remove(at);
            points.Add(new Coordinate(next.X, next.Y));
            at = next;
        } while (at != start && !ends.Contains(at));
        return new NodedSegmentString([.. points], null);
    }

    private static List<(double X, double Y)> EdgesAt(
        Dictionary<(double X, double Y), List<(double X, double Y)>> corners,
        (double X, double Y) corner
    )
    {
        if (!corners.TryGetValue(corner, out var edges))
            corners[corner] = edges = new List<(double X, double Y)>(2);
        return edges;
    }
}
