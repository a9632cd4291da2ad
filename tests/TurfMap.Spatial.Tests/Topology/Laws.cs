using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;
using TurfMap.Spatial;
using TurfMap.Spatial.Topology;

namespace TurfMap.Tests.Topology;

/// <summary>What holds for every arc topology, checked without looking inside it.</summary>
internal static class Laws
{
    /// <summary>The laws that are broken, in words; empty when all hold.</summary>
    public static List<string> Broken(ArcTopology topology)
    {
        var broken = new List<string>();
        foreach (var arc in topology.Arcs)
        {
            if (arc.Left == arc.Right)
                broken.Add($"arc {arc.Number} has area {arc.Left} on both sides");
            if (arc.Places.Length < 2 || arc.StartNode == arc.EndNode != (arc.Places.Span[0] == arc.Places.Span[^1]))
                broken.Add($"arc {arc.Number} does not run from node to node");
        }
        Sectors(topology, broken);
        Noded(topology, broken);
        var areas = topology.Areas();
        DirectedEdges(areas, broken);
        SignedAreas(topology, areas, broken);
        for (var area = 0; area < areas.Count; area++)
            if (!areas[area].IsValid)
                broken.Add($"area {area} is not valid");
        return broken;
    }

    /// <summary>Going around a node, the area after one arc is the area before the next.</summary>
    private static void Sectors(ArcTopology topology, List<string> broken)
    {
        var leaving = new List<(double Angle, int Left, int Right)>[topology.NodeCount];
        foreach (var arc in topology.Arcs)
        {
            var places = arc.Places.Span;
            (leaving[arc.StartNode] ??= []).Add((Angle(places[0], places[1]), arc.Left, arc.Right));
            (leaving[arc.EndNode] ??= []).Add((Angle(places[^1], places[^2]), arc.Right, arc.Left));
        }
        for (var node = 0; node < leaving.Length; node++)
        {
            leaving[node].Sort();
            for (var i = 0; i < leaving[node].Count; i++)
                if (leaving[node][i].Left != leaving[node][(i + 1) % leaving[node].Count].Right)
                    broken.Add($"the areas around node {node} do not alternate");
        }

        static double Angle(LonLat from, LonLat to) => Math.Atan2(to.Latitude - from.Latitude, to.Longitude - from.Longitude);
    }

    /// <summary>Arcs meet at their ends only (asked of another library).</summary>
    private static void Noded(ArcTopology topology, List<string> broken)
    {
        var lines = topology
            .Arcs.Select(
                ISegmentString (a) =>
                    new BasicSegmentString([.. a.Places.ToArray().Select(p => new Coordinate(p.Longitude, p.Latitude))], null)
            )
            .ToList();
        var validator = new FastNodingValidator(lines);
        if (!validator.IsValid)
            broken.Add("arcs cross: " + validator.GetErrorMessage());
    }

    /// <summary>Every directed edge bounds one area at most.</summary>
    private static void DirectedEdges(IReadOnlyList<Geometry> areas, List<string> broken)
    {
        var seen = new HashSet<(double, double, double, double)>();
        for (var area = 0; area < areas.Count; area++)
            foreach (var ring in Rings(areas[area]))
                for (var i = 1; i < ring.NumPoints; i++)
                    if (!seen.Add((ring[i - 1].X, ring[i - 1].Y, ring[i].X, ring[i].Y)))
                        broken.Add($"an edge of area {area} bounds another area on the same side");
    }

    /// <summary>The signed areas under the arcs add up to the areas of the polygons.</summary>
    private static void SignedAreas(ArcTopology topology, IReadOnlyList<Geometry> areas, List<string> broken)
    {
        if (topology.Arcs.Count == 0)
            return;
        var (x0, y0) = topology.Arcs[0].Places.Span[0];
        var sums = new double[areas.Count];
        foreach (var arc in topology.Arcs)
        {
            var sum = 0.0;
            var places = arc.Places.Span;
            for (var i = 1; i < places.Length; i++)
                sum +=
                    (
                        (places[i - 1].Longitude - x0) * (places[i].Latitude - y0)
                        - (places[i].Longitude - x0) * (places[i - 1].Latitude - y0)
                    ) / 2;
            if (arc.Left >= 0)
                sums[arc.Left] += sum;
            if (arc.Right >= 0)
                sums[arc.Right] -= sum;
        }
        for (var area = 0; area < areas.Count; area++)
            if (Math.Abs(sums[area] - areas[area].Area) > 1e-9 * Math.Abs(sums[area]) + 1e-15)
                broken.Add($"area {area} measures {areas[area].Area} as a polygon and {sums[area]} by its arcs");
    }

    public static IEnumerable<LineString> Rings(Geometry area)
    {
        for (var i = 0; i < area.NumGeometries; i++)
            if (area.GetGeometryN(i) is Polygon { IsEmpty: false } polygon)
            {
                yield return polygon.Shell;
                foreach (var hole in polygon.Holes)
                    yield return hole;
            }
    }

    /// <summary>Square metres, by scaling degrees at the latitude of the middle.</summary>
    public static double SquareMetres(Geometry area) =>
        area.IsEmpty ? 0 : area.Area * 111_132.0 * 111_320.0 * Math.Cos(area.EnvelopeInternal.Centre.Y * Math.PI / 180);
}
