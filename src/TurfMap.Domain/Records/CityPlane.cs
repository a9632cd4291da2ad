using NetTopologySuite.Geometries;
using TurfMap.Spatial;
using TurfMap.Spatial.Projections;

namespace TurfMap.Domain.Records;

/// <summary>
/// The plane in which a city's densities are reckoned: metres to the east and north of its middle, in the coordinate system that surveyors
/// use there.
/// </summary>
/// <remarks>
/// In degrees or on a web map a square mile would not be a square mile. The system is said with every number that comes of it.
/// </remarks>
public sealed class CityPlane
{
    private readonly double middleX,
        middleY;
    private readonly Lazy<CrsTable> table;

    /// <summary>The plane of a city with these bounds in degrees.</summary>
    /// <exception cref="ArgumentException">The bounds hold nothing.</exception>
    public CityPlane(Envelope bounds)
    {
        if (bounds.IsNull)
            throw new ArgumentException("A city without bounds has no plane.", nameof(bounds));
        Crs = Crs.ForPlace(new(bounds.Centre.X, bounds.Centre.Y));
        var (x, y) = Crs.FromLonLat(new(bounds.Centre.X, bounds.Centre.Y));
        // Whole units, so that the middle can be published and is the same when a boundary moves by a metre.
        (middleX, middleY) = (1000 * Math.Round(x / 1000), 1000 * Math.Round(y / 1000));
        table = new(() => new CrsTable(Crs, bounds.Copy()));
    }

    /// <summary>The coordinate system.</summary>
    public Crs Crs { get; }

    /// <summary>The middle in the system's own units: where X and Y are 0.</summary>
    public (double X, double Y) Middle => (middleX, middleY);

    /// <summary>Many places in the plane, to a millimetre; NaN stays NaN. What was given is used up.</summary>
    public (float[] X, float[] Y) ToPlane(double[] longitudes, double[] latitudes)
    {
        table.Value.FromLonLat(longitudes, latitudes);
        var (x, y) = (new float[longitudes.Length], new float[latitudes.Length]);
        for (var i = 0; i < x.Length; i++)
            (x[i], y[i]) = ((float)((longitudes[i] - middleX) * Crs.MetresPerUnit), (float)((latitudes[i] - middleY) * Crs.MetresPerUnit));
        return (x, y);
    }

    /// <summary>Many points of the plane as places, to a millimetre; NaN stays NaN.</summary>
    public void ToLonLat(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<double> longitudes, Span<double> latitudes)
    {
        for (var i = 0; i < x.Length; i++)
            (longitudes[i], latitudes[i]) = (x[i] / Crs.MetresPerUnit + middleX, y[i] / Crs.MetresPerUnit + middleY);
        table.Value.ToLonLat(longitudes[..x.Length], latitudes[..x.Length]);
    }

    /// <summary>A point of the plane as a place.</summary>
    public LonLat ToLonLat(double x, double y) => Crs.ToLonLat(x / Crs.MetresPerUnit + middleX, y / Crs.MetresPerUnit + middleY);

    /// <summary>A place in the plane.</summary>
    public (double X, double Y) ToPlane(LonLat place)
    {
        var (x, y) = Crs.FromLonLat(place);
        return ((x - middleX) * Crs.MetresPerUnit, (y - middleY) * Crs.MetresPerUnit);
    }
}
