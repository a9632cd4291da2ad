namespace TurfMap.Spatial.Tiles;

/// <summary>The square of web maps (EPSG:3857): 0 to 1 from the 180th meridian eastwards, 0 to 1 from 85.05° north southwards.</summary>
/// <remarks>
/// For drawing only: lengths and areas grow away from the equator (at 40.7° a metre is drawn as 1.32). Nothing is measured in it.
/// </remarks>
public static class WebMercator
{
    /// <summary>The latitude at which the square ends, in degrees.</summary>
    public const double MostLatitude = 85.05112877980659;

    /// <summary>Where a longitude stands; beyond 180° outside 0 to 1.</summary>
    public static double X(double longitude) => longitude / 360 + 0.5;

    /// <summary>Where a latitude stands; nearer to the poles than the square goes, on its side.</summary>
    public static double Y(double latitude)
    {
        var sine = Math.Sin(double.DegreesToRadians(latitude));
        return latitude >= MostLatitude ? 0
            : latitude <= -MostLatitude ? 1
            : 0.5 - Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    }

    /// <summary>The longitude that stands at x.</summary>
    public static double Longitude(double x) => (x - 0.5) * 360;

    /// <summary>The latitude that stands at y.</summary>
    public static double Latitude(double y) => double.RadiansToDegrees(Math.Atan(Math.Sinh((1 - 2 * y) * Math.PI)));
}
