using System.Buffers;

namespace TurfMap.Spatial.Coverage;

/// <summary>
/// Distances to the lines of a coverage: the tree of lines, and for each brick of the grid a leaf of the tree that is near its middle.
/// </summary>
/// <remarks>Looking into that leaf first gives a distance close to the answer, so that little of the tree is left to look at.</remarks>
internal sealed class LineFinder
{
    /// <summary>Two lines whose distances differ by less than this are equally near.</summary>
    private const double TieMetres = 1e-6;

    /// <summary>Between latitudes this far apart the metres of a degree change evenly to within 1e-9 of themselves.</summary>
    private const double EvenDegrees = 0.005;

    /// <summary>Within bricks larger than this the metres of a degree change too much for a bound over the whole brick.</summary>
    private const double MostCornerMetres = 10_000;

    private readonly CoverageLine[] _lines;
    private readonly CellGrid _grid;
    private readonly LineTree _tree;
    private readonly int[] _nearLeaf;
    private readonly float[] _leastMetres;
    private readonly LocalMetres[] _metres;

    public LineFinder(CoverageLine[] lines, CellGrid grid, CancellationToken cancel)
    {
        (_lines, _grid) = (lines, grid);
        _tree = LineTreeBuilder.Build(lines, grid);
        var brickDegrees = grid.ScaleY > 0 ? CellGrid.BrickSide / grid.ScaleY : 0;
        _metres = brickDegrees is > 0 and < EvenDegrees
            ? [.. Enumerable.Range(0, grid.BricksDown + 2).Select(down => LocalMetres.At(grid.MinY + down * brickDegrees))]
            : [];
        _nearLeaf = new int[grid.BricksAcross * grid.BricksDown];
        _leastMetres = new float[_nearLeaf.Length];
        for (var down = 0; down < grid.BricksDown; down++)
        {
            cancel.ThrowIfCancellationRequested();
            LookFromBricks(down);
        }
    }

    public long MemoryBytes => _tree.MemoryBytes + 8L * _nearLeaf.Length + 32L * _metres.Length;

    public double Metres(LonLat place, double limitMetres) =>
        place.IsOnEarth ? Metres(place, limitMetres, BrickOf(place)) : double.PositiveInfinity;

    /// <summary>
    /// The distances of many places, taken brick by brick, so that what one place has brought into the caches serves its neighbours.
    /// </summary>
    public void Metres(ReadOnlySpan<double> lons, ReadOnlySpan<double> lats, double limitMetres, Span<double> metres)
    {
        var order = ArrayPool<int>.Shared.Rent(lons.Length);
        var bricks = ArrayPool<int>.Shared.Rent(lons.Length);
        var next = new int[_nearLeaf.Length + 2];
        for (var i = 0; i < lons.Length; i++)
            next[(bricks[i] = BrickOf(new(lons[i], lats[i]))) + 1]++;
        for (var brick = 1; brick < next.Length; brick++)
            next[brick] += next[brick - 1];
        for (var i = 0; i < lons.Length; i++)
            order[next[bricks[i]]++] = i;
        foreach (var i in order.AsSpan(0, lons.Length))
            metres[i] = new LonLat(lons[i], lats[i]) is { IsOnEarth: true } place
                ? Metres(place, limitMetres, bricks[i])
                : double.PositiveInfinity;
        ArrayPool<int>.Shared.Return(order);
        ArrayPool<int>.Shared.Return(bricks);
    }

    public (int Area, double Metres) Nearest(LonLat place, double limitMetres)
    {
        var metres = Metres(place, limitMetres);
        if (double.IsPositiveInfinity(metres))
            return (-1, metres);
        var near = new List<int>();
        var search = new LineSearch(place, MetresAt(place.Latitude), metres + TieMetres, -1, near);
        _tree.Run(ref search);
        return (
            near.Min(line => _lines[line].Second is >= 0 and var second ? Math.Min(second, _lines[line].First) : _lines[line].First),
            metres
        );
    }

    /// <summary>
    /// Finds the likely leaf and the least distance of each brick of a row; far from all lines not every brick needs a search of its own.
    /// </summary>
    private void LookFromBricks(int down)
    {
        LineSearch search = default;
        var searched = -1;
        for (var across = 0; across < _grid.BricksAcross; across++)
        {
            var brick = down * _grid.BricksAcross + across;
            var moved = searched < 0 ? 0 : (across - searched) * CellGrid.BrickSide / _grid.ScaleX * search.Metres.X;
            if (searched < 0 || !(moved < 0.2 * search.FoundMetres))
            {
                search = Search(MiddleOf(brick), double.PositiveInfinity, searched < 0 ? -1 : search.Leaf);
                (searched, moved) = (across, 0);
            }
            _nearLeaf[brick] = search.Leaf;
            // No place of the brick is nearer to a line than its middle is, less the way from the middle to a corner; a little is left to
            // rounding.
            var corner = Math.Sqrt(Math.Pow(search.Metres.X * 4 / _grid.ScaleX, 2) + Math.Pow(search.Metres.Y * 4 / _grid.ScaleY, 2));
            if (corner < MostCornerMetres && search.FoundMetres < 20 * MostCornerMetres && Math.Abs(search.Y) < 75)
                _leastMetres[brick] = (float)Math.Max(0, 0.99 * (search.FoundMetres - moved) - 1.01 * corner);
        }
    }

    private double Metres(LonLat place, double limitMetres, int brick)
    {
        if (brick == _nearLeaf.Length)
            return Search(place, limitMetres, -1).FoundMetres;
        return _leastMetres[brick] > limitMetres ? double.PositiveInfinity : Search(place, limitMetres, _nearLeaf[brick]).FoundMetres;
    }

    private LineSearch Search(LonLat place, double limitMetres, int leaf)
    {
        var search = new LineSearch(place, MetresAt(place.Latitude), limitMetres, leaf);
        _tree.Run(ref search);
        return search;
    }

    /// <summary>The brick of a place, or the number of bricks when it is outside the grid.</summary>
    private int BrickOf(LonLat place) =>
        _grid.Holds(place.Longitude, place.Latitude)
            ? (_grid.RowOf(place.Latitude) >> 3) * _grid.BricksAcross + (_grid.ColumnOf(place.Longitude) >> 3)
            : _nearLeaf.Length;

    private LonLat MiddleOf(int brick)
    {
        var (down, across) = Math.DivRem(brick, _grid.BricksAcross);
        return new(
            Math.Min(_grid.MaxX, _grid.MinX + (across * 8 + 4) * (_grid.ScaleX > 0 ? 1 / _grid.ScaleX : 0)),
            Math.Min(_grid.MaxY, _grid.MinY + (down * 8 + 4) * (_grid.ScaleY > 0 ? 1 / _grid.ScaleY : 0))
        );
    }

    private LocalMetres MetresAt(double latitude)
    {
        if (_metres.Length == 0 || latitude < _grid.MinY || latitude > _grid.MaxY)
            return LocalMetres.At(latitude);
        var down = _grid.UpOf(latitude) / CellGrid.BrickSide;
        ref readonly var below = ref _metres[(int)down];
        ref readonly var above = ref _metres[(int)down + 1];
        var part = down - (int)down;
        return new(
            below.X + part * (above.X - below.X),
            below.XChange + part * (above.XChange - below.XChange),
            below.Y + part * (above.Y - below.Y),
            below.YChange + part * (above.YChange - below.YChange)
        );
    }
}
