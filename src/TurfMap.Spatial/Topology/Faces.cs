namespace TurfMap.Spatial.Topology;

/// <summary>The faces between edges that meet at vertices only, and the areas that wind around each face.</summary>
/// <remarks>
/// Half-edge 2e runs along edge e, 2e + 1 against it; the face of a half-edge is the one on its left. Face 0 is the outside. Edges of
/// separate
/// islands belong to one face when nothing lies between them: each island's outer side is tied to the face around its leftmost vertex.
/// </remarks>
internal sealed class Faces
{
    private readonly VertexPool _pool;
    private readonly int[] _from;
    private readonly int[] _starts;
    private readonly int[] _leaving;
    private readonly int[] _face;
    private readonly List<(int Area, int Times)[]?> _windings =
    [
        [],
    ];
    private readonly List<(int Area, int Times)>[] _changes;

    public Faces(VertexPool pool, EdgeSet edges)
    {
        _pool = pool;
        var kept = Enumerable.Range(0, edges.Count).Where(edges.BoundsSomething).ToArray();
        _from = new int[kept.Length * 2];
        _changes = new List<(int, int)>[kept.Length];
        for (var e = 0; e < kept.Length; e++)
        {
            (_from[2 * e], _from[2 * e + 1]) = edges[kept[e]];
            edges.Changes(kept[e], _changes[e] = new List<(int, int)>(2));
        }
        (_starts, _leaving) = SortAroundVertices();
        var (cycle, cycles) = TraceCycles();
        _face = cycle;
        TieIslands(cycles);
    }

    public int EdgeCount => _changes.Length;
    public int Count => _windings.Count;

    public (int From, int To) Ends(int edge) => (_from[2 * edge], _from[2 * edge + 1]);

    public int FaceOf(int half) => _face[half];

    /// <summary>The areas that wind around the face, with how often.</summary>
    public ReadOnlySpan<(int Area, int Times)> Windings(int face) => _windings[face];

    private (int[] Starts, int[] Leaving) SortAroundVertices()
    {
        var starts = new int[_pool.Count + 1];
        foreach (var vertex in _from)
            starts[vertex + 1]++;
        for (var v = 0; v < _pool.Count; v++)
            starts[v + 1] += starts[v];
        var at = starts.AsSpan(0, _pool.Count).ToArray();
        var leaving = new int[_from.Length];
        for (var half = 0; half < _from.Length; half++)
            leaving[at[_from[half]]++] = half;
        for (var v = 0; v < _pool.Count; v++)
            if (starts[v + 1] - starts[v] > 2)
                leaving.AsSpan(starts[v], starts[v + 1] - starts[v]).Sort((g, h) => Angle(g).CompareTo(Angle(h)));
        return (starts, leaving);
    }

    private double Angle(int half)
    {
        var (from, to) = (_from[half], _from[half ^ 1]);
        return Math.Atan2(_pool.Ys[to] - _pool.Ys[from], _pool.Xs[to] - _pool.Xs[from]);
    }

    /// <summary>
    /// Arriving at a vertex, the boundary of the face on the left goes on with the next edge clockwise from the one it came by.
    /// </summary>
    private (int[] Cycle, int Cycles) TraceCycles()
    {
        var before = new int[_from.Length];
        for (var v = 0; v < _pool.Count; v++)
        for (var i = _starts[v]; i < _starts[v + 1]; i++)
            before[_leaving[i]] = _leaving[i == _starts[v] ? _starts[v + 1] - 1 : i - 1];
        var cycle = new int[_from.Length];
        Array.Fill(cycle, -1);
        var cycles = 0;
        for (var first = 0; first < cycle.Length; first++)
        {
            if (cycle[first] >= 0)
                continue;
            for (var half = first; cycle[half] < 0; half = before[half ^ 1])
                cycle[half] = cycles;
            cycles++;
        }
        return (cycle, cycles);
    }

