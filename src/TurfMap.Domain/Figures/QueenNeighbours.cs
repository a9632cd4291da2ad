using TurfMap.Spatial.Topology;
using TurfMap.Statistics;

namespace TurfMap.Domain.Figures;

/// <summary>Areas that touch: along a line, or at a corner only.</summary>
internal static class QueenNeighbours
{
    /// <summary>
    /// The neighbours of each area: those on the other side of its lines, and those that any node of its lines also belongs to. O(arcs).
    /// </summary>
    public static NeighbourLists Of(ArcTopology topology)
    {
        var around = new HashSet<int>[topology.NodeCount];
        var touching = new SortedSet<int>[topology.AreaCount];
        for (var area = 0; area < touching.Length; area++)
            touching[area] = [];
        foreach (var arc in topology.Arcs)
        {
            Meet(arc.Left, arc.Right);
            foreach (var node in new[] { arc.StartNode, arc.EndNode })
            foreach (var area in new[] { arc.Left, arc.Right })
                if (area >= 0 && (around[node] ??= []).Add(area))
                    foreach (var other in around[node])
                        Meet(area, other);
        }
        return NeighbourLists.Build([.. touching.Select(areas => areas.ToArray())]);

        void Meet(int one, int other)
        {
            if (one < 0 || other < 0 || one == other)
                return;
            touching[one].Add(other);
            touching[other].Add(one);
        }
    }
}
