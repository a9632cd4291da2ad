using TurfMap.Domain.Cases;
using TurfMap.Domain.Layers;
using TurfMap.Domain.Turfs;
using TurfMap.Spatial.Density;

namespace TurfMap.Domain.Gaps;

/// <summary>Where residents live: those of each unit at a point well inside it.</summary>
/// <remarks>
/// Residents are the measure named population, residents or total_population, in this order, of the latest year that a unit has it for. Units are small against the kernel of a mile,
/// so a point each is enough; a unit without the measure counts nobody, and where too few are known the surface is blank.
/// </remarks>
public sealed class SurfaceResidents
{
    /// <summary>What the measure may be called.</summary>
    public static readonly string[] Names = ["population", "residents", "total_population"];

    private readonly float[] xs, ys, counts;

    private SurfaceResidents(float[] xs, float[] ys, float[] counts) => (this.xs, this.ys, this.counts) = (xs, ys, counts);

    /// <summary>How many are known.</summary>
    public double Total => counts.Sum(count => (double)count);

    /// <summary>The layer of units: the one that plans assign, or that is marked so.</summary>
    public static VintageLayer? UnitsOf(CityOnDate city) => city.Units ?? city.Answered.FirstOrDefault(layer => layer.Layer.Use == LayerUse.Units);

    /// <summary>Takes the residents of the units.</summary>
    /// <param name="city">The units on the day.</param>
    /// <param name="measures">All measures of them.</param>
    /// <param name="plane">The city's plane.</param>
    /// <exception cref="RefusedException">There are no units, or no residents are known.</exception>
    public static SurfaceResidents Of(CityOnDate city, IEnumerable<Measure> measures, CityPlane plane)
    {
        var units = UnitsOf(city) ?? throw new RefusedException(Refusal.Invalid, "No layer of units is in force on this day, so nobody's homes are known. Import one with the use \"units\", and its residents as measures.");
        var of = measures.Where(measure => Array.FindIndex(Names, name => name.Equals(measure.Name, StringComparison.OrdinalIgnoreCase)) >= 0 && measure.Value >= 0 && double.IsFinite(measure.Value))
            .GroupBy(measure => measure.Area, StringComparer.Ordinal)
            .ToDictionary(unit => unit.Key, unit => unit.OrderByDescending(one => one.Year ?? 0).ThenBy(one => Array.FindIndex(Names, name => name.Equals(one.Name, StringComparison.OrdinalIgnoreCase))).First().Value, StringComparer.Ordinal);
        var known = units.Areas.Index().Where(unit => of.GetValueOrDefault(unit.Item.Code) > 0 && double.IsFinite(units.Shapes.Labels[unit.Index].Longitude)).ToArray();
        if (known.Length == 0)
            throw new RefusedException(Refusal.Invalid, $"How many live where is not known. Import measures for {units.Layer.Name} with a measure named {string.Join(", ", Names[..^1])} or {Names[^1]} for each code, and ask again.");
        var (xs, ys) = plane.ToPlane([.. known.Select(unit => units.Shapes.Labels[unit.Index].Longitude)], [.. known.Select(unit => units.Shapes.Labels[unit.Index].Latitude)]);
        return new(xs, ys, [.. known.Select(unit => (float)of[unit.Item.Code])]);
    }

    /// <summary>Their surface on the cells of a window, without its edge: what the edge cuts off, it cuts off cases alike.</summary>
    public KernelSurface Over(SurfaceWindow window, CancellationToken cancel = default) =>
        KernelSurface.Build(window.Kernel.Raster, window.Kernel.Radius, xs, ys, counts, cancel: cancel);
}
