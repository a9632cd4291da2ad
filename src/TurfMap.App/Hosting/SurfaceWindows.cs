using TurfMap.Domain.City;
using TurfMap.Domain.Density;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Spatial.Density;

namespace TurfMap.App.Hosting;

/// <summary>
/// What surfaces of a city lie on, kept by the boundaries they are of and by radius: a change to the store that leaves these as they are
/// makes nothing new.
/// </summary>
internal sealed class SurfaceWindows
{
    private const long Megabyte = 1 << 20;

    private readonly ByteBoundedCache<SurfaceLand> lands = new(16 * Megabyte, land => 24L * land.Shape.NumPoints);
    private readonly ByteBoundedCache<SurfaceWindow> windows = new(96 * Megabyte, window => window.Bytes);
    private readonly ByteBoundedCache<KernelSurface> residents = new(16 * Megabyte, surface => 4L * surface.Raster.Count);

    /// <summary>The window of a day and a radius.</summary>
    public SurfaceWindow Of(CityOnDate city, CityPlane plane, int radiusFeet)
    {
        var key = Key(SurfaceLand.WaterOf(city).Prepend(city.Outline), plane);
        return windows.Get(
            $"{radiusFeet} {key}",
            () => SurfaceWindow.Build(lands.Get(key, () => SurfaceLand.Build(city, plane)), plane, radiusFeet)
        );
    }

    /// <summary>
    /// The residents on the cells of a window; kept by the stamp of the measures.
    /// </summary>
    public KernelSurface Residents(
        VintageLayer layer,
        IReadOnlyDictionary<string, double> byCode,
        CityPlane plane,
        SurfaceWindow window,
        CityModel model
    ) =>
        residents.Get(
            $"{model.Generation} {model.Stamps[CityPart.Measures]} "
                + Key(window.Land.Water.Prepend(window.Land.Outline).Append(layer), plane),
            () => SurfaceResidents.Of(layer, byCode, plane).Over(window)
        );

    /// <summary>A number may come again with other areas when a backup was restored, but not recorded at the same moment.</summary>
    private static string Key(IEnumerable<VintageLayer?> of, CityPlane plane) =>
        $"{plane.Crs.Epsg} {plane.Middle} "
        + $"{string.Join(' ', of.Select(layer => $"{layer?.Vintage.Id}@{layer?.Vintage.RecordedAt.UtcTicks}"))}";
}
