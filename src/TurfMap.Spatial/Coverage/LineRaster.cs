using System.Runtime.CompilerServices;

namespace TurfMap.Spatial.Coverage;

/// <summary>Which lines come near which cell, and where lines cross the southern side of each row of cells.</summary>
/// <remarks>
/// A line is entered in every cell it comes within a millionth of a cell of, so a cell holds every line that can matter to a place in it.
/// Both lists are packed as row, column, line (16, 16 and 32 bits), gathered by row and sorted within it.
/// </remarks>
internal sealed class LineRaster
{
    private const double Reach = 1e-6;

    private readonly CellGrid _grid;
    private readonly CoverageLine[] _lines;
    private readonly double[] _columnStarts;
    private readonly double[] _rowStarts;
    private ulong[] _near;
    private ulong[] _crossings;
    private int _nearCount;
    private int _crossingCount;

    public LineRaster(CellGrid grid, CoverageLine[] lines, CancellationToken cancel)
    {
        (_grid, _lines) = (grid, lines);
        _columnStarts = grid.ColumnStarts();
        _rowStarts = grid.RowStarts();
        _near = new ulong[lines.Length * 4 + 64];
        _crossings = new ulong[lines.Length * 2 + 64];
        for (var line = 0; line < lines.Length; line++)
        {
            if ((line & 0xfff) == 0)
                cancel.ThrowIfCancellationRequested();
            Enter(line);
        }
        (_near, NearFrom) = ByRow(_near.AsSpan(0, _nearCount));
        (_crossings, CrossingsFrom) = ByRow(_crossings.AsSpan(0, _crossingCount));
    }

    private int[] NearFrom { get; }

    private int[] CrossingsFrom { get; }

    /// <summary>How many pairs of a line and a cell near it there are.</summary>
    public int NearCount => _near.Length;

    /// <summary>The lowest longitude of each column.</summary>
    public double[] ColumnStarts => _columnStarts;

    /// <summary>The lowest latitude of each row.</summary>
    public double[] RowStarts => _rowStarts;

    /// <summary>The lines near the cells of a row, by column.</summary>
    public ReadOnlySpan<ulong> Near(int row) => _near.AsSpan(NearFrom[row], NearFrom[row + 1] - NearFrom[row]);

    /// <summary>The lines that cross the southern side of a row, by the first column that starts on or right of the crossing.</summary>
    public ReadOnlySpan<ulong> Crossings(int row) => _crossings.AsSpan(CrossingsFrom[row], CrossingsFrom[row + 1] - CrossingsFrom[row]);

    public static int Column(ulong entry) => (int)(entry >> 32) & 0xffff;

    public static int Line(ulong entry) => (int)(uint)entry;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Enter(int number)
    {
        ref readonly var line = ref _lines[number];
        double x1 = _grid.AcrossOf(line.X1),
            y1 = _grid.UpOf(line.Y1),
            x2 = _grid.AcrossOf(line.X2),
            y2 = _grid.UpOf(line.Y2);
        double bottom = Math.Min(y1, y2),
            top = Math.Max(y1, y2),
            slope = y1 == y2 ? 0 : (x2 - x1) / (y2 - y1);
        var last = Clamp(top + Reach, _grid.Rows);
        for (var row = Clamp(bottom - Reach, _grid.Rows); row <= last; row++)
        {
            // The topmost and rightmost cells are closed, so what lies on the far side is theirs.
            var low = Math.Max(bottom, row - Reach);
            var high = Math.Min(top, row == _grid.Rows - 1 ? top : row + 1 + Reach);
            double xa = y1 == y2 ? x1 : Math.Clamp(x1 + (low - y1) * slope, x1, x2);
            double xb = y1 == y2 ? x2 : Math.Clamp(x1 + (high - y1) * slope, x1, x2);
            var to = Clamp(Math.Max(xa, xb) + Reach, _grid.Columns);
            for (var column = Clamp(Math.Min(xa, xb) - Reach, _grid.Columns); column <= to; column++)
                Append(ref _near, ref _nearCount, row, column, number);
            if (line.Crosses(_rowStarts[row]))
            {
                var column = FirstRightOf(line, row, x1 + (_grid.UpOf(_rowStarts[row]) - y1) * slope, slope);
                if (column < _grid.Columns)
                    Append(ref _crossings, ref _crossingCount, row, column, number);
            }
        }
    }

    /// <summary>The first column whose south-western corner lies on the line or right of it.</summary>
    private int FirstRightOf(in CoverageLine line, int row, double across, double slope)
    {
        var column = (int)Math.Clamp(Math.Ceiling(across), 0, _grid.Columns);
        var doubt = 1e-9 * (1 + Math.Abs(slope));
        // A column starts at the first double in it, which in a very fine grid is well inside.
        if (
            (column == _grid.Columns || _grid.AcrossOf(_columnStarts[column]) - across > doubt)
            && (column == 0 || across - _grid.AcrossOf(_columnStarts[column - 1]) > doubt)
        )
            return column;
        while (column > 0 && line.IsWestOf(_columnStarts[column - 1], _rowStarts[row]))
            column--;
        while (column < _grid.Columns && !line.IsWestOf(_columnStarts[column], _rowStarts[row]))
            column++;
        return column;
    }

    private static int Clamp(double cell, int cells) => (int)Math.Clamp(cell, 0, cells - 1);

    private static void Append(ref ulong[] list, ref int count, int row, int column, int line)
    {
        if (count == list.Length)
            Array.Resize(ref list, count * 2);
        list[count++] = (ulong)row << 48 | (ulong)column << 32 | (uint)line;
    }

    private (ulong[] Sorted, int[] From) ByRow(ReadOnlySpan<ulong> list)
    {
        var from = new int[_grid.Rows + 1];
        foreach (var entry in list)
            from[(int)(entry >> 48) + 1]++;
        for (var row = 0; row < _grid.Rows; row++)
            from[row + 1] += from[row];
        var next = from.AsSpan(0, _grid.Rows).ToArray();
        var sorted = new ulong[list.Length];
        foreach (var entry in list)
            sorted[next[(int)(entry >> 48)]++] = entry;
        for (var row = 0; row < _grid.Rows; row++)
            sorted.AsSpan(from[row], from[row + 1] - from[row]).Sort();
        return (sorted, from);
    }
}
