using System.IO.Compression;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace TurfMap.Tests;

/// <summary>The polygons of a plain or gzipped GeoJSON file, and nothing else of it.</summary>
internal static class PolygonFile
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);

    public static IReadOnlyList<Geometry> Read(string path)
    {
        using Stream file = File.OpenRead(path);
        using var content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var document = JsonDocument.Parse(content);
        return
        [
            .. document
                .RootElement.GetProperty("features")
                .EnumerateArray()
                .Select(feature => feature.GetProperty("geometry"))
                .Where(geometry => geometry.ValueKind == JsonValueKind.Object)
                .Select(Area),
        ];
    }

    private static Geometry Area(JsonElement geometry)
    {
        var rings = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() == "Polygon"
            ? Polygon(rings)
            : Factory.CreateMultiPolygon([.. rings.EnumerateArray().Select(Polygon)]);
    }

    private static Polygon Polygon(JsonElement rings)
    {
        var all = rings.EnumerateArray().Select(Ring).ToArray();
        return Factory.CreatePolygon(all[0], all[1..]);
    }

    private static LinearRing Ring(JsonElement corners) =>
        Factory.CreateLinearRing([
            .. corners.EnumerateArray().Select(corner => new Coordinate(corner[0].GetDouble(), corner[1].GetDouble())),
        ]);
}
