using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Projections;

/// <summary>The coordinate systems known by number. Parameters are those of the EPSG register.</summary>
/// <remarks>
/// NAD83, NAD83(HARN) and NAD83(2011) are taken as WGS84 (the null transformation, EPSG:1188): they differ by one to two metres in the
/// United States, the grids
/// that would mend it are not shipped with boundaries, and the boundaries and points of a city are moved alike.
/// </remarks>
internal static class KnownCrs
{
    public const double SurveyFoot = 1200.0 / 3937.0;
    public const double Foot = 0.3048;
    public const double Wgs84Radius = 6378137.0;
    public const double Grs80Flattening = 298.257222101;
    public const double Wgs84Flattening = 298.257223563;

    /// <summary>A degree along the equator.</summary>
    public const double MetresPerDegree = Math.PI / 180 * Wgs84Radius;

    private static readonly Envelope NewYork = new(-74.26, -71.80, 40.47, 41.30);
    private static readonly Envelope Maryland = new(-79.49, -74.97, 37.97, 39.73);
    private static readonly Envelope LosAngeles = new(-121.42, -114.12, 32.76, 35.81);
    private static readonly Envelope World = new(-180, 180, -90, 90);

    private static readonly CrsDefinition[] Named =
    [
        Lambert(
            2263,
            "NAD83 / New York Long Island (ftUS)",
            SurveyFoot,
            40 + 10 / 60.0,
            -74,
            41 + 2 / 60.0,
            40 + 40 / 60.0,
            984250,
            0,
            NewYork
        ),
        Lambert(
            6539,
            "NAD83(2011) / New York Long Island (ftUS)",
            SurveyFoot,
            40 + 10 / 60.0,
            -74,
            41 + 2 / 60.0,
            40 + 40 / 60.0,
            984250,
            0,
            NewYork
        ),
        Lambert(
            2908,
            "NAD83(HARN) / New York Long Island (ftUS)",
            SurveyFoot,
            40 + 10 / 60.0,
            -74,
            41 + 2 / 60.0,
            40 + 40 / 60.0,
            984250,
            0,
            NewYork
        ),
        Lambert(32118, "NAD83 / New York Long Island", 1, 40 + 10 / 60.0, -74, 41 + 2 / 60.0, 40 + 40 / 60.0, 300000, 0, NewYork),
        Lambert(6538, "NAD83(2011) / New York Long Island", 1, 40 + 10 / 60.0, -74, 41 + 2 / 60.0, 40 + 40 / 60.0, 300000, 0, NewYork),
        Lambert(26985, "NAD83 / Maryland", 1, 37 + 40 / 60.0, -77, 39.45, 38.3, 400000, 0, Maryland),
        Lambert(6487, "NAD83(2011) / Maryland", 1, 37 + 40 / 60.0, -77, 39.45, 38.3, 400000, 0, Maryland),
        Lambert(2248, "NAD83 / Maryland (ftUS)", SurveyFoot, 37 + 40 / 60.0, -77, 39.45, 38.3, 1312333.333, 0, Maryland),
        Lambert(6488, "NAD83(2011) / Maryland (ftUS)", SurveyFoot, 37 + 40 / 60.0, -77, 39.45, 38.3, 1312333.333, 0, Maryland),
        California(2225, 1, 39 + 20 / 60.0, -122, 41 + 40 / 60.0, 40, new(-124.45, -119.99, 39.59, 42.01)),
        California(2226, 2, 37 + 40 / 60.0, -122, 39 + 50 / 60.0, 38 + 20 / 60.0, new(-124.06, -119.54, 38.02, 40.16)),
        California(2227, 3, 36.5, -120.5, 38 + 26 / 60.0, 37 + 4 / 60.0, new(-123.02, -117.83, 36.73, 38.71)),
        California(2228, 4, 35 + 20 / 60.0, -119, 37.25, 36, new(-122.01, -115.62, 35.78, 37.58)),
        California(2229, 5, 33.5, -118, 35 + 28 / 60.0, 34 + 2 / 60.0, LosAngeles),
        California(2230, 6, 32 + 10 / 60.0, -116.25, 33 + 53 / 60.0, 32 + 47 / 60.0, new(-118.15, -114.42, 32.53, 34.08)),
        Lambert(26945, "NAD83 / California zone 5", 1, 33.5, -118, 35 + 28 / 60.0, 34 + 2 / 60.0, 2000000, 500000, LosAngeles),
        Lambert(6423, "NAD83(2011) / California zone 5", 1, 33.5, -118, 35 + 28 / 60.0, 34 + 2 / 60.0, 2000000, 500000, LosAngeles),
        Lambert(
            6424,
            "NAD83(2011) / California zone 5 (ftUS)",
            SurveyFoot,
            33.5,
            -118,
            35 + 28 / 60.0,
            34 + 2 / 60.0,
            6561666.667,
            1640416.667,
            LosAngeles
        ),
        Lambert(
            2231,
            "NAD83 / Colorado North (ftUS)",
            SurveyFoot,
            39 + 20 / 60.0,
            -105.5,
            40 + 47 / 60.0,
            39 + 43 / 60.0,
            3000000,
            1000000,
            new(-109.06, -102.04, 39.56, 41.01)
        ),
        Lambert(
            2232,
            "NAD83 / Colorado Central (ftUS)",
            SurveyFoot,
            37 + 50 / 60.0,
            -105.5,
            39.75,
            38.45,
            3000000,
            1000000,
            new(-109.06, -102.04, 38.14, 40.09)
        ),
        Lambert(
            2249,
            "NAD83 / Massachusetts Mainland (ftUS)",
            SurveyFoot,
            41,
            -71.5,
            42 + 41 / 60.0,
            41 + 43 / 60.0,
            656166.667,
            2460625,
            new(-73.50, -69.86, 41.46, 42.89)
        ),
        Lambert(
            26986,
            "NAD83 / Massachusetts Mainland",
            1,
            41,
            -71.5,
            42 + 41 / 60.0,
            41 + 43 / 60.0,
            200000,
            750000,
            new(-73.50, -69.86, 41.46, 42.89)
        ),
        Lambert(
            2272,
            "NAD83 / Pennsylvania South (ftUS)",
            SurveyFoot,
            39 + 20 / 60.0,
            -77.75,
            40 + 58 / 60.0,
            39 + 56 / 60.0,
            1968500,
            0,
            new(-80.53, -74.72, 39.71, 41.18)
        ),
        Lambert(
            2276,
            "NAD83 / Texas North Central (ftUS)",
            SurveyFoot,
            31 + 40 / 60.0,
            -98.5,
            33 + 58 / 60.0,
            32 + 8 / 60.0,
            1968500,
            6561666.667,
            new(-103.07, -94.00, 31.72, 34.58)
        ),
        Lambert(
            2277,
            "NAD83 / Texas Central (ftUS)",
            SurveyFoot,
            29 + 40 / 60.0,
            -100 - 20 / 60.0,
            31 + 53 / 60.0,
            30 + 7 / 60.0,
            2296583.333,
            9842500,
            new(-106.66, -93.50, 29.78, 32.27)
        ),
        Lambert(
            2278,
            "NAD83 / Texas South Central (ftUS)",
            SurveyFoot,
            27 + 50 / 60.0,
            -99,
            30 + 17 / 60.0,
            28 + 23 / 60.0,
            1968500,
            13123333.333,
            new(-105.00, -93.76, 27.78, 30.67)
        ),
        Lambert(
            2283,
            "NAD83 / Virginia North (ftUS)",
            SurveyFoot,
            37 + 40 / 60.0,
            -78.5,
            39.2,
            38 + 2 / 60.0,
            11482916.667,
            6561666.667,
            new(-80.06, -76.51, 37.77, 39.46)
        ),
        Lambert(
            2285,
            "NAD83 / Washington North (ftUS)",
            SurveyFoot,
            47,
            -120 - 50 / 60.0,
            48 + 44 / 60.0,
            47.5,
            1640416.667,
            0,
            new(-124.79, -117.02, 47.08, 49.05)
        ),
        Lambert(
            2926,
            "NAD83(HARN) / Washington North (ftUS)",
            SurveyFoot,
            47,
            -120 - 50 / 60.0,
            48 + 44 / 60.0,
            47.5,
            1640416.667,
            0,
            new(-124.79, -117.02, 47.08, 49.05)
        ),
        Lambert(
            2913,
            "NAD83(HARN) / Oregon North (ft)",
            Foot,
            43 + 40 / 60.0,
            -120.5,
            46,
            44 + 20 / 60.0,
            8202099.738,
            0,
            new(-124.17, -116.47, 43.95, 46.26)
        ),
        Lambert(
            2253,
            "NAD83 / Michigan South (ft)",
            Foot,
            41.5,
            -84 - 22 / 60.0,
            43 + 40 / 60.0,
            42.1,
            13123359.58,
            0,
            new(-87.20, -82.13, 41.69, 44.22)
        ),
        Transverse(
            2236,
            "NAD83 / Florida East (ftUS)",
            SurveyFoot,
            24 + 20 / 60.0,
            -81,
            0.999941177,
            656166.667,
            0,
            new(-82.33, -79.97, 24.41, 30.83)
        ),
        Transverse(
            2240,
            "NAD83 / Georgia West (ftUS)",
            SurveyFoot,
            30,
            -84 - 10 / 60.0,
            0.9999,
            2296583.333,
            0,
            new(-85.61, -82.99, 30.62, 35.01)
        ),
        Transverse(
            3435,
            "NAD83 / Illinois East (ftUS)",
            SurveyFoot,
            36 + 40 / 60.0,
            -88 - 20 / 60.0,
            0.999975,
            984250,
            0,
            new(-89.28, -87.02, 37.06, 42.50)
        ),
        Transverse(
            2223,
            "NAD83 / Arizona Central (ft)",
            Foot,
            31,
            -111 - 55 / 60.0,
            0.9999,
            700000,
            0,
            new(-113.35, -110.44, 31.33, 37.01)
        ),
        Web(3857),
    ];

