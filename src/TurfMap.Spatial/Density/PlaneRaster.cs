namespace TurfMap.Spatial.Density;

/// <summary>Square cells over a box in a plane, by row from the bottom and by column from the left.</summary>
/// <param name="Left">The left side of the first column.</param>
/// <param name="Bottom">The lower side of the first row.</param>
/// <param name="CellSize">The side of a cell, in the unit of the plane.</param>
/// <param name="Columns">How many columns there are.</param>
/// <param name="Rows">How many rows there are.</param>
public sealed record PlaneRaster(double Left, double Bottom, double CellSize, int Columns, int Rows)
{
    private const int Most = 1 << 22;

    /// <summary>How many cells there are.</summary>
    public int Count => Columns * Rows;

    /// <summary>
    /// The cells that cover a box, their sides at whole multiples of their size, so that two maps of one city have the same cells.
    /// </summary>
    /// <exception cref="ArgumentException">The box is not finite or is upside down, or takes more than 4,194,304 cells.</exception>
    public static PlaneRaster Over(double left, double bottom, double right, double top, double cellSize)
    {
        if (!(cellSize > 0) || !(left <= right && bottom <= top))
            throw new ArgumentException(
                "The box must have its left before its right and its bottom below its top, and cells must be wider than 0."
            );
        double firstColumn = Math.Floor(left / cellSize),
            firstRow = Math.Floor(bottom / cellSize);
        double columns = Math.Floor(right / cellSize) - firstColumn + 1,
            rows = Math.Floor(top / cellSize) - firstRow + 1;
        if (!(columns * rows <= Most))
            throw new ArgumentException($"The box takes more than {Most:N0} cells.");
        return new(firstColumn * cellSize, firstRow * cellSize, cellSize, (int)columns, (int)rows);
    }

    /// <summary>The cells over a box for a kernel: a tenth of its radius wide.</summary>
    public static PlaneRaster ForRadius(double left, double bottom, double right, double top, double radius) =>
        Over(left, bottom, right, top, radius / 10);

    /// <summary>The x of the middle of a column.</summary>
    public double CentreX(int column) => Left + (column + 0.5) * CellSize;

    /// <summary>The y of the middle of a row.</summary>
    public double CentreY(int row) => Bottom + (row + 0.5) * CellSize;
}
