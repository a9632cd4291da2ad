namespace TurfMap.Spatial.Density;

/// <summary>A raster with a margin on all sides that is as wide as a kernel reaches and a cell more, rows padded for vectors.</summary>
internal sealed class PaddedCells
{
    /// <summary>Vectors may read this far behind the last column.</summary>
    private const int Slack = 32;

    public PaddedCells(PlaneRaster raster, int reach)
    {
        (Raster, Margin) = (raster, reach + 1);
        (Width, Height) = (raster.Columns + 2 * Margin, raster.Rows + 2 * Margin);
        Stride = (Width + Slack + 7) & ~7;
        Count = checked(Stride * Height);
    }

    public PlaneRaster Raster { get; }

    public int Margin { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The cells from one row to the next.</summary>
    public int Stride { get; }

    public int Count { get; }

    /// <summary>Cells wider than a third of the radius show nothing of the kernel; below a fiftieth the work only grows.</summary>
    public static int Reach(PlaneRaster raster, double radius)
    {
        ArgumentNullException.ThrowIfNull(raster);
        var cells = radius / raster.CellSize;
        if (!(cells is >= 3 and <= 50.5))
            throw new ArgumentOutOfRangeException(nameof(radius), radius, $"The radius must be 3 to 50 cells of {raster.CellSize}.");
        return (int)Math.Ceiling(cells);
    }
}
