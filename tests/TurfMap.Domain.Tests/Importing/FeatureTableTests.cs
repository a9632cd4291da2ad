using System.IO.Compression;
using System.Text;
using NetTopologySuite.Geometries;
using TurfMap.Domain.Addresses;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Importing;
using TurfMap.Domain.Records;
using TurfMap.Formats;
using TurfMap.Spatial;

namespace TurfMap.Domain.Tests.Importing;

public sealed class FeatureTableTests
{
    private static readonly Envelope City = new(-73, -72, 40, 41);

    private static string Feature(string properties, string? geometry = "[-72.5,40.5]", string more = "") =>
        $$"""{"type":"Feature",{{more}}"properties":{{{properties}}},"geometry":{{Geometry(geometry)}}}""";

    private static string Geometry(string? text) =>
        text is null ? "null"
        : text.StartsWith('[') ? $$"""{"type":"Point","coordinates":{{text}}}"""
        : text;

    private static string Collection(params string[] features) =>
        $$"""{"type":"FeatureCollection","features":[{{'\n'}}{{string.Join(",\n", features)}}]}""";

    private static (List<T> Rows, ImportReport Report) Read<T>(byte[] content, Func<Table, IEnumerable<T>> shape, string? crs = null)
    {
        var report = new ImportReport();
        using var source = new FeatureTable(
            "points.geojson",
            FeatureFile.Open("points.geojson", new MemoryStream(content), _ => null),
            crs,
            TestContext.Current.CancellationToken
        );
        return (shape(new Table(source, report, City, null, TestContext.Current.CancellationToken)).ToList(), report);
    }

    private static (List<T> Rows, ImportReport Report) Read<T>(string text, Func<Table, IEnumerable<T>> shape, string? crs = null) =>
        Read(Encoding.UTF8.GetBytes(text), shape, crs);

    private static (List<CaseRecord> Rows, ImportReport Report) Cases(params string[] features) =>
        Read(Collection(features), TableImports.Cases);

    private static string Case(string id, string more = "") => $"\"id\":{id},\"kind\":\"noise\",\"opened\":\"2026-03-28\"{more}";

    [Fact]
    public void The_same_rows_as_csv_and_as_features_give_the_same_records()
    {
        const string csv =
            "id,kind,status,opened,closed,language,address,lon,lat\n1,noise,open,2026-03-28,,es,\"12 Elm, "
            + "rear\",-72.5,40.5\n7.5,heat,closed,2026-01-01T08:30:00.000,2026-02-01,,,,\n";
        var report = new ImportReport();
        using var table = new CsvTable(GridCity.Csv(csv));
        var expected = TableImports.Cases(new Table(table, report, City, null, TestContext.Current.CancellationToken)).ToList();
        var (rows, _) = Cases(
            Feature(
                """
                "id":1,"kind":"noise","status":"open","opened":"2026-03-28","closed":null,"language":" es ","address":"12 Elm, rear"
                """
            ),
            Feature(
                """
                "closed":"2026-02-01","opened":"2026-01-01T08:30:00.000","kind":"heat","status":"closed","id":7.50
                """,
                null
            )
        );

        Assert.Equal(expected, rows);
    }

    [Fact]
    public void A_sequence_and_packed_files_are_read_the_same()
    {
        var sequence = Feature(Case("1")) + "\n" + Feature(Case("2"));
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(sequence));

