using NetTopologySuite.Geometries;
using TurfMap.Spatial.Projections;

namespace TurfMap.Spatial.Tests.Projections;

public sealed class CoordinateSuspicionTests
{
    private static readonly Envelope NewYork = new(-74.26, -73.70, 40.49, 40.92);
    private static readonly Envelope Washington = new(-77.12, -76.91, 38.79, 39.00);

    [Theory]
    [InlineData(-74.0, 40.7, CoordinateProblem.None)]
    [InlineData(40.7, -74.0, CoordinateProblem.Swapped)]
    [InlineData(0, 0, CoordinateProblem.NullIsland)]
    [InlineData(-118.2, 34.0, CoordinateProblem.Elsewhere)]
    [InlineData(982594, 198959, CoordinateProblem.Projected)]
    [InlineData(982594, 1e12, CoordinateProblem.OutOfRange)]
    [InlineData(-74.0, 140.7, CoordinateProblem.OutOfRange)]
    [InlineData(double.NaN, 40.7, CoordinateProblem.NoCoordinates)]
    public void One_place_is_judged_against_the_city(double x, double y, CoordinateProblem trouble) =>
        Assert.Equal(trouble, CoordinateSuspicion.Judge(new LonLat(x, y), NewYork));

    [Theory]
    [InlineData(34.05, -118.24, CoordinateProblem.Swapped)]
    [InlineData(40.7, -74.0, CoordinateProblem.Swapped)]
    [InlineData(-74.0, 40.7, CoordinateProblem.None)]
    [InlineData(982594, 198959, CoordinateProblem.Projected)]
    public void Without_a_city_ranges_decide(double x, double y, CoordinateProblem trouble) =>
        Assert.Equal(trouble, CoordinateSuspicion.Judge(new LonLat(x, y)));

    [Theory]
    [InlineData(2263, true)]
    [InlineData(26985, false)]
    [InlineData(3857, true)]
    [InlineData(26918, false)]
    public void Projected_coordinates_are_traced_to_the_system_that_puts_them_in_the_city(int epsg, bool inNewYork)
    {
        var bounds = inNewYork ? NewYork : Washington;
        var (xs, ys) = (new double[300], new double[300]);
        var random = new Random(5);
        for (var i = 0; i < xs.Length; i++)
            (xs[i], ys[i]) = (bounds.MinX + random.NextDouble() * bounds.Width, bounds.MinY + random.NextDouble() * bounds.Height);
        Crs.FromEpsg(epsg)!.FromLonLat(xs, ys);
        (xs[3], ys[3], xs[4]) = (0, 0, double.NaN);
        var finding = CoordinateSuspicion.Judge(xs, ys, bounds);
        Assert.Equal(CoordinateProblem.Projected, finding.Problem);
        Assert.Contains(finding.Candidates, crs => crs.Epsg == epsg);
        Assert.Contains($"EPSG:{epsg}", finding.Sentence);
    }

    [Fact]
    public void Nothing_is_said_of_good_coordinates_and_of_none() =>
        Assert.Equal(
            ("", CoordinateProblem.NoCoordinates),
            (CoordinateSuspicion.Judge([-74, -73.9], [40.7, 40.8]).Sentence, CoordinateSuspicion.Judge([], []).Problem)
        );

    [Fact]
    public void A_swapped_file_is_told_with_an_example_put_right()
    {
        var finding = CoordinateSuspicion.Judge([40.7, 40.8, 0], [-74, -73.9, 0], NewYork);
        Assert.Equal(CoordinateProblem.Swapped, finding.Problem);
        Assert.Contains("(40.7, -74) should be (-74, 40.7)", finding.Sentence);
    }
}
