using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace TurfMap.Formats.Tests.GeoJson;

public sealed class GeoJsonWriterTests
{
    private static string Write(IEnumerable<Feature> features, bool sequence = false, bool marks = false)
    {
        var output = new MemoryStream();
        using (var writer = new GeoJsonWriter(output, sequence, marks))
            foreach (var feature in features)
                writer.Write(feature);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [Fact]
    public void Fields_and_places_come_back_the_same() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<(int, int)[], string[], double>(
                (places, texts, number) =>
                {
                    var fields = texts
                        .Select((t, i) => (Name: $"{Sound(t)}#{i}", Value: (object?)Sound(t)))
                        .ToDictionary(f => f.Name, f => f.Value);
                    fields["number"] = double.IsFinite(number) ? number : null;
                    fields["whole"] = (long)places.Length;
                    fields["yes"] = true;
                    var features = places
                        .Select((p, i) => new Feature(i + 1, new Point(p.Item1 / 1e7, p.Item2 / 1e7), fields, $"id {i}"))
                        .ToList();
                    foreach (var (sequence, marks) in new[] { (false, false), (true, false), (true, true) })
                    {
                        if (features.Count == 0 && sequence)
                            continue;
                        var found = Open.All(Write(features, sequence, marks));
                        Assert.Equal(features.Count, found.Count);
                        for (var i = 0; i < found.Count; i++)
                        {
                            Assert.Equal(features[i].Geometry!.AsText(), found[i].Geometry!.AsText());
                            Assert.Equal($"id {i}", found[i].Id);
                            foreach (var (name, value) in fields)
                                Assert.Equal(
                                    value is double d && d == Math.Truncate(d) && Math.Abs(d) < 1e15 ? (long)d : value,
                                    found[i].Fields[name] is double back && back == Math.Truncate(back) && Math.Abs(back) < 1e15
                                        ? (long)back
                                        : found[i].Fields[name]
                                );
                        }
                    }
                }
            )
        );

    [Theory]
    [InlineData("POLYGON ((0 0, 0 9, 9 9, 9 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))")]
    [InlineData("MULTIPOLYGON (((0 0, 0 9, 9 9, 9 0, 0 0)), ((20 0, 29 0, 29 9, 20 0)))")]
    public void Rings_are_turned_by_the_right_hand_rule(string wkt)
    {
        var found = Open.All(Write([new Feature(1, Open.Wkt(wkt), new Dictionary<string, object?>())]), out var reader)[0].Geometry!;
        Assert.Empty(reader.Notes);
        Assert.True(found.EqualsTopologically(Open.Wkt(wkt)));
        for (var i = 0; i < found.NumGeometries; i++)
            Assert.True(Orientation.IsCCW(((Polygon)found.GetGeometryN(i)).ExteriorRing.Coordinates));
    }

    [Fact]
    public void Positions_have_seven_decimals() =>
        Assert.Contains(
            "[-77.1234568,38.9]",
            Write([new Feature(1, new Point(-77.12345678, 38.9000000001), new Dictionary<string, object?>())])
        );

    [Theory]
    [InlineData("POINT EMPTY")]
    [InlineData("POLYGON EMPTY")]
    [InlineData("GEOMETRYCOLLECTION EMPTY")]
    [InlineData("MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))")]
    [InlineData("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))")]
    public void Other_shapes_come_back_too(string wkt) =>
        Assert.Equal(wkt, Open.All(Write([new Feature(1, Open.Wkt(wkt), new Dictionary<string, object?>())]))[0].Geometry!.AsText());

    private static string Sound(string? text) => new((text ?? "").Where(c => !char.IsSurrogate(c)).ToArray());
}
