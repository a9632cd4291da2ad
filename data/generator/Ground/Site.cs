using NetTopologySuite.Geometries;

namespace SampleCity.Ground;

/// <summary>What was drawn by hand: the shore, the river, the islands, the boulevards. Kilometres east and north of the south-west corner.</summary>
internal static class Site
{
    public const double East = 702000, North = 4364000; // of the south-west corner, in EPSG:26918: open sea

    public static readonly Coordinate OldTown = new(11600, 7700), EastTown = new(16000, 10700);

    /// <summary>Shores are rough, city limits are not. The two lines together are the ring of the mainland.</summary>
    public const string Shore =
        "0.5 4.4, 2 3.5, 3.7 4.0, 5.0 3.1, 6.2 3.5, 7.3 2.4, 8.4 3.0, 9.3 4.3, 10.4 4.6, 11.5 5.2, 12.5 5.9, 13.5 7.0, 15.2 8.9, 16.6 8.5, 18.2 8.1, 19.8 7.7, 21.2 7.2, " +
        "22.3 5.9, 22.9 4.3, 23.3 3.9, 23.6 4.8, 23.8 6.3, 24.5 7.7, 24.3 9.5, 24.8 11.5, 24.3 13.4, 24.7 15.3";
    public const string Limits =
        "24.7 15.3, 22.7 15.9, 22.5 16.7, 20.9 16.7, 20.6 17.9, 18.4 18.1, 17.5 18.7, 15.4 18.5, 14.9 19.3, 12.6 19.7, 9.2 19.9, 8.9 19.1, 6.6 18.9, 6.4 18.2, 4.6 17.6, " +
        "4.3 16.2, 2.7 15.9, 2.5 13.6, 1.2 13.2, 0.9 10.8, 0.2 10.4, 0.3 7.2, 0.5 4.4";

    public const string River = "10.0 20.6, 10.5 19.0, 9.5 17.4, 9.0 15.9, 9.9 14.6, 11.6 13.9, 12.9 13.0, 13.1 11.8, 12.6 10.7, 13.1 9.5, 14.0 8.5, 14.9 7.4, 16.0 5.6";
    public static readonly double[] RiverHalfWidths = [110, 120, 130, 135, 140, 155, 175, 200, 230, 290, 430, 900, 1700];
    public const string Creek = "2.2 11.6, 3.4 11.0, 4.3 9.8, 5.4 9.2, 5.9 8.0, 5.4 6.6, 5.9 5.2, 5.6 4.0, 5.7 2.8";
    public static readonly double[] CreekHalfWidths = [9, 12, 15, 18, 22, 28, 45, 120, 260];

    public static readonly string[] Islands =
    [
        "15.5 4.5, 15.9 5.9, 16.9 6.9, 18.0 7.0, 19.3 6.4, 20.2 5.5, 20.0 4.7, 18.9 4.3, 17.8 3.7, 16.4 3.7",
        "12.4 3.2, 12.6 4.2, 13.4 4.6, 14.2 4.1, 14.3 3.2, 13.5 2.6, 12.8 2.7",
    ];
    public static readonly string[] Islets = ["21.3 4.5, 21.4 4.75, 21.65 4.8, 21.7 4.55, 21.5 4.4", "11.3 3.35, 11.4 3.6, 11.65 3.65, 11.7 3.4, 11.5 3.25"];

    /// <summary>Ships' basins of the old harbour: centre, direction towards the water, width and length in metres.</summary>
    public static readonly (double X, double Y, double Length, double Width, double Dx, double Dy)[] Basins =
    [
        (12050, 5680, 620, 130, 0.62, -0.78), (12330, 5920, 560, 110, 0.62, -0.78), (12650, 6220, 600, 120, 0.70, -0.71), (12960, 6560, 500, 110, 0.74, -0.67),
        (16250, 8560, 520, 120, -0.2, -0.98), (16620, 8480, 480, 110, -0.2, -0.98),
    ];

