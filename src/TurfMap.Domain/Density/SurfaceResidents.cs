using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Spatial.Density;

namespace TurfMap.Domain.Density;

/// <summary>Where residents live: those of each area of a layer at a point well inside it.</summary>
/// <remarks>
/// The areas are units, small against the kernel of a mile, so a point each is enough. One whose residents are not known counts nobody, and
/// where too few are known a surface is blank.
/// </remarks>
public sealed class SurfaceResidents
{
    private readonly float[] xs,
        ys,
        counts;

    private SurfaceResidents(float[] xs, float[] ys, float[] counts) => (this.xs, this.ys, this.counts) = (xs, ys, counts);

    /// <summary>How many are known.</summary>
    public double Total => counts.Sum(count => (double)count);

    /// <summary>Takes the residents of a layer's areas.</summary>
    /// <param name="layer">The areas.</param>
    /// <param name="byCode">How many live in each.</param>
    /// <param name="plane">The city's plane.</param>
    public static SurfaceResidents Of(VintageLayer layer, IReadOnlyDictionary<string, double> byCode, CityPlane plane)
    {
        var known = layer
            .Areas.Index()
            .Where(area => byCode.GetValueOrDefault(area.Item.Code) > 0 && double.IsFinite(layer.Shapes.Labels[area.Index].Longitude))
            .ToArray();
        var (xs, ys) = plane.ToPlane(
            [.. known.Select(area => layer.Shapes.Labels[area.Index].Longitude)],
            [.. known.Select(area => layer.Shapes.Labels[area.Index].Latitude)]
        );
        return new(xs, ys, [.. known.Select(area => (float)byCode[area.Item.Code])]);
    }

    /// <summary>Their surface on the cells of a window, without its edge: what the edge cuts off, it cuts off cases alike.</summary>
    public KernelSurface Over(SurfaceWindow window, CancellationToken cancel = default) =>
        KernelSurface.Build(window.Kernel.Raster, window.Kernel.Radius, xs, ys, counts, cancel: cancel);
}