    /// <summary>Every system that has a name of its own, then the UTM zones of NAD83, NAD83(2011) and WGS84.</summary>
    public static IEnumerable<CrsDefinition> All()
    {
        yield return Degrees(4326)!;
        foreach (var known in Named)
            yield return known;
        for (var zone = 1; zone <= 23; zone++)
            yield return Find(26900 + zone)!;
        for (var zone = 1; zone <= 19; zone++)
            yield return Find(6329 + zone)!;
        for (var zone = 1; zone <= 60; zone++)
            yield return Find(32600 + zone)!;
        for (var zone = 1; zone <= 60; zone++)
            yield return Find(32700 + zone)!;
    }

    /// <summary>The first of the named zones that is meant for a place; null when none is.</summary>
    public static CrsDefinition? ZoneAt(double longitude, double latitude) =>
        Array.Find(
            Named,
            known =>
                known.Method is ProjectionMethod.LambertConic or ProjectionMethod.TransverseMercator
                && known.Uses?.Contains(longitude, latitude) == true
        );

    /// <summary>The definition with this number, or null. Numbers of the same thing in older or vendors' lists are taken too.</summary>
    public static CrsDefinition? Find(int epsg) =>
        epsg switch
        {
            4326 or 4269 or 4979 or 4152 or 6318 or 4258 => Degrees(epsg),
            900913 or 3785 or 102100 or 102113 => Find(3857),
            102718 => Find(2263),
            102685 => Find(2248),
            102645 => Find(2229),
            >= 26901 and <= 26923 => Utm(epsg, epsg - 26900, "NAD83 / UTM zone", false, Grs80Flattening),
            >= 6330 and <= 6348 => Utm(epsg, epsg - 6329, "NAD83(2011) / UTM zone", false, Grs80Flattening),
            >= 32601 and <= 32660 => Utm(epsg, epsg - 32600, "WGS 84 / UTM zone", false, Wgs84Flattening),
            >= 32701 and <= 32760 => Utm(epsg, epsg - 32700, "WGS 84 / UTM zone", true, Wgs84Flattening),
            _ => Array.Find(Named, known => known.Epsg == epsg),
        };

