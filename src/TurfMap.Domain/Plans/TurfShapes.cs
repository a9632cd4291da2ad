using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Spatial;
using TurfMap.Spatial.Topology;

namespace TurfMap.Domain.Plans;

/// <summary>The turfs of a plan as the map draws them: outlines dissolved from the units' shared lines, and colours.</summary>
public static class TurfShapes
{
    /// <summary>The outline of each turf for a zoom of the map, by the turf's number; empty where a turf has no unit.</summary>
    public static IReadOnlyList<Geometry> Outlines(PlanOnUnits plan, VintageLayer units, int? zoom) =>
        units.Shapes.TopologyAtZoom(zoom) is { } topology
            ? topology.Outlines(plan.TurfOfUnit, plan.Plan.Turfs.Count)
            : throw new RefusedException(Refusal.Invalid, $"The areas of {units.Layer.Name} may overlap; a plan needs units that do not.");

    /// <summary>A colour number for each turf: turfs that share a line differ.</summary>
    public static int[] Colours(PlanOnUnits plan, VintageLayer units) =>
        units.Shapes.Topology is { } topology
            ? topology.Graph.Merge(plan.TurfOfUnit, plan.Plan.Turfs.Count).Colour()
            : new int[plan.Plan.Turfs.Count];

    /// <summary>A point well inside each turf, for its label; not a number where a turf has no unit.</summary>
    public static IReadOnlyList<LonLat> Labels(IReadOnlyList<Geometry> outlines) =>
        [.. outlines.Select(outline => LabelPoint.Find(outline)?.Place ?? new LonLat(double.NaN, double.NaN))];
}
