using System.Globalization;

namespace TurfMap.Spatial;

/// <summary>A place on the earth in degrees (WGS 84), longitude first.</summary>
/// <param name="Longitude">Degrees east of Greenwich, negative to the west.</param>
/// <param name="Latitude">Degrees north of the equator, negative to the south.</param>
public readonly record struct LonLat(double Longitude, double Latitude)
{
    /// <summary>True when both numbers are finite and lie within -180..180 and -90..90.</summary>
    public bool IsOnEarth => Math.Abs(Longitude) <= 180 && Math.Abs(Latitude) <= 90;

    /// <summary>Longitude and latitude in the shortest form that reads back the same, as "-73.98,40.75".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Longitude},{Latitude}");
}
