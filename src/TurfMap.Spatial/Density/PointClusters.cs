using TurfMap.Spatial.Tiles;

namespace TurfMap.Spatial.Density;

/// <summary>A cluster of a tile, or a point by itself.</summary>
/// <param name="X">The mean of its points from the western side of the tile, in parts of the extent.</param>
/// <param name="Y">The mean of its points from the northern side of the tile.</param>
/// <param name="Count">How many points it has.</param>
/// <param name="Point">The number of the point when it is one by itself, else -1.</param>
public readonly record struct PointCluster(int X, int Y, int Count, int Point);

/// <summary>
/// Selected points gathered for display at any zoom: points that share a square of 64 pixels are one cluster, at their mean, with their
/// number.
/// </summary>
/// <remarks>
/// <para>The squares are fixed: 4 by 4 in each tile of 256 pixels, and four of one zoom make one of the zoom before. So what is drawn
/// depends on the points and
/// the zoom alone, not on where the map was, nor on the order of the points; each point is in one cluster of one tile, so the counts of
/// tiles add up; and zooming
/// in divides clusters and never moves a point from one to another. Clustering by radius has none of this: which point begins decides. What
/// it costs: two clusters
/// may stand close together on either side of a line.</para>
/// <para>Points that stand in one place stay one cluster at every zoom. A tile costs a pass over its own points, until as many were passed
/// over as there are: then
/// all are gathered once, on two threads, and a tile up to zoom 16 costs some look-ups. What is answered is the same. Safe to share between
/// threads.</para>
/// </remarks>
public sealed class PointClusters
{
    /// <summary>The pixels of a square, when a tile has 256.</summary>
    public const int SquarePixels = 64;

    /// <summary>Squares of a tile, by powers of two along each side.</summary>
    private const int SquareBits = 2;

    private readonly TilePoints _points;
    private readonly ulong[] _selection;
    private readonly Lazy<KeptSquares> _kept;
    private long _passed;

    private PointClusters(TilePoints points, ulong[] selection)
    {
        (_points, _selection) = (points, selection);
        _kept = new(() => KeptSquares.Of(points, selection, SquareBits));
    }

    /// <summary>How many points were selected and have a place on the map. Gathers them.</summary>
    public int Count => _kept.Value.Before(_kept.Value.Length);

    /// <summary>What it takes in memory, beside the points themselves.</summary>
    public long Bytes => 8L * _selection.Length + (_kept.IsValueCreated ? 36L * _kept.Value.Length : 0);

    /// <summary>Clusters of the selected points; nothing is gathered before it is asked for.</summary>
    /// <param name="points">All points, in order.</param>
    /// <param name="selection">Which of the points given count: bit i % 64 of word i / 64 for point i; empty means all. It is
    /// copied.</param>
    /// <param name="cancel">Stops the work before it begins.</param>
    public static PointClusters Build(TilePoints points, ReadOnlySpan<ulong> selection = default, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(points);
        Selected.Check(points.Given, points.Given, selection);
        return new(points, selection.ToArray());
    }

    /// <summary>Gathers all that is selected now, and not when enough was asked for. O(n).</summary>
    public PointClusters Gather()
    {
        _ = _kept.Value;
        return this;
    }

    /// <summary>
    /// The clusters and single points of a tile, by square from the north-west in Z order. Those of neighbouring tiles are not among them.
    /// </summary>
    /// <param name="tile">The tile.</param>
    /// <param name="extent">The side of the tile in its own coordinates.</param>
    public IReadOnlyList<PointCluster> Of(TileId tile, int extent = 4096)
    {
        tile.Check();
        if (
            tile.Zoom <= TilePoints.HalfZoom
            && (_kept.IsValueCreated || Interlocked.Add(ref _passed, _points.CountIn(tile)) > _points.Count)
        )
            return OfKept(tile, extent);
        return OfPoints(tile, extent);
    }

    private List<PointCluster> OfKept(TileId tile, int extent)
    {
        var (clusters, kept, bits) = (new List<PointCluster>(), _kept.Value, tile.Zoom + SquareBits);
        var (from, end) = TilePoints.Range(tile);
        for (var at = kept.From(from); at < kept.Length && kept.Key(at) <= end; )
        {
            // The square ends where its last key ends.
            var last = kept.Key(at) | (ulong.MaxValue >> (2 * bits));
            var next = last == ulong.MaxValue ? kept.Length : kept.From(last + 1, at);
            var (x, y) = kept.Sums(at, next);
            clusters.Add(Cluster(tile, extent, x, y, kept.Before(next) - kept.Before(at), kept.SumAt(at)));
            at = next;
        }
        return clusters;
    }

    private List<PointCluster> OfPoints(TileId tile, int extent)
    {
        const int Squares = 1 << 2 * SquareBits;
        Span<int> counts = stackalloc int[Squares];
        Span<long> sumsX = stackalloc long[Squares],
            sumsY = stackalloc long[Squares],
            sumsAt = stackalloc long[Squares];
        counts.Clear();
        sumsX.Clear();
        sumsY.Clear();
        sumsAt.Clear();
        ReadOnlySpan<uint> keys = _points.Keys;
        ReadOnlySpan<int> numbers = _points.Numbers;
        var shift = 64 - 2 * (tile.Zoom + SquareBits);
        foreach (var (upper, from, to) in _points.Within(tile))
        {
            var (cornerX, cornerY) = _points.Corner(upper);
            for (var at = from; at < to; at++)
            {
                var one = Selected.One(_selection, numbers[at]);
                var square = (int)(((ulong)upper << 32 | keys[at]) >> shift) & (Squares - 1);
                var (x, y) = ZOrder.Place(keys[at]);
                counts[square] += one;
                sumsX[square] += one * (cornerX + x);
                sumsY[square] += one * (cornerY + y);
                sumsAt[square] += (long)one * at;
            }
        }
        var clusters = new List<PointCluster>();
        for (var square = 0; square < Squares; square++)
            if (counts[square] > 0)
                clusters.Add(Cluster(tile, extent, sumsX[square], sumsY[square], counts[square], sumsAt[square]));
        return clusters;
    }

    /// <summary>The sum of points is the point, when there is one.</summary>
    private PointCluster Cluster(TileId tile, int extent, long sumX, long sumY, int count, long sumAt)
    {
        var (side, (fromX, fromY)) = (4294967296.0 / (1 << tile.Zoom), _points.Origin);
        int Within(double place, int column) => Math.Clamp((int)((place - column * side) / side * extent), 0, extent - 1);
        return new(
            Within(fromX + (double)sumX / count, tile.X),
            Within(fromY + (double)sumY / count, tile.Y),
            count,
            count == 1 ? _points.Numbers[(int)sumAt] : -1
        );
    }
}
