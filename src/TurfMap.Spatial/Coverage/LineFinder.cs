namespace TurfMap.Spatial.Coverage;

/// <summary>Distances to the lines of a coverage: the tree of lines, and for each brick of the grid a leaf of the tree that is near its middle.</summary>
/// <remarks>Looking into that leaf first gives a distance close to the answer, so that little of the tree is left to look at.</remarks>
internal sealed class LineFinder
{
    /// <summary>Two lines whose distances differ by less than this are equally near.</summary>
    private const double TieMetres = 1e-6;

    private readonly CoverageLine[] _lines;
    private readonly CellGrid _grid;
    private readonly LineTree _tree;
    private readonly int[] _nearLeaf;

    public LineFinder(CoverageLine[] lines, CellGrid grid, CancellationToken cancel)
    {
        (_lines, _grid) = (lines, grid);
        _tree = LineTreeBuilder.Build(lines, grid);
        _nearLeaf = new int[grid.BricksAcross * grid.BricksDown];
        var leaf = -1;
        for (var brick = 0; brick < _nearLeaf.Length; brick++)
        {
            if (brick % grid.BricksAcross == 0)
                cancel.ThrowIfCancellationRequested();
            var search = Search(MiddleOf(brick), double.PositiveInfinity, leaf);
            _nearLeaf[brick] = leaf = search.Leaf;
        }
    }

    public long MemoryBytes => _tree.MemoryBytes + 4L * _nearLeaf.Length;

    public double Metres(LonLat place, double limitMetres) =>
        place.IsOnEarth ? Search(place, limitMetres, NearLeaf(place)).FoundMetres : double.PositiveInfinity;

    public (int Area, double Metres) Nearest(LonLat place, double limitMetres)
    {
        var metres = Metres(place, limitMetres);
        if (double.IsPositiveInfinity(metres))
            return (-1, metres);
        var near = new List<int>();
        var search = new LineSearch(place, LocalMetres.At(place.Latitude), metres + TieMetres, -1, near);
        _tree.Run(ref search);
        return (near.Min(line => _lines[line].Second is >= 0 and var second ? Math.Min(second, _lines[line].First) : _lines[line].First), metres);
    }

    private LineSearch Search(LonLat place, double limitMetres, int leaf)
    {
        var search = new LineSearch(place, LocalMetres.At(place.Latitude), limitMetres, leaf);
        _tree.Run(ref search);
        return search;
    }

    private int NearLeaf(LonLat place) => _grid.Holds(place.Longitude, place.Latitude)
        ? _nearLeaf[(_grid.RowOf(place.Latitude) >> 3) * _grid.BricksAcross + (_grid.ColumnOf(place.Longitude) >> 3)] : -1;

    private LonLat MiddleOf(int brick)
    {
        var (down, across) = Math.DivRem(brick, _grid.BricksAcross);
        return new(Math.Min(_grid.MaxX, _grid.MinX + (across * 8 + 4) * (_grid.ScaleX > 0 ? 1 / _grid.ScaleX : 0)),
            Math.Min(_grid.MaxY, _grid.MinY + (down * 8 + 4) * (_grid.ScaleY > 0 ? 1 / _grid.ScaleY : 0)));
    }
}
