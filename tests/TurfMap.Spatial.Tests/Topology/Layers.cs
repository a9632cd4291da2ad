using System.IO.Compression;
using System.Text.Json;
using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace TurfMap.Tests.Topology;

/// <summary>Reads polygon layers of the shared folder plainly, for tests that need real boundaries.</summary>
internal static class Layers
{
    public static GeometryFactory Factory { get; } =
        new NtsGeometryServices(
            CoordinateArraySequenceFactory.Instance,
            PrecisionModel.Floating.Value,
            4326,
            GeometryOverlay.NG,
            new CoordinateEqualityComparer()
        ).CreateGeometryFactory();

    public static List<Geometry> GeoJson(params string[] path) => [.. Features(path).Select(f => f.Area)];

    public static List<(Geometry Area, Dictionary<string, string> Fields)> Features(params string[] path)
    {
        using var document = Open(path);
        var features = new List<(Geometry, Dictionary<string, string>)>();
        foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
            if (feature.GetProperty("geometry") is { ValueKind: JsonValueKind.Object } geometry)
                features.Add(
                    (Read(geometry), feature.GetProperty("properties").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString()))
                );
        return features;
    }

    public static JsonDocument Open(params string[] path)
    {
        using var file = File.OpenRead(RealData.Path(path));
        using var plain = path[^1].EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : (Stream)file;
        return JsonDocument.Parse(plain);
    }

    public static List<Geometry> TopoJson(params string[] path)
    {
        using var document = Open(path);
        var root = document.RootElement;
        var (scale, translate) = root.TryGetProperty("transform", out var t)
            ? (Pair(t.GetProperty("scale")), Pair(t.GetProperty("translate")))
            : ((1.0, 1.0), (0.0, 0.0));
        var arcs = root.GetProperty("arcs")
            .EnumerateArray()
            .Select(arc =>
            {
                var (x, y) = (0.0, 0.0);
                return arc.EnumerateArray()
                    .Select(p =>
                    {
                        (x, y) = (x + p[0].GetDouble(), y + p[1].GetDouble());
                        return new Coordinate(x * scale.Item1 + translate.Item1, y * scale.Item2 + translate.Item2);
                    })
                    .ToArray();
            })
            .ToArray();
        var areas = new List<Geometry>();
        foreach (var layer in root.GetProperty("objects").EnumerateObject())
        foreach (var geometry in layer.Value.GetProperty("geometries").EnumerateArray())
            if (geometry.TryGetProperty("arcs", out var parts))
                areas.Add(
                    geometry.GetProperty("type").GetString() == "Polygon"
                        ? Polygon(parts.EnumerateArray().Select(r => Stitch(r, arcs)))
                        : Factory.CreateMultiPolygon([
                            .. parts.EnumerateArray().Select(p => Polygon(p.EnumerateArray().Select(r => Stitch(r, arcs)))),
                        ])
                );
        return areas;
    }

    private static (double, double) Pair(JsonElement e) => (e[0].GetDouble(), e[1].GetDouble());

    private static Coordinate[] Stitch(JsonElement ring, Coordinate[][] arcs)
    {
        var points = new List<Coordinate>();
        foreach (var index in ring.EnumerateArray().Select(i => i.GetInt32()))
        {
            var arc = index >= 0 ? arcs[index] : [.. arcs[~index].Reverse()];
            points.AddRange(points.Count == 0 ? arc : arc.Skip(1));
        }
        return Closed(points);
    }

    private static Geometry Read(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() == "Polygon"
            ? Polygon(coordinates.EnumerateArray().Select(Ring))
            : Factory.CreateMultiPolygon([.. coordinates.EnumerateArray().Select(p => Polygon(p.EnumerateArray().Select(Ring)))]);
    }

    private static Coordinate[] Ring(JsonElement ring) =>
        Closed([.. ring.EnumerateArray().Select(p => new Coordinate(p[0].GetDouble(), p[1].GetDouble()))]);

    private static Coordinate[] Closed(List<Coordinate> points)
    {
        if (!points[0].Equals2D(points[^1]))
            points.Add(points[0].Copy());
        while (points.Count < 4)
            points.Add(points[0].Copy());
        return [.. points];
    }

    private static Polygon Polygon(IEnumerable<Coordinate[]> rings)
    {
        var all = rings.Select(Factory.CreateLinearRing).ToArray();
        return Factory.CreatePolygon(all[0], all[1..]);
    }

    /// <summary>
    /// Reads the polygons of a .shp as they are, without a change of coordinates (enough for a test that asks about shapes).
    /// </summary>
    public static List<Geometry> Shapefile(double scale, params string[] path)
    {
        var bytes = File.ReadAllBytes(RealData.Path(path));
        var areas = new List<Geometry>();
        for (var at = 100; at < bytes.Length; )
        {
            var length = 2 * System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 4));
            areas.Add(Record(bytes.AsSpan(at + 8, length), scale));
            at += 8 + length;
        }
        return areas;
    }

    private static MultiPolygon Record(ReadOnlySpan<byte> record, double scale)
    {
        var (parts, points) = (BitConverter.ToInt32(record[36..]), BitConverter.ToInt32(record[40..]));
        var shells = new List<(LinearRing Shell, List<LinearRing> Holes)>();
        for (var part = 0; part < parts; part++)
        {
            var first = BitConverter.ToInt32(record[(44 + 4 * part)..]);
            var last = part + 1 < parts ? BitConverter.ToInt32(record[(48 + 4 * part)..]) : points;
            var ring = new List<Coordinate>();
            for (var i = first; i < last; i++)
            {
                var place = record[(44 + 4 * parts + 16 * i)..];
                ring.Add(new Coordinate(BitConverter.ToDouble(place) * scale, BitConverter.ToDouble(place[8..]) * scale));
            }
            var made = Factory.CreateLinearRing(Closed(ring));
            if (!made.IsCCW)
                shells.Add((made, []));
            else
                shells.First(s => s.Shell.EnvelopeInternal.Contains(made.EnvelopeInternal)).Holes.Add(made);
        }
        return Factory.CreateMultiPolygon([.. shells.Select(s => Factory.CreatePolygon(s.Shell, [.. s.Holes]))]);
    }
}
