using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace TurfMap.Tests.Files;

/// <summary>Writes small shapefiles for tests: rings in the order and direction they have.</summary>
internal static class ShapefileMaker
{
    public static (byte[] Shp, byte[] Dbf) Make(
        int type,
        IReadOnlyList<Geometry> shapes,
        byte language = 0,
        string? nameText = null,
        Encoding? encoding = null
    )
    {
        var records = shapes.Select(s => Content(type, s)).ToList();
        var shp = new MemoryStream();
        var head = new byte[100];
        BinaryPrimitives.WriteInt32BigEndian(head, 9994);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(24), (100 + records.Sum(r => r.Length + 8)) / 2);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), 1000);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(32), type);
        shp.Write(head);
        for (var i = 0; i < records.Count; i++)
        {
            var mark = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(mark, i + 1);
            BinaryPrimitives.WriteInt32BigEndian(mark.AsSpan(4), records[i].Length / 2);
            shp.Write(mark);
            shp.Write(records[i]);
        }
        return (shp.ToArray(), Dbf(shapes.Count, language, nameText ?? "Ward é", encoding ?? Encoding.UTF8));
    }

    /// <summary>Rings exactly as given, in one polygon record.</summary>
    public static byte[] Rings(params string[] lines)
    {
        var rings = lines.Select(l => new WKTReader().Read(l).Coordinates).ToList();
        return Make(5, [new RawRings(rings)]).Shp;
    }

    private static byte[] Dbf(int rows, byte language, string text, Encoding encoding)
    {
        var dbf = new MemoryStream();
        var head = new byte[32 + 3 * 32 + 1];
        head[0] = 3;
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), rows);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(8), (short)head.Length);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(10), 1 + 12 + 6 + 8);
        head[29] = language;
        Column(head.AsSpan(32), "NAME", 'C', 12, 0);
        Column(head.AsSpan(64), "CODE", 'N', 6, 0);
        Column(head.AsSpan(96), "SHARE", 'N', 8, 3);
        head[^1] = 0x0D;
        dbf.Write(head);
        for (var i = 0; i < rows; i++)
        {
            dbf.WriteByte((byte)' ');
            var name = encoding.GetBytes(text);
            dbf.Write([.. name, .. Enumerable.Repeat((byte)' ', 12 - name.Length)]);
            dbf.Write(Encoding.ASCII.GetBytes($"{i + 1, 6}{(i + 1) / 8.0, 8:0.000}"));
        }
        dbf.WriteByte(0x1A);
        return dbf.ToArray();
    }

    private static void Column(Span<byte> into, string name, char type, int length, int decimals)
    {
        Encoding.ASCII.GetBytes(name, into);
        into[11] = (byte)type;
        into[16] = (byte)length;
        into[17] = (byte)decimals;
    }

    private static byte[] Content(int type, Geometry shape)
    {
        var bytes = new List<byte>();
        I(type);
        if (type % 10 == 1)
        {
            D(shape.Coordinate.X);
            D(shape.Coordinate.Y);
            for (var extra = type / 10; extra is > 0 and < 3; extra++)
                D(9);
            return [.. bytes];
        }
        var rings = shape is RawRings raw ? raw.Rings : [.. Parts(shape)];
        for (var i = 0; i < 4; i++)
            D(0);
        var points = rings.Sum(r => r.Length);
        if (type % 10 != 8)
            I(rings.Count);
        I(points);
        for (int i = 0, at = 0; i < rings.Count && type % 10 != 8; at += rings[i++].Length)
            I(at);
        foreach (var place in rings.SelectMany(r => r))
        {
            D(place.X);
            D(place.Y);
        }
        for (var extra = type / 10; extra is > 0 and < 3; extra++)
        for (var i = 0; i < points + 2; i++)
            D(9);
        return [.. bytes];

        void I(int value) => bytes.AddRange(BitConverter.GetBytes(value));
        void D(double value) => bytes.AddRange(BitConverter.GetBytes(value));
    }

    private static IEnumerable<Coordinate[]> Parts(Geometry shape)
    {
        for (var i = 0; i < shape.NumGeometries; i++)
        {
            if (shape.GetGeometryN(i) is Polygon polygon)
            {
                yield return polygon.ExteriorRing.Coordinates;
                foreach (var hole in polygon.Holes)
                    yield return hole.Coordinates;
            }
            else
                yield return shape.GetGeometryN(i).Coordinates;
        }
    }

    /// <summary>Carries rings past the rules of a polygon.</summary>
    private sealed class RawRings(List<Coordinate[]> rings) : GeometryCollection([])
    {
        public List<Coordinate[]> Rings => rings;
    }
}
