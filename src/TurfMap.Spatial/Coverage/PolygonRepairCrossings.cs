using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;

namespace TurfMap.Spatial.Coverage;

/// <summary>Counts where the rings of a polygon cross, touch or run along themselves and each other, and stops at a budget.</summary>
internal sealed class PolygonRepairCrossings : ISegmentIntersector
{
    private readonly RobustLineIntersector intersector = new();
    private readonly RepairBudget budget;
    private readonly CancellationToken cancel;
    private long comparisons;

    private PolygonRepairCrossings(RepairBudget budget, CancellationToken cancel)
    {
        this.budget = budget;
        this.cancel = cancel;
    }

    /// <summary>Pairs of edges of one ring that cross in the inside of both.</summary>
    public int WithinRings { get; private set; }

    /// <summary>Pairs of edges of two rings that cross in the inside of both.</summary>
    public int BetweenRings { get; private set; }

    /// <summary>Neighbouring edges of one ring that lie on each other: spikes.</summary>
    public int Spikes { get; private set; }

    /// <summary>Pairs of edges, not neighbours, that touch or lie on each other.</summary>
    public int Contacts { get; private set; }

    /// <summary>The first crossing found, else the first spike or contact; null when there is none.</summary>
    public Coordinate? Place { get; private set; }

    private bool placeIsCrossing;

    /// <summary>Whether counting stopped because there was too much.</summary>
    public bool IsOverBudget { get; private set; }

    /// <summary>Whether what was too much was the comparing, not the crossings.</summary>
    public bool IsTooTangled => comparisons > budget.MaxComparisons;

    bool ISegmentIntersector.IsDone => IsOverBudget;

    public static PolygonRepairCrossings Count(IEnumerable<LinearRing> rings, RepairBudget budget, CancellationToken cancel)
    {
        var crossings = new PolygonRepairCrossings(budget, cancel);
        var strings = new List<ISegmentString>();
        foreach (var ring in rings)
        {
            var points = CoordinateArrays.RemoveRepeatedPoints(ring.Coordinates);
            if (points.Length > 1)
                strings.Add(new BasicSegmentString(points, null));
        }
        if (strings.Count > 0)
            new MCIndexNoder(crossings).ComputeNodes(strings);
        return crossings;
    }

    void ISegmentIntersector.ProcessIntersections(ISegmentString first, int i, ISegmentString second, int j)
    {
        var isSameRing = ReferenceEquals(first, second);
        if (isSameRing && i == j)
            return;
        if ((++comparisons & 0xFFFF) == 0)
            cancel.ThrowIfCancellationRequested();
        intersector.ComputeIntersection(first.Coordinates[i], first.Coordinates[i + 1], second.Coordinates[j], second.Coordinates[j + 1]);
        if (intersector.HasIntersection)
            Note(isSameRing, isSameRing && AreNeighbours(i, j, first.Count - 1));
        IsOverBudget = WithinRings + BetweenRings > budget.MaxCrossings || Contacts + Spikes > budget.MaxContacts || comparisons > budget.MaxComparisons;
    }

    private void Note(bool isSameRing, bool areNeighbours)
    {
        if (intersector.IsProper)
        {
            WithinRings += isSameRing ? 1 : 0;
            BetweenRings += isSameRing ? 0 : 1;
        }
        else if (areNeighbours && intersector.IntersectionNum == 1)
        {
            return;
        }
        else
        {
            Spikes += areNeighbours ? 1 : 0;
            Contacts += areNeighbours ? 0 : 1;
        }
        if (Place is null || (intersector.IsProper && !placeIsCrossing))
            (Place, placeIsCrossing) = (intersector.GetIntersection(0).Copy(), intersector.IsProper);
    }

    private static bool AreNeighbours(int i, int j, int edges) => Math.Abs(i - j) == 1 || Math.Abs(i - j) == edges - 1;
}
