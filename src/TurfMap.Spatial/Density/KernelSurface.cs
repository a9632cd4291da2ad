namespace TurfMap.Spatial.Density;

/// <summary>A density on the cells of a raster: quartic kernel, fixed radius, corrected for the edge of a window.</summary>
/// <remarks>
/// <para>In weight per square unit of the plane, at the middle of each cell, by row from the bottom; NaN is blank. With a window the
/// density is divided by the
/// kernel's mass within it (uniform correction), and blank where less than a fifth of the kernel is within, and in cells that the window
/// does not touch.</para>
/// <para>Each point is shared out among the four cell middles about it, then the kernel is summed over cells. With cells of a tenth of the
/// radius this differs from
/// <see cref="KernelSums"/> by at most 1.2 % of the highest value that the same weight in one place would give; for points that are spread,
/// far less. The same
/// points give the same surface in any order. Never changed, safe to share between threads.</para>
/// </remarks>
public sealed class KernelSurface
{
    /// <summary>Below this part of the kernel within the window, a cell is blank.</summary>
    public const float LeastMass = 0.2f;

    private readonly float[] _density;

    private KernelSurface(PlaneRaster raster, double radius, float[] density, double weight) =>
        (Raster, Radius, _density, Weight) = (raster, radius, density, weight);

    /// <summary>The cells.</summary>
    public PlaneRaster Raster { get; }

    /// <summary>The radius of the kernel, in the unit of the plane.</summary>
    public double Radius { get; }

    /// <summary>
    /// The weight of all points that were selected and lie no farther from the raster than the kernel reaches, give or take a cell.
    /// </summary>
    public double Weight { get; }

    /// <summary>The density in each cell.</summary>
    public ReadOnlySpan<float> Density => _density;

    /// <summary>Makes the surface. O(points + cells times the square of radius over cell size), on two threads.</summary>
    /// <param name="raster">The cells, a third to a fiftieth of the radius wide; a tenth is usual.</param>
    /// <param name="radius">The radius of the kernel.</param>
    /// <param name="xs">The x of each point, in the plane; what is not finite is left out.</param>
    /// <param name="ys">The y of each point.</param>
    /// <param name="weights">The weight of each point, finite and not negative; empty means 1.</param>
    /// <param name="selection">Which points count: bit i % 64 of word i / 64 for point i; empty means all.</param>
    /// <param name="window">The window, for the same raster and radius; null for no correction.</param>
    /// <param name="cancel">Stops the work.</param>
    public static KernelSurface Build(
        PlaneRaster raster,
        double radius,
        ReadOnlySpan<float> xs,
        ReadOnlySpan<float> ys,
        ReadOnlySpan<float> weights = default,
        ReadOnlySpan<ulong> selection = default,
        KernelWindow? window = null,
        CancellationToken cancel = default
    )
    {
        var padded = new PaddedCells(raster, PaddedCells.Reach(raster, radius));
        if (window is not null && (window.Raster != raster || window.Radius != radius))
            throw new ArgumentException("The window was made for another raster or radius.");
        var (spread, weight) = new PointSpread(padded).Of(xs, ys, weights, selection, cancel);
        var density = new KernelStencil(radius / raster.CellSize).Over(padded, spread, cancel);
        var perCell = (float)(1 / (raster.CellSize * raster.CellSize));
        if (window is null)
            for (var i = 0; i < density.Length; i++)
                density[i] *= perCell;
        else
            Correct(density, window.Mask.Span, window.Mass.Span, perCell);
        return new(raster, radius, density, weight);
    }

    /// <summary>The same surface, blank also where a count is too low: see <see cref="DistinctWithin"/>.</summary>
    /// <param name="counts">One for each cell.</param>
    /// <param name="least">Cells with a lower count become blank.</param>
    public KernelSurface BlankBelow(ReadOnlySpan<int> counts, int least)
    {
        if (counts.Length != _density.Length)
            throw new ArgumentException($"There are {counts.Length} counts for {_density.Length} cells.");
        var density = (float[])_density.Clone();
        for (var i = 0; i < density.Length; i++)
            if (counts[i] < least)
                density[i] = float.NaN;
        return new(Raster, Radius, density, Weight);
    }

    private static void Correct(float[] density, ReadOnlySpan<float> mask, ReadOnlySpan<float> mass, float perCell)
    {
        for (var i = 0; i < density.Length; i++)
            density[i] = mask[i] > 0 && mass[i] >= LeastMass ? density[i] * perCell / mass[i] : float.NaN;
    }
}
