using TurfMap.Spatial.Density;

namespace TurfMap.Spatial.Tiles;

/// <summary>Points in the order of the tiles that hold them (Z order), so that those of a tile of any zoom stand together.</summary>
/// <remarks>
/// Made once for a set of points; filters come later, as selections. Places are kept to a 4,294,967,296th of the world's width (9 mm). 8
/// bytes a point, and 8 for
/// each tile of zoom 16 that holds any. Points that are not finite, or beyond the square of the map, are left out. Never changed, safe to
/// share between threads.
/// </remarks>
public sealed class TilePoints
{
    /// <summary>The zoom at which a tile's number is the upper half of its points' keys.</summary>
    internal const int HalfZoom = 16;

    private readonly uint[] _tiles; // of zoom 16 that hold a point, ascending
    private readonly int[] _starts; // the first point of each, and at the end all
    private readonly uint[] _keys; // the lower half of each point's key
    private readonly int[] _points;

    private TilePoints(ReadOnlySpan<ulong> keys, int[] points, int given)
    {
        (_keys, _points, Given) = (new uint[keys.Length], points, given);
        var (tiles, starts) = (new List<uint>(), new List<int>());
        for (var i = 0; i < keys.Length; i++)
        {
            _keys[i] = (uint)keys[i];
            if (i > 0 && keys[i] >> 32 == tiles[^1])
                continue;
            tiles.Add((uint)(keys[i] >> 32));
            starts.Add(i);
        }
        (_tiles, _starts) = ([.. tiles], [.. starts, keys.Length]);
    }

    /// <summary>How many points were given.</summary>
    public int Given { get; }

    /// <summary>How many points stand in the order: all that have a place on the map.</summary>
    public int Count => _points.Length;

