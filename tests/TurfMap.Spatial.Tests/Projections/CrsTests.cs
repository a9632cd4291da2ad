using System.Globalization;
using NetTopologySuite.Geometries;
using TurfMap.Spatial.Projections;
using TurfMap.Tests;

namespace TurfMap.Spatial.Tests.Projections;

public sealed class CrsTests
{
    [Theory]
    [InlineData(2263)]
    [InlineData(26985)]
    [InlineData(2229)]
    [InlineData(6347)]
    public void Every_reference_point_agrees_with_PROJ_to_a_fiftieth_of_a_millimetre_both_ways(int epsg)
    {
        var crs = Crs.FromEpsg(epsg)!;
        foreach (var row in File.ReadLines(RealData.Path("reference", $"proj_{epsg}.csv")).Skip(2))
        {
            var numbers = row.Split(',').Skip(1).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            var (lat, lon, x, y) = (numbers[0], numbers[1], numbers[2], numbers[3]);
            var there = crs.FromLonLat(new LonLat(lon, lat));
            Assert.InRange(Math.Sqrt(Square(there.X - x) + Square(there.Y - y)) * crs.MetresPerUnit, 0, 2e-5);
            var back = crs.ToLonLat(x, y);
            Assert.InRange(
                Math.Sqrt(Square((back.Longitude - lon) * Math.Cos(lat * Math.PI / 180)) + Square(back.Latitude - lat)) * 111320,
                0,
                2e-5
            );
        }
    }

    [Fact]
    public void A_published_place_in_New_York_has_its_published_coordinates()
    {
        var (x, y) = Crs.FromEpsg(2263)!.FromLonLat(new LonLat(-74.0059728, 40.7127753));
        Assert.Equal(982594.174433679, x, 1e-4);
        Assert.Equal(198959.820962206, y, 1e-4);
    }

    /// <summary>Values by PROJ 9.1.1, at a place in the middle and near the edge of each.</summary>
    [Theory]
    [MemberData(nameof(ByProj))]
    public void Other_systems_agree_with_PROJ_to_a_tenth_of_a_millimetre(int epsg, double lon, double lat, double x, double y)
    {
        var crs = Crs.FromEpsg(epsg)!;
        var there = crs.FromLonLat(new LonLat(lon, lat));
        Assert.InRange(Math.Abs(there.X - x) * crs.MetresPerUnit, 0, 1e-4);
        Assert.InRange(Math.Abs(there.Y - y) * crs.MetresPerUnit, 0, 1e-4);
        var back = crs.ToLonLat(x, y);
        Assert.Equal(lon, back.Longitude, 1e-9);
        Assert.Equal(lat, back.Latitude, 1e-9);
    }

    public static TheoryData<int, double, double, double, double> ByProj => CrsReference.ByProj;

    [Fact]
    public void Every_known_system_brings_places_back_where_it_is_used()
    {
        foreach (var epsg in Crs.KnownEpsg)
        {
            var crs = Crs.FromEpsg(epsg)!;
            Assert.Equal(epsg, crs.Epsg);
            var random = new Random(epsg);
            for (var i = 0; i < 50; i++)
            {
                var uses = crs.Uses!;
                var place = new LonLat(uses.MinX + random.NextDouble() * uses.Width, uses.MinY + random.NextDouble() * uses.Height);
                var (x, y) = crs.FromLonLat(place);
                var back = crs.ToLonLat(x, y);
                Assert.Equal(place.Longitude, back.Longitude, 2e-9 / Math.Cos(place.Latitude * Math.PI / 180) + 1e-12);
                Assert.Equal(place.Latitude, back.Latitude, 2e-9);
            }
        }
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(1e300, -1e300)]
    [InlineData(-1e7, 1e7)]
    public void A_coordinate_that_is_no_place_becomes_no_number_or_a_place_and_never_throws(double x, double y)
    {
        foreach (var epsg in Crs.KnownEpsg)
        {
            var place = Crs.FromEpsg(epsg)!.ToLonLat(x, y);
            Assert.True(
                double.IsNaN(place.Longitude)
                    ? double.IsNaN(place.Latitude)
                    : Math.Abs(place.Longitude) <= 180 && Math.Abs(place.Latitude) <= 90
            );
        }
    }

    [Fact]
    public void One_bad_row_does_not_spoil_the_others()
    {
        double[] xs = [982594.174433679, double.NaN, 982594.174433679];
        double[] ys = [198959.820962206, 1, 198959.820962206];
        Crs.FromEpsg(2263)!.ToLonLat(xs, ys);
        Assert.Equal(-74.0059728, xs[0], 1e-9);
        Assert.True(double.IsNaN(xs[1]) && double.IsNaN(ys[1]));
        Assert.Equal(40.7127753, ys[2], 1e-9);
    }

    [Fact]
    public void A_geometry_is_turned_as_a_copy_with_every_ring()
    {
        var factory = new GeometryFactory(new PrecisionModel(), 4326);
        var square = new NetTopologySuite.IO.WKTReader().Read(
            "POLYGON((980000 190000,990000 190000,990000 200000,980000 190000),(985000 192000,986000 192000,986000 193000,985000 192000))"
        );
        var turned = Crs.FromEpsg(2263)!.ToLonLat(square, factory);
        Assert.Equal(980000, square.Coordinates[0].X);
        Assert.Equal(4326, turned.SRID);
        Assert.All(turned.Coordinates, at => Assert.InRange(at.X, -74.1, -73.9));
        Assert.InRange(turned.EnvelopeInternal.MinY, 40.6, 40.8);
    }

    [Fact]
    public void Degrees_stay_as_they_are_with_longitude_first()
    {
        Assert.Equal(new LonLat(-74, 40.7), Crs.LonLat.ToLonLat(-74, 40.7));
        Assert.True(Crs.FromEpsg(4326)!.IsGeographic);
        Assert.True(double.IsNaN(Crs.LonLat.ToLonLat(-74, 140.7).Latitude));
    }

    private static double Square(double value) => value * value;
}
