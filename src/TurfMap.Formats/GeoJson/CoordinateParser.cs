using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace TurfMap.Formats.GeoJson;

/// <summary>Reads coordinate arrays straight from the bytes into shapes. Keeps one buffer for all of them.</summary>
internal sealed class CoordinateParser(JsonPlace place, GeometryFactory factory)
{
    private Coordinate[] buffer = new Coordinate[256];
    private int count;
    private int vertices;
    private int parts;
    private bool saidPrecision,
        saidRange,
        saidHeight,
        saidMeasure;

    /// <summary>Starts the vertex budget of a new feature.</summary>
    public void Reset() => (vertices, parts) = (0, 0);

    public Geometry Read(ref JsonCursor cursor, GeometryKind kind)
    {
        if (cursor.Peek() != '[')
            throw cursor.Wrong($"The coordinates of a {kind} must be a list in square brackets, but are something else.");
        switch (kind)
        {
            case GeometryKind.Point:
                return Point(ref cursor);
            case GeometryKind.LineString:
                return Line(ref cursor, mayBeEmpty: true);
            case GeometryKind.Polygon:
                return Polygon(ref cursor, alone: true)!;
            case GeometryKind.MultiPoint:
                Positions(ref cursor, "MultiPoint");
                return factory.CreateMultiPointFromCoords(TakenPlaces());
            case GeometryKind.MultiLineString:
                return factory.CreateMultiLineString(Many(ref cursor, (ref JsonCursor c) => Line(ref c, mayBeEmpty: false)));
            default:
                return factory.CreateMultiPolygon(Many(ref cursor, (ref JsonCursor c) => Polygon(ref c, alone: false)));
        }
    }

    private delegate T? Part<T>(ref JsonCursor cursor);

    private T[] Many<T>(ref JsonCursor cursor, Part<T> part)
        where T : Geometry
    {
        var all = new List<T>();
        cursor.Take((byte)'[');
        var first = true;
        while (cursor.Next((byte)']', ref first))
        {
            CountPart(ref cursor);
            if (cursor.Peek() != '[')
                throw WrongNesting(ref cursor, "a list of positions");
            if (part(ref cursor) is { } whole)
                all.Add(whole);
        }
        return [.. all];
    }

    private Point Point(ref JsonCursor cursor)
    {
        var start = cursor.At++;
        if (cursor.TryTake((byte)']'))
            return factory.CreatePoint();
        cursor.At = start;
        Position(ref cursor, out var x, out var y);
        return factory.CreatePoint(new CoordinateArraySequence([new Coordinate(x, y)], 2, 0));
    }

    /// <summary>
    /// The rest of a point after its bracket: two numbers of which nothing is to be said, and its end. Null for whatever needs more looking
    /// at; the cursor is then anywhere.
    /// </summary>
    public Point? TryPlainPoint(ref JsonCursor cursor)
    {
        if (
            !TryPlainNumber(ref cursor, out var x)
            || !cursor.TryTake((byte)',')
            || !TryPlainNumber(ref cursor, out var y)
            || !cursor.TryTake((byte)']')
            || !cursor.TryTake((byte)'}')
        )
            return null;
        return saidRange || (x is >= -180 and <= 180 && y is >= -90 and <= 90)
            ? factory.CreatePoint(new CoordinateArraySequence([new Coordinate(x, y)], 2, 0))
            : null;
    }

    private bool TryPlainNumber(ref JsonCursor cursor, out double value)
    {
        cursor.Peek();
        var used = DecimalText.Scan(cursor.Rest, out value, out var decimals);
        cursor.At += Math.Max(used, 0);
        return used > 0 && (decimals <= 9 || saidPrecision);
    }

    private LineString Line(ref JsonCursor cursor, bool mayBeEmpty)
    {
        Positions(ref cursor, "line");
        if (count == 1 || (count == 0 && !mayBeEmpty))
            throw cursor.Wrong($"A line has {count} position; it needs at least 2. Correct or delete it at the source.");
        return factory.CreateLineString(Taken());
    }

