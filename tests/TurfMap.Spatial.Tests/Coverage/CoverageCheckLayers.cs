using System.IO.Compression;
using System.Text.Json;
using NetTopologySuite.Geometries;
using TurfMap.Tests;

namespace TurfMap.Spatial.Tests.Coverage;

/// <summary>Reads the polygons of a real layer, plainly; a test skips where the file is absent.</summary>
internal static class CoverageCheckLayers
{
    public static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);

    public static List<Geometry> GeoJson(params string[] parts)
    {
        using var document = Parse(RealData.Path(parts));
        return
        [
            .. document.RootElement.GetProperty("features").EnumerateArray().Select(feature => Polygonal(feature.GetProperty("geometry"))),
        ];
    }

    /// <summary>The geometries of the first object of a TopoJSON file.</summary>
    public static List<Geometry> TopoJson(params string[] parts)
    {
        using var document = Parse(RealData.Path(parts));
        var root = document.RootElement;
        var (scale, move) = (
            Pair(root.GetProperty("transform").GetProperty("scale")),
            Pair(root.GetProperty("transform").GetProperty("translate"))
        );
        var arcs = root.GetProperty("arcs").EnumerateArray().Select(arc => Decode(arc, scale, move)).ToList();
        var shapes = root.GetProperty("objects").EnumerateObject().First().Value.GetProperty("geometries");
        return [.. shapes.EnumerateArray().Select(shape => Polygonal(shape, "arcs", ring => Stitch(ring, arcs)))];
    }

    private static Geometry Polygonal(JsonElement geometry) =>
        Polygonal(
            geometry,
            "coordinates",
            ring => [.. ring.EnumerateArray().Select(point => new Coordinate(point[0].GetDouble(), point[1].GetDouble()))]
        );

    private static Geometry Polygonal(JsonElement geometry, string member, Func<JsonElement, Coordinate[]> ring)
    {
        if (!geometry.TryGetProperty(member, out var parts))
            return Factory.CreatePolygon();
        if (geometry.GetProperty("type").GetString() == "Polygon")
            return Polygon(parts, ring);
        return Factory.CreateMultiPolygon([.. parts.EnumerateArray().Select(part => Polygon(part, ring))]);
    }

    private static Polygon Polygon(JsonElement rings, Func<JsonElement, Coordinate[]> read)
    {
        var made = rings
            .EnumerateArray()
            .Select(read)
            .Where(points => points.Length >= 3)
            .Select(points => Factory.CreateLinearRing(points))
            .ToList();
        return made.Count == 0 ? Factory.CreatePolygon() : Factory.CreatePolygon(made[0], [.. made.Skip(1)]);
    }

    private static Coordinate[] Stitch(JsonElement ring, List<Coordinate[]> arcs)
    {
        var points = new List<Coordinate>();
        foreach (var number in ring.EnumerateArray().Select(arc => arc.GetInt32()))
        {
            var arc = number >= 0 ? arcs[number] : [.. arcs[~number].Reverse()];
            points.AddRange(points.Count > 0 ? arc.Skip(1) : arc);
        }
        return [.. points];
    }

    private static Coordinate[] Decode(JsonElement arc, (double X, double Y) scale, (double X, double Y) move)
    {
        var (x, y) = (0L, 0L);
        return
        [
            .. arc.EnumerateArray()
                .Select(step => new Coordinate((x += step[0].GetInt64()) * scale.X + move.X, (y += step[1].GetInt64()) * scale.Y + move.Y)),
        ];
    }

    private static (double X, double Y) Pair(JsonElement pair) => (pair[0].GetDouble(), pair[1].GetDouble());

    private static JsonDocument Parse(string path)
    {
        using var file = File.OpenRead(path);
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
            return JsonDocument.Parse(file);
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        return JsonDocument.Parse(unpacked);
    }
}
