using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Plans;

namespace TurfMap.Domain.Tests.City;

public sealed class CityOnDateTests
{
    private static readonly PlacingOptions Look = new();

    private static string? TurfOf(CityOnDate city, int column, int row) =>
        city.Who(GridCity.Middle(column, row), Look) is { Turf: >= 0 } answer ? city.Plan!.Plan.Turfs[answer.Turf].Code : null;

    [Fact]
    public void Yesterday_answers_with_yesterdays_plan()
    {
        var city = GridCity.TwoPlans();

        Assert.Equal("B", TurfOf(city.On(GridCity.Turn.AddDays(-1)), 3, 0));
        Assert.Equal("A", TurfOf(city.On(GridCity.Turn), 3, 0));
        Assert.Equal("A", TurfOf(city.On(new DateOnly(2030, 1, 1)), 3, 0));
    }

    [Fact]
    public void Before_everything_there_is_nothing()
    {
        var city = GridCity.TwoPlans().On(GridCity.Start.AddDays(-1));

        Assert.Null(city.Plan);
        Assert.Empty(city.Answered);
        Assert.Equal("This place is outside every layer.", WhoSentence.Of(city, city.Who(GridCity.Middle(0, 0), Look)));
    }

    [Fact]
    public void Dates_between_which_nothing_changes_share_one_answer()
    {
        var city = GridCity.TwoPlans();

        Assert.Same(city.On(GridCity.Start), city.On(GridCity.Turn.AddDays(-1)));
        Assert.NotSame(city.On(GridCity.Start), city.On(GridCity.Turn));
    }

    [Fact]
    public void Who_covers_is_told_with_backup_and_languages()
    {
        var city = GridCity.TwoPlans().On(GridCity.Turn);

        Assert.Equal(
            "Unit 1. Turf A is covered by Liaison 1 (English, Spanish); backup: Liaison 2 (English).",
            WhoSentence.Of(city, city.Who(GridCity.Middle(0, 0), Look))
        );
        Assert.Equal("Unit 8. Turf B is covered by Liaison 2 (English).", WhoSentence.Of(city, city.Who(GridCity.Middle(3, 1), Look)));
    }

    [Fact]
    public void Turf_outlines_are_the_units_together_without_the_lines_between_them()
    {
        var city = GridCity.TwoPlans().On(GridCity.Turn);

        var outlines = TurfShapes.Outlines(city.Plan!, city.Units!, null);

        Assert.All(outlines, outline => Assert.True(outline.IsValid));
        Assert.True(outlines[0].Symmetric(GridCity.Square(0, 0, 4, 1)) < 1e-12);
        Assert.True(outlines[1].Symmetric(GridCity.Square(0, 1, 4, 1)) < 1e-12);
    }

    [Fact]
    public void Turfs_that_share_a_line_differ_in_colour()
    {
        var city = GridCity.TwoPlans().On(GridCity.Turn);

        var colours = city.Plan!.Colours(city.Units!);

        Assert.NotEqual(colours[0], colours[1]);
    }

    [Theory]
    [InlineData("Unit 3", "area", "Unit 3")]
    [InlineData("unit 3", "area", "Unit 3")]
    [InlineData("Liaison 2", "liaison", "Liaison 2")]
    [InlineData("turf b", "turf", "Turf B")]
    [InlineData("-72.98, 40.005", "place", "-72.98, 40.005")]
    [InlineData("40.005 -72.98", "place", "-72.98, 40.005")]
    public void Search_finds_by_name_and_understands_coordinates(string query, string kind, string label)
    {
        var found = GridCity.TwoPlans().On(GridCity.Turn).Search(query);

        Assert.Equal((kind, label), (found[0].Kind, found[0].Label));
    }

    [Fact]
    public void Search_for_nothing_finds_nothing() => Assert.Empty(GridCity.TwoPlans().On(GridCity.Turn).Search("  "));
}

internal static class GeometryAssert
{
    /// <summary>The area in which two geometries differ.</summary>
    public static double Symmetric(this NetTopologySuite.Geometries.Geometry a, NetTopologySuite.Geometries.Geometry b) =>
        a.SymmetricDifference(b).Area;
}