    /// <summary>Null for a part of a multipolygon whose outer ring encloses nothing.</summary>
    private Polygon? Polygon(ref JsonCursor cursor, bool alone)
    {
        LinearRing? shell = null;
        List<LinearRing>? holes = null;
        var index = 0;
        cursor.Take((byte)'[');
        var first = true;
        while (cursor.Next((byte)']', ref first))
        {
            CountPart(ref cursor);
            if (cursor.Peek() != '[')
                throw WrongNesting(ref cursor, "a ring (a list of positions)");
            var ring = Ring(ref cursor, outer: index == 0, needed: index == 0 && alone);
            if (index++ == 0)
                shell = ring;
            else if (ring is not null)
                (holes ??= []).Add(ring);
        }
        if (shell is null && index > 0)
            return null;
        return shell is null ? factory.CreatePolygon() : factory.CreatePolygon(shell, holes?.ToArray() ?? []);
    }

    /// <summary>
    /// Null for a closed ring that goes to and fro: it encloses nothing. Where the polygon is nothing without it, or it is not even closed,
    /// it is refused.
    /// </summary>
    private LinearRing? Ring(ref JsonCursor cursor, bool outer, bool needed)
    {
        Positions(ref cursor, "ring");
        if (!needed && count is (2 or 3) && buffer[0].Equals2D(buffer[count - 1]))
        {
            place.Note($"A ring of the polygon has only {count} positions and encloses nothing; it was left out.");
            return null;
        }
        if (count < 4)
            throw cursor.Wrong(
                $"A ring of a polygon has {count} position{(count == 1 ? "" : "s")}; it needs at least 4, the last equal to "
                    + "the first. Correct or delete the polygon at the source."
            );
        if (!buffer[0].Equals2D(buffer[count - 1]))
        {
            place.Note(
                "A ring of the polygon was not closed (its last position differs from its first); it was closed with a straight line."
            );
            Add(ref cursor, buffer[0].X, buffer[0].Y);
        }
        var ring = TakenPlaces();
        if (!place.Notes.Said("winding") && IsCounterClockwise(ring) != outer)
            place.NoteOnce(
                "winding",
                "Rings run the other way round than RFC 7946 asks (outer rings counter-clockwise, holes clockwise); they "
                    + "were read by their place in the list, so nothing is lost. Said once for the file."
            );
        return factory.CreateLinearRing(new CoordinateArraySequence(ring, 2, 0));
    }

    private void Positions(ref JsonCursor cursor, string what)
    {
        count = 0;
        cursor.Take((byte)'[');
        var first = true;
        while (cursor.Next((byte)']', ref first))
        {
            if (cursor.Peek() != '[')
                throw WrongNesting(ref cursor, $"a position of the {what} ([longitude, latitude])");
            Position(ref cursor, out var x, out var y);
            Add(ref cursor, x, y);
        }
    }

    private void Position(ref JsonCursor cursor, out double x, out double y)
    {
        cursor.At++;
        x = Number(ref cursor);
        if (!cursor.TryTake((byte)','))
            throw cursor.Peek() == ']'
                ? cursor.Wrong("A position has only one number; it needs two, [longitude, latitude].")
                : cursor.Syntax("',' is missing");
        y = Number(ref cursor);
        if (!cursor.TryTake((byte)']'))
            MoreNumbers(ref cursor);
        if ((x is < -180 or > 180 || y is < -90 or > 90) && Once(ref saidRange))
            place.NoteOnce(
                "range",
                $"The position ({x}, {y}) lies outside the degrees of longitude and latitude. If the file is in feet or "
                    + "metres, name its coordinate system. Said once for the file."
            );
    }

    private void MoreNumbers(ref JsonCursor cursor)
    {
        var numbers = 2;
        var first = false;
        while (cursor.Next((byte)']', ref first))
        {
            Number(ref cursor);
            if (++numbers > 4)
                throw cursor.Wrong(
                    "A position has more than four numbers; it needs two, [longitude, latitude]. Perhaps brackets are "
                        + "missing between positions."
                );
        }
        if (numbers == 3 && Once(ref saidHeight))
            place.NoteOnce("height", "Positions carry a height; only longitude and latitude were read. Said once for the file.");
        else if (numbers > 3 && Once(ref saidMeasure))
            place.NoteOnce(
                "measure",
                "Positions carry four numbers; the first two were read as longitude and latitude. Said once for the file."
            );
    }

