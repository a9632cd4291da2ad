using System.Text;
using System.Text.Unicode;
using NetTopologySuite.Geometries;
using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats.GeoJson;

/// <summary>Turns the bytes of one feature or bare geometry into a <see cref="Feature"/>; members may come in any order.</summary>
internal sealed class FeatureParser(JsonPlace place, GeometryFactory factory)
{
    private readonly CoordinateParser coordinates = new(place, factory);
    private readonly PropertyParser properties = new(place);

    /// <summary>How the last point was written up to its first number: files of points write all of them the same.</summary>
    private byte[] pointHead = [];

    public Feature Read(ReadOnlySpan<byte> text, long number, long linesBefore)
    {
        place.Feature = number;
        place.LinesBefore = linesBefore;
        place.Column = null;
        var isAscii = Ascii.IsValid(text);
        if (!isAscii && !Utf8.IsValid(text))
        {
            place.NoteOnce(
                "encoding",
                "Some text is not UTF-8; it was read as windows-1252 (Western European). Look at names with accents."
            );
            text = Encoding.UTF8.GetBytes(TextDecoding.Windows1252.GetString(text));
        }
        var cursor = new JsonCursor(text, place) { IsAscii = isAscii };
        coordinates.Reset();
        return Feature(ref cursor, number);
    }

    private Feature Feature(ref JsonCursor cursor, long number)
    {
        if (!cursor.TryTake((byte)'{'))
            throw cursor.Wrong(
                "The list of features holds something that is not a feature (null, a number or a text). Delete it or export the file again."
            );
        var kind = GeometryKind.None;
        string? id = null;
        Geometry? shape = null;
        FieldRow? fields = null;
        bool hasGeometry = false,
            hasProperties = false,
            first = true;
        int bareAt = -1,
            start = cursor.At;
        string? stray = null;
        while (cursor.Next((byte)'}', ref first))
        {
            var name = cursor.Name();
            if (name.SequenceEqual("type"u8))
            {
                if (kind != GeometryKind.None)
                    throw cursor.Wrong("The member \"type\" is given twice. Delete one of the two.");
                kind = GeometryKinds.Read(ref cursor);
                if (kind is not (GeometryKind.Feature or GeometryKind.FeatureCollection))
                    bareAt = start;
            }
            else if (name.SequenceEqual("geometry"u8) && kind is GeometryKind.None or GeometryKind.Feature && !hasGeometry)
            {
                cursor.Peek();
                shape = SamePoint(ref cursor) ?? Geometry(ref cursor, 0);
                hasGeometry = true;
            }
            else if (name.SequenceEqual("geometry"u8) && kind == GeometryKind.Feature)
                throw cursor.Wrong("The member \"geometry\" is given twice. Delete one of the two.");
            else if (name.SequenceEqual("properties"u8) && kind is GeometryKind.None or GeometryKind.Feature && !hasProperties)
            {
                fields = properties.Read(ref cursor);
                hasProperties = true;
            }
            else if (name.SequenceEqual("id"u8))
                id = Id(ref cursor);
            else if (name.SequenceEqual("bbox"u8))
                CheckBox(ref cursor);
            else
            {
                if (name.SequenceEqual("coordinates"u8) || name.SequenceEqual("geometries"u8) || name.SequenceEqual("features"u8))
                    stray = Encoding.UTF8.GetString(name);
                cursor.Skip();
            }
        }
        if (kind == GeometryKind.None && hasGeometry && hasProperties)
        {
            kind = GeometryKind.Feature;
            place.Note("The member \"type\" is missing; the record was read as a feature.", "type");
        }
        if (kind == GeometryKind.None)
            throw cursor.Wrong(
                "The member \"type\" is missing, so it is not said what this is (\"Feature\", \"Polygon\" …). This is not "
                    + "GeoJSON, or it is damaged."
            );
        if (kind == GeometryKind.FeatureCollection)
            throw cursor.Wrong("A FeatureCollection stands where one feature is needed. Bring the collections as separate files.");
        if (kind != GeometryKind.Feature)
        {
            cursor.At = bareAt - 1;
            return new Feature(number, Geometry(ref cursor, 0), FieldRow.Empty, id, place.LinesBefore + 1);
        }
        if (stray is not null)
            place.Note($"The feature has a member \"{stray}\" that belongs elsewhere; it was passed over.", stray);
        if (!hasGeometry)
            place.Note("The feature has no member \"geometry\"; it was taken without a shape.", "geometry");
        return new Feature(number, shape, fields ?? FieldRow.Empty, id, place.LinesBefore + 1);
    }

    /// <summary>Only what is written plainly: a type in another case is noted for each point.</summary>
    private void LearnPointHead(ReadOnlySpan<byte> written)
    {
        if (written.IndexOf("\"Point\""u8) >= 0 && !written.Contains((byte)'\\'))
            pointHead = [.. written, (byte)'['];
    }

    /// <summary>A point written like the one before, with nothing else to it; else null, and nothing is taken.</summary>
    private Point? SamePoint(ref JsonCursor cursor)
    {
        if (pointHead.Length == 0)
            return null;
        var start = cursor.At;
        if (cursor.TryPass(pointHead) && coordinates.TryPlainPoint(ref cursor) is { } point)
            return point;
        cursor.At = start;
        return null;
    }