    /// <summary>Boulevards and avenues: borders run along them. Name, then the line.</summary>
    public static readonly (string Name, string Line)[] Majors =
    [
        ("Wall Boulevard", "11.1 4.2, 10.6 5.6, 10.15 6.7, 10.2 7.9, 10.75 8.9, 11.7 9.3, 12.5 9.1, 13.6 9.4"),
        ("Second Circle", "9.0 3.0, 8.85 4.6, 8.5 6.2, 8.6 7.9, 9.2 9.5, 10.4 10.7, 11.7 11.1, 13.0 11.3"),
        ("Park Circle", "6.9 1.8, 7.0 3.8, 6.7 5.6, 6.6 7.6, 7.0 9.6, 8.2 11.4, 9.8 12.7, 11.5 13.2, 13.0 13.4"),
        ("Outer Circle", "4.4 2.5, 4.2 4.6, 3.9 6.8, 4.1 9.0, 4.9 11.4, 6.3 13.4, 8.0 14.8, 9.4 15.4"),
        ("Harbor Avenue", "12.0 7.5, 11.0 6.6, 9.8 5.7, 8.3 5.1, 6.6 4.7, 4.3 4.9, 2.3 5.0, 0.0 5.6"),
        ("Orchard Avenue", "11.7 7.7, 10.2 7.2, 8.5 6.9, 6.4 6.7, 4.1 7.2, 2.0 7.3, -0.5 7.9"),
        ("Quarry Road", "11.6 7.8, 10.2 8.1, 8.7 8.3, 7.0 8.8, 5.2 9.9, 3.9 10.6, 2.0 12.0, 0.5 12.5"),
        ("Heron Parkway", "11.5 7.9, 10.5 8.9, 9.3 9.7, 7.9 10.8, 6.2 12.1, 4.6 13.6, 3.0 15.0, 2.0 15.6"),
        ("Sycamore Boulevard", "11.7 8.0, 11.1 9.2, 10.3 10.6, 9.1 12.4, 7.7 14.2, 6.8 16.2, 6.3 18.5"),
        ("Mill Road", "11.9 8.0, 11.9 9.4, 11.6 11.1, 11.2 13.1, 11.0 14.4"),
        ("Customs Street", "11.7 7.6, 12.2 8.4, 12.9 9.6"),
        ("Exchange Street", "10.15 7.3, 11.6 7.7, 12.6 7.5, 13.6 7.6"),
        ("Fish Street", "11.6 7.7, 11.55 6.6, 11.3 4.9"),
        ("Station Avenue", "9.3 4.0, 9.6 5.6, 9.55 7.1, 9.6 8.2, 10.0 9.3, 10.9 10.1, 12.0 10.2, 13.0 10.2"),
        ("Larch Road", "5.6 3.0, 5.5 5.0, 5.3 6.8, 5.5 8.4, 6.0 10.2, 7.0 12.3, 8.6 13.7, 10.2 14.3"),
        ("West Turnpike", "2.2 3.0, 2.3 5.0, 2.0 7.3, 2.1 9.4, 2.3 11.6, 3.0 13.4, 4.6 15.4, 5.6 17.2, 6.0 19.0"),
        ("Kestrel Avenue", "5.0 19.0, 6.6 17.4, 7.9 16.2, 9.5 16.3"),
        ("Upper Mill Road", "8.3 20.0, 8.0 18.4, 7.7 17.0, 7.6 15.6, 7.7 14.2"),
        ("Quartz Avenue", "0.0 9.6, 2.1 9.3, 4.2 9.2, 5.4 8.5, 7.0 8.6"),
        ("Shore Road East", "12.4 11.2, 13.7 10.9, 15.2 9.9, 17.0 9.4, 19.2 9.0, 21.2 8.6, 22.6 7.6, 23.3 6.0, 23.6 4.0"),
        ("Garnet Avenue", "12.6 12.3, 14.2 12.0, 16.2 11.3, 18.4 10.9, 20.6 10.6, 22.8 10.2, 25.0 10.0"),
        ("Linden Avenue", "12.0 13.9, 13.6 13.7, 15.8 13.1, 18.2 12.8, 20.4 12.9, 22.8 12.6, 25.0 12.7"),
        ("Plover Avenue", "9.0 15.2, 11.6 15.4, 13.4 15.6, 15.8 15.2, 18.4 14.9, 20.8 14.8, 23.0 14.3, 25.0 14.2"),
        ("North Line Road", "9.6 17.6, 11.6 17.3, 13.6 17.4, 15.6 17.0, 18.0 16.6, 20.4 16.6, 23.0 16.4"),
        ("Ferry Avenue", "15.4 7.8, 15.5 9.6, 15.2 11.5, 15.5 13.3, 15.3 15.3, 15.6 17.1, 15.5 19.0"),
        ("Basalt Avenue", "17.2 7.6, 17.2 9.4, 17.5 11.0, 17.2 13.0, 17.6 14.9, 17.4 16.7, 17.6 19.0"),
        ("Meridian Avenue", "19.3 7.0, 19.3 9.0, 19.7 10.7, 19.4 12.8, 19.8 14.8, 19.6 16.6, 19.7 18.5"),
        ("Tern Avenue", "21.5 6.6, 21.4 8.5, 21.9 10.3, 21.6 12.7, 22.0 14.5, 21.8 16.8"),
        ("Lighthouse Road", "23.2 5.6, 23.2 7.0, 23.2 10.2, 23.4 12.6, 23.1 14.3, 23.3 16.0"),
        ("Great East Road", "14.6 10.4, 16.0 11.4, 17.4 12.2, 19.4 13.7, 21.0 14.8, 22.6 16.2"),
        ("Hawthorn Road", "11.0 14.0, 12.2 15.4, 13.4 16.4, 13.5 17.4, 13.3 19.8"),
        ("Alder Road", "10.0 16.3, 11.6 17.3, 12.0 18.4, 11.8 20.0"),
        ("Bridge Approach", "13.6 10.9, 13.7 12.1, 13.5 13.7, 13.4 15.6"),
        ("Anchor Street", "15.0 5.2, 16.6 5.4, 18.2 5.5, 20.4 5.0"),
        ("Gull Street", "17.0 7.3, 17.1 5.4, 16.9 3.4"),
        ("Rope Street", "18.7 7.1, 18.6 5.5, 18.5 3.7"),
        ("Beacon Street", "12.2 3.5, 13.4 3.7, 14.6 3.7"),
    ];

