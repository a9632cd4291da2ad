using System.Text;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Formats;

namespace TurfMap.Domain.Tests.Importing;

public sealed class LayerFileTests
{
    private static string Feature(string properties, string coordinates) =>
        $$$"""{"type":"Feature","properties":{{{properties}}},"geometry":{"type":"Polygon","coordinates":{{{coordinates}}}}}""";

    private static string Box(double west, double east = double.NaN, double south = 40) =>
        double.IsNaN(east)
            ? Box(west, west + 1, south)
            : $"[[[{west},{south}],[{east},{south}],[{east},{south + 1}],[{west},{south + 1}],[{west},{south}]]]";

    private static (IReadOnlyList<Area> Areas, ImportReport Report) Read(string features, LayerFileOptions? options = null)
    {
        using var reader = FeatureFile.Open(
            "wards.geojson",
            new MemoryStream(Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{features}}]}""")),
            _ => null
        );
        var report = new ImportReport();
        return (
            new LayerFile(options ?? new("wards.geojson"), report).Read(reader, null, TestContext.Current.CancellationToken).Areas,
            report
        );
    }

    private static string Refusal(string features, LayerFileOptions? options = null) =>
        Assert.Throws<RefusedException>(() => Read(features, options)).Message;

    [Fact]
    public void Code_and_name_are_guessed_and_told()
    {
        var (areas, report) = Read(
            Feature("""{"OBJECTID":1,"WARD":8,"NAME":"Ward 8"}""", Box(-73))
                + ","
                + Feature("""{"OBJECTID":2,"WARD":6,"NAME":"Ward 6"}""", Box(-72))
        );

        Assert.Equal([("6", "Ward 6"), ("8", "Ward 8")], areas.Select(area => (area.Code, area.Name)));
        Assert.Contains(report.Problems, problem => problem.Sentence.Contains("\"WARD\" was chosen as the code", StringComparison.Ordinal));
    }

    [Fact]
    public void A_field_that_many_areas_share_is_no_name()
    {
        var (areas, _) = Read(
            Feature("""{"code":"1","BoroName":"Queens"}""", Box(-73)) + "," + Feature("""{"code":"2","BoroName":"Queens"}""", Box(-72))
        );

        Assert.Equal(["1", "2"], areas.Select(area => area.Name));
    }

    [Fact]
    public void A_field_that_is_not_there_is_refused_with_those_that_are() =>
        Assert.Contains(
            "Its fields are: a, b.",
            Refusal(Feature("""{"a":1,"b":2}""", Box(-73)), new("wards.geojson", "c")),
            StringComparison.Ordinal
        );

    [Fact]
    public void Features_with_one_code_become_one_area_and_it_is_told()
    {
        var (areas, report) = Read(
            Feature("""{"code":"1"}""", Box(-73)) + "," + Feature("""{"code":"1"}""", Box(-70)),
            new("wards.geojson", "code")
        );

        Assert.Equal(2, Assert.Single(areas).Geometry.NumGeometries);
        Assert.Contains(
            report.Problems,
            problem => problem is { Severity: ProblemSeverity.Warning } && problem.Sentence.Contains("2 features", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_bow_tie_is_repaired_and_it_is_told()
    {
        var (areas, report) = Read(Feature("""{"code":"1"}""", "[[[-73,40],[-72,41],[-72,40],[-73,41],[-73,40]]]"));

        Assert.True(Assert.Single(areas).Geometry.IsValid);
        Assert.Contains(report.Problems, problem => problem.Sentence.Contains("was repaired", StringComparison.Ordinal));
    }

    [Fact]
    public void Overlaps_are_told_with_place_and_size() =>
        Assert.Contains(
            Read(Feature("""{"code":"1"}""", Box(-73, -71.9)) + "," + Feature("""{"code":"2"}""", Box(-72))).Report.Problems,
            problem => problem.Sentence.Contains("1 and 2 overlap by", StringComparison.Ordinal)
        );

    [Fact]
    public void Map_coordinates_without_a_system_are_refused_with_what_to_do() =>
        Assert.Contains(
            "EPSG",
            Refusal(Feature("""{"code":"1"}""", "[[[980000,190000],[990000,190000],[990000,200000],[980000,200000],[980000,190000]]]")),
            StringComparison.Ordinal
        );

    [Fact]
    public void With_the_system_named_they_are_understood()
    {
        var (areas, _) = Read(
            Feature("""{"code":"1"}""", "[[[980000,190000],[990000,190000],[990000,200000],[980000,200000],[980000,190000]]]"),
            new("wards.geojson", Crs: "EPSG:2263")
        );

        Assert.InRange(areas[0].Geometry.EnvelopeInternal.MinX, -74.1, -74.0);
    }

    [Fact]
    public void A_file_without_polygons_is_refused() =>
        Assert.Contains(
            "no polygons",
            Refusal("""{"type":"Feature","properties":{"code":"1"},"geometry":{"type":"Point","coordinates":[-73,40]}}"""),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_area_without_a_code_is_refused_and_named() =>
        Assert.Contains(
            "Feature 2",
            Refusal(Feature("""{"code":"1"}""", Box(-73)) + "," + Feature("""{"code":null}""", Box(-72)), new("wards.geojson", "code")),
            StringComparison.Ordinal
        );
}
