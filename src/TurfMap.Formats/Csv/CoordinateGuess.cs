using System.Globalization;
using System.Text;

namespace TurfMap.Formats.Csv;

/// <summary>Weighs names against values to find the coordinates of a table.</summary>
internal sealed class CoordinateGuess
{
    private static readonly string[] LonNames =
    [
        "longitude",
        "lon",
        "lng",
        "long",
        "longitudewgs84",
        "pointlongitude",
        "xlon",
        "longdd",
        "londd",
        "gpslongitude",
        "lonwgs84",
        "intptlon",
    ];
    private static readonly string[] LatNames =
    [
        "latitude",
        "lat",
        "latitudewgs84",
        "pointlatitude",
        "ylat",
        "latdd",
        "gpslatitude",
        "latwgs84",
        "intptlat",
    ];
    private static readonly string[] XNames =
    [
        "x",
        "xcoord",
        "xcoordinate",
        "xcoordinatestateplane",
        "xcoordstateplane",
        "easting",
        "pointx",
        "coordx",
        "xcoordinates",
        "geox",
        "xstateplane",
    ];
    private static readonly string[] YNames =
    [
        "y",
        "ycoord",
        "ycoordinate",
        "ycoordinatestateplane",
        "ycoordstateplane",
        "northing",
        "pointy",
        "coordy",
        "ycoordinates",
        "geoy",
        "ystateplane",
    ];
    private static readonly string[] ShapeNames =
    [
        "thegeom",
        "geom",
        "geometry",
        "wkt",
        "shape",
        "wkbgeometry",
        "geomwkt",
        "wktgeom",
        "multipolygon",
        "polygon",
        "point",
    ];
    private static readonly string[] PairNames =
    [
        "location",
        "location1",
        "latlong",
        "latlon",
        "latlng",
        "coordinates",
        "geolocation",
        "geopoint",
        "geopoint2d",
        "point",
        "mappedlocation",
        "georeference",
        "latitudelongitude",
    ];
    private static readonly string[] AddressNames =
    [
        "address",
        "fulladdress",
        "streetaddress",
        "siteaddress",
        "address1",
        "addr",
        "numberandstreetaddress",
        "incidentaddress",
        "locationaddress",
        "matchaddress",
        "addressline1",
        "streetaddress1",
    ];

    private readonly IReadOnlyList<string> header;
    private readonly string[] keys;

    /// <summary>The first column of each key.</summary>
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<IReadOnlyList<string>> rows;
    private readonly ColumnSample[] samples;

    public CoordinateGuess(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        (this.header, this.rows) = (header, rows);
        keys = [.. header.Select(Key)];
        for (var i = 0; i < keys.Length; i++)
            places.TryAdd(keys[i], i);
        samples = [.. Enumerable.Range(0, header.Count).Select(i => new ColumnSample(rows, i))];
    }

    public CoordinateColumns Decide()
    {
        var address = Address();
        var shape = ShapeColumn();
        if (shape is { } area && samples[area].Areas * 2 > samples[area].Shapes)
            return None(address) with { Wkt = area, Explanation = $"Shapes are read from the column \"{header[area]}\"." };
        return Degrees(address)
            ?? FromPairs(address)
            ?? (
                shape is { } any
                    ? None(address) with
                    {
                        Wkt = any,
                        Explanation = $"Places are read from the shapes in the column \"{header[any]}\".",
                    }
                    : null
            )
            ?? Projected(address)
            ?? Nothing(address);
    }