    /// <summary>Bridges, for the street map and for wards that lie on both banks.</summary>
    public static readonly (string Name, string Line)[] Bridges =
    [
        ("Old Town Bridge", "12.4 10.2, 13.6 10.6"), ("Customs Bridge", "12.9 9.6, 14.6 10.4"), ("Mill Bridge", "11.2 13.4, 11.5 14.8"),
        ("Park Circle Bridge", "12.2 13.0, 13.5 13.2"), ("Kestrel Bridge", "8.6 16.3, 10.0 16.5"), ("Gull Island Bridge", "16.95 6.4, 17.2 8.8"), ("Beacon Bridge", "12.9 4.0, 11.7 5.9"),
        ("Rope Walk Bridge", "14.0 3.8, 16.2 4.6"),
    ];

    /// <summary>Where the great parks lie; the tract there has no residents.</summary>
    public static readonly (double X, double Y, string Name)[] GreatParks =
    [
        (7.6, 4.2, "Shepherd's Common"), (7.4, 6.2, "Lower Ring Park"), (7.5, 7.8, "Ring Park West"), (8.0, 9.6, "Ring Park North"), (9.4, 11.4, "Heron Meadows"), (10.7, 12.2, "Mill Park"),
        (14.3, 12.8, "Linden Park"), (16.4, 12.3, "Eastern Gardens"), (18.3, 11.9, "Basalt Hill Park"), (20.5, 11.7, "Meridian Fields"), (22.5, 11.4, "Dune Park"),
        (11.0, 6.0, "Exchange Gardens"), (10.9, 8.4, "Wall Gardens"), (23.3, 5.0, "Lighthouse Point Park"), (3.0, 8.2, "Creek Park"), (5.4, 14.6, "Northwood"), (17.7, 4.4, "Gull Island Park"),
        (13.0, 18.4, "Hawthorn Reservoir Park"), (1.2, 6.4, "Westfield Common"), (7.3, 15.2, "Sycamore Park"), (20.4, 15.7, "Plover Marsh"),
    ];
}
