using System.Runtime.CompilerServices;
using NetTopologySuite.Geometries;

[assembly: InternalsVisibleTo("TurfMap.Spatial.Tests")]
[assembly: InternalsVisibleTo("TurfMap.Benchmarks")]

namespace TurfMap.Spatial.Coverage;

/// <summary>Answers which area of a coverage holds a place, and how far the place is from the nearest boundary line.</summary>
/// <remarks>
/// <para>Areas are in order of priority: a place on a shared or outer line, or in an overlap, belongs to the area listed first among those
/// that
/// hold or touch it, so every place on or inside the coverage has exactly one. An area holds the places that its rings, taken together,
/// enclose
/// an odd number of times, and touches those on its rings; both are decided without rounding, with straight lines between corners in the
/// plane of
/// longitude and latitude. Areas may overlap, nest, and be smaller than any distance a double can tell. An area that crosses the 180th
/// meridian must come cut there.</para>
/// <para>A grid answers a place in a cell without lines at once; a cell with lines keeps them (see <see cref="CellTable"/>). Built once,
/// never
/// changed, safe to share between threads. Building takes O(n) memory and about O(n log n) time for n corners, on two threads.</para>
/// </remarks>
public sealed class AreaIndex
{
    private readonly CellTable? _cells;
    private readonly LineFinder? _finder;

    private AreaIndex(IReadOnlyList<Geometry> areas, CancellationToken cancel)
    {
        Count = areas.Count;
        var lines = CoverageLine.Of(areas, cancel);
        if (lines.Length == 0)
            return;
        var grid = new CellGrid(CoverageLine.BoundsOf(lines), lines.Length);
        // The two halves share nothing but what they read.
        var finder = Task.Run(() => new LineFinder(lines, grid, cancel), CancellationToken.None);
        _cells = CellTableBuilder.Build(grid, lines, cancel);
        _finder = finder.GetAwaiter().GetResult();
    }

    /// <summary>Builds the index.</summary>
    /// <param name="areas">Polygons and multipolygons in degrees, valid, in order of priority; empty ones hold no place.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="ArgumentException">An area is null or of another kind, or a corner is not a pair of finite numbers.</exception>
    public static AreaIndex Build(IReadOnlyList<Geometry> areas, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(areas);
        return new(areas, cancel);
    }

    /// <summary>How many areas were given.</summary>
    public int Count { get; }

    /// <summary>
    /// The smallest box that holds every area, in degrees; a null envelope when there is nothing to hold. A new one each time.
    /// </summary>
    public Envelope Bounds => _cells is null ? new() : new(_cells.Grid.MinX, _cells.Grid.MaxX, _cells.Grid.MinY, _cells.Grid.MaxY);

    /// <summary>The bytes of the arrays that the index keeps.</summary>
    public long MemoryBytes => (_cells?.MemoryBytes ?? 0) + (_finder?.MemoryBytes ?? 0);

    /// <summary>The area listed first among those that hold or touch the place.</summary>
    /// <returns>The area's number in the list that the index was built from, or -1 when there is none; -1 also for NaN and
    /// infinities.</returns>
    public int Find(LonLat place) => Find(place.Longitude, place.Latitude);

    /// <inheritdoc cref="Find(LonLat)"/>
    /// <param name="lon">Degrees of longitude.</param>
    /// <param name="lat">Degrees of latitude.</param>
    public int Find(double lon, double lat) => _cells is null ? -1 : _cells.First(lon, lat);

    /// <summary>
    /// The answers of <see cref="Find(LonLat)"/> for many places at once, several times as fast; the answers are the same.
    /// </summary>
    /// <param name="lons">Degrees of longitude of each place.</param>
    /// <param name="lats">Degrees of latitude, as many.</param>
    /// <param name="areas">Receives as many answers; it may be longer.</param>
    /// <exception cref="ArgumentException">The spans' lengths do not fit together.</exception>
    public void Find(ReadOnlySpan<double> lons, ReadOnlySpan<double> lats, Span<int> areas) => Find(lons, lats, areas, vectors: true);

