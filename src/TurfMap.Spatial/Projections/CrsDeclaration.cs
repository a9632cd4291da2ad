using System.Globalization;

namespace TurfMap.Spatial.Projections;

/// <summary>What a declaration of a coordinate system was understood to say.</summary>
/// <param name="Crs">The system; null when the declaration is not understood or names something that cannot be used here.</param>
/// <param name="Sentence">What was found, or why it cannot be used and what to do, for the person who brought the file.</param>
public sealed record CrsDeclaration(Crs? Crs, string Sentence)
{
    private const string Advice =
        "Save the file again in longitude and latitude (WGS84), or name the coordinate system by its EPSG number.";

    /// <summary>Reads a declaration in any of the forms that files and people use.</summary>
    /// <param name="declaration">
    /// "EPSG:2263", "2263", "urn:ogc:def:crs:EPSG::2263", "urn:ogc:def:crs:OGC:1.3:CRS84", "http://www.opengis.net/def/crs/EPSG/0/2263", or
    /// well-known text:
    /// version 1, ESRI's .prj, version 2. Well-known text is matched by method, parameters and unit; its names and numbers are only
    /// believed where they agree.
    /// </param>
    public static CrsDeclaration Read(string declaration)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        var text = declaration.AsSpan().Trim().Trim("\uFEFF\0\"'").Trim();
        if (text.IsEmpty)
            return new(null, "No coordinate system is named.");
        if (text.IndexOfAny('[', '(') >= 0)
            return ReadWkt(declaration);
        if (text.EndsWith("CRS84", StringComparison.OrdinalIgnoreCase) || text.EndsWith("CRS:84", StringComparison.OrdinalIgnoreCase))
            return Found(Crs.LonLat);
        return Number(text) is { } number
            ? ReadEpsg(number)
            : new(null, $"The coordinate system \"{Shorten(text)}\" is not known here. {Advice}");
    }

    internal static CrsDeclaration ReadWkt(string wkt)
    {
        ArgumentNullException.ThrowIfNull(wkt);
        if (wkt.Length > WktNode.MaxLength)
            return new(null, $"The description of the coordinate system is {wkt.Length:N0} characters long; that is no real one. {Advice}");
        if (WktNode.Read(wkt) is not { } root)
            return new(null, $"The description of the coordinate system cannot be read. {Advice}");
        var (definition, problem) = WktDefinition.Of(root);
        if (definition is null)
            return new(null, $"{problem} {Advice}");
        var known = WktDefinition.Match(definition);
        if (known is null && definition.Method != ProjectionMethod.Geographic && !IsUsable(definition))
            return new(
                null,
                $"The numbers in the description of the coordinate system \"{Shorten(definition.Name)}\" describe no usable one. {Advice}"
            );
        return Found(known ?? new Crs(definition));
    }

    private static CrsDeclaration ReadEpsg(int number) =>
        Crs.FromEpsg(number) is { } crs
            ? Found(crs)
            : new(null, $"The coordinate system EPSG:{number} is not one of those known here. {Advice}");

    private static CrsDeclaration Found(Crs crs) => new(crs, $"The coordinates are in {crs}.");

    private static int? Number(ReadOnlySpan<char> text)
    {
        var digits = text.Length;
        while (digits > 0 && char.IsAsciiDigit(text[digits - 1]))
            digits--;
        var prefix = text[..digits];
        var isNumber =
            prefix.IsEmpty
            || prefix.Contains("EPSG", StringComparison.OrdinalIgnoreCase)
            || prefix.Contains("ESRI", StringComparison.OrdinalIgnoreCase)
            || prefix.Equals("SRID=", StringComparison.OrdinalIgnoreCase);
        return isNumber && int.TryParse(text[digits..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Whether places near the middle of the system come back from a round trip, to a millimetre.</summary>
    private static bool IsUsable(CrsDefinition definition)
    {
        Crs crs;
        try
        {
            crs = new Crs(definition);
        }
        catch (ArgumentException)
        {
            return false;
        }
        var place = new LonLat(
            definition.CentralMeridian,
            definition.Method == ProjectionMethod.LambertConic ? definition.Parallel1 : definition.LatitudeOfOrigin
        );
        var (x, y) = crs.FromLonLat(place);
        var back = crs.ToLonLat(x, y);
        return Math.Abs(back.Longitude - place.Longitude) < 1e-8 && Math.Abs(back.Latitude - place.Latitude) < 1e-8;
    }

    internal static string Shorten(ReadOnlySpan<char> text) => text.Length <= 60 ? text.ToString() : $"{text[..57]}...";
}
