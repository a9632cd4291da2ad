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
        if (comparisons > budget.MaxComparisons)
            IsOverBudget = true;
        var (a, b, c, d) = (first.Coordinates[i], first.Coordinates[i + 1], second.Coordinates[j], second.Coordinates[j + 1]);
        if (AreClearlyApart(a, b, c, d) || AreClearlyApart(c, d, a, b))
            return;
        intersector.ComputeIntersection(a, b, c, d);
        if (intersector.HasIntersection)
            Note(isSameRing, isSameRing && AreNeighbours(i, j, first.Count - 1));
        IsOverBudget |= WithinRings + BetweenRings > budget.MaxCrossings || Contacts + Spikes > budget.MaxContacts;
    }

    private const double Certain = 4e-15;

    /// <summary>
    /// Whether both ends of the second edge lie on one side of the first by more than rounding can hide; the careful test is ten times
    /// dearer.
    /// </summary>
    private static bool AreClearlyApart(Coordinate a, Coordinate b, Coordinate c, Coordinate d)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var (left, right) = (dx * (c.Y - a.Y), dy * (c.X - a.X));
        var (otherLeft, otherRight) = (dx * (d.Y - a.Y), dy * (d.X - a.X));
        var (one, other) = (left - right, otherLeft - otherRight);
        return one > 0 == other > 0
            && Math.Abs(one) > Certain * (Math.Abs(left) + Math.Abs(right))
            && Math.Abs(other) > Certain * (Math.Abs(otherLeft) + Math.Abs(otherRight));
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
