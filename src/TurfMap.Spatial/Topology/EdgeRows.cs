namespace TurfMap.Spatial.Topology;

/// <summary>Edges by the rows they reach, to find the one directly to the left of a place.</summary>
internal sealed class EdgeRows
{
    private readonly VertexPool _pool;
    private readonly int[] _from;
    private readonly double _minY,
        _height;
    private readonly int[] _starts;
    private readonly int[] _edges;

    public EdgeRows(VertexPool pool, int[] from)
    {
        (_pool, _from) = (pool, from);
        var rows = Math.Clamp((int)Math.Sqrt(from.Length), 1, 4096);
        var (minY, maxY) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var vertex in from)
            (minY, maxY) = (Math.Min(minY, pool.Ys[vertex]), Math.Max(maxY, pool.Ys[vertex]));
        (_minY, _height) = (minY, Math.Max((maxY - minY) / rows, 1e-9));
        _starts = new int[rows + 2];
        for (var edge = 0; edge < from.Length / 2; edge++)
        for (var (row, last) = Rows(edge); row <= last; row++)
            _starts[row + 1]++;
        for (var row = 0; row <= rows; row++)
            _starts[row + 1] += _starts[row];
        var at = _starts.AsSpan(0, rows + 1).ToArray();
        _edges = new int[_starts[^1]];
        for (var edge = 0; edge < from.Length / 2; edge++)
        for (var (row, last) = Rows(edge); row <= last; row++)
            _edges[at[row]++] = edge;
    }

    /// <summary>
    /// The half-edge on the nearest edge strictly to the left that has the place on its left side; -1 when there is none.
    /// </summary>
    public int HalfToTheLeft(double x, double y)
    {
        var row = (int)((y - _minY) / _height);
        var (nearest, found) = (double.NegativeInfinity, -1);
        for (var i = _starts[row]; i < _starts[row + 1]; i++)
        {
            var (a, b) = (_from[2 * _edges[i]], _from[2 * _edges[i] + 1]);
            var (ay, by) = (_pool.Ys[a], _pool.Ys[b]);
            if (ay <= y == by <= y)
                continue;
            var crossing = _pool.Xs[a] + (y - ay) / (by - ay) * (_pool.Xs[b] - _pool.Xs[a]);
            if (crossing < x && crossing > nearest)
                (nearest, found) = (crossing, ay < by ? 2 * _edges[i] + 1 : 2 * _edges[i]);
        }
        return found;
    }

    private (int First, int Last) Rows(int edge)
    {
        var (ay, by) = (_pool.Ys[_from[2 * edge]], _pool.Ys[_from[2 * edge + 1]]);
        return ((int)((Math.Min(ay, by) - _minY) / _height), (int)((Math.Max(ay, by) - _minY) / _height));
    }
}
