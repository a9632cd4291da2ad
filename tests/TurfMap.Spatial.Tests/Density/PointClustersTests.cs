using TurfMap.Spatial.Density;
using TurfMap.Spatial.Tiles;

namespace TurfMap.Spatial.Tests.Density;

public sealed class PointClustersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void At_every_zoom_each_point_is_in_one_square_and_the_cluster_at_its_mean(int seed)
    {
        var (lon, lat, selection) = City(seed, 3_000);
        var points = TilePoints.Build(lon, lat);
        foreach (var chosen in new[] { [], selection })
        {
            var clusters = PointClusters.Build(points, chosen);
            int[] shown =
            [
                .. Enumerable
                    .Range(0, lon.Length)
                    .Where(i => double.IsFinite(lon[i]) && (chosen.Length == 0 || (chosen[i / 64] >> (i % 64) & 1) != 0)),
            ];
            Assert.Equal(shown.Length, clusters.Count);
            foreach (var zoom in new[] { 0, 3, 9, 12, 16, 17, 20, 22 })
            {
                // The plain way: every point to its square of 64 pixels.
                var expected = shown
                    .Select(i => (Point: i, X: WebMercator.X(lon[i]) * Math.Pow(2, zoom), Y: WebMercator.Y(lat[i]) * Math.Pow(2, zoom)))
                    .GroupBy(point => (Column: (int)Math.Floor(point.X * 4), Row: (int)Math.Floor(point.Y * 4)))
                    .ToLookup(
                        square => new TileId(zoom, square.Key.Column >> 2, square.Key.Row >> 2),
                        square =>
                            (
                                X: square.Average(point => point.X),
                                Y: square.Average(point => point.Y),
                                Count: square.Count(),
                                Point: square.Count() == 1 ? square.First().Point : -1
                            )
                    );
                Assert.Equal(shown.Length, expected.Sum(tile => clusters.Of(tile.Key).Sum(cluster => cluster.Count)));
                foreach (var tile in expected.Take(300))
                {
                    var found = clusters.Of(tile.Key).OrderBy(cluster => (cluster.X, cluster.Y, cluster.Point)).ToArray();
                    var wanted = tile.OrderBy(cluster => (cluster.X, cluster.Y)).ToArray();
                    Assert.Equal(wanted.Select(cluster => cluster.Count).Order(), found.Select(cluster => cluster.Count).Order());
                    Assert.Equal(wanted.Select(cluster => cluster.Point).Order(), found.Select(cluster => cluster.Point).Order());
                    Assert.All(
                        wanted,
                        cluster =>
                            Assert.Contains(
                                found,
                                own =>
                                    own.Count == cluster.Count
                                    && own.Point == cluster.Point
                                    && Math.Abs(own.X - (cluster.X - tile.Key.X) * 4096) <= 1.01 + Math.Pow(2, zoom - 20)
                                    && Math.Abs(own.Y - (cluster.Y - tile.Key.Y) * 4096) <= 1.01 + Math.Pow(2, zoom - 20)
                            )
                    );
                }
            }
        }
    }

    [Fact]
    public void The_order_of_the_points_makes_no_difference_to_what_is_drawn()
    {
        var (lon, lat, _) = City(7, 2_000);
        var order = Enumerable.Range(0, lon.Length).ToArray();
        new Random(1).Shuffle(order);
        var one = PointClusters.Build(TilePoints.Build(lon, lat));
        var other = PointClusters.Build(TilePoints.Build(Array.ConvertAll(order, i => lon[i]), Array.ConvertAll(order, i => lat[i])));
        foreach (var zoom in new[] { 8, 13, 18 })
        {
            var tile = TileId.Holding(new(-77.03, 38.9), zoom);
            Assert.Equal(one.Of(tile).Select(c => (c.X, c.Y, c.Count)), other.Of(tile).Select(c => (c.X, c.Y, c.Count)));
            Assert.All(
                one.Of(tile).Zip(other.Of(tile)),
                pair => Assert.Equal(pair.First.Point, pair.Second.Point < 0 ? -1 : order[pair.Second.Point])
            );
        }
    }

    [Fact]
    public void Reports_piled_on_one_spot_stay_one_cluster_at_every_zoom()
    {
        double[] lon = [.. Enumerable.Repeat(-77.0311, 500)],
            lat = [.. Enumerable.Repeat(38.9077, 500)];
        var clusters = PointClusters.Build(TilePoints.Build(lon, lat));
        for (var zoom = 0; zoom <= TileId.MostZoom; zoom++)
        {
            var tile = TileId.Holding(new(lon[0], lat[0]), zoom);
            var cluster = Assert.Single(clusters.Of(tile));
            Assert.Equal((500, -1), (cluster.Count, cluster.Point));
            var (x, y) = tile.Place(new(lon[0], lat[0]));
            // Places are kept to nine millimetres.
            Assert.InRange(cluster.X - x, -1 - (1 << Math.Max(0, zoom - 20)), 1 + (1 << Math.Max(0, zoom - 20)));
            Assert.InRange(cluster.Y - y, -1 - (1 << Math.Max(0, zoom - 20)), 1 + (1 << Math.Max(0, zoom - 20)));
        }
    }

    [Fact]
    public void Points_without_a_place_on_the_map_are_left_out_and_an_empty_selection_of_them_is_empty()
    {
        var points = TilePoints.Build([double.NaN, -200, 10, 20, 180, -180], [0, 0, double.PositiveInfinity, 89, 0, 0]);
        Assert.Equal((6, 1), (points.Given, points.Count));
        Assert.Equal(5, Assert.Single(PointClusters.Build(points).Of(new(0, 0, 0))).Point);
        Assert.Empty(PointClusters.Build(points, [0UL]).Of(new(0, 0, 0)));
        Assert.Empty(PointClusters.Build(TilePoints.Build([], [])).Of(new(20, 5, 5)));
        Assert.Throws<ArgumentException>(() => PointClusters.Build(points).Of(new(3, 8, 0)));
        Assert.Throws<ArgumentException>(() => TilePoints.Build([1], []));
    }

    private static (double[] Lon, double[] Lat, ulong[] Selection) City(int seed, int count)
    {
        var random = new Random(seed);
        double[] lon = new double[count],
            lat = new double[count];
        for (var i = 0; i < count; i++)
            (lon[i], lat[i]) =
                i % 10 == 0 && i > 0
                    ? (lon[i - 1], lat[i - 1])
                    : (
                        -77.03 + (random.NextDouble() - 0.5) * random.NextDouble() * 0.2,
                        38.9 + (random.NextDouble() - 0.5) * random.NextDouble() * 0.2
                    );
        (lon[3], lat[3]) = (double.NaN, double.NaN);
        return (lon, lat, [.. Enumerable.Range(0, (count + 63) / 64).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))]);
    }
}
