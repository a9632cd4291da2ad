using TurfMap.Spatial.Adjacency;

namespace TurfMap.Spatial.Topology;

/// <summary>Straight edges between two vertices, each once, with the areas whose rings run along them and in which direction.</summary>
internal sealed class EdgeSet
{
    private readonly Dictionary<long, int> _byEnds;
    private readonly List<(int From, int To)> _ends = [];
    private readonly List<int> _heads = [];
    private readonly List<(int Area, int Times, int Next)> _uses = [];

    public EdgeSet(int expected) => _byEnds = new Dictionary<long, int>(expected, PairKey.Comparer);

    /// <summary>How many edges were ever made, split ones included.</summary>
    public int Count => _ends.Count;

    /// <summary>The ends of an edge, the lower vertex first; (-1, -1) once it was split.</summary>
    public (int From, int To) this[int edge] => _ends[edge];

    /// <summary>
    /// Counts an area on the left of the edge when walking from the first vertex to the second. An edge from a vertex to itself is nothing.
    /// </summary>
    public void Add(int from, int to, int area, int times)
    {
        if (from == to)
            return;
        if (from > to)
            (from, to, times) = (to, from, -times);
        ref var edge = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
            _byEnds,
            PairKey.Of(from, to),
            out var known
        );
        if (!known)
        {
            edge = _ends.Count;
            _ends.Add((from, to));
            _heads.Add(-1);
        }
        var uses = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_uses);
        for (var use = _heads[edge]; use >= 0; use = uses[use].Next)
            if (uses[use].Area == area)
            {
                uses[use].Times += times;
                return;
            }
        _uses.Add((area, times, _heads[edge]));
        _heads[edge] = _uses.Count - 1;
    }

    /// <summary>Replaces an edge by the chain from its first vertex over some others to its last.</summary>
    public void Split(int edge, ReadOnlySpan<int> over)
    {
        var (from, to) = _ends[edge];
        _byEnds.Remove(PairKey.Of(from, to));
        _ends[edge] = (-1, -1);
        for (var use = _heads[edge]; use >= 0; use = _uses[use].Next)
        {
            var (area, times, _) = _uses[use];
            var at = from;
            foreach (var vertex in over)
            {
                Add(at, vertex, area, times);
                at = vertex;
            }
            Add(at, to, area, times);
        }
    }

    /// <summary>
    /// How the winding of areas changes across the edge: an area with +n winds n times more on the left than on the right. Empty: the edge
    /// bounds nothing.
    /// </summary>
    public void Changes(int edge, List<(int Area, int Times)> into)
    {
        into.Clear();
        for (var use = _heads[edge]; use >= 0; use = _uses[use].Next)
            if (_uses[use].Times != 0)
                into.Add((_uses[use].Area, _uses[use].Times));
    }

    public bool BoundsSomething(int edge)
    {
        if (_ends[edge].From < 0)
            return false;
        for (var use = _heads[edge]; use >= 0; use = _uses[use].Next)
            if (_uses[use].Times != 0)
                return true;
        return false;
    }
}
