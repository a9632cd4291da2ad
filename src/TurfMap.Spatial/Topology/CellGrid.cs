namespace TurfMap.Spatial.Topology;

/// <summary>A square grid over the vertices, and the cells that a segment runs through, row by row.</summary>
internal readonly struct CellGrid
{
    private readonly double _minX,
        _minY,
        _cell;

    public CellGrid(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, double cellMetres, int maxCells)
    {
        var (minX, maxX, minY, maxY) = (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < xs.Length; i++)
        {
            (minX, maxX) = (Math.Min(minX, xs[i]), Math.Max(maxX, xs[i]));
            (minY, maxY) = (Math.Min(minY, ys[i]), Math.Max(maxY, ys[i]));
        }
        if (xs.Length == 0)
            (minX, maxX, minY, maxY) = (0, 0, 0, 0);
        var (width, height) = (maxX - minX, maxY - minY);
        _cell = Math.Max(Math.Max(cellMetres, Math.Sqrt(width * height / maxCells)), Math.Max(width, height) / maxCells);
        (_minX, _minY) = (minX, minY);
        Columns = (int)(width / _cell) + 1;
        Rows = (int)(height / _cell) + 1;
    }

    public int Columns { get; }
    public int Rows { get; }
    public int Cells => Columns * Rows;

    public int Column(double x) => Math.Clamp((int)((x - _minX) / _cell), 0, Columns - 1);

    public int Row(double y) => Math.Clamp((int)((y - _minY) / _cell), 0, Rows - 1);

    public int Cell(double x, double y) => Row(y) * Columns + Column(x);

    /// <summary>The columns that the segment, widened by a margin, can touch in a row.</summary>
    public (int First, int Last) ColumnsInRow(int row, double x0, double y0, double x1, double y1, double margin)
    {
        if (y0 > y1)
            (x0, y0, x1, y1) = (x1, y1, x0, y0);
        var (low, high) = (_minY + row * _cell - 2 * margin, _minY + (row + 1) * _cell + 2 * margin);
        var (xa, xb) = (x0, x1);
        if (y1 - y0 > 1e-9)
        {
            var slope = (x1 - x0) / (y1 - y0);
            if (low > y0)
                xa = x0 + (Math.Min(low, y1) - y0) * slope;
            if (high < y1)
                xb = x0 + (Math.Max(high, y0) - y0) * slope;
        }
        // The clipped piece is widened along both axes, which covers the widened segment however it leans.
        var (left, right) = (Math.Max(Math.Min(xa, xb), Math.Min(x0, x1)), Math.Min(Math.Max(xa, xb), Math.Max(x0, x1)));
        return (Column(left - 2 * margin), Column(right + 2 * margin));
    }
}
