using TurfMap.Tests;

namespace TurfMap.Formats.Tests.VectorTiles;

public sealed class VectorTileWriterTests
{
    private const string OgrInfo = "/usr/bin/ogrinfo";

    [Fact]
    public void What_is_written_is_read_again()
    {
        var tile = new VectorTileWriter();
        var cases = tile.Layer("cases");
        cases.Tag("kind", "Müll").Tag("count", 12).Tag("share", 0.25).Tag("open", true).Tag("behind", -3L).AddPoint(5, -7, 42);
        cases.Tag("kind", "Müll").Tag("count", 12).Tag("none", (string?)null).Tag("odd", double.NaN).AddPoints([1, 2, 3, 4]);
        var shapes = tile.Layer("shapes", 512);
        shapes.AddLines([0, 0, 10, 0, 10, 10, 100, 100, 90, 80], [3, 5]);
        shapes
            .Tag("n", long.MaxValue)
            .AddPolygons([0, 0, 100, 0, 100, 100, 0, 100, 10, 10, 10, 20, 20, 20, 200, 200, 300, 200, 250, 300], [4, 7, 10]);
        var layers = VectorTileReader.Read(tile.ToArray());
        Assert.Equal([("cases", 2, 4096), ("shapes", 2, 512)], layers.Select(layer => (layer.Name, layer.Version, layer.Extent)));
        var (first, second) = (layers[0].Features[0], layers[0].Features[1]);
        Assert.Equal([("kind", "Müll"), ("count", 12UL), ("share", 0.25), ("open", true), ("behind", -3L)], first.Tags);
        Assert.Equal((42UL, 1), (first.Id, first.Kind));
        Assert.Equal([5, -7], first.Parts.Single());
        Assert.Equal([("kind", "Müll"), ("count", (object)12UL)], second.Tags);
        Assert.Null(second.Id);
        Assert.Equal(
            [
                [1, 2],
                [3, 4],
            ],
            second.Parts
        );
        Assert.Equal(
            [
                [0, 0, 10, 0, 10, 10],
                [100, 100, 90, 80],
            ],
            layers[1].Features[0].Parts
        );
        Assert.Equal((2, 0), (layers[1].Features[0].Kind, layers[1].Features[0].Closed));
        Assert.Equal(
            [
                [0, 0, 100, 0, 100, 100, 0, 100],
                [10, 10, 10, 20, 20, 20],
                [200, 200, 300, 200, 250, 300],
            ],
            layers[1].Features[1].Parts
        );
        Assert.Equal((3, 3), (layers[1].Features[1].Kind, layers[1].Features[1].Closed));
        Assert.Equal((ulong)long.MaxValue, layers[1].Features[1].Tags.Single().Value);
    }

