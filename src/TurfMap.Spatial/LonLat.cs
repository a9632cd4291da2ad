namespace TurfMap.Spatial;

/// <summary>A place on the ground: degrees on WGS84, longitude first.</summary>
/// <remarks>NAD83 degrees are taken as WGS84 degrees; the real difference is one to two metres and is the same for the boundaries and the points of a city.</remarks>
/// <param name="Longitude">Degrees east of Greenwich, -180 to 180.</param>
/// <param name="Latitude">Degrees north of the equator, -90 to 90.</param>
public readonly record struct LonLat(double Longitude, double Latitude);
