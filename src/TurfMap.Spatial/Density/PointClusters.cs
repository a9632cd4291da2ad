using TurfMap.Spatial.Tiles;

namespace TurfMap.Spatial.Density;

/// <summary>A cluster of a tile, or a point by itself.</summary>
/// <param name="X">The mean of its points from the western side of the tile, in parts of the extent.</param>
/// <param name="Y">The mean of its points from the northern side of the tile.</param>
/// <param name="Count">How many points it has.</param>
/// <param name="Point">The number of the point when it is one by itself, else -1.</param>
public readonly record struct PointCluster(int X, int Y, int Count, int Point);

/// <summary>Selected points gathered for display at any zoom: points that share a square of 64 pixels are one cluster, at their mean, with their number.</summary>
/// <remarks>
/// <para>The squares are fixed: 4 by 4 in each tile of 256 pixels, and four of one zoom make one of the zoom before. So what is drawn depends on the points and
/// the zoom alone, not on where the map was, nor on the order of the points; each point is in one cluster of one tile, so the counts of tiles add up; and zooming
/// in divides clusters and never moves a point from one to another. Clustering by radius has none of this: which point begins decides. What it costs: two clusters
/// may stand close together on either side of a line.</para>
/// <para>Points that stand in one place stay one cluster at every zoom. Made in one pass over the points; a tile costs some look-ups, from zoom 17 on also a
/// pass over its own points. Never changed, safe to share between threads.</para>
/// </remarks>
public sealed class PointClusters
{
    /// <summary>The pixels of a square, when a tile has 256.</summary>
    public const int SquarePixels = 64;

    /// <summary>Squares of a tile, by powers of two along each side.</summary>
    private const int SquareBits = 2;

    /// <summary>The zoom whose squares are kept: those of lower zooms are sums of them.</summary>
    private const int KeptZoom = 16;

    private readonly TilePoints _points;
    private readonly ulong[] _selection;
    private readonly ulong[] _keys;     // of each square that holds a selected point, ascending
    private readonly int[] _before;     // selected points before each square, and at the end all
    private readonly long[] _sumX, _sumY; // of their places from the first square, likewise
    private readonly int[] _first;      // the first selected point of each square
    private readonly uint _fromX, _fromY;

    private PointClusters(TilePoints points, ulong[] selection, Squares squares)
    {
        (_points, _selection, _fromX, _fromY) = (points, selection, squares.FromX, squares.FromY);
        _keys = [.. squares.Keys];
        _first = [.. squares.First];
        (_before, _sumX, _sumY) = (new int[_keys.Length + 1], new long[_keys.Length + 1], new long[_keys.Length + 1]);
        for (var i = 0; i < _keys.Length; i++)
        {
            _before[i + 1] = _before[i] + squares.Counts[i];
            _sumX[i + 1] = _sumX[i] + squares.SumsX[i];
            _sumY[i + 1] = _sumY[i] + squares.SumsY[i];
        }
    }

    /// <summary>How many points were selected and have a place on the map.</summary>
    public int Count => _before[^1];

    /// <summary>What it takes in memory, beside the points themselves.</summary>
    public long Bytes => 8L * _selection.Length + 36L * _keys.Length;

    /// <summary>Gathers the selected points. O(n).</summary>
    /// <param name="points">All points, in order.</param>
    /// <param name="selection">Which of the points given count: bit i % 64 of word i / 64 for point i; empty means all. It is copied.</param>
    /// <param name="cancel">Stops the work.</param>
    public static PointClusters Build(TilePoints points, ReadOnlySpan<ulong> selection = default, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        Selected.Check(points.Given, points.Given, selection);
        var squares = new Squares(points.Count == 0 ? 0 : points.Keys[0]);
        var numbers = points.Numbers;
        for (var i = 0; i < numbers.Length; i++)
        {
            if ((i & 0xfffff) == 0)
                cancel.ThrowIfCancellationRequested();
            if (Selected.Holds(selection, numbers[i]))
                squares.Add(points.Keys[i], i, KeptZoom + SquareBits);
        }
        squares.End();
        return new(points, selection.ToArray(), squares);
    }

