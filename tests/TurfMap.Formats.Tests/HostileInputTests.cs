using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using TurfMap.Tests;
using TurfMap.Tests.Files;

namespace TurfMap.Formats.Tests;

/// <summary>Whatever a file holds, the answer is features or a sentence: no crash, no hang, no flood of memory.</summary>
[Collection(nameof(Alone))]
public sealed class HostileInputTests
{
    [Fact]
    public void A_gzip_of_several_parts_is_read_whole() =>
        Assert.Equal(2, Open.All([.. Open.Gzip("lon,lat\n1,2\n"u8.ToArray()), .. Open.Gzip("3,4\n"u8.ToArray())], out _).Count);

    [Fact]
    public void Geometry_collections_nested_4000_deep_are_refused()
    {
        var geojson =
            "{\"type\":\"Feature\",\"properties\":{},\"geometry\":"
            + string.Concat(Enumerable.Repeat("{\"type\":\"GeometryCollection\",\"geometries\":[", 4000))
            + string.Concat(Enumerable.Repeat("]}", 4000))
            + "}";
        Assert.Contains("nested", Open.Refused(geojson).Message);
        var wkt = string.Concat(Enumerable.Repeat("GEOMETRYCOLLECTION (", 4000)) + "POINT (1 2)" + new string(')', 4000);
        var found = Open.All($"id,wkt\n1,\"POINT (1 2)\"\n2,\"POINT (1 2)\"\n3,\"{wkt}\"\n", out var reader);
        Assert.Null(found[2].Geometry);
        Assert.Contains(reader.Notes, n => n.Feature == 3 && n.Sentence.Contains("nested"));
    }

    [Theory]
    [InlineData("GEOMETRYCOLLECTION #))))))))\n", 80_000)]
    [InlineData("GEOMETRYCOLLECTION (POINT (1 2))))))))) ", 80_000)]
    [InlineData("GEOMETRYCOLLECTION /* )))))))) */ ", 80_000)]
    public void Well_known_text_that_hides_its_brackets_is_refused(string head, int deep)
    {
        var wkt = head + string.Concat(Enumerable.Repeat("(GEOMETRYCOLLECTION ", deep));
        var found = Open.All($"id,wkt\n1,\"POINT (1 2)\"\n2,\"{wkt}\"\n", out var reader);

        Assert.Null(found[1].Geometry);
        Assert.Contains(reader.Notes, note => note.Feature == 2);
    }

