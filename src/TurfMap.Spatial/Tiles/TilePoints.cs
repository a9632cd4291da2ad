namespace TurfMap.Spatial.Tiles;

/// <summary>Points in the order of the tiles that hold them (Z order), so that those of a tile of any zoom stand together.</summary>
/// <remarks>
/// Made once for a set of points; filters come later, as selections. Places are kept to a 4,294,967,296th of the world's width (9 mm). 12 bytes a point.
/// Points that are not finite, or beyond the square of the map, are left out. Never changed, safe to share between threads.
/// </remarks>
public sealed class TilePoints
{
    private readonly ulong[] _keys;
    private readonly int[] _points;

    private TilePoints(ulong[] keys, int[] points, int given) => (_keys, _points, Given) = (keys, points, given);

    /// <summary>How many points were given.</summary>
    public int Given { get; }

    /// <summary>How many points stand in the order: all that have a place on the map.</summary>
    public int Count => _points.Length;

    /// <summary>Puts points in order. O(n), on two threads in part.</summary>
    /// <param name="longitudes">The longitude of each point, in degrees.</param>
    /// <param name="latitudes">The latitude of each point, in degrees.</param>
    /// <param name="cancel">Stops the work.</param>
    public static TilePoints Build(ReadOnlySpan<double> longitudes, ReadOnlySpan<double> latitudes, CancellationToken cancel = default)
    {
        if (longitudes.Length != latitudes.Length)
            throw new ArgumentException($"There are {longitudes.Length} longitudes and {latitudes.Length} latitudes.");
        var keys = new ulong[longitudes.Length];
        var points = new int[longitudes.Length];
        var count = 0;
        for (var i = 0; i < longitudes.Length; i++)
        {
            if ((i & 0xfffff) == 0)
                cancel.ThrowIfCancellationRequested();
            double longitude = longitudes[i], latitude = latitudes[i];
            // False for NaN. The easternmost and southernmost lines of the world belong to no tile.
            if (!(longitude >= -180 && longitude < 180 && Math.Abs(latitude) < WebMercator.MostLatitude))
                continue;
            keys[count] = ZOrder.Key((uint)(WebMercator.X(longitude) * 4294967296.0), (uint)Math.Clamp(WebMercator.Y(latitude) * 4294967296.0, 0, uint.MaxValue));
            points[count++] = i;
        }
        Array.Resize(ref keys, count);
        Array.Resize(ref points, count);
        ZOrder.Sort(ref keys, ref points, cancel);
        return new(keys, points, longitudes.Length);
    }

    /// <summary>The Z order key of each point, ascending.</summary>
    internal ReadOnlySpan<ulong> Keys => _keys;

    /// <summary>The number of each point in the columns it came from.</summary>
    internal ReadOnlySpan<int> Numbers => _points;

    /// <summary>The first point at or behind a key.</summary>
    internal int From(ulong key) => ZOrder.From(_keys, key);
}
