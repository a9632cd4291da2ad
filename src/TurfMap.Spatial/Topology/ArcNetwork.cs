using TurfMap.Spatial.Adjacency;

namespace TurfMap.Spatial.Topology;

/// <summary>
/// The arcs with the order in which they leave each node. A half-arc is an arc with a direction: 2a forwards, 2a + 1 backwards.
/// </summary>
internal sealed class ArcNetwork
{
    private readonly int[] _starts;
    private readonly int[] _turns;
    private readonly int[] _placeInTurn;

    public ArcNetwork(int areas, int nodes, Arc[] arcs)
    {
        (Areas, Nodes, Arcs) = (areas, nodes, arcs);
        _starts = new int[nodes + 1];
        _turns = new int[arcs.Length * 2];
        _placeInTurn = new int[arcs.Length * 2];
        var angles = new double[arcs.Length * 2];
        for (var half = 0; half < angles.Length; half++)
        {
            _starts[Origin(half) + 1]++;
            var places = arcs[half >> 1].Places.Span;
            var (from, to) = (half & 1) == 0 ? (places[0], places[1]) : (places[^1], places[^2]);
            angles[half] = Math.Atan2(to.Latitude - from.Latitude, to.Longitude - from.Longitude);
        }
        for (var node = 0; node < nodes; node++)
            _starts[node + 1] += _starts[node];
        var at = _starts.AsSpan(0, nodes).ToArray();
        for (var half = 0; half < angles.Length; half++)
            _turns[at[Origin(half)]++] = half;
        for (var node = 0; node < nodes; node++)
        {
            var turn = _turns.AsSpan(_starts[node], _starts[node + 1] - _starts[node]);
            turn.Sort((g, h) => angles[g].CompareTo(angles[h]));
            for (var i = 0; i < turn.Length; i++)
                _placeInTurn[turn[i]] = i;
        }
    }

    public int Areas { get; }
    public int Nodes { get; }
    public Arc[] Arcs { get; }

    public int Origin(int half) => (half & 1) == 0 ? Arcs[half >> 1].StartNode : Arcs[half >> 1].EndNode;

    public int Left(int half) => (half & 1) == 0 ? Arcs[half >> 1].Left : Arcs[half >> 1].Right;

    /// <summary>The half-arcs that leave a node, counter-clockwise.</summary>
    public ReadOnlySpan<int> Leaving(int node) => _turns.AsSpan(_starts[node], _starts[node + 1] - _starts[node]);

    /// <summary>The next half-arc around the face on the left, among those that are active.</summary>
    public int Next(int half, ReadOnlySpan<bool> activeArcs)
    {
        var turn = Leaving(Origin(half ^ 1));
        for (var i = _placeInTurn[half ^ 1]; ; )
        {
            i = i == 0 ? turn.Length - 1 : i - 1;
            if (activeArcs[turn[i] >> 1])
                return turn[i];
        }
    }

    public AreaGraph Graph(double minBorderMetres)
    {
        var whole = AreaGraph.Build(
            Areas,
            Arcs.Where(a => a.Left >= 0 && a.Right >= 0).Select(a => new AreaBorder(a.Left, a.Right, a.LengthMetres))
        );
        return AreaGraph.Build(Areas, whole.Borders.Where(b => b.Metres > minBorderMetres));
    }

    public ArcNetwork Dissolve(ReadOnlySpan<int> groupOfArea, int groups)
    {
        var chaining = new ArcChaining(Nodes);
        foreach (var arc in Arcs)
        {
            var left = arc.Left < 0 ? -1 : groupOfArea[arc.Left];
            var right = arc.Right < 0 ? -1 : groupOfArea[arc.Right];
            if (left != right)
                chaining.Add(arc.StartNode, arc.EndNode, left, right, arc.Places.Span);
        }
        return chaining.Chain(groups);
    }
}