    /// <summary>Puts points in order. O(n), on two threads.</summary>
    /// <param name="longitudes">The longitude of each point, in degrees.</param>
    /// <param name="latitudes">The latitude of each point, in degrees.</param>
    /// <param name="cancel">Stops the work.</param>
    public static unsafe TilePoints Build(
        ReadOnlySpan<double> longitudes,
        ReadOnlySpan<double> latitudes,
        CancellationToken cancel = default
    )
    {
        if (longitudes.Length != latitudes.Length)
            throw new ArgumentException($"There are {longitudes.Length} longitudes and {latitudes.Length} latitudes.");
        var (given, half) = (longitudes.Length, longitudes.Length / 2);
        var (keys, points, counts) = (new ulong[given], new int[given], new int[2]);
        fixed (
            double* lon = longitudes,
                lat = latitudes
        )
        {
            var (x, y) = ((nint)lon, (nint)lat);
            Parallel.For(
                0,
                2,
                new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = 2 },
                part =>
                    counts[part] =
                        part == 0
                            ? Put(new((double*)x, half), new((double*)y, half), 0, keys, points, cancel)
                            : Put(
                                new((double*)x + half, given - half),
                                new((double*)y + half, given - half),
                                half,
                                keys.AsSpan(half),
                                points.AsSpan(half),
                                cancel
                            )
            );
        }
        // Those of the second half follow those of the first without a gap.
        keys.AsSpan(half, counts[1]).CopyTo(keys.AsSpan(counts[0]));
        points.AsSpan(half, counts[1]).CopyTo(points.AsSpan(counts[0]));
        var count = counts[0] + counts[1];
        ZOrder.Sort(keys.AsMemory(0, count), points.AsMemory(0, count), cancel);
        return new(keys.AsSpan(0, count), count == given ? points : points[..count], given);
    }

    /// <summary>
    /// How many selected points lie in each square of a tile: the map of heat without any smoothing. O(the tile's points).
    /// </summary>
    /// <param name="tile">The tile; no deeper than zoom 24, and no square smaller than a place is kept to.</param>
    /// <param name="bits">The tile is cut into 2^bits squares a side; 0 to 8.</param>
    /// <param name="selection">Which of the points given count: bit i % 64 of word i / 64 for point i; empty means all.</param>
    /// <returns>A count for each square, by row from the north.</returns>
    public int[] Heat(TileId tile, int bits, ReadOnlySpan<ulong> selection = default)
    {
        tile.Check();
        ArgumentOutOfRangeException.ThrowIfNegative(bits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8);
        Selected.Check(Given, Given, selection);
        var inOrder = new int[1 << 2 * bits];
        int shift = 64 - 2 * (tile.Zoom + bits),
            mask = inOrder.Length - 1;
        foreach (var (upper, from, to) in Within(tile))
            for (var at = from; at < to; at++)
                inOrder[(int)(((ulong)upper << 32 | _keys[at]) >> shift) & mask] += Selected.One(selection, _points[at]);
        var counts = new int[inOrder.Length];
        for (uint row = 0; row < 1 << bits; row++)
        for (uint column = 0; column < 1 << bits; column++)
            counts[(row << bits) + column] = inOrder[(int)ZOrder.Key(column, row)];
        return counts;
    }

    /// <summary>The tiles of zoom 16 that hold a point, as the upper halves of keys, ascending.</summary>
    internal ReadOnlySpan<uint> Tiles => _tiles;

    /// <summary>Where the points of each tile begin, and at the end where all end.</summary>
    internal ReadOnlySpan<int> Starts => _starts;

    /// <summary>The lower half of each point's key.</summary>
    internal ReadOnlySpan<uint> Keys => _keys;

    /// <summary>The number of each point in the columns it came from.</summary>
    internal ReadOnlySpan<int> Numbers => _points;

    /// <summary>The keys that a tile spans, both included.</summary>
    internal static (ulong From, ulong To) Range(TileId tile) =>
        (ZOrder.CellStart((uint)tile.X, (uint)tile.Y, tile.Zoom), ZOrder.CellEnd((uint)tile.X, (uint)tile.Y, tile.Zoom));

    /// <summary>Where places are counted from, so that sums of them stay within a long: the corner of the first tile of zoom 16.</summary>
    internal (long X, long Y) Origin => _tiles.Length == 0 ? default : Place(_tiles[0]);

    /// <summary>The corner of a tile of zoom 16, from the origin.</summary>
    internal (long X, long Y) Corner(uint tile) => (Place(tile).X - Origin.X, Place(tile).Y - Origin.Y);

    /// <summary>How many points lie in a tile.</summary>
    internal int CountIn(TileId tile)
    {
        var (first, end) = Ends(tile);
        return end <= first ? 0 : At(end - 1, Range(tile).To) - At(first, Range(tile).From, before: true);
    }

    /// <summary>The points of a tile, for each tile of zoom 16 in which they lie.</summary>
    internal IEnumerable<(uint Upper, int From, int To)> Within(TileId tile)
    {
        var (from, to) = Range(tile);
        var (first, end) = Ends(tile);
        for (var half = first; half < end; half++)
            yield return (_tiles[half], At(half, from, before: true), At(half, to));
    }

    /// <summary>The tiles of zoom 16 that share points with a tile: the first, and the one after the last.</summary>
    private (int First, int End) Ends(TileId tile)
    {
        var (from, to) = Range(tile);
        return (From(_tiles, from >> 32), From(_tiles, (to >> 32) + 1));
    }

    /// <summary>How many points stand before a key, or up to it, that lies in a tile of zoom 16 or spans it.</summary>
    private int At(int half, ulong key, bool before = false)
    {
        var (start, end) = (_starts[half], _starts[half + 1]);
        return key >> 32 < _tiles[half] ? start
            : key >> 32 > _tiles[half] ? end
            : start + From(_keys.AsSpan(start, end - start), (uint)key + (before ? 0UL : 1UL));
    }

    private static (long X, long Y) Place(uint tile)
    {
        var (x, y) = ZOrder.Place(tile);
        return ((long)x << 16, (long)y << 16);
    }

    private static int From(ReadOnlySpan<uint> ascending, ulong least)
    {
        int low = 0,
            high = ascending.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (ascending[middle] < least)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Keys of the points that have a place on the map, and their numbers.</summary>
    private static int Put(
        ReadOnlySpan<double> longitudes,
        ReadOnlySpan<double> latitudes,
        int first,
        Span<ulong> keys,
        Span<int> points,
        CancellationToken cancel
    )
    {
        var count = 0;
        for (var i = 0; i < longitudes.Length; i++)
        {
            if ((i & 0xfffff) == 0)
                cancel.ThrowIfCancellationRequested();
            double longitude = longitudes[i],
                latitude = latitudes[i];
            // False for NaN. The easternmost and southernmost lines of the world belong to no tile.
            if (!(longitude >= -180 && longitude < 180 && Math.Abs(latitude) < WebMercator.MostLatitude))
                continue;
            keys[count] = ZOrder.Key(
                (uint)(WebMercator.X(longitude) * 4294967296.0),
                (uint)Math.Clamp(WebMercator.Y(latitude) * 4294967296.0, 0, uint.MaxValue)
            );
            points[count++] = first + i;
        }
        return count;
    }
}
