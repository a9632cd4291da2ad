using System.Text;

namespace TurfMap.Formats.Tests.GeoJson;

public sealed class GeoJsonReaderTests
{
    private const string Square = """{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}""";

    [Fact]
    public void Members_may_come_in_any_order()
    {
        var found = Open.All(
            """{"features":[{"geometry":{"coordinates":[-77.5,38.25]"""
                + ""","type":"Point"}"""
                + ""","id":"a","properties":{"n":1}"""
                + ""","type":"Feature"}],"type":"FeatureCollection"}"""
        );
        var feature = Assert.Single(found);
        Assert.Equal("POINT (-77.5 38.25)", feature.Geometry!.AsText());
        Assert.Equal(("a", 1L, 1L), (feature.Id, feature.Fields["n"], feature.Number));
    }

    [Fact]
    public void Values_keep_their_types_and_nested_json_its_text()
    {
        var fields = Open.All(
            """{"type":"Feature","geometry":null,"properties":"""
                + """{"text":"a\"\u00e9\ud83d\ude00","whole":42"""
                + ""","big":12345678901234567890"""
                + ""","part":1.50,"power":1e3,"yes":true,"none":null,"list":[1, {"a":2}],"huge":1e999}}""",
            out var reader
        )[0].Fields;
        Assert.Equal("a\"é😀", fields["text"]);
        Assert.Equal(42L, fields["whole"]);
        Assert.Equal(12345678901234567890.0, fields["big"]);
        Assert.Equal(1.5, fields["part"]);
        Assert.Equal(1000.0, fields["power"]);
        Assert.Equal(true, fields["yes"]);
        Assert.Null(fields["none"]);
        Assert.Equal("[1, {\"a\":2}]", fields["list"]);
        Assert.Equal("1e999", fields["huge"]);
        Assert.Contains(reader.Notes, n => n.Column == "huge");
        Assert.Equal(9, fields.Count);
    }

    [Fact]
    public void Records_with_other_names_in_other_order_do_not_mix()
    {
        var text = new StringBuilder();
        var random = new Random(3);
        var expected = new List<Dictionary<string, long>>();
        for (var i = 0; i < 500; i++)
        {
            var fields = Enumerable
                .Range(0, random.Next(6))
                .Select(_ => "n" + random.Next(5))
                .Distinct()
                .ToDictionary(n => n, _ => random.NextInt64(100));
            expected.Add(fields);
            text.Append("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{")
                .AppendJoin(',', fields.Select(f => $"\"{f.Key}\":{f.Value}"))
                .Append("}}\n");
        }
        var found = Open.All(text.ToString());
        for (var i = 0; i < expected.Count; i++)
            Assert.Equal(expected[i].Select(f => (f.Key, (object?)f.Value)), found[i].Fields.Select(f => (f.Key, f.Value)));
    }

    [Fact]
    public void A_name_given_twice_keeps_the_last_value_with_a_note()
    {
        var fields = Open.All("""{"type":"Feature","geometry":null,"properties":{"a":1,"b":2,"a":3}}""", out var reader)[0].Fields;
        Assert.Equal([("a", 3L), ("b", 2L)], fields.Select(f => (f.Key, (long)f.Value!)));
        Assert.Contains("twice", Assert.Single(reader.Notes).Sentence);
    }

    [Theory]
    [InlineData("\u001e{0}\n\u001e{0}\n")]
    [InlineData("{0}\n{0}\n")]
    [InlineData("{0}\r\n\r\n{0}")]
    public void Sequences_are_read_with_and_without_record_marks(string form)
    {
        var one = $$"""{"type":"Feature","properties":{"a":1},"geometry":{{Square}}}""";
        var found = Open.All(form.Replace("{0}", one), out var reader);
        Assert.Equal(2, found.Count);
        Assert.Equal(FileFormat.GeoJsonSequence, reader.Format);
    }

