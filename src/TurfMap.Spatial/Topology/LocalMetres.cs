using TurfMap.Spatial.Projections;

namespace TurfMap.Spatial.Topology;

/// <summary>Metres on the WGS 84 ellipsoid for short stretches, and a flat frame of metres around a middle latitude.</summary>
/// <remarks>
/// The frame is a plain scaling of degrees, so straight lines stay straight and nothing changes its order; only lengths far from the middle
/// are off (0.6 % over half a degree at New York). Lengths and areas that are reported use the scale at their own latitude instead.
/// </remarks>
internal readonly struct LocalMetres
{
    public LocalMetres(LonLat middle)
    {
        Middle = middle;
        (PerLongitude, PerLatitude) = ScaleAt(middle.Latitude);
        PerLongitude = Math.Max(PerLongitude, 1);
    }

    public LonLat Middle { get; }
    public double PerLongitude { get; }
    public double PerLatitude { get; }

    public double X(double longitude) => (longitude - Middle.Longitude) * PerLongitude;

    public double Y(double latitude) => (latitude - Middle.Latitude) * PerLatitude;

    public LonLat Back(double x, double y) => new(Middle.Longitude + x / PerLongitude, Middle.Latitude + y / PerLatitude);

    /// <summary>Metres per degree of longitude and of latitude at a latitude.</summary>
    public static (double Longitude, double Latitude) ScaleAt(double latitude) => EllipsoidMeasure.MetresPerDegree(latitude);

    public static double Length(LonLat a, LonLat b)
    {
        var (perLongitude, perLatitude) = ScaleAt((a.Latitude + b.Latitude) / 2);
        var (dx, dy) = ((b.Longitude - a.Longitude) * perLongitude, (b.Latitude - a.Latitude) * perLatitude);
        return Math.Sqrt(dx * dx + dy * dy);
    }

    public static double Length(ReadOnlySpan<LonLat> places)
    {
        var sum = 0.0;
        for (var i = 1; i < places.Length; i++)
            sum += Length(places[i - 1], places[i]);
        return sum;
    }
}