    [Fact]
    public void Each_key_and_each_value_is_written_once_and_kinds_are_kept_apart()
    {
        var tile = new VectorTileWriter();
        var layer = tile.Layer("a");
        for (var i = 0; i < 1_000; i++)
            layer.Tag("n", i % 3).Tag("text", "1").Tag("real", 1.0).Tag("yes", i % 2 == 0).Tag("whole", 1).AddPoint(i, i);
        var read = VectorTileReader.Read(tile.ToArray()).Single();
        Assert.Equal(["n", "text", "real", "yes", "whole"], read.Keys);
        Assert.Equal([0UL, "1", 1.0, true, 1UL, false, 2UL], read.Values);
        Assert.Equal(1_000, read.Features.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_coordinates_and_numbers_come_back(int seed)
    {
        var random = new Random(seed);
        var tile = new VectorTileWriter();
        var layer = tile.Layer("any");
        var wanted = new List<(int[] Parts, long Number, ulong Id)>();
        for (var i = 0; i < 500; i++)
        {
            int[] line =
            [
                .. Enumerable.Range(0, 2 * random.Next(2, 30)).Select(_ => random.Next(-100_000_000, 100_000_000) >> random.Next(20)),
            ];
            wanted.Add((line, random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(60), (ulong)random.NextInt64() << 1));
            layer.Tag("number", wanted[^1].Number).AddLines(line, [line.Length / 2], wanted[^1].Id);
        }
        foreach (var (feature, (parts, number, id)) in VectorTileReader.Read(tile.ToArray()).Single().Features.Zip(wanted))
        {
            Assert.Equal(parts, feature.Parts.Single());
            Assert.Equal(id, feature.Id);
            Assert.Equal(number, feature.Tags.Single().Value is ulong unsigned ? (long)unsigned : (long)feature.Tags.Single().Value);
        }
    }

    [Fact]
    public void A_tile_without_features_is_empty()
    {
        var tile = new VectorTileWriter();
        Assert.Equal(0, tile.Layer("none").Count);
        Assert.Empty(tile.ToArray());
        Assert.Equal(("none", 4096), (tile.Layer("none").Name, tile.Layer("none").Extent));
    }

    [Fact]
    public void What_makes_no_feature_is_refused_and_leaves_the_layer_as_it_was()
    {
        var tile = new VectorTileWriter();
        var layer = tile.Layer("a");
        Assert.Throws<ArgumentException>(() => tile.Layer("a", 512));
        Assert.Throws<ArgumentException>(() => tile.Layer(""));
        Assert.Throws<ArgumentException>(() => layer.AddPoints([]));
        Assert.Throws<ArgumentException>(() => layer.AddPoints([1]));
        Assert.Throws<ArgumentException>(() => layer.AddLines([0, 0], [1]));
        Assert.Throws<ArgumentException>(() => layer.AddLines([0, 0, 1, 1], [3]));
        Assert.Throws<ArgumentException>(() => layer.AddPolygons([0, 0, 1, 1], [2]));
        Assert.Throws<ArgumentException>(() => layer.AddPolygons([], []));
        // Turned as a hole.
        Assert.Throws<ArgumentException>(() => layer.AddPolygons([0, 0, 0, 9, 9, 9], [3]));
        Assert.Equal(0, layer.Count);
        layer.AddPolygons([0, 0, 9, 9, 0, 9], [3]);
        Assert.Equal(1, layer.Count);
    }

    [Fact]
    public async Task GDAL_opens_the_tile_and_reads_the_same_features_and_attributes()
    {
        Tools.Need(OgrInfo, "gdal-bin");
        var tile = new VectorTileWriter();
        var points = tile.Layer("cases");
        for (var i = 0; i < 37; i++)
            points
                .Tag("kind", i % 2 == 0 ? "noise" : "água")
                .Tag("count", 100 + i)
                .Tag("share", i / 8.0)
                .Tag("open", i % 3 == 0)
                .Tag("change", -i)
                .AddPoint(i * 100, i * 50, (ulong)i);
        tile.Layer("roads").Tag("name", "A").AddLines([0, 0, 2048, 2048, 4096, 0], [3]);
        tile.Layer("wards")
            .Tag("code", "1A")
            .AddPolygons([0, 0, 2048, 0, 2048, 2048, 0, 2048, 512, 512, 512, 1024, 1024, 1024, 1024, 512], [4, 8]);
        var path = Path.Combine(Path.GetTempPath(), $"turfmap-{Guid.NewGuid():N}.mvt");
        try
        {
            await File.WriteAllBytesAsync(path, tile.ToArray());
            // Tile 0/0/0: the world is 40,075,016.69 m wide.
            async Task<string> Ask(params string[] arguments)
            {
                var (code, output, errors) = await Tools.RunAsync(OgrInfo, ["-oo", "Z=0", "-oo", "X=0", "-oo", "Y=0", .. arguments]);
                Assert.True(code == 0 && errors.Length == 0, errors + output);
                return output;
            }
            var all = await Ask("-al", "-so", path);
            Assert.Contains("Feature Count: 37", all);
            Assert.Equal(2, all.Split("Feature Count: 1\n").Length - 1);
            Assert.Contains("kind: String", all);
            Assert.Contains("count: Integer", all);
            Assert.Contains("share: Real", all);
            Assert.Contains("open: Integer(Boolean)", all);
            var one = await Ask("-q", "-where", "count = 107", path, "cases");
            Assert.Contains("kind (String) = água", one);
            Assert.Contains("share (Real) = 0.875", one);
            Assert.Contains("change (Integer) = -7", one);
            Assert.Contains("open (Integer(Boolean)) = 0", one);
            Assert.Contains("mvt_id (Integer64) = 7", one);
            var ward = await Ask("-q", path, "wards");
            // A quarter of the world with a sixteenth of that cut out.
            Assert.Contains("MULTIPOLYGON (((-20037508.34", ward);
            Assert.Equal(2, ward[ward.IndexOf("POLYGON", StringComparison.Ordinal)..].Split("),(").Length);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
