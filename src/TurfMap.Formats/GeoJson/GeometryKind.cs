using System.Text;

namespace TurfMap.Formats.GeoJson;

internal enum GeometryKind
{
    None,
    Point,
    MultiPoint,
    LineString,
    MultiLineString,
    Polygon,
    MultiPolygon,
    GeometryCollection,
    Feature,
    FeatureCollection,
}

internal static class GeometryKinds
{
    private static readonly (byte[] Name, GeometryKind Kind)[] Names =
    [
        .. Enum.GetValues<GeometryKind>().Where(k => k != GeometryKind.None).Select(k => (Encoding.UTF8.GetBytes(k.ToString()), k)),
    ];

    /// <summary>Reads the value of a "type" member; a wrong case is taken with a note.</summary>
    public static GeometryKind Read(ref JsonCursor cursor)
    {
        if (cursor.Peek() != '"')
            throw cursor.Wrong("The member \"type\" must be a text such as \"Feature\" or \"Polygon\", but is something else.");
        var raw = cursor.RawString(out _);
        // What nearly every record says.
        if (raw.SequenceEqual("Feature"u8))
            return GeometryKind.Feature;
        foreach (var (name, kind) in Names)
            if (raw.SequenceEqual(name))
                return kind;
        var text = Encoding.UTF8.GetString(raw);
        if (Enum.TryParse<GeometryKind>(text, ignoreCase: true, out var found) && found != GeometryKind.None && !char.IsAsciiDigit(text[0]))
        {
            cursor.Place.Note($"The type is written \"{text}\"; it was read as \"{found}\".");
            return found;
        }
        if (text == "Topology")
            throw cursor.Wrong("This is TopoJSON with its type at the end, which cannot be recognised. Put \"type\": \"Topology\" first.");
        throw cursor.Wrong(
            $"The type \"{(text.Length > 40 ? text[..40] + "…" : text)}\" is not one that GeoJSON knows (Feature, Point, "
                + "LineString, Polygon, their Multi forms, GeometryCollection). Correct the type or export the file again."
        );
    }
}
