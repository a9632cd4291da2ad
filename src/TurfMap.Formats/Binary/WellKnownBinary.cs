using System.Buffers.Binary;
using NetTopologySuite.Geometries;

namespace TurfMap.Formats.Binary;

/// <summary>
/// Reads WKB: ISO and EWKB, both byte orders, Z and M passed over. Own code, so that depth and counts are checked before anything is
/// allocated.
/// </summary>
internal ref struct WellKnownBinary(ReadOnlySpan<byte> bytes, ReadingLimits limits)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at,
        vertices,
        parts;

    /// <summary>The SRID of an EWKB, or 0.</summary>
    public int Srid { get; private set; }

    public Geometry Read()
    {
        var shape = Shape(0);
        return at == bytes.Length ? shape : throw new ShapeFault("There are bytes left over after the shape.");
    }

    private Geometry Shape(int depth)
    {
        if (depth > limits.MaxCollectionDepth)
            throw new ShapeFault($"Collections are nested more than {limits.MaxCollectionDepth} deep.");
        Need(5);
        var order = bytes[at++];
        if (order > 1)
            throw new ShapeFault("This is not WKB (the byte order mark is wrong).");
        var little = order == 1;
        var code = U32(little);
        var extra = ((code & 0x80000000) != 0 ? 1 : 0) + ((code & 0x40000000) != 0 ? 1 : 0);
        if ((code & 0x20000000) != 0)
            Srid = (int)U32(little);
        code &= 0x1FFFFFFF;
        extra = Math.Max(
            extra,
            code / 1000 is 3 ? 2
                : code / 1000 is 1 or 2 ? 1
                : code / 1000 == 0 ? 0
                : throw Unknown(code)
        );
        var size = 16 + 8 * extra;
        switch (code % 1000)
        {
            case 1:
                Need(size);
                var x = F64(little);
                var y = F64(little);
                at += 8 * extra;
                if (double.IsNaN(x) && double.IsNaN(y))
                    return Shapes.Factory.CreatePoint();
                return Shapes.Factory.CreatePoint(Checked(x, y));
            case 2:
                return Shapes.Factory.CreateLineString(Line(little, extra, 2));
            case 3:
                return Polygon(little, extra);
            case 4:
                return Shapes.Factory.CreateMultiPoint(Many<Point>(little, depth));
            case 5:
                return Shapes.Factory.CreateMultiLineString(Many<LineString>(little, depth));
            case 6:
                return Shapes.Factory.CreateMultiPolygon(Many<Polygon>(little, depth));
            case 7:
                return Shapes.Factory.CreateGeometryCollection(Many<Geometry>(little, depth));
            default:
                throw Unknown(code);
        }
    }

    private T[] Many<T>(bool little, int depth)
        where T : Geometry
    {
        var count = Count(little, 9);
        CountParts(count);
        var all = new T[count];
        for (var i = 0; i < count; i++)
            all[i] = Shape(depth + 1) as T ?? throw new ShapeFault("A part has the wrong type.");
        return all;
    }

    private Polygon Polygon(bool little, int extra)
    {
        var count = Count(little, 4);
        CountParts(count);
        if (count == 0)
            return Shapes.Factory.CreatePolygon();
        var rings = new LinearRing[count];
        for (var i = 0; i < count; i++)
        {
            var line = Line(little, extra, 4);
            if (line.Length > 0 && !line[0].Equals2D(line[^1]))
                throw new ShapeFault("A ring is not closed: its last position differs from its first.");
            rings[i] = Shapes.Factory.CreateLinearRing(line);
        }
        if (rings[0].IsEmpty && rings.Length > 1)
            throw new ShapeFault("The polygon has holes but no outer ring.");
        return Shapes.Factory.CreatePolygon(rings[0], rings[1..]);
    }

    private Coordinate[] Line(bool little, int extra, int least)
    {
        var count = Count(little, 16 + 8 * extra);
        if (count > 0 && count < least)
            throw new ShapeFault($"A {(least == 2 ? "line" : "ring")} has {count} positions; it needs at least {least}.");
        if ((vertices += count) > limits.MaxVerticesPerFeature)
            throw new ShapeFault($"The shape has more than {limits.MaxVerticesPerFeature:N0} positions.");
        var line = new Coordinate[count];
        for (var i = 0; i < count; i++)
        {
            line[i] = Checked(F64(little), F64(little));
            at += 8 * extra;
        }
        return line;
    }

    private readonly void Need(long count)
    {
        if (count > bytes.Length - at)
            throw new ShapeFault("The shape ends too early: it was cut off, or a count in it is wrong.");
    }

    private int Count(bool little, int bytesEach)
    {
        Need(4);
        var count = U32(little);
        Need((long)count * bytesEach);
        return (int)count;
    }

    private void CountParts(int count)
    {
        if ((parts += count) > limits.MaxPartsPerFeature)
            throw new ShapeFault($"The shape has more than {limits.MaxPartsPerFeature:N0} parts.");
    }

    private static Coordinate Checked(double x, double y) =>
        double.IsFinite(x) && double.IsFinite(y)
            ? new Coordinate(x, y)
            : throw new ShapeFault("A coordinate is not a number (NaN or infinite).");

    private uint U32(bool little)
    {
        Need(4);
        at += 4;
        return little
            ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at - 4)..])
            : BinaryPrimitives.ReadUInt32BigEndian(bytes[(at - 4)..]);
    }

    private double F64(bool little)
    {
        at += 8;
        return little
            ? BinaryPrimitives.ReadDoubleLittleEndian(bytes[(at - 8)..])
            : BinaryPrimitives.ReadDoubleBigEndian(bytes[(at - 8)..]);
    }

    private static ShapeFault Unknown(uint code) =>
        new($"The type of shape {code} is not supported: only points, lines, polygons and collections of them.");
}
