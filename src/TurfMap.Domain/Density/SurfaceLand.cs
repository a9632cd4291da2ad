using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Spatial;

namespace TurfMap.Domain.Density;

/// <summary>
/// The land of a city in its plane: the areas of its outline together, less its water. Nobody lives beyond it, and no kernel reaches there.
/// </summary>
/// <remarks>
/// The outline is the layer with the fewest areas among those that answer without overlaps, as for cases beyond the city. Water is every
/// context layer with areas whose key or
/// name holds one of the words of <see cref="WaterWords"/>: calling a layer <c>water</c> is all it takes. A street map has no areas, and
/// "Riverside parks" are no water.
/// </remarks>
/// <param name="Shape">The land, in metres of the plane.</param>
/// <param name="Outline">The layer that the outline is of.</param>
/// <param name="Water">The layers that were taken off.</param>
public sealed record SurfaceLand(Geometry Shape, VintageLayer Outline, IReadOnlyList<VintageLayer> Water)
{
    /// <summary>Words that make a context layer water, as whole words of its key or name, in any case.</summary>
    public static readonly string[] WaterWords =
    [
        "water",
        "waters",
        "waterbodies",
        "waterways",
        "hydro",
        "hydrography",
        "rivers",
        "lakes",
        "ocean",
        "sea",
    ];

    /// <summary>The layers of water.</summary>
    public static IReadOnlyList<VintageLayer> WaterOf(CityOnDate city) =>
        [.. city.InForce.Where(layer => layer.Layer.Use == LayerUse.Context && layer.Areas.Count > 0 && IsWater(layer.Layer))];

    /// <summary>
    /// Puts the land together. What it costs is the overlay of two shore lines: a second for a large city, so it is kept.
    /// </summary>
    /// <exception cref="RefusedException">The city has no areas, or nothing of them is land.</exception>
    public static SurfaceLand Build(CityOnDate city, CityPlane plane)
    {
        var outline =
            city.Outline
            ?? throw new RefusedException(
                Refusal.Invalid,
                "No boundaries are in force on this day, so a surface would have no edge. Import a layer of the city's "
                    + "areas, or ask for another day."
            );
        var water = WaterOf(city);
        var areas = Union(outline.Areas, plane);
        var wet = Union([.. water.SelectMany(layer => layer.Areas)], plane);
        var land = wet is null ? areas! : OverlayNGRobust.Overlay(areas, wet, SpatialFunction.Difference);
        return land is Polygon or MultiPolygon && !land.IsEmpty
            ? new(land, outline, water)
            : throw new RefusedException(
                Refusal.Invalid,
                $"Nothing of {outline.Layer.Name} is left when {string.Join(", ", water.Select(layer => layer.Layer.Name))} "
                    + "is taken off, so there is no land to draw a surface on. Look whether that layer holds water only."
            );
    }

    private static bool IsWater(Layer layer) =>
        $"{layer.Key} {layer.Name}"
            .Split([' ', '_', '-', ',', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Any(word => WaterWords.Contains(word, StringComparer.OrdinalIgnoreCase));

    private static Geometry? Union(IReadOnlyList<Area> areas, CityPlane plane) =>
        areas.Count == 0 ? null : OverlayNGRobust.Union([.. areas.Select(area => InPlane(area.Geometry, plane))]);

    private static Geometry InPlane(Geometry geometry, CityPlane plane)
    {
        var copy = geometry.Copy();
        copy.Apply(new Projecting(plane));
        return copy;
    }

    private sealed class Projecting(CityPlane plane) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int i)
        {
            var (x, y) = plane.ToPlane(new LonLat(sequence.GetX(i), sequence.GetY(i)));
            sequence.SetX(i, x);
            sequence.SetY(i, y);
        }
    }
}