    private Geometry? Geometry(ref JsonCursor cursor, int depth)
    {
        if (cursor.TryLiteral("null"u8))
            return depth == 0 ? null : throw cursor.Wrong("A geometry collection holds null where a geometry is needed.");
        if (depth > place.Limits.MaxCollectionDepth)
            throw cursor.Wrong(
                $"Geometry collections are nested more than {place.Limits.MaxCollectionDepth} deep. Export the shapes as "
                    + "plain polygons, lines or points."
            );
        if (!cursor.TryTake((byte)'{'))
            throw cursor.Wrong(
                "A geometry must be an object with \"type\" and \"coordinates\", but is something else (a number, text, "
                    + "list, true or false)."
            );
        var kind = GeometryKind.None;
        Geometry? shape = null;
        int coordinatesAt = -1,
            geometriesAt = -1,
            start = cursor.At - 1,
            members = 0;
        string? stray = null;
        var first = true;
        while (cursor.Next((byte)'}', ref first))
        {
            var name = cursor.Name();
            if (name.SequenceEqual("type"u8))
            {
                if (kind != GeometryKind.None)
                    throw cursor.Wrong("The member \"type\" is given twice. Delete one of the two.");
                kind = GeometryKinds.Read(ref cursor);
                if (kind is GeometryKind.Feature or GeometryKind.FeatureCollection)
                    throw cursor.Wrong($"A {kind} stands where a geometry is needed.");
            }
            else if (name.SequenceEqual("coordinates"u8))
            {
                if (shape is not null || coordinatesAt >= 0)
                    throw cursor.Wrong("The member \"coordinates\" is given twice. Delete one of the two.");
                if (kind is GeometryKind.None or GeometryKind.GeometryCollection)
                {
                    cursor.Peek();
                    coordinatesAt = cursor.At;
                    cursor.Skip();
                }
                else
                {
                    cursor.Peek();
                    if (kind == GeometryKind.Point && members == 1 && pointHead.Length == 0)
                        LearnPointHead(cursor.Since(start));
                    shape = coordinates.Read(ref cursor, kind);
                }
            }
            else if (name.SequenceEqual("geometries"u8) && geometriesAt < 0)
            {
                cursor.Peek();
                geometriesAt = cursor.At;
                cursor.Skip();
            }
            else if (name.SequenceEqual("bbox"u8))
                CheckBox(ref cursor);
            else
            {
                if (name.SequenceEqual("geometry"u8) || name.SequenceEqual("features"u8) || name.SequenceEqual("properties"u8))
                    stray = stray is null ? Encoding.UTF8.GetString(name) : stray + ", " + Encoding.UTF8.GetString(name);
                cursor.Skip();
            }
            members++;
        }
        if (stray is not null && (depth > 0 || cursor.Rest.Trim(" \t\r\n"u8).Length == 0))
            place.Note($"The geometry has members that belong elsewhere ({stray}); they were passed over.", stray);
        if (kind == GeometryKind.None)
            throw cursor.Wrong("A geometry has no \"type\" (\"Polygon\", \"Point\" …). Export the file again.");
        var end = cursor.At;
        if (kind == GeometryKind.GeometryCollection)
            shape = Collection(ref cursor, geometriesAt, depth);
        else if (coordinatesAt >= 0)
        {
            cursor.At = coordinatesAt;
            shape = coordinates.Read(ref cursor, kind);
        }
        cursor.At = end;
        return shape ?? throw cursor.Wrong($"A {kind} has no \"coordinates\". Correct or delete it at the source.");
    }

    private GeometryCollection Collection(ref JsonCursor cursor, int at, int depth)
    {
        if (at < 0)
            throw cursor.Wrong("A GeometryCollection has no \"geometries\". Correct or delete it at the source.");
        cursor.At = at;
        if (!cursor.TryTake((byte)'['))
            throw cursor.Wrong("The \"geometries\" of a GeometryCollection must be a list in square brackets.");
        var shapes = new List<Geometry>();
        var first = true;
        while (cursor.Next((byte)']', ref first))
        {
            if (shapes.Count == place.Limits.MaxPartsPerFeature)
                throw cursor.Wrong($"The shape has more than {place.Limits.MaxPartsPerFeature:N0} parts. Split it at the source.");
            shapes.Add(Geometry(ref cursor, depth + 1)!);
        }
        if (depth > 0)
            place.NoteOnce("nested", "A geometry collection lies inside another; it was read as it is. Said once for the file.");
        if (shapes.Count == 1)
            place.NoteOnce("single", "A geometry collection holds a single geometry; it was read as it is. Said once for the file.");
        return factory.CreateGeometryCollection([.. shapes]);
    }

    private string? Id(ref JsonCursor cursor)
    {
        if (cursor.Peek() == '"')
            return cursor.Text();
        var raw = cursor.Skip();
        if (raw[0] is (byte)'{' or (byte)'[' or (byte)'t' or (byte)'f')
        {
            place.Note("The \"id\" is neither text nor a number; it was left out.", "id");
            return null;
        }
        return raw[0] == 'n' ? null : Encoding.UTF8.GetString(raw);
    }

    /// <summary>A bounding box says nothing that the shape does not; it is only looked at.</summary>
    internal static void CheckBox(ref JsonCursor cursor)
    {
        var raw = cursor.Skip();
        var good = raw[0] == '[' && raw.IndexOfAny("\"{ntf"u8) < 0 && raw[1..].IndexOf((byte)'[') < 0 && raw.Count((byte)',') is 3 or 5;
        if (!good && raw[0] != 'n')
            cursor.Place.Note(
                "The member \"bbox\" is not a list of 4 or 6 numbers; it was passed over, the shape itself was read.",
                "bbox"
            );
    }
}
