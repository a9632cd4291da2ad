using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;

namespace TurfMap.Formats.Tests.GeoJson;

public sealed class GeoJsonGeometryTests
{
    private static readonly JsonSerializerOptions Library = new() { Converters = { new GeoJsonConverterFactory() } };

    private static string Write(Geometry? geometry, int decimals = 7)
    {
        var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
            GeoJsonGeometry.Write(writer, geometry, decimals);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [Theory]
    [InlineData("POINT (1 2)", """{"type":"Point","coordinates":[1,2]}""")]
    [InlineData("POINT EMPTY", """{"type":"Point","coordinates":[]}""")]
    [InlineData("LINESTRING (1 2, 3 4)", """{"type":"LineString","coordinates":[[1,2],[3,4]]}""")]
    [InlineData("LINEARRING (0 0, 9 0, 9 9, 0 0)", """{"type":"LineString","coordinates":[[0,0],[9,0],[9,9],[0,0]]}""")]
    [InlineData("POLYGON EMPTY", """{"type":"Polygon","coordinates":[]}""")]
    [InlineData("MULTIPOINT ((1 2), (3 4))", """{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}""")]
    [InlineData("MULTILINESTRING ((1 2, 3 4))", """{"type":"MultiLineString","coordinates":[[[1,2],[3,4]]]}""")]
    [InlineData("MULTIPOLYGON EMPTY", """{"type":"MultiPolygon","coordinates":[]}""")]
    [InlineData(
        "GEOMETRYCOLLECTION (POINT (1 2), POINT EMPTY)",
        """{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"Point","coordinates":[]}]}"""
    )]
    public void Every_kind_of_shape_is_written(string wkt, string json) => Assert.Equal(json, Write(Open.Wkt(wkt)));

    [Fact]
    public void No_shape_is_written_as_null() => Assert.Equal("null", Write(null));

    [Theory]
    [InlineData(
        "POLYGON ((0 0, 0 9, 9 9, 0 0), (1 1, 2 2, 1 2, 1 1))",
        """{"type":"Polygon","coordinates":[[[0,0],[9,9],[0,9],[0,0]],[[1,1],[1,2],[2,2],[1,1]]]}"""
    )]
    [InlineData(
        "MULTIPOLYGON (((0 0, 0 9, 9 9, 0 0)), ((20 0, 29 0, 29 9, 20 0)))",
        """{"type":"MultiPolygon","coordinates":[[[[0,0],[9,9],[0,9],[0,0]]],[[[20,0],[29,0],[29,9],[20,0]]]]}"""
    )]
    public void Outer_rings_run_counter_clockwise_and_holes_clockwise(string wkt, string json)
    {
        Assert.Equal(json, Write(Open.Wkt(wkt)));
        Open.All(json, out var reader);
        Assert.Empty(reader.Notes);
    }

    [Fact]
    public void Positions_are_rounded_and_the_shape_itself_is_not()
    {
        var shape = Open.Wkt("LINESTRING (-77.12345678 38.9000000001, -0.00000001 1)");
        Assert.Equal("""{"type":"LineString","coordinates":[[-77.1234568,38.9],[0,1]]}""", Write(shape));
        Assert.Equal("""{"type":"LineString","coordinates":[[-77.12,38.9],[0,1]]}""", Write(shape, 2));
        Assert.Equal(-77.12345678, shape.Coordinate.X);
    }

    [Fact]
    public void What_the_library_writes_is_read_the_same() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<(int, int)[], string[], double>(
                (places, texts, number) =>
                {
                    var fields = new AttributesTable();
                    foreach (var (text, i) in texts.Select((text, i) => (Sound(text), i)))
                        fields.Add($"{text}#{i}", text);
                    fields.Add("number", double.IsFinite(number) ? number : null);
                    fields.Add("whole", places.Length);
                    fields.Add("yes", true);
                    var written = new FeatureCollection();
                    foreach (var (x, y) in places)
                        written.Add(new NetTopologySuite.Features.Feature(new Point(x / 1e7, y / 1e7), fields));
                    var found = Open.All(JsonSerializer.Serialize(written, Library));
                    Assert.Equal(written.Select(f => f.Geometry.AsText()), found.Select(f => f.Geometry!.AsText()));
                    foreach (var feature in found)
                    foreach (var name in fields.GetNames())
                        Assert.Equal(Plain(fields[name]), Plain(feature.Fields[name]));
                }
            )
        );

    /// <summary>A whole number is written without a point, whatever it was.</summary>
    private static object? Plain(object? value) =>
        value is int whole ? (long)whole
        : value is double number && number == Math.Truncate(number) && Math.Abs(number) < 1e15 ? (long)number
        : value;

    private static string Sound(string? text) => new((text ?? "").Where(c => !char.IsSurrogate(c)).ToArray());
}
