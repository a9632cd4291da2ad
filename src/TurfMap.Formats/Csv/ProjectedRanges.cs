namespace TurfMap.Formats.Csv;

/// <summary>Ranges in which the cities' own coordinate systems run: only ever a hint to a person.</summary>
internal static class ProjectedRanges
{
    private static readonly (string Name, double West, double East, double South, double North)[] Known =
    [
        ("EPSG:2263, New York state plane in feet", 900_000, 1_100_000, 100_000, 300_000),
        ("EPSG:26985, Maryland state plane in metres, used by Washington DC", 380_000, 410_000, 120_000, 150_000),
        ("EPSG:2229, California zone 5 in feet, used by Los Angeles", 6_200_000, 6_750_000, 1_500_000, 2_150_000),
        ("EPSG:26918, UTM zone 18 in metres", 160_000, 840_000, 4_000_000, 5_000_000),
        ("EPSG:3857, web Mercator in metres", -14_500_000, -7_000_000, 2_700_000, 6_500_000),
    ];

    public static string Hint(double x, double y)
    {
        foreach (var (name, west, east, south, north) in Known)
            if (x >= west && x <= east && y >= south && y <= north)
                return $" (they would fit {name})";
        return "";
    }
}
