using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace TurfMap.Spatial.Coverage;

/// <summary>Answers which area of a coverage holds a place, and how far it is from the nearest line.</summary>
/// <remarks>
/// Areas are in order of priority: a place on a shared or outer line, or in an overlap, belongs to the area listed first among those that hold
/// or touch it, so every place on or inside has exactly one. Built once, never changed, safe to share between threads.
/// </remarks>
public sealed class AreaIndex
{
    private readonly Geometry[] _areas;
    private readonly STRtree<int> _tree = new();
    private readonly STRtree<(double X1, double Y1, double X2, double Y2, int Area)> _lines = new();

    private AreaIndex(IReadOnlyList<Geometry> areas, CancellationToken cancel)
    {
        _areas = [.. areas];
        for (var i = 0; i < _areas.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            if (_areas[i].IsEmpty)
                continue;
            Bounds.ExpandToInclude(_areas[i].EnvelopeInternal);
            _tree.Insert(_areas[i].EnvelopeInternal, i);
            foreach (var ring in NetTopologySuite.Geometries.Utilities.LinearComponentExtracter.GetLines(_areas[i]))
            {
                var c = ring.Coordinates;
                for (var k = 1; k < c.Length; k++)
                    _lines.Insert(new Envelope(c[k - 1], c[k]), (c[k - 1].X, c[k - 1].Y, c[k].X, c[k].Y, i));
            }
        }
        if (_tree.Count > 0)
        {
            _tree.Build();
            _lines.Build();
        }
    }

    /// <summary>Builds the index.</summary>
    /// <param name="areas">Polygons or multipolygons in degrees, valid, in order of priority.</param>
    /// <param name="cancel">Stops the work.</param>
    public static AreaIndex Build(IReadOnlyList<Geometry> areas, CancellationToken cancel = default) => new(areas, cancel);

    /// <summary>How many areas were given.</summary>
    public int Count => _areas.Length;

    /// <summary>The smallest box that holds every area, in degrees; a null envelope when there are none.</summary>
    public Envelope Bounds { get; } = new();

    /// <summary>About how many bytes the index holds.</summary>
    public long MemoryBytes => _lines.Count * 120L;

    /// <summary>The area that holds the place, or -1.</summary>
    public int Find(LonLat place) => Find(place.Longitude, place.Latitude);

    /// <summary>The area that holds the place, or -1 (also for NaN and infinities).</summary>
    public int Find(double lon, double lat)
    {
        Span<int> first = stackalloc int[1];
        return FindAll(new(lon, lat), first) > 0 ? first[0] : -1;
    }

    /// <summary>The area of each place.</summary>
    public void Find(ReadOnlySpan<double> lons, ReadOnlySpan<double> lats, Span<int> areas)
    {
        for (var i = 0; i < lons.Length; i++)
            areas[i] = Find(lons[i], lats[i]);
    }

    /// <summary>Every area that holds or touches the place, in order of priority; returns how many there are, of which as many are written as fit.</summary>
    public int FindAll(LonLat place, Span<int> areas)
    {
        var count = 0;
        if (!double.IsFinite(place.Longitude + place.Latitude) || _tree.Count == 0)
            return 0;
        var at = new Coordinate(place.Longitude, place.Latitude);
        foreach (var i in _tree.Query(new Envelope(at)).Order())
        {
            if (new SimplePointLocation(_areas[i]).Outside(at))
                continue;
            if (count < areas.Length)
                areas[count] = i;
            count++;
        }
        return count;
    }

    /// <summary>Metres to the nearest boundary line of any area, or positive infinity when farther than the limit.</summary>
    public double MarginMetres(LonLat place, double limitMetres) => Closest(place, limitMetres).Metres;

    /// <summary>The margin of each place.</summary>
    public void MarginMetres(ReadOnlySpan<double> lons, ReadOnlySpan<double> lats, double limitMetres, Span<double> metres)
    {
        for (var i = 0; i < lons.Length; i++)
            metres[i] = MarginMetres(new(lons[i], lats[i]), limitMetres);
    }

    /// <summary>The area that holds the place at 0 m, else the nearest area and its distance; (-1, infinity) when none is within the limit.</summary>
    public (int Area, double Metres) Nearest(LonLat place, double limitMetres) =>
        Find(place) is >= 0 and var area ? (area, 0) : Closest(place, limitMetres);

    private (int Area, double Metres) Closest(LonLat place, double limit)
    {
        (int Area, double Metres) best = (-1, double.PositiveInfinity);
        if (!double.IsFinite(place.Longitude + place.Latitude) || _tree.Count == 0)
            return best;
        var ky = 111_132.0;
        var kx = 111_320 * Math.Cos(double.DegreesToRadians(place.Latitude));
        var box = new Envelope(new Coordinate(place.Longitude, place.Latitude));
        box.ExpandBy(limit / kx, limit / ky);
        var origin = new Coordinate(0, 0);
        foreach (var (x1, y1, x2, y2, area) in _lines.Query(box))
        {
            var metres = DistanceComputer.PointToSegment(origin,
                new((x1 - place.Longitude) * kx, (y1 - place.Latitude) * ky), new((x2 - place.Longitude) * kx, (y2 - place.Latitude) * ky));
            if (metres <= limit && (metres < best.Metres || (metres == best.Metres && area < best.Area)))
                best = (area, metres);
        }
        return best;
    }

    private readonly struct SimplePointLocation(Geometry area)
    {
        public bool Outside(Coordinate at) =>
            NetTopologySuite.Algorithm.Locate.SimplePointInAreaLocator.Locate(at, area) == Location.Exterior;
    }
}