    /// <summary>Lower case, letters and digits only.</summary>
    private static string Key(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static CoordinateColumns None(int? address) => new(null, null, null, null, null, null, address, null, "");

    private CoordinateColumns? Degrees(int? address)
    {
        foreach (var (first, second, plain) in Couples(LonNames, LatNames, true).Concat(Couples(XNames, YNames, false)))
        {
            var (a, b) = (samples[first], samples[second]);
            if (rows.Count > 0 && (a.Numbers == 0 || b.Numbers == 0))
                continue;
            if (rows.Count == 0 && !plain)
                continue;
            if (a.FitsDegrees(180) && b.FitsDegrees(90) && !Swapped(a, b))
                return None(address) with
                {
                    Lon = first,
                    Lat = second,
                    Explanation = Reason(first, second, plain ? "" : $" Their values ({a.Range()} and {b.Range()}) are degrees."),
                };
            if (a.FitsDegrees(90) && b.FitsDegrees(180))
                return None(address) with
                {
                    Lon = second,
                    Lat = first,
                    Explanation =
                        $"The columns look swapped: \"{header[first]}\" holds {a.Range()} and \"{header[second]}\" holds "
                        + $"{b.Range()}, so the longitude was taken from \"{header[second]}\" and the latitude from "
                        + $"\"{header[first]}\". Check that this is right.",
                };
        }
        return null;
    }

    /// <summary>Nobody works in Antarctica: a "latitude" below -60 beside a "longitude" between 15 and 75 is the other way round.</summary>
    private static bool Swapped(ColumnSample lon, ColumnSample lat) =>
        lat.Numbers > 0 && lat.Highest < -60 && lon.Lowest > 15 && lon.Highest < 75;

    private string Reason(int lon, int lat, string more) =>
        $"The longitude is read from the column \"{header[lon]}\" and the latitude from \"{header[lat]}\".{more}";

    private CoordinateColumns? FromPairs(int? address)
    {
        var best = Enumerable
            .Range(0, header.Count)
            .Where(i => samples[i].Pairs > 0 && samples[i].Pairs * 10 >= samples[i].Filled * 3)
            .OrderByDescending(i => Array.IndexOf(PairNames, keys[i]) >= 0)
            .ThenByDescending(i => samples[i].Pairs)
            .Cast<int?>()
            .FirstOrDefault();
        return best is { } pair
            ? None(address) with
            {
                Pair = pair,
                Explanation = $"Latitude and longitude are read together from the column \"{header[pair]}\".",
            }
            : null;
    }

    private CoordinateColumns? Projected(int? address)
    {
        foreach (var (first, second, _) in Couples(XNames, YNames, false).Concat(Couples(LonNames, LatNames, true)))
        {
            var (a, b) = (samples[first], samples[second]);
            if (rows.Count > 0 && (a.Numbers == 0 || b.Numbers == 0))
                continue;
            var crs = NamedCrs(header[first]) ?? NamedCrs(header[second]);
            var found = $"East and north in feet or metres are read from the columns \"{header[first]}\" and \"{header[second]}\"";
            var explanation =
                crs is not null ? $"{found}, in the coordinate system {crs} that the header names."
                : a.Numbers == 0 ? $"{found}; there were no values to look at."
                : $"{found} ({a.Range()} and {b.Range()}: these are not degrees). Say which coordinate system they are "
                    + $"in{ProjectedRanges.Hint(a.Middle, b.Middle)}.";
            return None(address) with { X = first, Y = second, Crs = crs, Explanation = explanation };
        }
        return null;
    }

    private CoordinateColumns Nothing(int? address) =>
        None(address) with
        {
            Explanation = address is { } column
                ? $"No column with coordinates was found; addresses are in the column \"{header[column]}\"."
                : "No column with coordinates or addresses was found. Name the columns, for example \"longitude\" and \"latitude\".",
        };

    /// <summary>
    /// Couples of columns whose names belong together, best names first; ends such as in "lon_attr"/"lat_attr" or "x_26985"/"y_26985" must
    /// agree.
    /// </summary>
    private IEnumerable<(int First, int Second, bool Plain)> Couples(string[] firstNames, string[] secondNames, bool plain)
    {
        foreach (var name in firstNames)
            for (var i = 0; i < keys.Length; i++)
                if (keys[i] == name)
                    foreach (var other in secondNames)
                        if (places.TryGetValue(other, out var second))
                            yield return (i, second, plain);
        for (var i = 0; i < keys.Length; i++)
            foreach (var name in firstNames)
                if (
                    keys[i].Length > name.Length
                    && (
                        name.Length > 2
                            ? keys[i].StartsWith(name, StringComparison.Ordinal)
                            : header[i].Length > 1 && header[i][1] == '_' && keys[i][0] == name[0]
                    )
                )
                    foreach (var other in secondNames)
                        if (places.TryGetValue(other + keys[i][name.Length..], out var second))
                            yield return (i, second, plain);
    }

    private int? ShapeColumn()
    {
        var best = Enumerable
            .Range(0, header.Count)
            .Where(i => samples[i].Shapes > 0 && samples[i].Shapes * 2 >= samples[i].Filled)
            .OrderByDescending(i => Array.IndexOf(ShapeNames, keys[i]) >= 0)
            .ThenByDescending(i => samples[i].Shapes)
            .Cast<int?>()
            .FirstOrDefault();
        return best ?? (rows.Count > 0 ? null : ByName(["thegeom", "wkt", "geomwkt"]));
    }

    private int? Address() =>
        ByName(AddressNames)
        ?? Enumerable
            .Range(0, keys.Length)
            .Where(i =>
                keys[i].EndsWith("address", StringComparison.Ordinal)
                && !keys[i].Contains("mail", StringComparison.Ordinal)
                && keys[i] != "emailaddress"
            )
            .Cast<int?>()
            .FirstOrDefault();

    private int? ByName(string[] names) => names.Where(places.ContainsKey).Select(name => (int?)places[name]).FirstOrDefault();

    /// <summary>"x_26985", "X (EPSG:2263)": a number that is a code of a coordinate system for cities.</summary>
    private static string? NamedCrs(string name)
    {
        var digits = new StringBuilder();
        foreach (var c in name + " ")
        {
            if (char.IsAsciiDigit(c))
                digits.Append(c);
            else if (
                digits.Length is 4 or 5
                && int.Parse(digits.ToString(), CultureInfo.InvariantCulture) is var code
                && (code is 4326 or 3857 or >= 2222 and <= 3000 or >= 6318 and <= 6600 or >= 26901 and <= 26998 or >= 32601 and <= 32760)
            )
                return $"EPSG:{code}";
            else
                digits.Clear();
        }
        return null;
    }
}
