using TurfMap.Spatial.Density;
using TurfMap.Spatial.Tiles;

namespace TurfMap.Spatial.Tests.Tiles;

public sealed class TilePointsTests
{
    public static readonly TheoryData<int, double> Crowds = new(
        from count in new[] { 0, 1, 2, 39, 40, 41, 63, 64, 65, 257, 20_000 }
        from spread in new[] { 0.0, 1e-7, 0.3, 150 }
        select (count, spread)
    );

    [Theory]
    [MemberData(nameof(Crowds))]
    public void The_heat_of_a_tile_is_what_counting_point_by_point_gives(int count, double spread)
    {
        var random = new Random(count);
        var (lon, lat, selection) = Points(random, count, spread);
        var points = TilePoints.Build(lon, lat);
        Assert.Equal((count, lon.Count(double.IsFinite)), (points.Given, points.Count));
        foreach (var zoom in new[] { 0, 1, 9, 15, 16, 17, 20, 24 })
        foreach (var bits in new[] { 0, 2, 6, 8 })
        {
            var tile = TileId.Holding(count == 0 ? new(-77, 38.9) : Finite(lon, lat, random), zoom);
            foreach (var chosen in new[] { [], selection })
                Assert.Equal(Plain(lon, lat, chosen, tile, bits), points.Heat(tile, bits, chosen));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Clusters_of_many_points_in_few_places_hold_each_point_once_at_every_zoom(int seed)
    {
        // More points than a heap is sorted by hand, many in one place, so that halves and heaps begin and end between equals.
        var random = new Random(seed);
        var (lon, lat, selection) = Points(random, 30_000, 0.3);
        for (var i = 0; i < lon.Length; i += 2)
            (lon[i], lat[i]) = (-77.0365 + random.Next(3) * 0.01, 38.8977);
        var points = TilePoints.Build(lon, lat);
        foreach (var chosen in new[] { [], selection })
        {
            var clusters = PointClusters.Build(points, chosen);
            foreach (var zoom in new[] { 3, 12, 16, 17, 21 })
            {
                var shown = Enumerable
                    .Range(0, lon.Length)
                    .Where(i => IsChosen(chosen, i) && double.IsFinite(lon[i]))
                    .Select(i => TileId.Holding(new(lon[i], lat[i]), zoom))
                    .CountBy(tile => tile)
                    .ToArray();
                Assert.All(shown.Take(200), tile => Assert.Equal(tile.Value, clusters.Of(tile.Key).Sum(cluster => cluster.Count)));
                Assert.All(
                    shown.Take(200),
                    tile =>
                        Assert.Equal(
                            points.Heat(tile.Key, 2, chosen).Where(n => n > 0).Order(),
                            clusters.Of(tile.Key).Select(cluster => cluster.Count).Order()
                        )
                );
            }
        }
    }

    [Fact]
    public void Tiles_and_squares_that_cannot_be_are_refused()
    {
        var points = TilePoints.Build([-77], [38.9]);
        Assert.Throws<ArgumentException>(() => points.Heat(new(3, 8, 0), 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => points.Heat(new(0, 0, 0), 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => points.Heat(new(0, 0, 0), -1));
        Assert.Equal([1], points.Heat(new(0, 0, 0), 0));
        Assert.Equal([0], points.Heat(new(1, 1, 1), 0));
    }

    private static int[] Plain(double[] lon, double[] lat, ulong[] selection, TileId tile, int bits)
    {
        var counts = new int[1 << 2 * bits];
        for (var i = 0; i < lon.Length; i++)
        {
            if (!double.IsFinite(lon[i]) || !IsChosen(selection, i))
                continue;
            long x = (long)(WebMercator.X(lon[i]) * 4294967296.0),
                y = (long)(WebMercator.Y(lat[i]) * 4294967296.0);
            long column = (x >> (32 - tile.Zoom - bits)) - ((long)tile.X << bits),
                row = (y >> (32 - tile.Zoom - bits)) - ((long)tile.Y << bits);
            if (column >= 0 && row >= 0 && column < 1 << bits && row < 1 << bits)
                counts[(row << bits) + column]++;
        }
        return counts;
    }

    private static bool IsChosen(ulong[] selection, int i) => selection.Length == 0 || (selection[i >> 6] >> i & 1) != 0;

    private static LonLat Finite(double[] lon, double[] lat, Random random)
    {
        for (var i = random.Next(lon.Length); ; i = (i + 1) % lon.Length)
            if (double.IsFinite(lon[i]))
                return new(lon[i], lat[i]);
    }

    private static (double[] Lon, double[] Lat, ulong[] Selection) Points(Random random, int count, double spread)
    {
        double[] lon = new double[count],
            lat = new double[count];
        for (var i = 0; i < count; i++)
            (lon[i], lat[i]) = (-1 + (random.NextDouble() - 0.5) * spread * 2, 38.9 + (random.NextDouble() - 0.5) * Math.Min(spread, 80));
        for (var i = 5; i < count; i += 11)
            lon[i] = double.NaN;
        return (lon, lat, [.. Enumerable.Range(0, (count + 63) / 64).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))]);
    }
}
