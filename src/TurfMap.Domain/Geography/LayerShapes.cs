using System.Collections.Concurrent;
using NetTopologySuite.Geometries;
using NetTopologySuite.Simplify;
using TurfMap.Spatial;
using TurfMap.Spatial.Topology;

namespace TurfMap.Domain.Geography;

/// <summary>The areas of a vintage as the map draws them: simplified once for each zoom, neighbours without gaps.</summary>
/// <remarks>Where areas may overlap there are no shared lines: there each area is simplified by itself.</remarks>
public sealed class LayerShapes
{
    /// <summary>From this zoom on nothing is simplified.</summary>
    public const int FullZoom = 17;

    /// <summary>Farther out nothing is simplified more: a city is a few pixels.</summary>
    private const int LeastZoom = 5;

    private static readonly LonLat Nowhere = new(double.NaN, double.NaN);
    private const double MetresPerDegree = 111_320;
    private readonly ConcurrentDictionary<int, Lazy<IReadOnlyList<Geometry>>> byZoom = new();
    private readonly Lazy<IReadOnlyList<ArcTopology>> simplified;
    private readonly IReadOnlyList<Area> areas;
    private readonly Lazy<IReadOnlyList<LonLat>> labels;

    private LayerShapes(IReadOnlyList<Area> areas, ArcTopology? topology)
    {
        (this.areas, Topology) = (areas, topology);
        simplified = new(() =>
            topology!.Simplify([.. Enumerable.Range(0, FullZoom - LeastZoom).Select(level => Tolerance(FullZoom - 1 - level))])
        );
        labels = new(() => [.. areas.Select(area => LabelPoint.Find(area.Geometry)?.Place ?? Nowhere)]);
    }

    /// <summary>The shared lines; null where areas may overlap.</summary>
    public ArcTopology? Topology { get; }

    /// <summary>A point well inside each area, for its label.</summary>
    public IReadOnlyList<LonLat> Labels => labels.Value;

    /// <summary>Finds the shared lines of the areas.</summary>
    public static LayerShapes Build(IReadOnlyList<Area> areas, bool mayOverlap) =>
        new(areas, mayOverlap ? null : ArcTopology.Build([.. areas.Select(area => area.Geometry)]));

    /// <summary>The areas for a zoom of the map, in the order of their codes; null is full resolution.</summary>
    public IReadOnlyList<Geometry> AtZoom(int? zoom) =>
        zoom is not { } z || z >= FullZoom
            ? [.. areas.Select(area => area.Geometry)]
            : byZoom.GetOrAdd(Math.Max(z, LeastZoom), level => new(() => Simplified(level))).Value;

    /// <summary>The shared lines for a zoom of the map; null where areas may overlap.</summary>
    public ArcTopology? TopologyAtZoom(int? zoom) =>
        Topology is null || zoom is not { } z || z >= FullZoom ? Topology : simplified.Value[FullZoom - 1 - Math.Max(z, LeastZoom)];

    private IReadOnlyList<Geometry> Simplified(int zoom) =>
        TopologyAtZoom(zoom) is { } topology
            ? topology.Areas()
            : [.. areas.Select(area => TopologyPreservingSimplifier.Simplify(area.Geometry, Tolerance(zoom) / MetresPerDegree))];

    private double Tolerance(int zoom) =>
        areas.Count == 0 ? 0 : ArcTopology.ToleranceForZoom(zoom, areas[0].Geometry.EnvelopeInternal.Centre.Y);
}