    private static CrsDefinition Degrees(int epsg) =>
        new(
            epsg,
            epsg switch
            {
                4269 => "NAD83",
                6318 => "NAD83(2011)",
                4152 => "NAD83(HARN)",
                4258 => "ETRS89",
                _ => "WGS 84",
            },
            ProjectionMethod.Geographic,
            MetresPerDegree,
            0,
            0,
            0,
            0,
            1,
            0,
            0,
            Wgs84Radius,
            Wgs84Flattening
        )
        {
            Uses = World,
        };

    private static CrsDefinition Web(int epsg) =>
        new(epsg, "WGS 84 / Pseudo-Mercator", ProjectionMethod.WebMercator, 1, 0, 0, 0, 0, 1, 0, 0, Wgs84Radius, Wgs84Flattening)
        {
            Uses = new(-180, 180, -85.06, 85.06),
        };

    private static CrsDefinition Lambert(
        int epsg,
        string name,
        double unit,
        double latitude,
        double meridian,
        double north,
        double south,
        double easting,
        double northing,
        Envelope uses
    ) =>
        new(
            epsg,
            name,
            ProjectionMethod.LambertConic,
            unit,
            latitude,
            meridian,
            north,
            south,
            1,
            easting,
            northing,
            Wgs84Radius,
            Grs80Flattening
        )
        {
            Uses = uses,
        };

    private static CrsDefinition California(
        int epsg,
        int zone,
        double latitude,
        double meridian,
        double north,
        double south,
        Envelope uses
    ) =>
        Lambert(
            epsg,
            $"NAD83 / California zone {zone} (ftUS)",
            SurveyFoot,
            latitude,
            meridian,
            north,
            south,
            6561666.667,
            1640416.667,
            uses
        );

    private static CrsDefinition Transverse(
        int epsg,
        string name,
        double unit,
        double latitude,
        double meridian,
        double scale,
        double easting,
        double northing,
        Envelope uses
    ) =>
        new(
            epsg,
            name,
            ProjectionMethod.TransverseMercator,
            unit,
            latitude,
            meridian,
            0,
            0,
            scale,
            easting,
            northing,
            Wgs84Radius,
            Grs80Flattening
        )
        {
            Uses = uses,
        };

    private static CrsDefinition Utm(int epsg, int zone, string name, bool south, double flattening) =>
        new(
            epsg,
            $"{name} {zone}{(south ? 'S' : 'N')}",
            ProjectionMethod.TransverseMercator,
            1,
            0,
            zone * 6 - 183,
            0,
            0,
            0.9996,
            500000,
            south ? 10000000 : 0,
            Wgs84Radius,
            flattening
        )
        {
            Uses = south ? new(zone * 6 - 186, zone * 6 - 180, -80, 0) : new(zone * 6 - 186, zone * 6 - 180, 0, 84),
        };
}