    private double Number(ref JsonCursor cursor)
    {
        var c = cursor.Peek();
        var used = DecimalText.Scan(cursor.Rest, out var value, out var decimals);
        if (used > 0)
        {
            if (decimals > 9 && Once(ref saidPrecision))
                place.NoteOnce(
                    "precision",
                    $"Coordinates are written with {decimals} decimals; beyond the 7th (1 cm) they say nothing. They were "
                        + "kept as they are. Said once for the file."
                );
            cursor.At += used;
            return value;
        }
        if (used < 0)
            throw cursor.Wrong("A coordinate is too large to be a number. Correct it at the source.");
        throw c switch
        {
            (byte)'"' => cursor.Wrong(
                $"A coordinate is text in quotes (\"{Shorten(cursor.Text())}\") where a number is needed. Export the file "
                    + "with numbers, without quotes."
            ),
            (byte)'[' => cursor.Wrong(
                "Brackets are nested too deep: a list stands where a number is needed. The type does not fit the coordinates."
            ),
            (byte)'n' or (byte)'t' or (byte)'f' or (byte)'N' or (byte)'I' or (byte)'{' or (byte)']' or (byte)'-' => cursor.Wrong(
                "A coordinate is missing or is not a number (null, NaN, Infinity). Correct or delete this position at the source."
            ),
            _ => cursor.Syntax("a coordinate is not a number"),
        };
    }

    private static string ValueKind(ref JsonCursor cursor) =>
        cursor.Peek() switch
        {
            (byte)'"' => "text",
            (byte)'{' => "member list",
            (byte)'n' => "null",
            (byte)'t' or (byte)'f' => "true or false",
            _ => "single number",
        };

    private static UnreadableException WrongNesting(ref JsonCursor cursor, string needed) =>
        cursor.Wrong(
            $"The coordinates do not fit the type: {needed} is needed, but a "
                + $"{ValueKind(ref cursor)} stands there. Correct the type or the brackets."
        );

    private void Add(ref JsonCursor cursor, double x, double y)
    {
        if (++vertices > place.Limits.MaxVerticesPerFeature)
            throw cursor.Wrong($"The shape has more than {place.Limits.MaxVerticesPerFeature:N0} positions. Simplify it at the source.");
        if (count == buffer.Length)
            Array.Resize(ref buffer, count * 2);
        buffer[count++] = new Coordinate(x, y);
    }

    private void CountPart(ref JsonCursor cursor)
    {
        if (++parts > place.Limits.MaxPartsPerFeature)
            throw cursor.Wrong($"The shape has more than {place.Limits.MaxPartsPerFeature:N0} parts or rings. Split it at the source.");
    }

    /// <summary>The dimension is said, so that the library need not look at every place for it.</summary>
    private CoordinateArraySequence Taken() => new(TakenPlaces(), 2, 0);

    private Coordinate[] TakenPlaces()
    {
        var taken = buffer.AsSpan(0, count).ToArray();
        if (buffer.Length > 65536)
            buffer = new Coordinate[256];
        return taken;
    }

    /// <summary>Keeps what is said once for a file from being put into words for every number.</summary>
    private static bool Once(ref bool said) => !said && (said = true);

    private static bool IsCounterClockwise(Coordinate[] ring)
    {
        var twice = 0.0;
        var (x0, y0) = (ring[0].X, ring[0].Y);
        for (var i = 1; i < ring.Length; i++)
            twice += (ring[i - 1].X - x0) * (ring[i].Y - y0) - (ring[i].X - x0) * (ring[i - 1].Y - y0);
        return twice > 0;
    }

    private static string Shorten(string text) => text.Length > 30 ? text[..30] + "…" : text;
}
