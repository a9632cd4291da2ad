using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Topology;

/// <summary>Makes polygons from the arcs whose two sides belong to different groups.</summary>
internal static class RingTracing
{
    public static Geometry[] Trace(ArcNetwork network, ReadOnlySpan<int> groupOfArea, int groups, GeometryFactory factory)
    {
        var rings = new List<LinearRing>[groups];
        var active = new bool[network.Arcs.Length];
        for (var arc = 0; arc < active.Length; arc++)
            active[arc] = Group(groupOfArea, network.Arcs[arc].Left) != Group(groupOfArea, network.Arcs[arc].Right);
        var done = new bool[active.Length * 2];
        var stackPosition = new int[network.Nodes];
        Array.Fill(stackPosition, -1);
        var stack = new List<int>();
        for (var first = 0; first < done.Length; first++)
        {
            var group = Group(groupOfArea, network.Left(first));
            if (done[first] || !active[first >> 1] || group < 0)
                continue;
            var into = rings[group] ??= [];
            for (var half = first; !done[half]; half = network.Next(half, active))
            {
                // A ring that comes back to a node closes a loop there: the loop is a ring of its own, or the polygon would touch itself.
                var node = network.Origin(half);
                if (stackPosition[node] >= 0)
                    Close(stackPosition[node], into);
                done[half] = true;
                stackPosition[node] = stack.Count;
                stack.Add(half);
            }
            Close(0, into);
        }
        var polygons = new Geometry[groups];
        for (var group = 0; group < groups; group++)
            polygons[group] = Assemble(rings[group], factory);
        return polygons;

        void Close(int from, List<LinearRing> into)
        {
            into.Add(factory.CreateLinearRing(Ring(network, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(stack)[from..])));
            for (var i = from; i < stack.Count; i++)
                stackPosition[network.Origin(stack[i])] = -1;
            stack.RemoveRange(from, stack.Count - from);
        }
    }

    private static int Group(ReadOnlySpan<int> groupOfArea, int area) => area < 0 ? -1 : groupOfArea[area];

    private static Coordinate[] Ring(ArcNetwork network, ReadOnlySpan<int> halves)
    {
        var count = 1;
        foreach (var half in halves)
            count += network.Arcs[half >> 1].Places.Length - 1;
        var ring = new Coordinate[count];
        var at = 0;
        foreach (var half in halves)
        {
            var places = network.Arcs[half >> 1].Places.Span;
            for (var i = 0; i < places.Length - 1; i++)
            {
                var place = places[(half & 1) == 0 ? i : places.Length - 1 - i];
                ring[at++] = new Coordinate(place.Longitude, place.Latitude);
            }
        }
        ring[at] = ring[0].Copy();
        return ring;
    }

    private static Geometry Assemble(List<LinearRing>? rings, GeometryFactory factory)
    {
        if (rings is null)
            return factory.CreatePolygon();
        var shells = rings.Where(r => r.IsCCW).ToList();
        var holes = rings.Where(r => !r.IsCCW).ToLookup(hole => shells.Count == 1 ? shells[0] : ShellOf(hole, shells));
        var polygons = shells.Select(shell => factory.CreatePolygon(shell, [.. holes[shell]])).ToArray();
        return polygons.Length == 1 ? polygons[0] : factory.CreateMultiPolygon(polygons);
    }

    /// <summary>
    /// The smallest shell around a hole. They may touch in single points, so the first vertex of the hole that is not on the shell decides.
    /// </summary>
    private static LinearRing ShellOf(LinearRing hole, List<LinearRing> shells)
    {
        LinearRing? best = null;
        foreach (var shell in shells)
            if (
                shell.EnvelopeInternal.Contains(hole.EnvelopeInternal)
                && Holds(shell, hole)
                && (best is null || best.EnvelopeInternal.Contains(shell.EnvelopeInternal))
            )
                best = shell;
        return best ?? throw new InvalidOperationException("A hole lies in no shell; the arcs are not a coverage.");
    }

    private static bool Holds(LinearRing shell, LinearRing hole)
    {
        foreach (var place in hole.Coordinates)
            if (PointLocation.LocateInRing(place, shell.Coordinates) is var location and not Location.Boundary)
                return location == Location.Interior;
        return false;
    }
}
