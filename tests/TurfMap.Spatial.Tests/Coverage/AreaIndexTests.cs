using NetTopologySuite.IO;
using TurfMap.Spatial.Coverage;

namespace TurfMap.Spatial.Tests.Coverage;

public sealed class AreaIndexTests
{
    private static readonly WKTReader Wkt = new();

    [Theory]
    [InlineData("POLYGON((0 0,1 0,1 1,0 1,0 0))|POLYGON((1 0,2 0,2 1,1 1,1 0))", 1, 0.5, 0)]
    [InlineData("POLYGON((1 0,2 0,2 1,1 1,1 0))|POLYGON((0 0,1 0,1 1,0 1,0 0))", 1, 0.5, 0)]
    [InlineData("POLYGON((0 0,1 0,1 1,0 1,0 0))|POLYGON((1 0,2 0,2 1,1 1,1 0))", 2, 1, 1)]
    [InlineData("POLYGON((0 0,1 0,1 1,0 1,0 0))|POLYGON((1 0,2 0,2 1,1 1,1 0))", 2.0000000000000004, 1, -1)]
    [InlineData("POLYGON((0 0,9 0,9 9,0 9,0 0),(3 3,6 3,6 6,3 6,3 3))", 4, 4, -1)]
    [InlineData("POLYGON((0 0,9 0,9 9,0 9,0 0),(3 3,6 3,6 6,3 6,3 3))", 3, 4, 0)]
    [InlineData("POLYGON((0 0,4 0,4 4,0 4,0 0))|POLYGON((1 1,2 1,2 2,1 2,1 1))", 1.5, 1.5, 0)]
    [InlineData("POLYGON((1 1,2 1,2 2,1 2,1 1))|POLYGON((0 0,4 0,4 4,0 4,0 0))", 1.5, 1.5, 0)]
    [InlineData("MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((3 3,4 3,4 4,3 4,3 3)))", 3.5, 3.5, 0)]
    [InlineData("POLYGON EMPTY|POLYGON((0 0,1 0,1 1,0 0))", 0.5, 0.25, 1)]
    public void A_place_belongs_to_the_area_listed_first_among_those_that_hold_or_touch_it(
        string areas,
        double x,
        double y,
        int expected
    ) => Assert.Equal(expected, AreaIndex.Build([.. areas.Split('|').Select(Wkt.Read)]).Find(x, y));

    [Fact]
    public void Without_areas_nothing_is_found()
    {
        var index = AreaIndex.Build([]);
        Assert.Equal((0, -1, true), (index.Count, index.Find(0, 0), index.Bounds.IsNull));
        Assert.Equal(double.PositiveInfinity, index.MarginMetres(new(0, 0), 1e9));
        Assert.Equal((-1, double.PositiveInfinity), index.Nearest(new(0, 0), 1e9));
        Assert.Equal(0, index.FindAll(new(0, 0), []));
    }

    [Fact]
    public void A_place_that_is_no_place_is_in_no_area()
    {
        var index = AreaIndex.Build([SyntheticCoverages.Box(-1, -1, 2, 2)]);
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300, 0, 0, 0, 0];
        var areas = new int[odd.Length];
        index.Find(odd, new double[odd.Length], areas);
        Assert.Equal([-1, -1, -1, -1, -1, 0, 0, 0, 0], areas);
        index.Find(new double[odd.Length], odd, areas);
        Assert.Equal([-1, -1, -1, -1, -1, 0, 0, 0, 0], areas);
        Assert.Equal(double.PositiveInfinity, index.MarginMetres(new(double.NaN, 0), 10));
    }

    [Fact]
    public void An_area_that_is_a_mere_point_touches_that_point()
    {
        var index = AreaIndex.Build([Wkt.Read("POLYGON((1 1,1 1,1 1,1 1))")]);
        Assert.Equal((0, -1), (index.Find(1, 1), index.Find(1, Math.BitIncrement(1.0))));
        Assert.Equal(0, index.MarginMetres(new(1, 1), 10), 1e-6);
    }

    [Fact]
    public void An_area_of_another_kind_is_refused_by_its_number()
    {
        var refused = Assert.Throws<ArgumentException>(() => AreaIndex.Build([SyntheticCoverages.Box(0, 0, 1, 1), Wkt.Read("POINT(1 1)")]));
        Assert.Contains("Area 1 is a Point", refused.Message);
        var infinite = SyntheticCoverages.Box(0, 0, 1, 1);
        infinite.ExteriorRing.CoordinateSequence.SetX(1, double.NaN);
        Assert.Contains("Area 0", Assert.Throws<ArgumentException>(() => AreaIndex.Build([infinite])).Message);
    }

    [Fact]
    public void FindAll_counts_areas_that_do_not_fit()
    {
        var index = AreaIndex.Build([.. Enumerable.Range(0, 40).Select(i => SyntheticCoverages.Box(-i, -i, 2 * i + 1, 2 * i + 1))]);
        var areas = new int[3];
        Assert.Equal(40, index.FindAll(new(0.5, 0.5), areas));
        Assert.Equal([0, 1, 2], areas);
    }

    [Fact]
    public void Spans_of_different_lengths_are_refused()
    {
        var index = AreaIndex.Build([SyntheticCoverages.Box(0, 0, 1, 1)]);
        Assert.Throws<ArgumentException>(() => index.Find(new double[3], new double[2], new int[3]));
        Assert.Throws<ArgumentException>(() => index.Find(new double[3], new double[3], new int[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.MarginMetres(new(0, 0), -1));
    }

    [Fact]
    public void Building_can_be_stopped() =>
        Assert.Throws<OperationCanceledException>(() => AreaIndex.Build(SyntheticCoverages.Grid(4, 0.5, 1), new(canceled: true)));
}