    /// <summary>The clusters and single points of a tile, by square from the north-west in Z order. Those of neighbouring tiles are not among them.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="extent">The side of the tile in its own coordinates.</param>
    public IReadOnlyList<PointCluster> Of(TileId tile, int extent = 4096)
    {
        tile.Check();
        return tile.Zoom <= KeptZoom ? OfKept(tile, extent) : OfPoints(tile, extent);
    }

    private List<PointCluster> OfKept(TileId tile, int extent)
    {
        var clusters = new List<PointCluster>();
        var bits = tile.Zoom + SquareBits;
        var end = ZOrder.CellEnd((uint)tile.X, (uint)tile.Y, tile.Zoom);
        for (var at = ZOrder.From(_keys, ZOrder.CellStart((uint)tile.X, (uint)tile.Y, tile.Zoom)); at < _keys.Length && _keys[at] <= end;)
        {
            // The square ends where its last key ends.
            var last = _keys[at] | (ulong.MaxValue >> (2 * bits));
            var next = last == ulong.MaxValue ? _keys.Length : at + ZOrder.From(_keys.AsSpan(at), last + 1);
            var count = _before[next] - _before[at];
            clusters.Add(Cluster(tile, extent, _sumX[next] - _sumX[at], _sumY[next] - _sumY[at], count, _first[at]));
            at = next;
        }
        return clusters;
    }

    private List<PointCluster> OfPoints(TileId tile, int extent)
    {
        var clusters = new List<PointCluster>();
        var bits = tile.Zoom + SquareBits;
        var squares = new Squares(_fromX, _fromY);
        var end = ZOrder.CellEnd((uint)tile.X, (uint)tile.Y, tile.Zoom);
        for (var at = _points.From(ZOrder.CellStart((uint)tile.X, (uint)tile.Y, tile.Zoom)); at < _points.Count && _points.Keys[at] <= end; at++)
            if (Selected.Holds(_selection, _points.Numbers[at]))
                squares.Add(_points.Keys[at], at, bits);
        squares.End();
        for (var i = 0; i < squares.Keys.Count; i++)
            clusters.Add(Cluster(tile, extent, squares.SumsX[i], squares.SumsY[i], squares.Counts[i], squares.First[i]));
        return clusters;
    }

    private PointCluster Cluster(TileId tile, int extent, long sumX, long sumY, int count, int first)
    {
        var side = 4294967296.0 / (1 << tile.Zoom);
        int Within(double place, int column) => Math.Clamp((int)((place - column * side) / side * extent), 0, extent - 1);
        return new(Within(_fromX + (double)sumX / count, tile.X), Within(_fromY + (double)sumY / count, tile.Y), count, count == 1 ? _points.Numbers[first] : -1);
    }

    /// <summary>Squares in the making: points come in order.</summary>
    private sealed class Squares
    {
        private ulong _key;
        private long _sumX, _sumY;
        private int _count, _at;

        public Squares(ulong key) => (FromX, FromY) = ZOrder.Place(key);

        public Squares(uint fromX, uint fromY) => (FromX, FromY) = (fromX, fromY);

        /// <summary>Sums are taken from here, so that they stay within a long.</summary>
        public uint FromX { get; }

        public uint FromY { get; }

        public List<ulong> Keys { get; } = [];

        public List<int> Counts { get; } = [];

        public List<int> First { get; } = [];

        public List<long> SumsX { get; } = [];

        public List<long> SumsY { get; } = [];

        public void Add(ulong key, int at, int bits)
        {
            var square = key >> (64 - 2 * bits) << (64 - 2 * bits);
            if (_count > 0 && square != _key)
                End();
            if (_count == 0)
                (_key, _at) = (square, at);
            var (x, y) = ZOrder.Place(key);
            (_sumX, _sumY, _count) = (_sumX + x - FromX, _sumY + y - FromY, _count + 1);
        }

        public void End()
        {
            if (_count == 0)
                return;
            Keys.Add(_key);
            Counts.Add(_count);
            First.Add(_at);
            SumsX.Add(_sumX);
            SumsY.Add(_sumY);
            (_count, _sumX, _sumY) = (0, 0, 0);
        }
    }
}