    internal void Find(ReadOnlySpan<double> lons, ReadOnlySpan<double> lats, Span<int> areas, bool vectors)
    {
        RequireSameLength(lons.Length, lats.Length, areas.Length, nameof(areas));
        if (_cells is null)
            areas[..lons.Length].Fill(-1);
        else
            _cells.First(lons, lats, areas, vectors);
    }

    /// <summary>Every area that holds or touches the place, in order of priority.</summary>
    /// <param name="place">The place; NaN and infinities lie in no area.</param>
    /// <param name="areas">Receives the areas, as many as fit.</param>
    /// <returns>How many areas there are, which may be more than fit.</returns>
    public int FindAll(LonLat place, Span<int> areas) => _cells is null ? 0 : _cells.All(place.Longitude, place.Latitude, areas);

    /// <summary>The distance to the nearest boundary line of any area, whether the place is inside or outside.</summary>
    /// <remarks>
    /// Measured in metres of WGS 84 at the latitude half way. Against the geodesic on the ellipsoid it is right to 1 mm up to 1 km and to
    /// 10 cm up to
    /// 10 km, at latitudes up to 60 degrees; a boundary line is straight in longitude and latitude, as it is for
    /// <see cref="Find(LonLat)"/>. On a
    /// line the distance is below a micrometre. Costs O(log n) for a usual coverage.
    /// </remarks>
    /// <param name="place">The place.</param>
    /// <param name="limitMetres">How far to look; a small limit is faster.</param>
    /// <returns>Metres, or positive infinity when the nearest line is farther than the limit, the place is not on earth, or there is no
    /// area.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative or NaN.</exception>
    public double MarginMetres(LonLat place, double limitMetres)
    {
        RequireLimit(limitMetres);
        return _finder is null ? double.PositiveInfinity : _finder.Metres(place, limitMetres);
    }

    /// <summary>
    /// The margins of many places at once: the same answers, faster the more places are given (from some ten thousand on).
    /// </summary>
    /// <inheritdoc cref="MarginMetres(LonLat, double)" path="/remarks"/>
    /// <param name="lons">Degrees of longitude of each place.</param>
    /// <param name="lats">Degrees of latitude, as many.</param>
    /// <param name="limitMetres">How far to look.</param>
    /// <param name="metres">Receives as many margins; it may be longer.</param>
    /// <exception cref="ArgumentException">The spans' lengths do not fit together, or the limit is negative or NaN.</exception>
    public void MarginMetres(ReadOnlySpan<double> lons, ReadOnlySpan<double> lats, double limitMetres, Span<double> metres)
    {
        RequireSameLength(lons.Length, lats.Length, metres.Length, nameof(metres));
        RequireLimit(limitMetres);
        if (_finder is null)
            metres[..lons.Length].Fill(double.PositiveInfinity);
        else
            _finder.Metres(lons, lats, limitMetres, metres);
    }

    /// <summary>The area that holds the place, at 0 m; for a place outside the nearest area and the distance to it.</summary>
    /// <remarks>
    /// Among areas equally near to within a micrometre the one listed first is nearest. Accuracy as for
    /// <see cref="MarginMetres(LonLat, double)"/>.
    /// </remarks>
    /// <param name="place">The place.</param>
    /// <param name="limitMetres">How far to look.</param>
    /// <returns>The area and its distance; -1 and positive infinity when none is within the limit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative or NaN.</exception>
    public (int Area, double Metres) Nearest(LonLat place, double limitMetres)
    {
        RequireLimit(limitMetres);
        if (Find(place) is >= 0 and var area)
            return (area, 0);
        return _finder is null ? (-1, double.PositiveInfinity) : _finder.Nearest(place, limitMetres);
    }

    private static void RequireSameLength(int lons, int lats, int answers, string name)
    {
        if (lons != lats)
            throw new ArgumentException($"There are {lons} longitudes and {lats} latitudes.", nameof(lats));
        if (answers < lons)
            throw new ArgumentException($"There is room for {answers} answers to {lons} places.", name);
    }

    private static void RequireLimit(double limitMetres)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limitMetres);
        if (double.IsNaN(limitMetres))
            throw new ArgumentOutOfRangeException(nameof(limitMetres), "The limit is not a number.");
    }
}