    private void TieIslands(int cycles)
    {
        var faceOfCycle = new int[cycles];
        Array.Fill(faceOfCycle, -1);
        var firstHalf = new int[cycles];
        for (var half = _from.Length - 1; half >= 0; half--)
            firstHalf[_face[half]] = half;
        // From left to right: what lies directly to the left of an island's leftmost vertex belongs to an island that was tied before.
        var islands = Islands();
        islands.Sort((v, w) => _pool.Xs[v].CompareTo(_pool.Xs[w]));
        var rows = islands.Count > 1 ? new EdgeRows(_pool, _from) : null;
        var open = new Stack<int>();
        var cyclesHalves = HalvesByCycle(cycles);
        foreach (var leftmost in islands)
        {
            var outer = _leaving[_starts[leftmost]];
            for (var i = _starts[leftmost] + 1; i < _starts[leftmost + 1]; i++)
                if (Angle(_leaving[i]) > Angle(outer))
                    outer = _leaving[i];
            var beside = rows?.HalfToTheLeft(_pool.Xs[leftmost], _pool.Ys[leftmost]) ?? -1;
            faceOfCycle[_face[outer]] = beside < 0 ? 0 : faceOfCycle[_face[beside]];
            open.Push(_face[outer]);
            while (open.TryPop(out var known))
                foreach (var half in cyclesHalves(known))
                    if (faceOfCycle[_face[half ^ 1]] < 0)
                    {
                        faceOfCycle[_face[half ^ 1]] = _windings.Count;
                        _windings.Add(Across(half, _windings[faceOfCycle[known]]!));
                        open.Push(_face[half ^ 1]);
                    }
        }
        for (var half = 0; half < _face.Length; half++)
            _face[half] = faceOfCycle[_face[half]];
    }

    private Func<int, ArraySegment<int>> HalvesByCycle(int cycles)
    {
        var starts = new int[cycles + 1];
        foreach (var cycle in _face)
            starts[cycle + 1]++;
        for (var c = 0; c < cycles; c++)
            starts[c + 1] += starts[c];
        var at = starts.AsSpan(0, cycles).ToArray();
        var members = new int[_face.Length];
        for (var half = 0; half < _face.Length; half++)
            members[at[_face[half]]++] = half;
        return cycle => new ArraySegment<int>(members, starts[cycle], starts[cycle + 1] - starts[cycle]);
    }

    /// <summary>The leftmost vertex (the lowest of several) of each set of connected edges.</summary>
    private List<int> Islands()
    {
        var seen = new bool[_pool.Count];
        var islands = new List<int>();
        var open = new Stack<int>();
        for (var first = 0; first < _pool.Count; first++)
        {
            if (seen[first] || _starts[first] == _starts[first + 1])
                continue;
            var leftmost = first;
            seen[first] = true;
            open.Push(first);
            while (open.TryPop(out var vertex))
            {
                if ((_pool.Xs[vertex], _pool.Ys[vertex]).CompareTo((_pool.Xs[leftmost], _pool.Ys[leftmost])) < 0)
                    leftmost = vertex;
                for (var i = _starts[vertex]; i < _starts[vertex + 1]; i++)
                    if (_from[_leaving[i] ^ 1] is var next && !seen[next])
                    {
                        seen[next] = true;
                        open.Push(next);
                    }
            }
            islands.Add(leftmost);
        }
        return islands;
    }

    /// <summary>The windings on the right of a half-edge, from those on its left.</summary>
    private (int Area, int Times)[] Across(int half, (int Area, int Times)[] left)
    {
        var right = new List<(int Area, int Times)>(left);
        foreach (var (area, times) in _changes[half >> 1])
        {
            var change = (half & 1) == 0 ? -times : times;
            var at = right.FindIndex(w => w.Area == area);
            if (at < 0)
                right.Add((area, change));
            else if (right[at].Times + change == 0)
                right.RemoveAt(at);
            else
                right[at] = (area, right[at].Times + change);
        }
        right.Sort();
        return [.. right];
    }
}
