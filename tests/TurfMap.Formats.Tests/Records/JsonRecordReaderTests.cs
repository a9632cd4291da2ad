using System.Text;

namespace TurfMap.Formats.Tests.Records;

public sealed class JsonRecordReaderTests
{
    private static List<Feature> All(string text, out IFeatureReader reader, ReadingLimits? limits = null)
    {
        reader = FeatureFile.Open("requests.json", new MemoryStream(Encoding.UTF8.GetBytes(text)), _ => null, limits, takesRecords: true);
        return [.. reader.Read(TestContext.Current.CancellationToken)];
    }

    private static UnreadableException Refused(string text, ReadingLimits? limits = null) =>
        Assert.Throws<UnreadableException>(() => All(text, out _, limits));

    [Theory]
    [InlineData("""[{"id":"1","n":2},{"id":"é","deep":{"x":[1,{"y":null}]}}]""")]
    [InlineData("""{"requests":[{"id":"1","n":2},{"id":"é","deep":{"x":[1,{"y":null}]}}]}""")]
    [InlineData(
        """{ "count":2, "links":{"next":null},"""
            + """ "service_requests" : [ """
            + """{"id":"1","n":2} , """
            + """{"id":"é","deep":{"x":[1,"""
            + """{"y":null}]}} ],"""
            + """ "more":[1,2] } """
    )]
    public void A_list_of_records_is_read_alone_or_within_an_object(string text)
    {
        var records = All(text, out var reader);

        Assert.Equal((FileFormat.JsonRecords, 0), (reader.Format, reader.NoteCount));
        Assert.Equal(
            [("1", (object?)2L), ("é", null)],
            records.Select(one => ((string)one.Fields["id"]!, one.Fields.GetValueOrDefault("n")))
        );
        Assert.Equal("""{"x":[1,{"y":null}]}""", records[1].Fields["deep"]);
        Assert.All(records, one => Assert.Null(one.Geometry));
    }

    [Fact]
    public void Records_know_their_lines() =>
        Assert.Equal([(1L, 2L), (2L, 4L)], All("[\n{\"a\":1},\n\n{\"a\":2}\n]", out _).Select(one => (one.Number, one.Line!.Value)));

    [Fact]
    public void An_empty_list_has_no_records() => Assert.Empty(All(" [ ] ", out _));

    [Fact]
    public void Many_records_pass_through_a_small_window()
    {
        var text = new StringBuilder("{\"requests\":[");
        for (var i = 0; i < 20_000; i++)
            text.Append(i == 0 ? "" : ",\n")
                .Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{{\"service_request_id\":\"{i}\",\"address\":\"{new string('x', i % 90)}\"}}"
                );

        Assert.Equal(
            Enumerable.Range(0, 20_000).Select(i => $"{i}"),
            All(text + "]}", out _).Select(one => (string)one.Fields["service_request_id"]!)
        );
    }

    [Theory]
    [InlineData("""[{"a":1}""", "feature 2")]
    [InlineData("[{\"a\":1},\n{\"a\":\"x", "feature 2, line 2: The file ends in the middle")]
    [InlineData("""{"requests":[{"a":1}],"more":""", "ends in the middle")]
    [InlineData("""{"requests":[{"a":1}]""", "ends in the middle")]
    [InlineData("""[{"a":1} {"a":2}]""", "',' between two records is missing")]
    [InlineData("""[{"a":1},]""", "comma after the last record")]
    [InlineData("""[{"a":1},7]""", "no record")]
    [InlineData("""[{"a":1}] x""", "more after the end")]
    [InlineData("""[{"a":tru}]""", "not written as JSON")]
    [InlineData("""[{"a":1,}]""", "comma with nothing after it")]
    public void What_is_wrong_is_said_with_its_place(string text, string words) =>
        Assert.Contains(words, Refused(text).Message, StringComparison.Ordinal);

    [Fact]
    public void Limits_hold()
    {
        Assert.Contains(
            "more than 2 records",
            Refused("""[{"a":1},{"a":2},{"a":3}]""", new() { MaxFeatures = 2 }).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "nested more than 8 deep",
            Refused("[{\"a\":" + new string('[', 20) + new string(']', 20) + "}]", new() { MaxDepth = 8 }).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "longer than",
            Refused("[{\"a\":\"" + new string('x', 3 << 20) + "\"}]", new() { MaxBytesPerFeature = 1 << 20 }).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "more than 3 properties",
            Refused("""[{"a":1,"b":2,"c":3,"d":4}]""", new() { MaxColumns = 3 }).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""[{"a":1}]"""), InlineData("""{"requests":[{"a":1}]}""")]
    public void Where_shapes_are_needed_records_are_refused_with_a_sentence(string text) =>
        Assert.Contains("list of JSON records", Open.Refused(text).Message, StringComparison.Ordinal);

    [Theory]
    [
        InlineData("""{"type":"FeatureCollection","features":[]}"""),
        InlineData("""{"features":[{"type":"Feature","properties":{},"geometry":null}],"type":"FeatureCollection"}"""),
        InlineData("""{"type":"Feature","properties":{},"geometry":null,"data":[{"a":1}]}""")
    ]
    public void GeoJson_stays_geojson(string text)
    {
        _ = All(text, out var reader);
        Assert.NotEqual(FileFormat.JsonRecords, reader.Format);
    }

    [Theory, InlineData(1), InlineData(2)]
    public void Damaged_files_give_records_or_a_sentence(int seed)
    {
        var random = new Random(seed);
        var good = Encoding.UTF8.GetBytes(
            """{"next":null,"requests":["""
                + """{"service_request_id":"1","lat":40.5"""
                + ""","note":"é\n\u00e9"},"""
                + """{"service_request_id":2"""
                + ""","long":-7.2e1,"x":{"y":[true]}}],"end":1}"""
        );
        for (var round = 0; round < 3000; round++)
        {
            var bytes = good[..(round % 2 == 0 ? good.Length : random.Next(good.Length))].ToArray();
            for (var i = 0; i < 3 && bytes.Length > 0; i++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                using var reader = FeatureFile.Open("requests.json", new MemoryStream(bytes), _ => null, takesRecords: true);
                Assert.All(reader.Read(TestContext.Current.CancellationToken), one => Assert.True(one.Number > 0));
            }
            catch (UnreadableException wrong)
            {
                Assert.StartsWith("requests.json", wrong.Message, StringComparison.Ordinal);
            }
        }
    }
}
