using TurfMap.Domain.Geography;
using TurfMap.Spatial;

namespace TurfMap.Domain.Tests.Geography;

public sealed class PlacingTests
{
    private static readonly PlacingLayer Units = GridCity
        .Layer("units", LayerUse.Units, new(GridCity.Start, null), GridCity.Squares(12, 1))
        .Placing;

    [Fact]
    public void Areas_are_numbered_in_the_order_of_their_codes() => Assert.Equal(["9", "10", "11"], Units.Codes.Skip(8).Take(3));

    [Fact]
    public void A_place_well_inside_is_inside()
    {
        var answer = Units.Place(GridCity.Middle(3, 0), new(MarginLimitMetres: 1000));

        Assert.Equal(("4", PlaceStatus.Inside), (Units.Codes[answer.Area], answer.Status));
        Assert.InRange(answer.MarginMetres, 420, 435); // half of 0.01 degrees of longitude at 40 north
    }

    [Theory, InlineData(50, PlaceStatus.Edge), InlineData(10, PlaceStatus.Inside)]
    public void A_place_nearer_to_a_line_than_the_position_error_is_on_the_edge(double positionError, PlaceStatus expected)
    {
        var place = new LonLat(GridCity.West + GridCity.Side + 25 / 85_400.0, GridCity.South + 0.005);

        Assert.Equal(expected, Units.Place(place, new(PositionErrorMetres: positionError)).Status);
    }

    [Fact]
    public void A_place_on_a_shared_line_is_in_the_area_with_the_lowest_code()
    {
        var answer = Units.Place(new LonLat(GridCity.West + 9 * GridCity.Side, GridCity.South + 0.005), new());

        Assert.Equal("9", Units.Codes[answer.Area]);
        Assert.Equal((0.0, PlaceStatus.Edge), (answer.MarginMetres, answer.Status));
    }

    [Fact]
    public void Outside_there_is_no_area_unless_one_is_within_reach()
    {
        var place = new LonLat(GridCity.West - 100 / 85_400.0, GridCity.South + 0.005);

        Assert.Equal(new PlaceInLayer(-1, double.PositiveInfinity, PlaceStatus.Outside), Units.Place(place, new()));
        var near = Units.Place(place, new(SnapMetres: 150));
        Assert.Equal(("1", PlaceStatus.Outside), (Units.Codes[near.Area], near.Status));
        Assert.InRange(near.MarginMetres, -101, -99);
    }

    [Fact]
    public void Many_places_at_once_get_the_same_answers_as_one_by_one()
    {
        var random = new Random(7);
        var lons = Enumerable.Range(0, 5000).Select(_ => GridCity.West - 0.01 + random.NextDouble() * 0.14).ToArray();
        var lats = Enumerable.Range(0, 5000).Select(_ => GridCity.South - 0.005 + random.NextDouble() * 0.02).ToArray();
        var options = new PlacingOptions(30, 200, 400);
        var (areas, margins, statuses) = (new int[5000], new double[5000], new PlaceStatus[5000]);

        Units.Place(lons, lats, options, areas, margins, statuses);

        for (var i = 0; i < 5000; i++)
            Assert.Equal(Units.Place(new LonLat(lons[i], lats[i]), options), new PlaceInLayer(areas[i], margins[i], statuses[i]));
    }
}
