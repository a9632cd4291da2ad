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

    /// <summary>Each feature is small; all of them together are what is too much.</summary>
    [Fact]
    public void A_layer_that_holds_too_much_in_all_is_refused()
    {
        var features = string.Join(",", Enumerable.Range(0, 10).Select(i => Feature($"{{\"code\":\"{i}\",\"f{i}\":\"abcde\"}}", Box(i))));

        Assert.Equal("wards.geojson holds more than 9 features. Split the file.", Beyond(new() { MaxFeatures = 9 }));
        Assert.Equal(
            "wards.geojson holds more than 49 vertices in all. Simplify the boundaries, or split the file.",
            Beyond(new() { MaxVertices = 49 })
        );
        Assert.Equal("wards.geojson holds more than 10 fields. Leave out those that are not needed.", Beyond(new() { MaxFields = 10 }));
        // Ten codes of a letter, ten values of five, and eleven names.
        Assert.Equal(
            "wards.geojson holds more than 83 letters in its fields. Leave out those that are not needed.",
            Beyond(new() { MaxLetters = 83 })
        );
        var least = new LayerBudget
        {
            MaxFeatures = 10,
            MaxVertices = 50,
            MaxFields = 11,
            MaxLetters = 84,
        };
        Assert.Equal(10, Read(features, new("wards.geojson", "code") { Budget = least }).Areas.Count);

        string Beyond(LayerBudget budget) => Refusal(features, new("wards.geojson", "code") { Budget = budget });
    }

    [Fact]
    public void A_code_or_name_that_nobody_could_read_is_refused()
    {
        var text = new string('x', 1_001);

        Assert.Contains("more than 1,000 letters", Refusal(Feature($"{{\"code\":\"{text}\"}}", Box(1))), StringComparison.Ordinal);
        Assert.Contains(
            "more than 1,000 letters",
            Refusal(Feature($"{{\"code\":\"1\",\"name\":\"{text}\"}}", Box(1))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_sentence_lists_as_many_fields_as_a_person_reads()
    {
        var fields = string.Join(",", Enumerable.Range(100, 200).Select(i => $"\"f{i}{new string('x', 100)}\":1"));

        var sentence = Refusal(Feature($"{{{fields}}}", Box(1)), new("wards.geojson", "ward"));

        Assert.EndsWith("… and 150 more.", sentence, StringComparison.Ordinal);
        Assert.True(sentence.Length < 5_000);
    }

    [Fact]
    public void Remarks_are_cut_to_a_length_that_can_be_shown()
    {
        var report = new ImportReport();

        report.Add(ProblemSeverity.Note, new string('x', 100_000), 1, new string('y', 100_000));

        var kept = Assert.Single(report.Problems);
        Assert.Equal((1_000, 200), (kept.Sentence.Length, kept.Column!.Length));
    }
}
