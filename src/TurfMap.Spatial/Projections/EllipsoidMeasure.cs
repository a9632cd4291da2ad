using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Projections;

/// <summary>Areas and lengths on WGS84 of figures given in degrees.</summary>
internal static class EllipsoidMeasure
{
    private const double Radius = KnownCrs.Wgs84Radius;
    private const double Flattening = 1 / KnownCrs.Wgs84Flattening;
    private const double SquaredEccentricity = Flattening * (2 - Flattening);
    private static readonly double Eccentricity = Math.Sqrt(SquaredEccentricity);

    /// <summary>
    /// Square metres of all polygons in a geometry: each outline's area less its holes', whatever way they run. Overlapping parts count
    /// twice.
    /// </summary>
    /// <remarks>
    /// Edges are straight in longitude and latitude. The ellipsoid's equal-area integral is taken exactly at the ends and middle of each
    /// edge (Simpson), which is good to
    /// a part in a billion for edges of city size; a geodesic edge of 1 km bows 2 cm from the straight one, which is a different polygon,
    /// not an error.
    /// </remarks>
    public static double SquareMetres(Geometry geometry)
    {
        if (geometry is Polygon polygon)
            return SquareMetres(polygon);
        var sum = 0.0;
        if (geometry is GeometryCollection)
            for (var i = 0; i < geometry.NumGeometries; i++)
                sum += SquareMetres(geometry.GetGeometryN(i));
        return sum;
    }

    private static double SquareMetres(Polygon polygon)
    {
        if (polygon.IsEmpty)
            return 0;
        var area = Math.Abs(SignedSquareMetres(polygon.ExteriorRing.CoordinateSequence));
        for (var i = 0; i < polygon.NumInteriorRings; i++)
            area -= Math.Abs(SignedSquareMetres(polygon.GetInteriorRingN(i).CoordinateSequence));
        return area;
    }

    /// <summary>Square metres a closed ring goes round, positive when it runs counter-clockwise.</summary>
    public static double SignedSquareMetres(CoordinateSequence ring)
    {
        if (ring.Count < 4)
            return 0;
        var sum = 0.0;
        var middle = EqualArea(ring.GetY(0));
        var before = 0.0;
        for (var i = 1; i < ring.Count; i++)
        {
            var after = EqualArea(ring.GetY(i)) - middle;
            var half = EqualArea((ring.GetY(i - 1) + ring.GetY(i)) / 2) - middle;
            sum -= (ring.GetX(i) - ring.GetX(i - 1)) * (before + 4 * half + after) / 6;
            before = after;
        }
        return sum * Math.PI / 180 * Radius * Radius / 2;
    }

    /// <summary>Metres per degree of longitude and of latitude at a latitude. Good to a part in 100,000 within 10 km of it.</summary>
    public static (double PerLongitude, double PerLatitude) MetresPerDegree(double latitude)
    {
        var sine = Math.Sin(latitude * Math.PI / 180);
        var w = 1 - SquaredEccentricity * sine * sine;
        var prime = Radius / Math.Sqrt(w);
        return (Math.PI / 180 * prime * Math.Cos(latitude * Math.PI / 180), Math.PI / 180 * prime * (1 - SquaredEccentricity) / w);
    }

    /// <summary>
    /// The function whose difference between two latitudes is in proportion to the area between them (Snyder 1987, 3-12).
    /// </summary>
    private static double EqualArea(double latitude)
    {
        var sine = Math.Sin(Math.Clamp(latitude, -90, 90) * Math.PI / 180);
        return (1 - SquaredEccentricity)
            * (sine / (1 - SquaredEccentricity * sine * sine) + Math.Atanh(Eccentricity * sine) / Eccentricity);
    }
}
