using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;
using SampleCity.Arithmetic;
using SampleCity.Ground;

namespace SampleCity.Writing;

/// <summary>Polygons as a shapefile in EPSG:26918: .shp, .shx, .dbf, .prj, .cpg.</summary>
internal static class Shapefile
{
    private const string Prj =
        "PROJCS[\"NAD_1983_UTM_Zone_18N\",GEOGCS[\"GCS_North_American_1983\",DATUM[\"D_North_American_1983\",SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0]," +
        "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",-75.0]," +
        "PARAMETER[\"Scale_Factor\",0.9996],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

    public static IEnumerable<(string Name, byte[] Bytes)> Write(string stem, IReadOnlyList<(Geometry Shape, string[] Fields)> records, (string Name, int Length)[] columns)
    {
        var bodies = records.Select(r => Polygon(r.Shape)).ToList();
        var box = new Envelope();
        foreach (var (_, extent) in bodies) box.ExpandToInclude(extent);
        using MemoryStream shp = new(), shx = new();
        shp.Write(Header(100 + bodies.Sum(b => b.Body.Length + 8), box));
        shx.Write(Header(100 + 8 * bodies.Count, box));
        for (var i = 0; i < bodies.Count; i++)
        {
            var head = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(head, (int)shp.Position / 2);
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), bodies[i].Body.Length / 2);
            shx.Write(head);
            BinaryPrimitives.WriteInt32BigEndian(head, i + 1);
            shp.Write(head);
            shp.Write(bodies[i].Body);
        }
        return
        [
            (stem + ".shp", shp.ToArray()), (stem + ".shx", shx.ToArray()), (stem + ".dbf", Table(records.Select(r => r.Fields).ToList(), columns)),
            (stem + ".prj", Encoding.ASCII.GetBytes(Prj)), (stem + ".cpg", "UTF-8"u8.ToArray()),
        ];
    }

    private static byte[] Header(int length, Envelope box)
    {
        var head = new byte[100];
        BinaryPrimitives.WriteInt32BigEndian(head, 9994);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(24), length / 2);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), 1000);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(32), 5);
        WriteBox(head.AsSpan(36), box);
        return head;
    }

    private static void WriteBox(Span<byte> at, Envelope box)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(at, box.MinX);
        BinaryPrimitives.WriteDoubleLittleEndian(at[8..], box.MinY);
        BinaryPrimitives.WriteDoubleLittleEndian(at[16..], box.MaxX);
        BinaryPrimitives.WriteDoubleLittleEndian(at[24..], box.MaxY);
    }

    private static (byte[] Body, Envelope Box) Polygon(Geometry shape)
    {
        // Outer rings run clockwise here, the other way than in GeoJSON.
        var rings = Land.Polygons(shape).SelectMany(p => p.InteriorRings.Select(h => GeoJson.Turned(h, true)).Prepend(GeoJson.Turned(p.ExteriorRing, false)))
            .Select(ring => ring.Select(c => Utm18.FromLonLat(c.X, c.Y)).Select(c => new Coordinate(Math.Round(c.X, 4), Math.Round(c.Y, 4))).ToArray()).ToList();
        var box = new Envelope();
        foreach (var c in rings.SelectMany(r => r)) box.ExpandToInclude(c);
        var body = new byte[44 + 4 * rings.Count + 16 * rings.Sum(r => r.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(body, 5);
        WriteBox(body.AsSpan(4), box);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(36), rings.Count);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(40), rings.Sum(r => r.Length));
        int first = 0, at = 44 + 4 * rings.Count;
        for (var i = 0; i < rings.Count; first += rings[i++].Length)
        {
            BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(44 + 4 * i), first);
            foreach (var c in rings[i])
            {
                BinaryPrimitives.WriteDoubleLittleEndian(body.AsSpan(at), c.X);
                BinaryPrimitives.WriteDoubleLittleEndian(body.AsSpan(at + 8), c.Y);
                at += 16;
            }
        }
        return (body, box);
    }

    private static byte[] Table(List<string[]> rows, (string Name, int Length)[] columns)
    {
        var width = 1 + columns.Sum(c => c.Length);
        using var table = new MemoryStream();
        var head = new byte[32 + 32 * columns.Length + 1];
        (head[0], head[1], head[2], head[3]) = (3, 124, 1, 1);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), rows.Count);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(8), (short)head.Length);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(10), (short)width);
        for (var i = 0; i < columns.Length; i++)
        {
            Encoding.ASCII.GetBytes(columns[i].Name, head.AsSpan(32 + 32 * i));
            head[32 + 32 * i + 11] = (byte)'C';
            head[32 + 32 * i + 16] = (byte)columns[i].Length;
        }
        head[^1] = 0x0D;
        table.Write(head);
        foreach (var row in rows)
        {
            table.WriteByte((byte)' ');
            for (var i = 0; i < columns.Length; i++)
            {
                var cell = Enumerable.Repeat((byte)' ', columns[i].Length).ToArray();
                Encoding.UTF8.GetBytes(row[i], cell);
                table.Write(cell);
            }
        }
        table.WriteByte(0x1A);
        return table.ToArray();
    }
}
