namespace TurfMap.Spatial.Topology;

/// <summary>Joins pieces of boundary into arcs: a point where exactly two pieces end is no node.</summary>
internal sealed class ArcChaining(int points)
{
    private readonly List<(int Start, int End, int Left, int Right, int First, int Count)> _pieces = [];
    private readonly List<LonLat> _places = [];
    private readonly int[] _ends = new int[points];

    public void Add(int start, int end, int left, int right, ReadOnlySpan<LonLat> places)
    {
        _pieces.Add((start, end, left, right, _places.Count, places.Length));
        foreach (var place in places)
            _places.Add(place);
        _ends[start]++;
        _ends[end]++;
    }

    /// <summary>The arcs, in the order of their first piece: first those between nodes, then the rings that touch no node.</summary>
    public ArcNetwork Chain(int areas)
    {
        var starts = new int[_ends.Length + 1];
        for (var point = 0; point < _ends.Length; point++)
            starts[point + 1] = starts[point] + _ends[point];
        var at = starts.AsSpan(0, _ends.Length).ToArray();
        var leaving = new int[_pieces.Count * 2];
        for (var piece = 0; piece < _pieces.Count; piece++)
        {
            leaving[at[_pieces[piece].Start]++] = 2 * piece;
            leaving[at[_pieces[piece].End]++] = 2 * piece + 1;
        }
        var nodes = new Dictionary<int, int>();
        var done = new bool[_pieces.Count];
        var arcs = new List<Arc>();
        var places = new List<LonLat>();
        for (var half = 0; half < 2 * _pieces.Count; half++)
            if (!done[half >> 1] && _ends[Origin(half)] != 2)
                Walk(half);
        for (var piece = 0; piece < _pieces.Count; piece++)
            if (!done[piece])
                Walk(2 * piece);
        return new ArcNetwork(areas, nodes.Count, [.. arcs]);

        void Walk(int half)
        {
            var (first, forwards) = (Origin(half), (half & 1) == 0);
            var (left, right) = forwards
                ? (_pieces[half >> 1].Left, _pieces[half >> 1].Right)
                : (_pieces[half >> 1].Right, _pieces[half >> 1].Left);
            places.Clear();
            places.Add(PlaceAt(half, 0));
            int last;
            while (true)
            {
                done[half >> 1] = true;
                for (var i = 1; i < _pieces[half >> 1].Count; i++)
                    places.Add(PlaceAt(half, i));
                last = Origin(half ^ 1);
                if (_ends[last] != 2 || last == first)
                    break;
                var one = leaving[starts[last]];
                half = one == (half ^ 1) ? leaving[starts[last] + 1] : one;
            }
            LonLat[] kept = [.. places];
            arcs.Add(new Arc(arcs.Count, left, right, Node(first), Node(last), LocalMetres.Length(kept), kept));
        }

        int Node(int point)
        {
            if (!nodes.TryGetValue(point, out var node))
                nodes[point] = node = nodes.Count;
            return node;
        }
    }

    private int Origin(int half) => (half & 1) == 0 ? _pieces[half >> 1].Start : _pieces[half >> 1].End;

    private LonLat PlaceAt(int half, int i)
    {
        var (_, _, _, _, first, count) = _pieces[half >> 1];
        return _places[(half & 1) == 0 ? first + i : first + count - 1 - i];
    }
}
