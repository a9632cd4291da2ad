using TurfMap.Spatial.Adjacency;

namespace TurfMap.Spatial.Topology;

/// <summary>Takes vertices out of arcs, the least missed first.</summary>
/// <remarks>
/// What a vertex costs is the distance of the farthest original vertex from the segment that would bridge it, so every original vertex
/// stays within
/// the tolerance. A vertex goes only when the triangle it spans with its neighbours holds no other vertex (as in topology-preserving
/// Visvalingam and Whyatt): then no line can run through the triangle, and nothing crosses. Arcs that share both nodes never both become
/// straight.
/// </remarks>
internal sealed class ArcSimplification
{
    private readonly ArcNetwork _network;
    private readonly double _clearance;
    private readonly int[] _arcStart; // first slot of each arc; a slot is one vertex of one arc
    private readonly int[] _point; // the point of each slot: nodes first, then the vertices between them
    private readonly int[] _before,
        _after; // living neighbours along the arc, as slots; -1 at fixed ends
    private readonly int[] _version;
    private readonly int[] _alive; // living slots per arc
    private readonly bool[] _gone;
    private readonly double[] _xs,
        _ys; // by point
    private readonly CellGrid _grid;
    private readonly int[] _cellHead,
        _cellNext,
        _cellBefore;
    private readonly Dictionary<long, int> _straightArcs = new(PairKey.Comparer);
    private readonly PriorityQueue<(int Slot, int Version), double> _queue = new();
    private readonly List<int> _blocked = [];
    private double _tolerance;

    public ArcSimplification(ArcNetwork network, double clearanceMetres)
    {
        (_network, _clearance) = (network, clearanceMetres);
        var arcs = network.Arcs;
        _arcStart = new int[arcs.Length + 1];
        for (var arc = 0; arc < arcs.Length; arc++)
            _arcStart[arc + 1] = _arcStart[arc] + arcs[arc].Places.Length;
        var slots = _arcStart[^1];
        (_point, _before, _after, _version, _gone) = (new int[slots], new int[slots], new int[slots], new int[slots], new bool[slots]);
        _alive = new int[arcs.Length];
        (_xs, _ys) = (new double[network.Nodes + slots], new double[network.Nodes + slots]);
        var frame = new LocalMetres(arcs.Length > 0 ? arcs[0].Places.Span[0] : default);
        var points = network.Nodes;
        var length = 0.0;
        foreach (var arc in arcs)
        {
            length += arc.LengthMetres;
            var places = arc.Places.Span;
            _alive[arc.Number] = places.Length;
            for (var i = 0; i < places.Length; i++)
            {
                var slot = _arcStart[arc.Number] + i;
                var point = _point[slot] =
                    i == 0 ? arc.StartNode
                    : i == places.Length - 1 ? arc.EndNode
                    : points++;
                (_xs[point], _ys[point]) = (frame.X(places[i].Longitude), frame.Y(places[i].Latitude));
                (_before[slot], _after[slot]) = (i == 0 ? -1 : slot - 1, i == places.Length - 1 ? -1 : slot + 1);
            }
            if (IsFreeRing(arc))
                (_before[_arcStart[arc.Number]], _after[_arcStart[arc.Number + 1] - 2]) = (
                    _arcStart[arc.Number + 1] - 2,
                    _arcStart[arc.Number]
                );
            else if (places.Length == 2)
                Straighten(arc);
        }
        (_xs, _ys) = (_xs[..points], _ys[..points]);
        _grid = new CellGrid(_xs, _ys, 2 * length / Math.Max(1, points), 2 * Math.Max(256, points));
        (_cellHead, _cellNext, _cellBefore) = (new int[_grid.Cells], new int[points], new int[points]);
        Array.Fill(_cellHead, -1);
        for (var point = 0; point < points; point++)
            PutInCell(point);
    }

    /// <summary>Goes on to a tolerance at least as large as the last one.</summary>
    public ArcNetwork To(double toleranceMetres)
    {
        _tolerance = toleranceMetres;
        if (toleranceMetres > 0)
        {
            _queue.Clear();
            for (var slot = 0; slot < _point.Length; slot++)
                Consider(slot);
            // A vertex that stood in the way may itself have gone since.
            for (var progress = true; progress; )
            {
                progress = Drain();
                foreach (var slot in _blocked)
                    Consider(slot);
                _blocked.Clear();
            }
        }
        return Result();
    }

    private bool Drain()
    {
        var removed = false;
        while (_queue.TryDequeue(out var candidate, out _))
        {
            var (slot, version) = candidate;
            if (_gone[slot] || version != _version[slot])
                continue;
            if (!MayGo(slot))
            {
                _blocked.Add(slot);
                continue;
            }
            removed = true;
            Remove(slot);
        }
        return removed;
    }

    private static bool IsFree(ArcNetwork network, Arc arc) => arc.StartNode == arc.EndNode && network.Leaving(arc.StartNode).Length == 2;

    private bool IsFreeRing(Arc arc) => IsFree(_network, arc);

    private int ArcOf(int slot)
    {
        var at = Array.BinarySearch(_arcStart, slot);
        return at >= 0 ? at : ~at - 1;
    }

    private void Consider(int slot)
    {
        if (_gone[slot] || _before[slot] < 0 || _after[slot] < 0)
            return;
        _version[slot]++;
        var cost = Cost(slot);
        if (cost <= _tolerance)
            _queue.Enqueue((slot, _version[slot]), cost);
    }

