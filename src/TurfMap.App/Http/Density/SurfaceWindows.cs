using TurfMap.App.Hosting;
using TurfMap.Domain.City;
using TurfMap.Domain.Density;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Spatial.Density;

namespace TurfMap.App.Http.Density;

/// <summary>
/// What surfaces of a city lie on, kept by the boundaries they are of and by radius: a change to the store that leaves these as they are
/// makes nothing new.
/// </summary>
internal static class SurfaceWindows
{
    /// <summary>The window of a day and a radius.</summary>
    public static SurfaceWindow Of(BoundedCache cache, CityOnDate city, CityPlane plane, int radiusFeet)
    {
        var key = Key(SurfaceLand.WaterOf(city).Prepend(city.Outline), plane);
        return cache.GetOrMake($"{radiusFeet} {key}", () => SurfaceWindow.Build(Land(), plane, radiusFeet), window => window.Bytes);

        SurfaceLand Land() => cache.GetOrMake(key, () => SurfaceLand.Build(city, plane), land => 24L * land.Shape.NumPoints);
    }

    /// <summary>
    /// The residents on the cells of a window; kept by the stamp of the measures.
    /// </summary>
    public static KernelSurface Residents(
        BoundedCache cache,
        VintageLayer layer,
        IReadOnlyDictionary<string, double> byCode,
        CityPlane plane,
        SurfaceWindow window,
        CityModel model
    ) =>
        cache.GetOrMake(
            $"{model.Generation} {model.Stamps[CityPart.Measures]} "
                + Key(window.Land.Water.Prepend(window.Land.Outline).Append(layer), plane),
            () => SurfaceResidents.Of(layer, byCode, plane).Over(window),
            surface => 4L * surface.Raster.Count
        );

    /// <summary>A number may come again with other areas when a backup was restored, but not recorded at the same moment.</summary>
    private static string Key(IEnumerable<VintageLayer?> of, CityPlane plane) =>
        $"{plane.Crs.Epsg} {plane.Middle} "
        + $"{string.Join(' ', of.Select(layer => $"{layer?.Vintage.Id}@{layer?.Vintage.RecordedAt.UtcTicks}"))}";
}
