namespace TurfMap.Spatial.Adjacency;

/// <summary>Which areas are neighbours, and along how many metres.</summary>
/// <remarks>
/// Two areas are neighbours when they share a border that has a length (rook contiguity); touching at a corner does not count.
/// Held as compressed rows: the neighbours of an area lie next to each other, in ascending order. Built once, never changed, safe to share
/// between threads.
/// </remarks>
public sealed class AreaGraph
{
    private readonly int[] _starts;
    private readonly int[] _neighbours;
    private readonly double[] _metres;

    private AreaGraph(int[] starts, int[] neighbours, double[] metres)
    {
        _starts = starts;
        _neighbours = neighbours;
        _metres = metres;
    }

    /// <summary>How many areas there are, neighbours or not.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>How many pairs of neighbours there are.</summary>
    public int EdgeCount => _neighbours.Length / 2;

    /// <summary>Where the neighbours of each area begin in <see cref="AllNeighbours"/>; one entry more than there are areas.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>The neighbours of area 0, then of area 1, and so on.</summary>
    public ReadOnlySpan<int> AllNeighbours => _neighbours;

    /// <summary>The border lengths that belong to <see cref="AllNeighbours"/>.</summary>
    public ReadOnlySpan<double> AllMetres => _metres;

    /// <summary>Every pair of neighbours once, ordered by the lower and then by the higher number.</summary>
    public IEnumerable<AreaBorder> Borders
    {
        get
        {
            for (var a = 0; a < Count; a++)
            for (var i = _starts[a]; i < _starts[a + 1]; i++)
                if (_neighbours[i] > a)
                    yield return new AreaBorder(a, _neighbours[i], _metres[i]);
        }
    }

    /// <summary>
    /// Makes a graph. The order within a pair does not matter; a pair given several times is one pair with the lengths added up.
    /// </summary>
    /// <param name="areas">How many areas there are.</param>
    /// <param name="borders">The pairs of neighbours.</param>
    /// <exception cref="ArgumentException">A number is not an area, a pair is an area with itself, or a length is negative or not a
    /// number.</exception>
    public static AreaGraph Build(int areas, IEnumerable<AreaBorder> borders)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(areas);
        ArgumentNullException.ThrowIfNull(borders);
        var sums = new Dictionary<long, double>(PairKey.Comparer);
        foreach (var (a, b, metres) in borders)
        {
            if ((uint)a >= (uint)areas || (uint)b >= (uint)areas || a == b || !(metres >= 0))
                throw new ArgumentException($"({a}, {b}, {metres}) is not a border between two of {areas} areas.", nameof(borders));
            var key = PairKey.Of(a, b);
            sums[key] = sums.GetValueOrDefault(key) + metres;
        }
        return FromSums(areas, sums);
    }

    /// <summary>The neighbours of an area, ascending.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such area.</exception>
    public ReadOnlySpan<int> Neighbours(int area) => _neighbours.AsSpan(_starts[area], _starts[area + 1] - _starts[area]);

    /// <summary>The border lengths with the <see cref="Neighbours"/> of an area, in the same order, in metres.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such area.</exception>
    public ReadOnlySpan<double> Metres(int area) => _metres.AsSpan(_starts[area], _starts[area + 1] - _starts[area]);

    /// <summary>Whether two areas are neighbours; an area is not its own neighbour. O(log of the number of neighbours).</summary>
    public bool AreNeighbours(int a, int b) => Neighbours(a).BinarySearch(b) >= 0;

    /// <summary>The length of the border between two areas in metres; 0 when they are not neighbours.</summary>
    public double BorderMetres(int a, int b) => Neighbours(a).BinarySearch(b) is var at and >= 0 ? Metres(a)[at] : 0;

    /// <summary>
    /// Numbers the connected pieces: areas get the same number when one can be reached from the other. Pieces are numbered in order of
    /// their lowest area.
    /// </summary>
    public (int[] PieceOfArea, int Pieces) FindPieces()
    {
        var piece = new int[Count];
        Array.Fill(piece, -1);
        var pieces = 0;
        var open = new Stack<int>();
        for (var first = 0; first < Count; first++)
        {
            if (piece[first] >= 0)
                continue;
            piece[first] = pieces;
            open.Push(first);
            while (open.TryPop(out var area))
                foreach (var next in Neighbours(area))
                    if (piece[next] < 0)
                    {
                        piece[next] = pieces;
                        open.Push(next);
                    }
            pieces++;
        }
        return (piece, pieces);
    }

    /// <summary>The graph of groups: two groups are neighbours when two of their areas are, along the sum of those borders.</summary>
    /// <param name="groupOfArea">The group of each area, or -1 for none.</param>
    /// <param name="groups">How many groups there are; some may be empty.</param>
    /// <exception cref="ArgumentException">There is not one group per area, or a group is out of range.</exception>
    public AreaGraph Merge(ReadOnlySpan<int> groupOfArea, int groups)
    {
        GroupsCheck.Demand(groupOfArea, Count, groups);
        var sums = new Dictionary<long, double>(PairKey.Comparer);
        for (var a = 0; a < Count; a++)
        for (var i = _starts[a]; i < _starts[a + 1]; i++)
        {
            var (g, h) = (groupOfArea[a], groupOfArea[_neighbours[i]]);
            if (_neighbours[i] < a || g == h || g < 0 || h < 0)
                continue;
            var key = PairKey.Of(g, h);
            sums[key] = sums.GetValueOrDefault(key) + _metres[i];
        }
        return FromSums(groups, sums);
    }

    /// <summary>
    /// Colours the areas so that neighbours never have the same colour, with few colours. The same graph always gives the same colours.
    /// </summary>
    /// <param name="atMost">
    /// How many colours are at hand. The search for fewer stops once this many suffice; when it finds nothing within them, the answer uses
    /// more,
    /// because equal neighbours would be worse: look at the highest number in the answer.
    /// </param>
    /// <returns>The colour of each area, from 0.</returns>
    /// <remarks>
    /// DSATUR (Brélaz 1979) with Kempe exchanges; the maps of cities come out with four or five colours. About O(E log n).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atMost"/> is below 1.</exception>
    public int[] Colour(int atMost = 6)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 1);
        return GraphColouring.Colour(this, atMost);
    }

    private static AreaGraph FromSums(int areas, Dictionary<long, double> sums)
    {
        var keys = new long[sums.Count];
        sums.Keys.CopyTo(keys, 0);
        Array.Sort(keys);
        var starts = new int[areas + 1];
        foreach (var key in keys)
        {
            starts[(int)(key >> 32) + 1]++;
            starts[(int)key + 1]++;
        }
        for (var a = 0; a < areas; a++)
            starts[a + 1] += starts[a];
        var at = starts.AsSpan(0, areas).ToArray();
        var neighbours = new int[keys.Length * 2];
        var metres = new double[keys.Length * 2];
        // Lower partners first (they come in ascending order of the lower number), then the higher ones, so that each row is ascending.
        foreach (var key in keys)
            Put((int)key, (int)(key >> 32), sums[key]);
        foreach (var key in keys)
            Put((int)(key >> 32), (int)key, sums[key]);
        return new AreaGraph(starts, neighbours, metres);

        void Put(int area, int neighbour, double length)
        {
            neighbours[at[area]] = neighbour;
            metres[at[area]++] = length;
        }
    }
}
