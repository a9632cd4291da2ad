using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Spatial;

namespace TurfMap.Domain.Tests.City;

public sealed class RecordAreasTests
{
    private static readonly DateOnly Today = new(2026, 3, 28);
    private static readonly EffectivePeriod Always = new(GridCity.Start, null);

    private static CityModel Model(params VintageLayer[] vintages) =>
        new(CityProfile.Unnamed, 1, vintages, [.. vintages.Select(vintage => vintage.Layer).DistinctBy(layer => layer.Key)], [], [], []);

    private static VintageLayer Units(EffectivePeriod period, long id = 1, string prefix = "") =>
        GridCity.Layer(
            "units",
            LayerUse.Units,
            period,
            [.. GridCity.Squares(4, 2).Select(area => area with { Code = prefix + area.Code })],
            id
        );

    private static VintageLayer Halves(LayerUse use, bool overlapping, params (string Code, double West, double Width)[] areas) =>
        GridCity.Layer(
            "halves",
            use,
            Always,
            [
                .. areas.Select(area => new Area(
                    area.Code,
                    area.Code,
                    GridCity.Square(area.West, 0, area.Width, 2),
                    new Dictionary<string, object?>()
                )),
            ],
            9,
            overlapping
        );

    [Fact]
    public void Every_answered_layer_gives_the_code_of_its_area_and_one_that_does_not_reach_there_none()
    {
        var city = Model(Halves(LayerUse.Answers, false, ("E", 2, 2)), Units(Always));

        Assert.Equal(
            new Dictionary<string, string> { ["halves"] = "E", ["units"] = "7" },
            city.AreasOf(GridCity.Middle(2, 1), Today, Today)
        );
        Assert.Equal(new Dictionary<string, string> { ["units"] = "1" }, city.AreasOf(GridCity.Middle(0, 0), Today, Today));
        Assert.Empty(city.AreasOf(new LonLat(-70, 40), Today, Today)!);
    }

    [Fact]
    public void A_context_layer_gives_nothing_and_a_record_without_a_place_has_no_areas()
    {
        var city = Model(Halves(LayerUse.Context, false, ("W", 0, 4)), Units(Always));

        Assert.Equal(new Dictionary<string, string> { ["units"] = "1" }, city.AreasOf(GridCity.Middle(0, 0), Today, Today));
        Assert.Null(city.AreasOf(null, Today, Today));
    }

    [Fact]
    public void Where_areas_overlap_the_lowest_code_stands() =>
        Assert.Equal(
            new Dictionary<string, string> { ["halves"] = "2" },
            Model(Halves(LayerUse.Answers, true, ("10", 0, 3), ("2", 1, 3))).AreasOf(GridCity.Middle(1, 0), Today, Today)
        );

    [Fact]
    public void The_boundaries_of_the_record_s_own_day_count_and_today_s_for_a_record_without_a_day()
    {
        var city = Model(Units(new(GridCity.Start, GridCity.Turn)), Units(new(GridCity.Turn, null), 2, "new "));

        Assert.Equal(
            new Dictionary<string, string> { ["units"] = "1" },
            city.AreasOf(GridCity.Middle(0, 0), GridCity.Turn.AddDays(-1), Today)
        );
        Assert.Equal(new Dictionary<string, string> { ["units"] = "new 1" }, city.AreasOf(GridCity.Middle(0, 0), GridCity.Turn, Today));
        Assert.Equal(new Dictionary<string, string> { ["units"] = "new 1" }, city.AreasOf(GridCity.Middle(0, 0), null, Today));
        Assert.Empty(city.AreasOf(GridCity.Middle(0, 0), GridCity.Start.AddDays(-1), Today)!);
    }
}
