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

    private PointClusters(TilePoints points, ulong[] selection, IReadOnlyList<Squares> squares)
    {
        (_points, _selection) = (points, selection);
        (_keys, _first) = ([.. squares.SelectMany(part => part.Keys)], [.. squares.SelectMany(part => part.First)]);
        (_before, _sumX, _sumY) = (new int[_keys.Length + 1], new long[_keys.Length + 1], new long[_keys.Length + 1]);
        var at = 0;
        foreach (var part in squares)
            for (var i = 0; i < part.Keys.Count; i++, at++)
            {
                _before[at + 1] = _before[at] + part.Counts[i];
                _sumX[at + 1] = _sumX[at] + part.SumsX[i];
                _sumY[at + 1] = _sumY[at] + part.SumsY[i];
            }
    }

    /// <summary>How many points were selected and have a place on the map.</summary>
    public int Count => _before[^1];

    /// <summary>Gathers the selected points. O(n), on two threads.</summary>
    /// <param name="points">All points, in order.</param>
    /// <param name="selection">Which of the points given count: bit i % 64 of word i / 64 for point i; empty means all. It is copied.</param>
    /// <param name="cancel">Stops the work.</param>
    public static PointClusters Build(TilePoints points, ReadOnlySpan<ulong> selection = default, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        Selected.Check(points.Given, points.Given, selection);
        var kept = selection.ToArray();
        // Squares never lie in two tiles of zoom 16, so between these the work is divided.
        var found = points.Starts.BinarySearch(points.Count / 2);
        var middle = Math.Min(found < 0 ? ~found : found, points.Tiles.Length);
        Squares[] parts = [new(points), new(points)];
        Parallel.For(0, 2, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = 2 }, part =>
        {
            for (var tile = part == 0 ? 0 : middle; tile < (part == 0 ? middle : points.Tiles.Length); tile++)
            {
                if ((tile & 0xff) == 0)
                    cancel.ThrowIfCancellationRequested();
                parts[part].Add(points.Tiles[tile], points.Starts[tile], points.Starts[tile + 1], kept, KeptZoom + SquareBits);
            }
        });
        return new(points, kept, parts);
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
        var squares = new Squares(_points);
        var (upper, from, to) = _points.Within(tile);
        squares.Add(upper, from, to, _selection, tile.Zoom + SquareBits);
        for (var i = 0; i < squares.Keys.Count; i++)
            clusters.Add(Cluster(tile, extent, squares.SumsX[i], squares.SumsY[i], squares.Counts[i], squares.First[i]));
        return clusters;
    }

    private PointCluster Cluster(TileId tile, int extent, long sumX, long sumY, int count, int first)
    {
        var side = 4294967296.0 / (1 << tile.Zoom);
        int Within(double place, int column) => Math.Clamp((int)((place - column * side) / side * extent), 0, extent - 1);
        var (fromX, fromY) = Squares.From(_points);
        return new(Within(fromX + (double)sumX / count, tile.X), Within(fromY + (double)sumY / count, tile.Y), count, count == 1 ? _points.Numbers[first] : -1);
    }

    /// <summary>Squares in the making: tiles of zoom 16 come in order.</summary>
    private sealed class Squares(TilePoints points)
    {
        private readonly (long X, long Y) _from = From(points);

        public List<ulong> Keys { get; } = [];

        public List<int> Counts { get; } = [];

        public List<int> First { get; } = [];

        public List<long> SumsX { get; } = [];

        public List<long> SumsY { get; } = [];

        /// <summary>Where sums are taken from, so that they stay within a long: the corner of the first tile.</summary>
        public static (long X, long Y) From(TilePoints points) => points.Count == 0 ? default : Corner(points.Tiles[0]);

        /// <summary>Takes the selected of some points of a tile of zoom 16, by squares that are 2^bits across the world, within the tile.</summary>
        public void Add(uint upper, int start, int end, ulong[] selection, int bits)
        {
            ReadOnlySpan<uint> keys = points.Keys;
            ReadOnlySpan<int> numbers = points.Numbers;
            var shift = 64 - 2 * bits;
            for (var at = start; at < end;)
            {
                var square = keys[at] >> shift;
                int count = 0, first = 0;
                long sumX = 0, sumY = 0;
                for (; at < end && keys[at] >> shift == square; at++)
                {
                    if (!Selected.Holds(selection, numbers[at]))
                        continue;
                    first = count++ == 0 ? at : first;
                    var (x, y) = ZOrder.Place(keys[at]);
                    (sumX, sumY) = (sumX + x, sumY + y);
                }
                if (count > 0)
                    Keep((ulong)upper << 32 | (ulong)square << shift, count, first, sumX, sumY, Corner(upper));
            }
        }

        private void Keep(ulong key, int count, int first, long sumX, long sumY, (long X, long Y) corner)
        {
            Keys.Add(key);
            Counts.Add(count);
            First.Add(first);
            SumsX.Add(sumX + count * (corner.X - _from.X));
            SumsY.Add(sumY + count * (corner.Y - _from.Y));
        }

        private static (long X, long Y) Corner(uint upper)
        {
            var (x, y) = ZOrder.Place(upper);
            return ((long)x << 16, (long)y << 16);
        }
    }
}
