using System.IO.Compression;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace TurfMap.Formats.Tests;

/// <summary>Short ways to a reader.</summary>
internal static class Open
{
    public static List<Feature> All(string text, out IFeatureReader reader, string name = "test.file", ReadingLimits? limits = null) =>
        All(Encoding.UTF8.GetBytes(text), out reader, name, limits);

    public static List<Feature> All(
        byte[] bytes,
        out IFeatureReader reader,
        string name = "test.file",
        ReadingLimits? limits = null,
        Func<string, Stream?>? sibling = null
    )
    {
        reader = FeatureFile.Open(name, new MemoryStream(bytes), sibling ?? (_ => null), limits);
        return [.. reader.Read()];
    }

    public static List<Feature> All(string text) => All(text, out _);

    public static UnreadableException Refused(string text) => Refused(Encoding.UTF8.GetBytes(text));

    public static UnreadableException Refused(byte[] bytes, ReadingLimits? limits = null, Func<string, Stream?>? sibling = null) =>
        Assert.Throws<UnreadableException>(() => All(bytes, out _, "test.file", limits, sibling));

    public static IFeatureReader Path(string path) =>
        FeatureFile.Open(
            System.IO.Path.GetFileName(path),
            File.OpenRead(path),
            ending => System.IO.Path.ChangeExtension(path, ending) is var beside && File.Exists(beside) ? File.OpenRead(beside) : null
        );

    public static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries) => Zip(CompressionLevel.Optimal, entries);

    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
            foreach (var (name, content) in entries)
                using (var entry = zip.CreateEntry(name, level).Open())
                    entry.Write(content);
        return packed.ToArray();
    }

    public static Geometry Wkt(string text) => new WKTReader().Read(text);

    /// <summary>Some twenty valid files, one of each format and dialect, for hostile changes.</summary>
    public static IEnumerable<(string Name, byte[] Bytes, Func<string, Stream?> Sibling)> Samples()
    {
        var collection =
            """{"type":"FeatureCollection","crs":"""
            + """{"type":"name","properties":"""
            + """{"name":"EPSG:4326"}}"""
            + ""","features":["""
            + """{"type":"Feature","id":7,"properties":"""
            + """{"a":"é\n","b":1.5,"c":[1,"""
            + """{"d":null}],"e":true}"""
            + ""","geometry":"""
            + """{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0"""
            + """,4],[0,0]],["""
            + """[1,1],[1,2],"""
            + """[2,2],[2,1]"""
            + """,[1,1]]]}},"""
            + """{"type":"Feature","properties":null,"geometry":{"coordinates":[1,2],"type":"Point"}}],"name":"x"}""";
        yield return ("collection", Encoding.UTF8.GetBytes(collection), _ => null);
        yield return (
            "sequence",
            Encoding.UTF8.GetBytes(
                "\u001e{\"type\":\"Feature\",\"properties\":{},"
                    + "\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":["
                    + "{\"type\":\"Point\",\"coordinates\":[1,2]},{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]]]}]}}\n"
                    + "\u001e{\"type\":\"MultiPoint\",\"coordinates\":[[5,6]]}\n"
            ),
            _ => null
        );
        yield return ("gzip", Gzip(Encoding.UTF8.GetBytes(collection)), _ => null);
        yield return ("zip", Zip(("a.geojson", Encoding.UTF8.GetBytes(collection))), _ => null);
        yield return (
            "topology",
            Encoding.UTF8.GetBytes(
                """{"type":"Topology","transform":{"scale":[0.5,0.5]"""
                    + ""","translate":[1,1]}"""
                    + ""","objects":{"a":"""
                    + """{"type":"GeometryCollection","geometries":["""
                    + """{"type":"Polygon","id":1"""
                    + ""","arcs":[[0,1]]"""
                    + ""","properties":{"n":"x"}}"""
                    + """,{"type":"Point","coordinates":[2,2]}]}},"arcs":[[[0,0],[4,0],[0,4]],[[4,4],[-4,0],[0,-4]]]}"""
            ),
            _ => null
        );
        yield return (
            "csv",
            Encoding.UTF8.GetBytes("name,longitude,latitude,note\r\n\"A, \"\"b\"\"\",-77.03,38.9,\"two\nlines\"\r\nC,-77.01,38.8,é\r\n"),
            _ => null
        );
        yield return (
            "wkt",
            Encoding.UTF8.GetBytes(
                "id;the_geom\n1;\"MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))\"\n2;\"SRID=4326;POINT (1 "
                    + "2)\"\n3;0101000020E6100000D44DA7FEA36D52C078CEF64C015A4440\n"
            ),
            _ => null
        );
        yield return ("utf16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("x\ty\tn\r\n1\t2\té\r\n")], _ => null);
        var (shp, dbf) = ShapefileMaker.Make(
            5,
            [
                Wkt("POLYGON ((0 0, 0 4, 4 4, 4 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))"),
                Wkt("MULTIPOLYGON (((10 0, 10 4, 14 4, 14 0, 10 0)), ((20 0, 20 4, 24 4, 24 0, 20 0)))"),
            ]
        );
        yield return ("shapefile", shp, e => e == ".dbf" ? new MemoryStream(dbf) : null);
        yield return ("shapezip", Zip(("w/a.shp", shp), ("w/a.dbf", dbf), ("w/a.prj", Encoding.UTF8.GetBytes("GEOGCS[\"x\"]"))), _ => null);
    }
}
