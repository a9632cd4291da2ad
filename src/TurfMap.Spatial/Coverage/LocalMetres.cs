namespace TurfMap.Spatial.Coverage;

/// <summary>
/// The plane in metres around a place of WGS 84: x = e (X + XChange n), y = n (Y + YChange n) for e and n degrees east and north of it.
/// </summary>
/// <remarks>
/// X and Y are the metres of a degree by the prime-vertical and the meridional radius (Snyder, "Map Projections", USGS 1987, equations 4-18
/// to
/// 4-21); half of their change with latitude is taken along, which makes them those of the latitude half way. Distances so measured differ
/// from
/// the geodesic by less than 1e-8 of their length up to 1 km, 1e-6 up to 10 km and 1e-4 up to 100 km, at latitudes up to 60 degrees.
/// </remarks>
internal readonly record struct LocalMetres(double X, double XChange, double Y, double YChange)
{
    private const double SemiMajorMetres = 6_378_137;
    private const double EccentricitySquared = 0.00669437999014131699;
    private const double Degree = Math.PI / 180;

    public static LocalMetres At(double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude * Degree);
        var w2 = 1 - EccentricitySquared * sin * sin;
        var primeVertical = SemiMajorMetres / Math.Sqrt(w2);
        var meridional = primeVertical * (1 - EccentricitySquared) / w2;
        return new(
            primeVertical * cos * Degree,
            -0.5 * meridional * sin * Degree * Degree,
            meridional * Degree,
            1.5 * EccentricitySquared * meridional * sin * cos / w2 * Degree * Degree
        );
    }
}
