using TurfMap.Tests;

namespace TurfMap.Spatial.Tests.Coverage;

/// <summary>Real layers, against NetTopologySuite.</summary>
public sealed class RealCoverageTests
{
    [Theory]
    [InlineData("nyc", "tracts_2010.geojson.gz")]
    [InlineData("nyc", "dwillis_boroughs.geojson.gz")]
    [InlineData("nyc", "dwillis_community_districts.geojson.gz")]
    [InlineData("nyc", "dwillis_city_council.geojson.gz")]
    [InlineData("nyc", "council_2013.geojson.gz")]
    [InlineData("dc", "ward-2012.geojson.gz")]
    [InlineData("dc", "advisory-neighborhood-commission-2013.geojson.gz")]
    [InlineData("dc", "single-member-district-2013.geojson.gz")]
    [InlineData("la", "nc_boundary_2019.geojson.gz")]
    [InlineData("la", "city_council_districts_2012_coarse.geojson")]
    public void Every_place_has_the_area_that_the_plain_test_gives(string city, string file)
    {
        var areas = PolygonFile.Read(RealData.Path("data", city, file));
        CoverageChecks.SameAsOracle(areas, anywhere: 100_000, adversarial: 60_000, seed: 1);
    }
}
