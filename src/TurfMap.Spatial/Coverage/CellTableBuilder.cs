using System.Runtime.CompilerServices;

namespace TurfMap.Spatial.Coverage;

/// <summary>
/// Fills the table of cells: a walk along the southern side of each row of cells, knowing at each corner which areas hold it.
/// </summary>
internal sealed class CellTableBuilder
{
    private readonly CellGrid _grid;
    private readonly CoverageLine[] _lines;
    private readonly LineRaster _raster;
    private readonly BoundaryCellWriter _writer;
    private readonly List<int> _inside = [];
    private readonly int[] _bricks;
    private readonly int[] _band;
    private int[] _cells = new int[1 << 12];
    private int _cellCount;

    private CellTableBuilder(CellGrid grid, CoverageLine[] lines, CancellationToken cancel)
    {
        (_grid, _lines) = (grid, lines);
        _raster = new LineRaster(grid, lines, cancel);
        _writer = new BoundaryCellWriter(grid, lines, _raster.ColumnStarts, _raster.RowStarts, _raster.NearCount * 2 / 3);
        _bricks = new int[grid.BricksAcross * grid.BricksDown];
        _band = new int[grid.BricksAcross * 64];
    }

    public static CellTable Build(CellGrid grid, CoverageLine[] lines, CancellationToken cancel)
    {
        var builder = new CellTableBuilder(grid, lines, cancel);
        for (var down = 0; down < grid.BricksDown; down++)
        {
            cancel.ThrowIfCancellationRequested();
            builder._band.AsSpan().Fill(-1);
            for (var row = down * 8; row < Math.Min(down * 8 + 8, grid.Rows); row++)
                builder.FillRow(row);
            for (var across = 0; across < grid.BricksAcross; across++)
                builder._bricks[down * grid.BricksAcross + across] = builder.Pack(across);
        }
        Array.Resize(ref builder._cells, Math.Max(64, builder._cellCount));
        return new(grid, builder._bricks, builder._cells, builder._writer.Finish());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillRow(int row)
    {
        _inside.Clear();
        var near = _raster.Near(row);
        var crossings = _raster.Crossings(row);
        int done = 0,
            crossing = 0;
        for (var at = 0; at < near.Length; )
        {
            var column = LineRaster.Column(near[at]);
            FillBetween(row, ref done, column, crossings, ref crossing);
            Cross(column, crossings, ref crossing);
            var end = at + 1;
            while (end < near.Length && LineRaster.Column(near[end]) == column)
                end++;
            Set(row, column, -2 - _writer.Write(row, column, _inside, near[at..end]));
            (at, done) = (end, column + 1);
        }
        FillBetween(row, ref done, _grid.Columns, crossings, ref crossing);
    }

    /// <summary>Fills the cells without lines up to a column; the areas that hold them can change at a corner only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillBetween(int row, ref int done, int column, ReadOnlySpan<ulong> crossings, ref int crossing)
    {
        while (done < column)
        {
            Cross(done, crossings, ref crossing);
            var end = crossing < crossings.Length ? Math.Min(column, LineRaster.Column(crossings[crossing])) : column;
            if (_inside.Count > 0)
            {
                var code = _inside.Count == 1 ? _inside[0] : -2 - _writer.Write(row, done, _inside, []);
                for (var i = done; i < end; i++)
                    Set(row, i, code);
            }
            done = end;
        }
    }

    private void Cross(int column, ReadOnlySpan<ulong> crossings, ref int crossing)
    {
        for (; crossing < crossings.Length && LineRaster.Column(crossings[crossing]) <= column; crossing++)
        {
            ref readonly var line = ref _lines[LineRaster.Line(crossings[crossing])];
            Toggle(line.First);
            if (line.Second >= 0)
                Toggle(line.Second);
        }
    }

    private void Toggle(int area)
    {
        var at = _inside.BinarySearch(area);
        if (at >= 0)
            _inside.RemoveAt(at);
        else
            _inside.Insert(~at, area);
    }

    private void Set(int row, int column, int code) => _band[(column >> 3) * 64 + (row & 7) * 8 + (column & 7)] = code;

    private int Pack(int across)
    {
        var brick = _band.AsSpan(across * 64, 64);
        if (brick[0] >= -1 && !brick.ContainsAnyExcept(brick[0]))
            return brick[0];
        if (_cellCount + 64 > _cells.Length)
            Array.Resize(ref _cells, _cells.Length * 2);
        brick.CopyTo(_cells.AsSpan(_cellCount));
        _cellCount += 64;
        return -2 - (_cellCount / 64 - 1);
    }
}
