using TurfMap.Spatial.Adjacency;

namespace TurfMap.Spatial.Topology;

/// <summary>
/// Splits edges until they meet at vertices only, and no vertex lies nearer to a line than half the snap distance without being part of it.
/// </summary>
/// <remarks>
/// In rounds: vertices near an edge are put into it; then crossings become vertices. A round can bend a line into something new, so rounds
/// go on
/// until nothing changes (two or three on real layers). Should they go on for long, the distance is halved from round to round, which
/// leaves plain noding.
/// </remarks>
internal sealed class Noding(VertexPool pool, EdgeSet edges, double nearMetres, int maxCrossings, CancellationToken cancel)
{
    private const int MaxRounds = 60,
        RoundsAtFullDistance = 12;
    private readonly List<(int Edge, double Along, int Vertex)> _splits = [];
    private int _firstNewEdge;

    public int Inserted { get; private set; }
    public int Crossings { get; private set; }

    public void Run()
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            var near = nearMetres * Math.ScaleB(1, -Math.Max(0, round - RoundsAtFullDistance));
            var grid = Grid();
            var vertices = pool.Count;
            FindNearVertices(grid, near);
            if (_splits.Count == 0)
            {
                FindCrossings(grid, near);
                if (_splits.Count == 0)
                    return;
            }
            // New vertices may lie near old edges, so all edges are looked at again; otherwise only the new ones.
            _firstNewEdge = pool.Count > vertices ? 0 : edges.Count;
            Apply();
        }
        throw new ArgumentException(
            "The lines of these areas cross each other in a way that could not be resolved. Repair the areas first."
        );
    }

    private CellGrid Grid()
    {
        var (sum, count) = (0.0, 0);
        for (var edge = 0; edge < edges.Count; edge++)
            if (edges[edge] is (>= 0, var to) and var (from, _))
            {
                sum += Math.Abs(pool.Xs[to] - pool.Xs[from]) + Math.Abs(pool.Ys[to] - pool.Ys[from]);
                count++;
            }
        return new CellGrid(pool.Xs, pool.Ys, Math.Max(4 * nearMetres, sum / Math.Max(1, count)), 4 * Math.Max(256, count));
    }

    private void FindNearVertices(CellGrid grid, double near)
    {
        var xs = pool.Xs;
        var ys = pool.Ys;
        var starts = new int[grid.Cells + 1];
        var cells = new int[xs.Length];
        for (var v = 0; v < xs.Length; v++)
            starts[(cells[v] = grid.Cell(xs[v], ys[v])) + 1]++;
        for (var c = 0; c < grid.Cells; c++)
            starts[c + 1] += starts[c];
        var at = starts.AsSpan(0, grid.Cells).ToArray();
        var members = new int[xs.Length];
        for (var v = 0; v < xs.Length; v++)
            members[at[cells[v]]++] = v;
        for (var edge = _firstNewEdge; edge < edges.Count; edge++)
        {
            var (from, to) = edges[edge];
            if (from < 0)
                continue;
            var (x0, y0, x1, y1) = (xs[from], ys[from], xs[to], ys[to]);
            var (dx, dy) = (x1 - x0, y1 - y0);
            var square = dx * dx + dy * dy;
            var (top, bottom) = (grid.Row(Math.Max(y0, y1) + near), grid.Row(Math.Min(y0, y1) - near));
            for (var row = bottom; row <= top; row++)
            {
                var (first, last) = grid.ColumnsInRow(row, x0, y0, x1, y1, near);
                for (var i = starts[row * grid.Columns + first]; i < starts[row * grid.Columns + last + 1]; i++)
                {
                    var v = members[i];
                    var (vx, vy) = (xs[v] - x0, ys[v] - y0);
                    var along = vx * dx + vy * dy;
                    if (along <= 0 || along >= square || v == from || v == to)
                        continue;
                    var off = dx * vy - dy * vx;
                    if (off * off <= near * near * square)
                        _splits.Add((edge, along / square, v));
                }
            }
        }
        Inserted += _splits.Count;
    }

    private void FindCrossings(CellGrid grid, double near)
    {
        var starts = new int[grid.Cells + 1];
        Visit(grid, (_, cell) => starts[cell + 1]++);
        for (var c = 0; c < grid.Cells; c++)
            starts[c + 1] += starts[c];
        var at = starts.AsSpan(0, grid.Cells).ToArray();
        var members = new int[starts[^1]];
        Visit(grid, (edge, cell) => members[at[cell]++] = edge);
        var seen = new HashSet<long>(PairKey.Comparer);
        for (var c = 0; c < grid.Cells; c++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var i = starts[c]; i < starts[c + 1]; i++)
            for (var j = i + 1; j < starts[c + 1]; j++)
                if (
                    Cross(members[i], members[j], out var x, out var y, out var s, out var t)
                    && seen.Add(PairKey.Of(members[i], members[j]))
                )
                {
                    if (++Crossings > maxCrossings)
                        throw new ArgumentException(
                            $"The lines of these areas cross at more than {maxCrossings:N0} places; this is not a layer of "
                                + "areas beside each other. Repair the areas first."
                        );
                    var vertex = pool.SnapWithin(x, y, near);
                    Put(members[i], s, vertex);
                    Put(members[j], t, vertex);
                }
        }
    }

    private void Put(int edge, double along, int vertex)
    {
        if (edges[edge].From == vertex || edges[edge].To == vertex)
            return;
        _splits.Add((edge, along, vertex));
        Inserted++;
    }

    private void Visit(CellGrid grid, Action<int, int> visit)
    {
        for (var edge = 0; edge < edges.Count; edge++)
        {
            var (from, to) = edges[edge];
            if (from < 0)
                continue;
            var (x0, y0, x1, y1) = (pool.Xs[from], pool.Ys[from], pool.Xs[to], pool.Ys[to]);
            var (bottom, top) = (grid.Row(Math.Min(y0, y1)), grid.Row(Math.Max(y0, y1)));
            for (var row = bottom; row <= top; row++)
            {
                var (first, last) = grid.ColumnsInRow(row, x0, y0, x1, y1, 1e-6);
                for (var column = first; column <= last; column++)
                    visit(edge, row * grid.Columns + column);
            }
        }
    }

    private bool Cross(int e, int f, out double x, out double y, out double s, out double t)
    {
        (x, y, s, t) = (0, 0, 0, 0);
        var (a, b) = edges[e];
        var (c, d) = edges[f];
        if (a == c || a == d || b == c || b == d)
            return false;
        var xs = pool.Xs;
        var ys = pool.Ys;
        if (
            Math.Max(xs[a], xs[b]) < Math.Min(xs[c], xs[d])
            || Math.Max(xs[c], xs[d]) < Math.Min(xs[a], xs[b])
            || Math.Max(ys[a], ys[b]) < Math.Min(ys[c], ys[d])
            || Math.Max(ys[c], ys[d]) < Math.Min(ys[a], ys[b])
        )
            return false;
        var (ux, uy, vx, vy) = (xs[b] - xs[a], ys[b] - ys[a], xs[d] - xs[c], ys[d] - ys[c]);
        var (wx, wy) = (xs[c] - xs[a], ys[c] - ys[a]);
        var determinant = ux * vy - uy * vx;
        if (determinant == 0)
            return false;
        s = (wx * vy - wy * vx) / determinant;
        t = (wx * uy - wy * ux) / determinant;
        if (!(s > 0 && s < 1 && t > 0 && t < 1))
            return false;
        (x, y) = (xs[a] + s * ux, ys[a] + s * uy);
        return true;
    }

    private void Apply()
    {
        _splits.Sort();
        var over = new List<int>();
        for (var i = 0; i < _splits.Count; )
        {
            var edge = _splits[i].Edge;
            over.Clear();
            for (; i < _splits.Count && _splits[i].Edge == edge; i++)
                if (over.Count == 0 || over[^1] != _splits[i].Vertex)
                    over.Add(_splits[i].Vertex);
            edges.Split(edge, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(over));
        }
        _splits.Clear();
    }
}
