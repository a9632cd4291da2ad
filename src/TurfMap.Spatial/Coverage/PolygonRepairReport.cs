using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;
using TurfMap.Spatial.Projections;

namespace TurfMap.Spatial.Coverage;

/// <summary>Says what was wrong with a polygon and what was done about it.</summary>
internal sealed class PolygonRepairReport
{
    private readonly List<string> changes = [];

    public string Reason { get; private set; } = "";

    public IReadOnlyList<string> Changes => changes;

    public static string TooMuch(PolygonRepairCrossings crossings, RepairBudget budget) =>
        crossings.IsTooTangled ? "its outline is too tangled to be looked through"
        : crossings.WithinRings + crossings.BetweenRings > budget.MaxCrossings
            ? $"its outline crosses itself more than {budget.MaxCrossings:N0} times"
        : $"its outline touches or runs along itself in more than {budget.MaxContacts:N0} places";

    public void Explain(TopologyValidationErrors error, List<Polygon> polygons, PolygonRepairCrossings crossings)
    {
        if (crossings.WithinRings > 0)
            Add($"its outline crosses itself {Times(crossings.WithinRings)}", "all the ground that the outline goes round was kept");
        if (crossings.BetweenRings > 0)
            Add(
                $"its outlines cross each other {Times(crossings.BetweenRings)}",
                "overlapping parts were merged and holes that cross an outline were cut out"
            );
        if (crossings.Spikes > 0)
            Add(
                $"its outline runs out and back along the same line {Times(crossings.Spikes)}",
                $"{Count(crossings.Spikes, "spike")} without width {Were(crossings.Spikes)} cut off"
            );
        var collapsed = Collapsed(polygons);
        if (collapsed > 0)
            Add(
                $"it has {Count(collapsed, "ring")} that {(collapsed == 1 ? "encloses" : "enclose")} nothing",
                $"{Count(collapsed, "ring")} without area {Were(collapsed)} left out"
            );
        switch (error)
        {
            case TopologyValidationErrors.HoleOutsideShell:
                Add("a hole lies outside its outline", "the hole was made a part of its own");
                break;
            case TopologyValidationErrors.NestedHoles:
                Add("a hole lies within another hole", "the holes were merged");
                break;
            case TopologyValidationErrors.NestedShells:
                Add("a part lies within another part", "the parts were merged");
                break;
            case TopologyValidationErrors.DuplicateRings:
                Add("a ring is there twice", "one of them was left out");
                break;
            case TopologyValidationErrors.DisconnectedInteriors:
                Add("holes cut it in two", "it was made two parts");
                break;
            case TopologyValidationErrors.RingNotClosed:
                Add("a ring is not closed", "it was closed");
                break;
            case TopologyValidationErrors.RingSelfIntersection when changes.Count == 0:
                Add("its outline touches itself", "it was split or given a hole there");
                break;
            default:
                if (changes.Count == 0)
                    Add("its outlines touch or run along each other", "they were merged or split there");
                break;
        }
    }

    public void ExplainGathering(Geometry given, int polygons, int others)
    {
        if (given is not (Polygon or MultiPolygon))
            Add("it is a collection", polygons == 1 ? "its polygon was taken" : $"its {polygons:N0} polygons were taken as one area");
        if (others > 0)
            Add(
                "it holds points or lines",
                $"{Count(others, "point or line", "points or lines")} beside the polygons {Were(others)} left out"
            );
    }

    public void ExplainParts(int before, int after)
    {
        if (before != after)
            changes.Add($"it had {Count(before, "part")} and has {after:N0}");
    }

    private void Add(string reason, string change)
    {
        Reason = Reason.Length == 0 ? reason : Reason;
        changes.Add(change);
    }

    /// <summary>Rings that go round less than a ten thousandth of a square metre.</summary>
    private static int Collapsed(List<Polygon> polygons)
    {
        var collapsed = 0;
        foreach (var polygon in polygons)
            for (var i = -1; i < polygon.NumInteriorRings; i++)
            {
                var ring = i < 0 ? polygon.ExteriorRing : polygon.GetInteriorRingN(i);
                collapsed += EllipsoidMeasure.SignedSquareMetres(ring.CoordinateSequence) is > -1e-4 and < 1e-4 && IsThin(ring) ? 1 : 0;
            }
        return collapsed;
    }

    /// <summary>
    /// A bow tie with equal wings goes round nothing by its signs; it is no collapsed ring, since a collapsed one lies on a line.
    /// </summary>
    private static bool IsThin(LineString ring) =>
        new NetTopologySuite.Algorithm.ConvexHull(ring).GetConvexHull() is not Polygon hull || EllipsoidMeasure.SquareMetres(hull) < 1e-3;

    private static string Times(int count) =>
        count switch
        {
            1 => "once",
            2 => "twice",
            _ => $"{count:N0} times",
        };

    private static string Count(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count:N0} {many ?? one + "s"}";

    private static string Were(int count) => count == 1 ? "was" : "were";
}
