using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Coverage;

/// <summary>How places map to the cells of a grid laid over a coverage.</summary>
/// <remarks>
/// The column of a longitude is a monotone function of it, rounding included, so each column is exactly an interval of doubles; rows
/// likewise.
/// Cells are gathered in bricks of eight by eight.
/// </remarks>
internal sealed class CellGrid
{
    public const int BrickSide = 8;
    private const int MostCells = 1 << 24;

    public CellGrid(Envelope bounds, int lines)
    {
        (MinX, MinY, MaxX, MaxY) = (bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY);
        double width = MaxX - MinX,
            height = MaxY - MinY;
        // About forty cells a line: most boundary cells then hold one or two lines, and the grid of a city stays within a few megabytes.
        var cells = Math.Clamp(40.0 * lines, 64, MostCells);
        var squash = Math.Cos(double.DegreesToRadians(Math.Clamp((MinY + MaxY) / 2, -85, 85)));
        var aspect = width > 0 && height > 0 ? Math.Clamp(width * squash / height, 1e-3, 1e3) : 1;
        Columns = Fit(Math.Sqrt(cells * aspect), width, Math.Max(Math.Abs(MinX), Math.Abs(MaxX)));
        Rows = Fit(Math.Sqrt(cells / aspect), height, Math.Max(Math.Abs(MinY), Math.Abs(MaxY)));
        ScaleX = Scale(Columns, width);
        ScaleY = Scale(Rows, height);
        BricksAcross = (Columns + BrickSide - 1) / BrickSide;
        BricksDown = (Rows + BrickSide - 1) / BrickSide;
    }

    public double MinX { get; }

    public double MinY { get; }

    public double MaxX { get; }

    public double MaxY { get; }

    /// <summary>Columns per degree of longitude.</summary>
    public double ScaleX { get; }

    /// <summary>Rows per degree of latitude.</summary>
    public double ScaleY { get; }

    public int Columns { get; }

    public int Rows { get; }

    public int BricksAcross { get; }

    public int BricksDown { get; }

    /// <summary>False also for NaN and infinities.</summary>
    public bool Holds(double x, double y) => x >= MinX && x <= MaxX && y >= MinY && y <= MaxY;

    /// <summary>The longitude in columns from the western side.</summary>
    public double AcrossOf(double x) => (x - MinX) * ScaleX;

    /// <summary>The latitude in rows from the southern side.</summary>
    public double UpOf(double y) => (y - MinY) * ScaleY;

    public int ColumnOf(double x) => Math.Min((int)AcrossOf(x), Columns - 1);

    public int RowOf(double y) => Math.Min((int)UpOf(y), Rows - 1);

    /// <summary>The lowest longitude of each column.</summary>
    public double[] ColumnStarts() => Starts(Columns, MinX, MaxX, ColumnOf);

    /// <summary>The lowest latitude of each row.</summary>
    public double[] RowStarts() => Starts(Rows, MinY, MaxY, RowOf);

    private static double[] Starts(int count, double low, double high, Func<double, int> cellOf)
    {
        var starts = new double[count];
        starts[0] = low;
        for (var i = 1; i < count; i++)
        {
            // Bisects over all doubles between, as rounding alone decides where a cell begins.
            long below = Order(starts[i - 1]),
                at = Order(high);
            while (below + 1 < at)
            {
                // Rounded down; the difference of the two may be more than a long can hold.
                var middle = (below & at) + ((below ^ at) >> 1);
                if (cellOf(Number(middle)) >= i)
                    at = middle;
                else
                    below = middle;
            }
            starts[i] = Number(at);
        }
        return starts;
    }

    private static long Order(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        return bits < 0 ? long.MinValue - bits : bits;
    }

    private static double Number(long order) => BitConverter.Int64BitsToDouble(order < 0 ? long.MinValue - order : order);

    private static int Fit(double wanted, double extent, double largest)
    {
        // A cell is never so small that it spans fewer than 256 neighbouring doubles.
        var resolvable = extent > 1e-200 ? extent / (largest * 5.7e-14) : 1;
        var cells = (int)Math.Clamp(Math.Min(wanted, resolvable), 1, 1 << 15);
        return cells < BrickSide ? cells : (cells + BrickSide - 1) / BrickSide * BrickSide;
    }

    private static double Scale(int cells, double extent) => cells == 1 || extent <= 0 ? 0 : cells / extent;
}