    [Fact]
    public void A_sequence_whose_first_feature_is_longer_than_the_head_is_read_whole()
    {
        var big = "{\"type\":\"Feature\",\"properties\":{\"a\":\"" + new string('x', 700_000) + "\"},\"geometry\":null}";
        Assert.Equal(3, Open.All(big + "\n" + big + "\n" + big).Count);
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:EPSG::2263")]
    [InlineData("EPSG:26985")]
    public void The_old_crs_member_is_given_on_and_noted(string name)
    {
        Open.All(
            $$$"""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"{{{name}}}"}},"features":[]}""",
            out var reader
        );
        Assert.Equal(name, reader.DeclaredCrs);
        Assert.Contains(name, Assert.Single(reader.Notes).Sentence);
    }

    [Fact]
    public void A_crs_after_the_features_is_known_late_and_noted()
    {
        Open.All(
            """{"type":"FeatureCollection","features":["""
                + """{"type":"Feature","properties":{}"""
                + ""","geometry":"""
                + """{"type":"Point","coordinates":"""
                + """[980000,200000]}}],"crs":{"type":"name","properties":{"name":"EPSG:2263"}}}""",
            out var reader
        );
        Assert.Equal("EPSG:2263", reader.DeclaredCrs);
        Assert.Contains(reader.Notes, n => n.Sentence.Contains("only after the features"));
        Assert.Contains(reader.Notes, n => n.Sentence.Contains("outside the degrees"));
    }

    [Theory]
    [InlineData("[1,NaN]", "not a number")]
    [InlineData("[1,-Infinity]", "not a number")]
    [InlineData("[1,null]", "not a number")]
    [InlineData("[1,1e999]", "too large")]
    [InlineData("[1,2,3,4,5]", "more than four")]
    [InlineData("[]]", "JSON")]
    [InlineData("[01,2]", "JSON")]
    [InlineData("[1.,2]", "JSON")]
    public void A_coordinate_that_is_no_number_is_refused_with_its_place(string position, string words)
    {
        var refusal = Open.Refused(
            "{\"type\":\"FeatureCollection\",\"features\":["
                + "\n{\"type\":\"Feature\",\"properties\":{},\"geometry\":null},"
                + "\n{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":"
                + position
                + "}}]}"
        );
        Assert.Contains(words, refusal.Message);
        Assert.Equal((2L, 3L), (refusal.Feature, refusal.Line));
        Assert.StartsWith("test.file, feature 2, line 3: ", refusal.Message);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_refused_wherever_it_ends()
    {
        var whole =
            """{"type":"FeatureCollection","features":["""
            + """{"type":"Feature","properties":{"a":"b"}"""
            + ""","geometry":"""
            + """{"type":"Point","coordinates":[1,2]}}]}""";
        Assert.Single(Open.All(whole));
        for (var end = 0; end < whole.Length; end++)
            Open.Refused(whole[..end]);
    }

    [Fact]
    public void A_ring_that_encloses_nothing_is_left_out_of_many_and_refused_alone()
    {
        var flat = "[[5,5],[6,6],[5,5]]";
        var square = "[[0,0],[1,0],[1,1],[0,1],[0,0]]";
        var found = Open.All($"{{\"type\":\"MultiPolygon\",\"coordinates\":[[{square},{flat}],[{flat},{square}]]}}", out var reader);
        Assert.Equal("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 1, 0 0)))", found[0].Geometry!.AsText());
        Assert.Equal(2, reader.Notes.Count(n => n.Sentence.Contains("encloses nothing")));
        Assert.Contains("at least 4", Open.Refused($"{{\"type\":\"Polygon\",\"coordinates\":[{flat}]}}").Message);
    }

    [Fact]
    public void Text_after_the_end_is_refused() =>
        Assert.Contains(
            "after the end",
            Open.Refused("""{"type":"FeatureCollection","features":[]} {"type":"FeatureCollection","features":[]}""").Message
        );

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void Byte_order_marks_decide_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes =
        [
            .. encoding.GetPreamble(),
            .. encoding.GetBytes("""{"type":"Feature","geometry":null,"properties":{"n":"Peña"}}"""),
        ];
        Assert.Equal("Peña", Open.All(bytes, out _)[0].Fields["n"]);
    }

    [Fact]
    public void Western_bytes_are_read_with_a_note()
    {
        var bytes = Encoding.Latin1.GetBytes(
            """{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"n":"Peña"}}]}"""
        );
        Assert.Equal("Peña", Open.All(bytes, out var reader)[0].Fields["n"]);
        Assert.Contains("windows-1252", Assert.Single(reader.Notes).Sentence);
    }

    [Fact]
    public void The_reader_looks_at_strings_exactly_as_json_does()
    {
        // Brackets and quotes inside strings, at every offset within the blocks that are scanned at once.
        for (var pad = 0; pad < 70; pad++)
        {
            var value = new string(' ', pad) + "]}\\\"[{\\\\";
            var found = Open.All(
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\""
                    + value
                    + "\":\""
                    + value
                    + "\"}},{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}]}"
            );
            Assert.Equal(2, found.Count);
            Assert.Equal(new string(' ', pad) + "]}\"[{\\", found[0].Fields.Values.Single());
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Whatever_strings_hold_the_end_of_a_feature_is_found(int seed)
    {
        var random = new Random(seed);
        var values = Enumerable
            .Range(0, 300)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(150)).Select(_ => "\\\"{}[]a é\n"[random.Next(10)])))
            .ToArray();
        var text = string.Join(
            '\n',
            values.Select(value =>
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"v\":"
                + System.Text.Json.JsonSerializer.Serialize(value)
                + ",\"n\":[[{}]]}}"
            )
        );

        Assert.Equal(values, Open.All(text).Select(feature => (string?)feature.Fields["v"]));
    }

