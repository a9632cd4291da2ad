namespace TurfMap.Spatial.Topology;

/// <summary>
/// Vertices in a flat frame of metres, found again by position. A cell of the hash is twice the snap distance, so four cells hold all that
/// is near.
/// </summary>
internal sealed class VertexPool(LocalMetres frame, double snapMetres)
{
    private readonly double _cell = 2 * snapMetres;
    private int[] _heads = NewHeads(1 << 12);
    private int[] _next = new int[1 << 10];
    private double[] _xs = new double[1 << 10],
        _ys = new double[1 << 10];
    private LonLat[] _places = new LonLat[1 << 10];

    public int Count { get; private set; }
    public int Snapped { get; private set; }
    public double MaxShiftMetres { get; private set; }
    public LocalMetres Frame => frame;
    public ReadOnlySpan<double> Xs => _xs.AsSpan(0, Count);
    public ReadOnlySpan<double> Ys => _ys.AsSpan(0, Count);

    public LonLat Place(int vertex) => _places[vertex];

    /// <summary>The nearest vertex within the snap distance (the earlier of two as near), or a new one here.</summary>
    public int Snap(LonLat place)
    {
        var (x, y) = (frame.X(place.Longitude), frame.Y(place.Latitude));
        var (vertex, square) = Nearest(x, y);
        if (vertex < 0 || square > snapMetres * snapMetres)
            return Add(place, x, y);
        if (square > 0)
        {
            Snapped++;
            MaxShiftMetres = Math.Max(MaxShiftMetres, Math.Sqrt(square));
        }
        return vertex;
    }

    /// <summary>The vertex within a distance of at most the snap distance, or a new one.</summary>
    public int SnapWithin(double x, double y, double metres)
    {
        var (vertex, square) = Nearest(x, y);
        return vertex >= 0 && square <= metres * metres ? vertex : Add(frame.Back(x, y), x, y);
    }

    private (int Vertex, double Square) Nearest(double x, double y)
    {
        var (cx, cy) = (x / _cell, y / _cell);
        var (ix, iy) = ((long)Math.Floor(cx), (long)Math.Floor(cy));
        var (ox, oy) = (cx - ix < 0.5 ? -1 : 1, cy - iy < 0.5 ? -1 : 1);
        var best = (Vertex: -1, Square: double.PositiveInfinity);
        Look(ix, iy, x, y, ref best);
        if (best.Square == 0)
            return best;
        Look(ix + ox, iy, x, y, ref best);
        Look(ix, iy + oy, x, y, ref best);
        Look(ix + ox, iy + oy, x, y, ref best);
        return best;
    }

    private void Look(long ix, long iy, double x, double y, ref (int Vertex, double Square) best)
    {
        for (var v = _heads[Slot(ix, iy)]; v >= 0; v = _next[v])
        {
            var (dx, dy) = (_xs[v] - x, _ys[v] - y);
            var square = dx * dx + dy * dy;
            if (square < best.Square || (square == best.Square && v < best.Vertex))
                best = (v, square);
        }
    }

    private int Add(LonLat place, double x, double y)
    {
        var vertex = Count++;
        if (vertex == _xs.Length)
        {
            Array.Resize(ref _xs, vertex * 2);
            Array.Resize(ref _ys, vertex * 2);
            Array.Resize(ref _places, vertex * 2);
            Array.Resize(ref _next, vertex * 2);
        }
        (_xs[vertex], _ys[vertex], _places[vertex]) = (x, y, place);
        if (Count * 2 > _heads.Length)
        {
            _heads = NewHeads(_heads.Length * 4);
            for (var v = 0; v < vertex; v++)
                Link(v);
        }
        Link(vertex);
        return vertex;
    }

    private void Link(int vertex)
    {
        ref var head = ref _heads[Slot((long)Math.Floor(_xs[vertex] / _cell), (long)Math.Floor(_ys[vertex] / _cell))];
        _next[vertex] = head;
        head = vertex;
    }

    private int Slot(long ix, long iy)
    {
        var hash = unchecked((ulong)ix * 0x9E3779B97F4A7C15 ^ (ulong)iy * 0xC2B2AE3D27D4EB4F);
        return (int)((hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9 >> 40) & (_heads.Length - 1);
    }

    private static int[] NewHeads(int size)
    {
        var heads = new int[size];
        Array.Fill(heads, -1);
        return heads;
    }
}