    /// <summary>
    /// The distance of the farthest original vertex between the neighbours from the segment between them; it need not be exact above the
    /// tolerance.
    /// </summary>
    private double Cost(int slot)
    {
        var (p, n) = (_point[_before[slot]], _point[_after[slot]]);
        var (x0, y0) = (_xs[p], _ys[p]);
        var (dx, dy) = (_xs[n] - x0, _ys[n] - y0);
        var square = dx * dx + dy * dy;
        var worst = 0.0;
        var limit = _tolerance * _tolerance;
        var (arcFirst, arcEnd) = (0, 0);
        if (_before[slot] > slot || _after[slot] < slot)
            (arcFirst, arcEnd) = (_arcStart[ArcOf(slot)], _arcStart[ArcOf(slot) + 1] - 1);
        for (var s = _before[slot]; ; )
        {
            s++;
            if (arcEnd > 0 && s >= arcEnd)
                s = arcFirst;
            if (s == _after[slot])
                return Math.Sqrt(worst);
            var (vx, vy) = (_xs[_point[s]] - x0, _ys[_point[s]] - y0);
            var t = square > 0 ? Math.Clamp((vx * dx + vy * dy) / square, 0, 1) : 0;
            var (ox, oy) = (vx - t * dx, vy - t * dy);
            worst = Math.Max(worst, ox * ox + oy * oy);
            if (worst > limit)
                return double.PositiveInfinity;
        }
    }

    private bool MayGo(int slot)
    {
        var arc = _network.Arcs[ArcOf(slot)];
        if (IsFreeRing(arc))
        {
            if (_alive[arc.Number] - 1 <= 4)
                return false;
        }
        else if (_alive[arc.Number] == 3 && (arc.StartNode == arc.EndNode || _straightArcs.ContainsKey(Pair(arc))))
            return false;
        else if (arc.StartNode == arc.EndNode && _alive[arc.Number] <= 4)
            return false;
        return TriangleIsEmpty(_point[_before[slot]], _point[slot], _point[_after[slot]]);
    }

    private bool TriangleIsEmpty(int p, int v, int n)
    {
        var (px, py, vx, vy, nx, ny) = (_xs[p], _ys[p], _xs[v], _ys[v], _xs[n], _ys[n]);
        var turn = (vx - px) * (ny - py) - (vy - py) * (nx - px) >= 0 ? 1 : -1;
        var slack = _clearance * Math.Sqrt((nx - px) * (nx - px) + (ny - py) * (ny - py));
        var (left, right) = (Math.Min(px, Math.Min(vx, nx)) - _clearance, Math.Max(px, Math.Max(vx, nx)) + _clearance);
        var (low, high) = (Math.Min(py, Math.Min(vy, ny)) - _clearance, Math.Max(py, Math.Max(vy, ny)) + _clearance);
        for (var row = _grid.Row(low); row <= _grid.Row(high); row++)
        for (var column = _grid.Column(left); column <= _grid.Column(right); column++)
        for (var q = _cellHead[row * _grid.Columns + column]; q >= 0; q = _cellNext[q])
        {
            if (q == p || q == v || q == n)
                continue;
            var (x, y) = (_xs[q], _ys[q]);
            if (
                turn * ((vx - px) * (y - py) - (vy - py) * (x - px)) >= 0
                && turn * ((nx - vx) * (y - vy) - (ny - vy) * (x - vx)) >= 0
                && turn * ((px - nx) * (y - ny) - (py - ny) * (x - nx)) >= -slack
            )
                return false;
        }
        return true;
    }

    private void Remove(int slot)
    {
        var (before, after) = (_before[slot], _after[slot]);
        _gone[slot] = true;
        (_after[before], _before[after]) = (after, before);
        TakeFromCell(_point[slot]);
        var arc = ArcOf(slot);
        if (--_alive[arc] == 2)
            Straighten(_network.Arcs[arc]);
        Consider(before);
        Consider(after);
    }

    private void Straighten(Arc arc) => _straightArcs[Pair(arc)] = arc.Number;

    private static long Pair(Arc arc) => PairKey.Of(arc.StartNode, arc.EndNode);

    private void PutInCell(int point)
    {
        ref var head = ref _cellHead[_grid.Cell(_xs[point], _ys[point])];
        (_cellNext[point], _cellBefore[point]) = (head, -1);
        if (head >= 0)
            _cellBefore[head] = point;
        head = point;
    }

    private void TakeFromCell(int point)
    {
        var (before, next) = (_cellBefore[point], _cellNext[point]);
        if (before >= 0)
            _cellNext[before] = next;
        else
            _cellHead[_grid.Cell(_xs[point], _ys[point])] = next;
        if (next >= 0)
            _cellBefore[next] = before;
    }

    private ArcNetwork Result()
    {
        var arcs = new Arc[_network.Arcs.Length];
        var kept = new List<LonLat>();
        foreach (var arc in _network.Arcs)
        {
            kept.Clear();
            var places = arc.Places.Span;
            for (var i = 0; i < places.Length; i++)
                if (!_gone[_arcStart[arc.Number] + i])
                    kept.Add(places[i]);
            if (IsFreeRing(arc))
                kept[^1] = kept[0];
            LonLat[] left = [.. kept];
            arcs[arc.Number] = arc with { Places = left, LengthMetres = LocalMetres.Length(left) };
        }
        return new ArcNetwork(_network.Areas, _network.Nodes, arcs);
    }
}