    [Fact]
    public void Points_written_in_many_ways_are_all_read()
    {
        string[] points =
        [
            """{"type":"Point","coordinates":[1,2]}""",
            """{"type":"Point","coordinates":[1, 2 ] }""",
            """{"coordinates":[1,2],"type":"Point"}""",
            """{"type":"Point","coordinates":[1,2,3]}""",
            """{ "type": "Point", "coordinates": [1,2]}""",
            """{"type":"Point","coordinates":[1,2],"x":{}}""",
            """{"type":"Point","coordinates":[1.0000000000001,2]}""",
            """{"type":"MultiPoint","coordinates":[[1,2]]}""",
            """{"type":"Point","coordinates":[1e0,2]}""",
        ];
        var found = Open.All(
            string.Join('\n', points.Concat(points).Select(point => "{\"type\":\"Feature\",\"properties\":{},\"geometry\":" + point + "}")),
            out var reader
        );

        Assert.All(
            found,
            feature => Assert.Equal((1.0, 2.0), (Math.Round(feature.Geometry!.Coordinate.X, 9), feature.Geometry.Coordinate.Y))
        );
        Assert.Equal(2, reader.Notes.Count);
    }

    [Fact]
    public void A_type_in_the_wrong_case_is_noted_on_every_point()
    {
        Open.All(
            string.Concat(
                Enumerable.Repeat("""{"type":"Feature","properties":{},"geometry":{"type":"point","coordinates":[1,2]}}""" + "\n", 3)
            ),
            out var reader
        );

        Assert.Equal(3, reader.Notes.Count);
    }

    [Fact]
    public void Each_feature_knows_the_line_on_which_it_begins()
    {
        const string feature = """{"type":"Feature","properties":{},"geometry":null}""";

        Assert.Equal(
            [2, 4, 5],
            Open.All("{\"type\":\"FeatureCollection\",\"features\":[\n" + feature + ",\n\n" + feature + ",\n" + feature + "]}")
                .Select(one => one.Line!.Value)
        );
        Assert.Equal([1, 2, 4], Open.All(feature + "\n" + feature + "\n\n" + feature).Select(one => one.Line!.Value));
    }
}
