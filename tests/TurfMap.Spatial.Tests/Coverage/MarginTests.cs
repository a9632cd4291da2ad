using NetTopologySuite.Geometries;
using TurfMap.Spatial.Coverage;

namespace TurfMap.Spatial.Tests.Coverage;

public sealed class MarginTests
{
    [Theory]
    [InlineData(0, 0.02, 1)]
    [InlineData(40.7, 0.02, 2)]
    [InlineData(-33.9, 0.02, 3)]
    [InlineData(60, 0.02, 4)]
    public void The_margin_is_the_geodesic_distance_to_the_nearest_line(double latitude, double size, int seed)
    {
        var areas = SyntheticCoverages.Grid(6, 0.6, seed, 20, latitude, size);
        var index = AreaIndex.Build(areas);
        var random = new Random(seed);
        for (var i = 0; i < 40; i++)
        {
            var place = new LonLat(20 + size * (random.NextDouble() * 1.4 - 0.2), latitude + size * (random.NextDouble() * 1.4 - 0.2));
            var expected = Lines(areas)
                .Min(line => Geodesic.MetresToLine(place.Longitude, place.Latitude, line.A.X, line.A.Y, line.B.X, line.B.Y));
            Assert.Equal(expected, index.MarginMetres(place, double.PositiveInfinity), 1e-4 + expected * 1e-7);
            Assert.Equal(expected <= 100 ? expected : double.PositiveInfinity, index.MarginMetres(place, 100), 1e-4 + 100 * 1e-7);
        }
    }

    [Theory]
    [InlineData(5)]
    public void The_nearest_of_many_lines_is_that_of_a_look_at_each(int seed)
    {
        foreach (
            var areas in new[]
            {
                SyntheticCoverages.Voronoi(200, seed),
                SyntheticCoverages.Grid(20, 0.7, seed),
                SyntheticCoverages.Fan(100, 0.01, seed),
            }
        )
        {
            var index = AreaIndex.Build(areas);
            var (x, y) = Places.Anywhere(index.Bounds, 60, seed);
            double[] metres = new double[x.Length],
                within = new double[x.Length];
            index.MarginMetres(x, y, double.PositiveInfinity, metres);
            index.MarginMetres(x, y, 500, within);
            for (var i = 0; i < x.Length; i++)
            {
                var each = Lines(areas).Min(line => Flat(x[i], y[i], line.A, line.B));
                Assert.Equal(each, metres[i], 1e-5 + each * 1e-7);
                Assert.Equal(each <= 500 ? metres[i] : double.PositiveInfinity, within[i]);
                Assert.Equal(metres[i], index.MarginMetres(new(x[i], y[i]), double.PositiveInfinity));
            }
        }
    }

    [Fact]
    public void On_a_line_the_margin_is_nothing()
    {
        var areas = SyntheticCoverages.Grid(10, 0.6, 3);
        var index = AreaIndex.Build(areas);
        foreach (var (a, b) in Lines(areas))
            Assert.InRange(index.MarginMetres(new((a.X + b.X) / 2, (a.Y + b.Y) / 2), 1), 0, 1e-6);
    }

    [Theory]
    [InlineData(6)]
    public void Outside_the_nearest_area_is_found_and_the_first_of_those_equally_near(int seed)
    {
        var areas = SyntheticCoverages.Grid(8, 0.5, seed, 10, 50, 0.1);
        var index = AreaIndex.Build(areas);
        var random = new Random(seed);
        for (var i = 0; i < 100; i++)
        {
            var place = new LonLat(10 + 0.1 * (random.NextDouble() * 2 - 0.5), 50 + 0.1 * (random.NextDouble() * 2 - 0.5));
            var (area, metres) = index.Nearest(place, 4000);
            if (index.Find(place) >= 0)
                Assert.Equal((index.Find(place), 0.0), (area, metres));
            else
            {
                var each = areas.Select(one => Lines([one]).Min(line => Flat(place.Longitude, place.Latitude, line.A, line.B))).ToArray();
                var nearest = each.Min();
                Assert.Equal(nearest > 4000 ? -1 : Array.FindIndex(each, one => one <= nearest + 2e-6), area);
                Assert.Equal(nearest > 4000 ? double.PositiveInfinity : nearest, metres, 1e-4);
            }
        }
    }

    private static List<(Coordinate A, Coordinate B)> Lines(IReadOnlyList<Geometry> areas) =>
        [
            .. areas
                .SelectMany(area => NetTopologySuite.Geometries.Utilities.LinearComponentExtracter.GetLines(area))
                .SelectMany(ring => ring.Coordinates.Zip(ring.Coordinates.Skip(1))),
        ];

    /// <summary>The distance in the plane of <see cref="LocalMetres"/>, in which a line is slightly bent.</summary>
    private static double Flat(double x, double y, Coordinate a, Coordinate b)
    {
        var metres = LocalMetres.At(y);
        double At(double part)
        {
            double east = a.X + part * (b.X - a.X) - x,
                north = a.Y + part * (b.Y - a.Y) - y;
            return Math.Sqrt(
                Math.Pow(east * (metres.X + metres.XChange * north), 2) + Math.Pow(north * (metres.Y + metres.YChange * north), 2)
            );
        }
        double low = 0,
            high = 1;
        for (var i = 0; i < 70; i++)
        {
            double lower = low + (high - low) * 0.382,
                upper = low + (high - low) * 0.618;
            (low, high) = At(lower) < At(upper) ? (low, upper) : (lower, high);
        }
        return Math.Min(At((low + high) / 2), Math.Min(At(0), At(1)));
    }
}
