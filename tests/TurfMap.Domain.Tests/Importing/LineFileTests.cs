using System.Text;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Formats;

namespace TurfMap.Domain.Tests.Importing;

public sealed class LineFileTests
{
    private const string Line = """{"type":"LineString","coordinates":[[-73,40],[-73.1,40.1]]}""";

    private static string Feature(string properties, string geometry = Line) =>
        $$"""{"type":"Feature","properties":{{properties}},"geometry":{{geometry}}}""";

    private static (LayerContent Content, ImportReport Report) Read(string features, bool mayBeLines = true, string? crs = null)
    {
        using var reader = FeatureFile.Open(
            "streets.geojson",
            new MemoryStream(Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{features}}]}""")),
            _ => null
        );
        var report = new ImportReport();
        return (
            new LayerFile(new("streets.geojson", Crs: crs) { MayBeLines = mayBeLines }, report).Read(
                reader,
                null,
                TestContext.Current.CancellationToken
            ),
            report
        );
    }

    [Theory]
    [InlineData("boulevard", LineRank.Main)]
    [InlineData("motorway", LineRank.Main)]
    [InlineData("motorway_link", LineRank.Minor)]
    [InlineData("S1100", LineRank.Main)]
    [InlineData("S1200", LineRank.Middle)]
    [InlineData("Avenue", LineRank.Middle)]
    [InlineData("residential", LineRank.Minor)]
    public void The_kind_of_a_street_says_how_far_out_it_is_drawn(string kind, LineRank rank)
    {
        var (content, report) = Read(Feature($$"""{"FULLNAME":"Elm Street","highway":"{{kind}}"}"""));

        Assert.Equal(("Elm Street", rank), (content.Lines[0].Name, content.Lines[0].Rank));
        Assert.Empty(content.Areas);
        Assert.Contains(
            report.Problems,
            problem => problem.Sentence == "\"FULLNAME\" holds the names; \"highway\" says what kind each is."
        );
    }

    [Fact]
    public void Lines_without_a_kind_are_all_drawn_alike_and_may_be_without_a_name()
    {
        var (content, report) = Read(Feature("{}") + "," + Feature("""{"name":""}"""));

        Assert.All(content.Lines, line => Assert.Equal(("", LineRank.Middle), (line.Name, line.Rank)));
        Assert.Contains(report.Problems, problem => problem.Sentence.Contains("drawn alike", StringComparison.Ordinal));
    }

    [Fact]
    public void A_layer_that_is_answered_takes_no_lines() =>
        Assert.Contains(
            "holds no polygons",
            Assert.Throws<RefusedException>(() => Read(Feature("{}"), mayBeLines: false)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Lines_and_polygons_in_one_file_are_refused() =>
        Assert.Contains(
            "make two files of it",
            Assert
                .Throws<RefusedException>(() =>
                    Read(
                        Feature("{}")
                            + ","
                            + Feature("""{"code":"1"}""", """{"type":"Polygon","coordinates":[[[-73,40],[-72,40],[-72,41],[-73,40]]]}""")
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_line_beyond_the_globe_is_passed_over_and_said()
    {
        var (content, report) = Read(Feature("{}") + "," + Feature("{}", """{"type":"LineString","coordinates":[[-73,40],[-193,40.1]]}"""));

        Assert.Single(content.Lines);
        Assert.Contains(
            report.Problems,
            problem => problem.Sentence.StartsWith("Feature 2 reaches beyond the globe", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Points_that_stand_among_lines_are_left_out()
    {
        var collection =
            """{"type":"GeometryCollection","geometries":["""
            + """{"type":"Point","coordinates":[-73,40]},"""
            + """{"type":"LineString","coordinates":[[-73,40],[-73.1,40.1]]}]}""";

        Assert.Equal(
            "MULTILINESTRING ((-73 40, -73.1 40.1))",
            Assert.Single(Read(Feature("{}", collection)).Content.Lines).Geometry.AsText()
        );
    }

    [Fact]
    public void A_line_that_its_system_places_only_in_part_is_passed_over()
    {
        var (content, report) = Read(
            Feature("{}", """{"type":"LineString","coordinates":[[500000,4400000],[501000,4401000]]}""")
                + ","
                + Feature("{}", """{"type":"LineString","coordinates":[[500000,4400000],[90000000,4401000]]}"""),
            crs: "EPSG:32618"
        );

        Assert.Single(content.Lines);
        Assert.Contains(
            report.Problems,
            problem => problem.Sentence.StartsWith("Feature 2 reaches beyond the globe", StringComparison.Ordinal)
        );
    }
}
