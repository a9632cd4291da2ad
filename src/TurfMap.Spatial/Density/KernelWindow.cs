using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Density;

/// <summary>
/// A window, cell by cell, and how much of a quartic kernel about each cell's middle lies within it. Made once for a window, raster and
/// radius.
/// </summary>
/// <remarks>
/// Never changed, safe to share between threads. Beyond the raster nothing counts as within, so let the raster cover the whole window.
/// </remarks>
public sealed class KernelWindow
{
    private KernelWindow(PlaneRaster raster, double radius, float[] mask, float[] mass) =>
        (Raster, Radius, Mask, Mass) = (raster, radius, mask, mass);

    /// <summary>The cells.</summary>
    public PlaneRaster Raster { get; }

    /// <summary>The radius of the kernel, in the unit of the plane.</summary>
    public double Radius { get; }

    /// <summary>The part of each cell that lies within the window.</summary>
    public ReadOnlyMemory<float> Mask { get; }

    /// <summary>The part of the kernel about each cell's middle that lies within the window.</summary>
    public ReadOnlyMemory<float> Mass { get; }

    /// <summary>Finds the masses for a window.</summary>
    /// <param name="raster">The cells, a third to a fiftieth of the radius wide.</param>
    /// <param name="window">A valid polygon or multipolygon in the plane; not changed.</param>
    /// <param name="radius">The radius of the kernel.</param>
    /// <param name="cancel">Stops the work.</param>
    public static KernelWindow Build(PlaneRaster raster, Geometry window, double radius, CancellationToken cancel = default) =>
        Build(raster, WindowMask.Of(raster, window, cancel), radius, cancel);

    /// <summary>Finds the masses for a mask.</summary>
    /// <param name="raster">The cells, a third to a fiftieth of the radius wide.</param>
    /// <param name="mask">The part of each cell that lies within the window; it is copied.</param>
    /// <param name="radius">The radius of the kernel.</param>
    /// <param name="cancel">Stops the work.</param>
    public static KernelWindow Build(PlaneRaster raster, ReadOnlySpan<float> mask, double radius, CancellationToken cancel = default)
    {
        var padded = new PaddedCells(raster, PaddedCells.Reach(raster, radius));
        if (mask.Length != raster.Count)
            throw new ArgumentException($"The mask has {mask.Length} cells, the raster {raster.Count}.");
        var weights = new float[padded.Count];
        for (var row = 0; row < raster.Rows; row++)
            mask.Slice(row * raster.Columns, raster.Columns).CopyTo(weights.AsSpan((row + padded.Margin) * padded.Stride + padded.Margin));
        return new(raster, radius, mask.ToArray(), new KernelStencil(radius / raster.CellSize).Over(padded, weights, cancel));
    }
}