    [Fact]
    public void A_topology_that_repeats_its_arcs_without_end_is_refused()
    {
        var arc = string.Join(",", Enumerable.Range(0, 100).Select(i => $"[{i},{i % 7}]"));
        var lines = string.Join(",", Enumerable.Repeat("0,-1", 20_000));
        var shapes = string.Join(
            ",",
            Enumerable.Range(0, 50).Select(i => $"{{\"type\":\"LineString\",\"properties\":{{\"code\":\"{i}\"}},\"arcs\":[{lines}]}}")
        );
        var refused = Open.Refused(
            $"{{\"type\":\"Topology\",\"arcs\":[[{arc}]],\"objects\":{{\"wards\":{{\"type\":\"GeometryCollection\","
                + $"\"geometries\":[{shapes}]}}}}}}"
        );

        Assert.Contains("far more than the file holds", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Collections_up_to_eight_deep_are_taken()
    {
        string Nested(int depth) =>
            string.Concat(Enumerable.Repeat("{\"type\":\"GeometryCollection\",\"geometries\":[", depth))
            + "{\"type\":\"Point\",\"coordinates\":[1,2]}"
            + string.Concat(Enumerable.Repeat("]}", depth));
        Assert.Single(Open.All(Nested(8)));
        Open.Refused(Nested(10));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("{\"type\":\"Feature\",\"properties\":{\"a\":[")]
    public void Bracket_bombs_are_refused(string open) =>
        Open.Refused(
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":"
                + string.Concat(Enumerable.Repeat(open, 1_000_000))
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bombs_are_stopped_after_little(bool zip)
    {
        var bomb = new byte[120 << 20];
        bomb.AsSpan().Fill((byte)' ');
        "{\"type\":\"FeatureCollection\",\"name\":\""u8.CopyTo(bomb);
        var packed = zip ? Open.Zip(("a.geojson", bomb)) : Open.Gzip(bomb);
        bomb = null!;
        var watch = Stopwatch.StartNew();
        Assert.Contains("times its size", Open.Refused(packed).Message);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void The_total_is_counted_too()
    {
        var limits = new ReadingLimits { MaxBytesUnpacked = 100_000 };
        var random = new Random(1);
        var text = "a,b\n" + string.Concat(Enumerable.Range(0, 40_000).Select(_ => $"{random.Next()},{random.Next()}\n"));
        Assert.Contains("unpacks to more than", Open.Refused(Open.Gzip(Encoding.UTF8.GetBytes(text)), limits).Message);
    }

    [Fact]
    public void A_packed_file_that_was_cut_off_is_refused()
    {
        var random = new Random(1);
        var whole = Open.Gzip(
            Encoding.UTF8.GetBytes(
                "lon,lat\n" + string.Concat(Enumerable.Range(0, 5_000).Select(_ => $"{random.NextDouble()},{random.NextDouble()}\n"))
            )
        );
        Assert.Contains("damaged or was cut off", Open.Refused(whole[..^2000]).Message);
        Assert.Contains("damaged or was cut off", Open.Refused(whole[..^4]).Message);
    }

    /// <summary>In the middle of each entry, and near its end, where nothing may be needed any more but the check.</summary>
    [Theory]
    [InlineData(CompressionLevel.NoCompression, "w/a.shp")]
    [InlineData(CompressionLevel.NoCompression, "w/a.dbf")]
    [InlineData(CompressionLevel.NoCompression, "w/a.prj")]
    [InlineData(CompressionLevel.Optimal, "w/a.shp")]
    [InlineData(CompressionLevel.Optimal, "w/a.dbf")]
    [InlineData(CompressionLevel.Optimal, "w/a.prj")]
    public void A_flipped_bit_in_a_zip_is_refused(CompressionLevel level, string entry)
    {
        var (shp, dbf) = ShapefileMaker.Make(5, [Open.Wkt("POLYGON ((0 0, 0 4, 4 4, 4 0, 0 0))")]);
        var zip = Open.Zip(level, ("w/a.shp", shp), ("w/a.dbf", dbf), ("w/a.prj", "GEOGCS[\"WGS 84\"]"u8.ToArray()));
        Assert.Single(Open.All(zip, out _));
        // The local header names the entry first; its content follows up to the next header.
        var start = zip.AsSpan().IndexOf(Encoding.ASCII.GetBytes(entry)) + entry.Length;
        var length = zip.AsSpan(start).IndexOf("PK"u8);
        foreach (var at in new[] { start + length / 2, start + length - 3 })
        {
            var changed = zip.ToArray();
            changed[at] ^= 0x10;
            Open.Refused(changed);
        }
    }

    [Fact]
    public void Every_flipped_bit_of_a_stored_entry_is_refused()
    {
        var table = "name,lon,lat\nA,1,2\nB,3,4\n"u8.ToArray();
        var zip = Open.Zip(CompressionLevel.NoCompression, ("a.csv", table));
        var start = zip.AsSpan().IndexOf("a.csv"u8) + 5;
        for (var bit = 8 * start; bit < 8 * (start + table.Length); bit++)
        {
            var changed = zip.ToArray();
            changed[bit / 8] ^= (byte)(1 << bit % 8);
            Open.Refused(changed);
        }
        zip[start + 14] ^= 1;
        Assert.Contains("\"a.csv\" in the .zip is damaged", Open.Refused(zip).Message);
    }

    [Fact]
    public void A_packed_file_within_a_packed_file_is_refused()
    {
        var inner = Open.Gzip("a,b\n1,2\n"u8.ToArray());
        Assert.Contains("twice", Open.Refused(Open.Gzip(inner)).Message);
        Assert.Contains("another .zip", Open.Refused(Open.Zip(("b.zip", Open.Zip(("a.csv", "a,b\n1,2\n"u8.ToArray()))))).Message);
    }

    [Fact]
    public void Budgets_hold()
    {
        var line = "{\"type\":\"LineString\",\"coordinates\":[" + string.Join(',', Enumerable.Repeat("[1,2]", 1000)) + "]}";
        Assert.Contains("positions", Open.Refused(Encoding.UTF8.GetBytes(line), new ReadingLimits { MaxVerticesPerFeature = 999 }).Message);
        var points = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"type\":\"Point\",\"coordinates\":[1,2]}\n", 11)));
        Assert.Contains("more than 10 features", Open.Refused(points, new ReadingLimits { MaxFeatures = 10 }).Message);
        var wide = Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("a", 101)) + "\n1\n");
        Assert.Contains("101 cells", Open.Refused(wide, new ReadingLimits { MaxColumns = 100 }).Message);
        var big = Encoding.UTF8.GetBytes(
            "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":\"" + new string('x', 3 << 20) + "\"}}"
        );
        Assert.Contains("longer than", Open.Refused(big, new ReadingLimits { MaxBytesPerFeature = 1 << 20 }).Message);
    }

    [Theory]
    [InlineData("PK\u0003\u0004", "damaged")]
    [InlineData("SQLite format 3\0", "GeoPackage")]
    [InlineData("[{\"a\":1}]", "list of JSON records")]
    [InlineData("<?xml version=\"1.0\"?><kml>", "XML")]
    [InlineData("<!DOCTYPE html><html>", "web page")]
    [InlineData("", "empty")]
    public void Other_files_are_named(string head, string words) =>
        Assert.Contains(words, Open.Refused(head + new string(' ', head.Length > 3 ? 100 : 0)).Message);

    [Fact]
    public void A_workbook_is_named() =>
        Assert.Contains("Excel", Open.Refused(Open.Zip(("[Content_Types].xml", [1]), ("xl/workbook.xml", [1]))).Message);

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Damaged_files_give_features_or_a_sentence(int seed)
    {
        var (random, slowest) = (new Random(seed), TimeSpan.Zero);
        var (mutation, limits) = (new Mutation(random), new ReadingLimits { MaxBytesUnpacked = 10 << 20, MaxBytesHeld = 10 << 20 });
        foreach (var sample in SampleFile.All)
        {
            Assert.NotEmpty(Open.All(sample.Bytes, out _, sample.Name, limits, sample.Sibling));
            for (var round = 0; round < 600 * Rounds.Times; round++)
            {
                var changed = mutation.Of(sample.Bytes, SampleFile.All[random.Next(SampleFile.All.Count)].Bytes);
                var beside = sample.Attributes is { } whole && random.Next(2) == 0 ? mutation.Of(whole, changed) : sample.Attributes;
                var watch = Stopwatch.StartNew();
                try
                {
                    using var reader = FeatureFile.Open(
                        sample.Name,
                        new MemoryStream(changed),
                        ending => (sample with { Attributes = beside }).Sibling(ending),
                        limits
                    );
                    foreach (var feature in reader.Read())
                        Assert.True(
                            feature.Geometry is null
                                || feature.Geometry.IsEmpty
                                || feature.Geometry.Coordinates.All(c => double.IsFinite(c.X) && double.IsFinite(c.Y))
                        );
                }
                catch (UnreadableException refusal)
                {
                    Assert.StartsWith(sample.Name, refusal.Message);
                }
                catch (Exception other) when (other is not Xunit.Sdk.XunitException)
                {
                    Assert.Fail($"{sample.Name}, round {round}: {other}\n{Convert.ToHexString(changed)}");
                }
                slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            }
        }
        Assert.True(slowest < TimeSpan.FromMinutes(2), slowest.ToString());
    }
}
