using System.IO.Compression;
using System.Text;
using NetTopologySuite.IO;

namespace TurfMap.Tests.Files;

/// <summary>A valid file of one format or dialect, for hostile changes.</summary>
/// <param name="Name">The format or dialect.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Attributes">The .dbf beside a shapefile; null for all others.</param>
internal sealed record SampleFile(string Name, byte[] Bytes, byte[]? Attributes = null)
{
    private const string Collection = """
        {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4326"}},"features":[
        {"type":"Feature","id":7,"properties":{"code":"A","a":"é\n","b":1.5,"c":[1,{"d":null}],"e":true},"geometry":
        {"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]}},
        {"type":"Feature","properties":null,"geometry":{"coordinates":[1,2],"type":"Point"}}],"name":"x"}
        """;

    private const string Sequence =
        "\u001e{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":["
        + "{\"type\":\"Point\",\"coordinates\":[1,2]},{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]]]}]}}\n"
        + "\u001e{\"type\":\"MultiPoint\",\"coordinates\":[[5,6]]}\n";

    private const string Topology = """
        {"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[1,1]},"objects":{"a":{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","id":1,"arcs":[[0,1]],"properties":{"n":"x"}},{"type":"Point","coordinates":[2,2]}]}},
        "arcs":[[[0,0],[4,0],[0,4]],[[4,4],[-4,0],[0,-4]]]}
        """;

    private const string WellKnownText = """
        id;the_geom
        1;"MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))"
        2;"SRID=4326;POINT (1 2)"
        3;0101000020E6100000D44DA7FEA36D52C078CEF64C015A4440

        """;

    /// <summary>One of each.</summary>
    public static IReadOnlyList<SampleFile> All { get; } = [.. Make()];

    /// <summary>Gives a companion by its ending, as a reader asks for it.</summary>
    public Stream? Sibling(string ending) => ending == ".dbf" && Attributes is not null ? new MemoryStream(Attributes) : null;

    public static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
            foreach (var (name, content) in entries)
                using (var entry = zip.CreateEntry(name, level).Open())
                    entry.Write(content);
        return packed.ToArray();
    }

    private static IEnumerable<SampleFile> Make()
    {
        yield return new("collection", Encoding.UTF8.GetBytes(Collection));
        yield return new("sequence", Encoding.UTF8.GetBytes(Sequence));
        yield return new("gzip", Gzip(Encoding.UTF8.GetBytes(Collection)));
        yield return new("zip", Zip(CompressionLevel.Optimal, ("a.geojson", Encoding.UTF8.GetBytes(Collection))));
        yield return new("topology", Encoding.UTF8.GetBytes(Topology));
        yield return new(
            "csv",
            "name,longitude,latitude,note\r\n\"A, \"\"b\"\"\",-77.03,38.9,\"two\nlines\"\r\nC,-77.01,38.8,é\r\n"u8.ToArray()
        );
        yield return new("wkt", Encoding.UTF8.GetBytes(WellKnownText));
        yield return new("utf16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("x\ty\tn\r\n1\t2\té\r\n")]);
        var wkt = new WKTReader();
        var (shp, dbf) = ShapefileMaker.Make(
            5,
            [
                wkt.Read("POLYGON ((0 0, 0 4, 4 4, 4 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))"),
                wkt.Read("MULTIPOLYGON (((10 0, 10 4, 14 4, 14 0, 10 0)), ((20 0, 20 4, 24 4, 24 0, 20 0)))"),
            ]
        );
        yield return new("shapefile", shp, dbf);
        yield return new(
            "shapezip",
            Zip(CompressionLevel.Optimal, ("w/a.shp", shp), ("w/a.dbf", dbf), ("w/a.prj", "GEOGCS[\"x\"]"u8.ToArray()))
        );
    }
}