        Assert.Equal(Cases(Feature(Case("1")), Feature(Case("2"))).Rows, Read(sequence, TableImports.Cases).Rows);
        Assert.Equal(Read(sequence, TableImports.Cases).Rows, Read(packed.ToArray(), TableImports.Cases).Rows);
    }

    [Fact]
    public void Addresses_need_no_coordinate_columns_when_features_have_shapes()
    {
        var (rows, report) = Read(
            Collection(
                Feature(
                    """
                    "id":"a","number":12,"street":"Elm"
                    """
                ),
                Feature(
                    """
                    "id":"b","number":13,"street":"Elm"
                    """,
                    null
                )
            ),
            TableImports.Addresses
        );

        Assert.Equal(new Address("a", "12", "Elm", null, null, null, new LonLat(-72.5, 40.5)), Assert.Single(rows));
        Assert.Equal("Feature 2, line 3: an address cannot be kept without its place.", Assert.Single(report.Problems).Sentence);
    }

    [Theory]
    [
        InlineData("42", "42"),
        InlineData("42.0", "42"),
        InlineData("1.50", "1.5"),
        InlineData("1e20", "100000000000000000000"),
        InlineData("0.00000001", "0.00000001"),
        InlineData("true", "true")
    ]
    [
        InlineData("\" x \"", "x"),
        InlineData("\"007\"", "007"),
        InlineData("[\"a\",2,null]", "a;2"),
        InlineData("\"[sic]\"", "[sic]"),
        InlineData("[\"\\ud800\"]", "[\"\\ud800\"]"),
        InlineData("9007199254740993", "9007199254740993")
    ]
    public void Values_become_the_text_that_a_person_writes(string written, string text) =>
        Assert.Equal(text, Assert.Single(Cases(Feature(Case("1", $",\"address\":{written}"))).Rows).Address);

    [Fact]
    public void Nested_values_are_left_out_and_told_once()
    {
        var (rows, report) = Cases(
            Feature(Case("1", ",\"address\":{\"street\":\"Elm\"}")),
            Feature(Case("2", ",\"address\":[[1]]")),
            Feature(Case("3"))
        );

        Assert.All(rows, row => Assert.Null(row.Address));
        var note = Assert.Single(report.Problems);
        Assert.Equal((ProblemSeverity.Note, 1L, "address"), (note.Severity, note.Line!.Value, note.Column));
        Assert.Contains("left out (2 times)", note.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_values_are_lists() =>
        Assert.Equal(
            ["en", "es"],
            Read(
                Collection(
                    Feature(
                        """
                        "id":1,"name":"Aid","languages":["en","es"]
                        """
                    )
                ),
                TableImports.Partners
            )
                .Rows[0]
                .Languages
        );

    [Fact]
    public void A_property_that_comes_up_late_is_left_out_and_told_once()
    {
        var features = Enumerable
            .Range(1, FeatureTable.SettlingFeatures + 3)
            .Select(i => Feature(Case($"{i}", i > FeatureTable.SettlingFeatures ? ",\"address\":\"Elm\"" : "")))
            .ToArray();
        var (rows, report) = Cases(features);

        Assert.All(rows, row => Assert.Null(row.Address));
        Assert.Contains(
            "\"address\" comes up only after the first 1,000 features",
            Assert.Single(report.Problems).Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(FeatureTable.SettlingFeatures + 3, report.Taken);
    }

    [Fact]
    public void Properties_of_the_first_features_are_columns_wherever_they_begin() =>
        Assert.Equal(
            [null, "Elm", null],
            Cases(Feature(Case("1")), Feature("\"address\":\"Elm\"," + Case("2")), Feature(Case("3"))).Rows.Select(row => row.Address)
        );

    [Fact]
    public void The_features_own_id_serves_when_no_property_is_the_id()
    {
        var (rows, _) = Cases(
            Feature("\"kind\":\"noise\",\"opened\":null", more: "\"id\":17,"),
            Feature("\"kind\":\"heat\",\"opened\":null", more: "\"id\":\"b\",")
        );
        var (others, _) = Cases(Feature("\"case_id\":5,\"kind\":\"noise\",\"opened\":null", more: "\"id\":17,"));

        Assert.Equal(["17", "b"], rows.Select(row => row.Id));
        Assert.Equal("5", Assert.Single(others).Id);
    }

    [Theory]
    [InlineData("[0,0]", "Gulf of Guinea")]
    [InlineData("[40.5,-72.5]", "the other way round")]
    [InlineData("[980000,200000]", "map coordinates")]
    [InlineData("[-72,95]", "is not a longitude and a latitude")]
    [InlineData("""{"type":"LineString","coordinates":[[-72.5,40.5],[-72.4,40.5]]}""", "a LineString, not a point")]
    [InlineData("""{"type":"MultiPoint","coordinates":[[-72.5,40.5],[-72.4,40.5]]}""", "2 points, not one")]
    public void A_shape_that_is_no_place_is_left_out_and_told(string geometry, string why)
    {
        var (rows, report) = Cases(Feature(Case("1"), geometry));

        Assert.Null(Assert.Single(rows).Place);
        var problem = Assert.Single(report.Problems, problem => problem.Severity == ProblemSeverity.Warning);
        Assert.StartsWith("Feature 1, line 2, column geometry: ", problem.Sentence, StringComparison.Ordinal);
        Assert.Contains(why, problem.Sentence, StringComparison.Ordinal);
    }

    [Theory, InlineData("null"), InlineData("""{"type":"Point","coordinates":[]}""")]
    public void A_feature_without_a_shape_is_a_row_without_a_place(string geometry)
    {
        var (rows, report) = Cases(Feature(Case("1"), geometry));

        Assert.Null(Assert.Single(rows).Place);
        Assert.Equal("1 row without a place: 1 without a shape.", Assert.Single(report.Problems).Sentence);
    }

    [Fact]
    public void Coordinate_columns_count_only_without_a_shape()
    {
        var (rows, _) = Cases(Feature(Case("1", ",\"lon\":-72.1,\"lat\":40.1")), Feature(Case("2", ",\"lon\":-72.1,\"lat\":40.1"), null));

        Assert.Equal([new LonLat(-72.5, 40.5), new LonLat(-72.1, 40.1)], rows.Select(row => row.Place!.Value));
    }

    [Fact]
    public void One_point_of_many_is_a_point() =>
        Assert.Equal(
            new LonLat(-72.5, 40.5),
            Cases(Feature(Case("1"), """{"type":"MultiPoint","coordinates":[[-72.5,40.5]]}""")).Rows[0].Place
        );

    [Theory, InlineData(true), InlineData(false)]
    public void Map_coordinates_of_a_named_system_become_degrees(bool declared)
    {
        const string member = """
            "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2263"}},
            """;
        var text = Collection(Feature(Case("1"), "[980000,190000]"), Feature(Case("2"), "[0,0]"), Feature(Case("3"), "[1e9,1e9]"))
            .Replace("\"features\"", (declared ? member : "") + "\"features\"", StringComparison.Ordinal);
        var (rows, report) = Read(text, TableImports.Cases, declared ? null : "EPSG:2263");

        Assert.InRange(rows[0].Place!.Value.Longitude, -74.1, -74.0);
        Assert.Equal([null, null], rows.Skip(1).Select(row => row.Place));
        Assert.Equal(2, report.Problems.Count(problem => problem.Severity == ProblemSeverity.Warning));
    }

    [Fact]
    public void An_unknown_system_is_refused() =>
        Assert.Contains(
            "EPSG:99999",
            Assert.Throws<RefusedException>(() => Read(Collection(Feature(Case("1"))), TableImports.Cases, "EPSG:99999")).Message,
            StringComparison.Ordinal
        );

    [Theory, InlineData(10, false), InlineData(3000, true)]
    public void A_system_named_behind_the_features_is_known_in_a_short_file_and_refused_in_a_long_one(int count, bool refused)
    {
        var text = Collection([
            .. Enumerable.Range(0, count).Select(i => Feature(Case($"{i}", $",\"address\":\"{new string('x', 300)}\""), "[980000,190000]")),
        ]);
        text = text[..^1] + ""","crs":{"type":"name","properties":{"name":"EPSG:2263"}}}""";

        if (refused)
            Assert.Contains(
                "behind its features",
                Assert.Throws<RefusedException>(() => Read(text, TableImports.Cases)).Message,
                StringComparison.Ordinal
            );
        else
            Assert.All(Read(text, TableImports.Cases).Rows, row => Assert.NotNull(row.Place));
    }

    [Fact]
    public void A_feature_without_its_id_is_not_taken_and_told_with_its_line()
    {
        var (rows, report) = Cases(Feature(Case("1")), Feature(Case("null")));

        Assert.Single(rows);
        Assert.Equal(
            (3L, "id", "Feature 2, line 3, column id: is empty, and a row cannot be kept without it."),
            (report.Problems[0].Line!.Value, report.Problems[0].Column, report.Problems[0].Sentence)
        );
    }

    [Fact]
    public void A_missing_property_is_refused_with_those_that_are_there() =>
        Assert.Contains(
            "Its columns are: a, b",
            Assert.Throws<RefusedException>(() => Cases(Feature("\"a\":1"), Feature("\"b\":1"))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_file_that_was_cut_off_is_refused_with_feature_and_line() =>
        Assert.Contains(
            "feature 2, line 3",
            Assert
                .Throws<UnreadableException>(() => Read(Collection(Feature(Case("1")), Feature(Case("2")))[..^40], TableImports.Cases))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void More_properties_than_a_table_may_have_are_refused()
    {
        static string Properties(int from) => string.Join(",", Enumerable.Range(from, 6_000).Select(i => $"\"p{i}\":1"));

        var refused = Assert.Throws<RefusedException>(() => Cases(Feature(Properties(0)), Feature(Properties(6_000))));
        Assert.Equal("points.geojson has more than 10,000 properties. Leave out those that are not needed.", refused.Message);
    }

    /// <summary>A packed file is small on the disk and large once it is held.</summary>
    [Fact]
    public void Columns_are_settled_by_fewer_features_when_these_are_long()
    {
        var text = new string('x', 6_000_000);
        string[] features =
        [
            .. Enumerable.Range(0, 4).Select(i => Feature(Case($"{i}", $",\"text\":\"{text}\""))),
            Feature(Case("4", ",\"late\":1")),
        ];
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(Collection(features)));

        var (rows, report) = Read(packed.ToArray(), TableImports.Cases);

        Assert.Equal(5, rows.Count);
        Assert.Contains(report.Problems, note => note.Sentence.Contains("only after the first 3 features", StringComparison.Ordinal));
    }
}
