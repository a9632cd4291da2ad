using TurfMap.Spatial.Density;
using TurfMap.Spatial.Tiles;

namespace TurfMap.Spatial.Tests.Density;

/// <summary>Points are taken in words of 64 and blocks of 512 and more; at their edges nothing may be lost or counted twice.</summary>
public sealed class WordEdgeTests
{
    public static readonly TheoryData<int> Counts =
    [
        0,
        1,
        3,
        4,
        5,
        7,
        8,
        9,
        63,
        64,
        65,
        127,
        128,
        129,
        511,
        512,
        513,
        65_535,
        65_536,
        65_537,
    ];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Hexagons_hold_what_one_by_one_gives(int count)
    {
        var (xs, ys, _, selection) = Points(count);
        var extent = new HexGrid(-12, 7, 90).Over(0, 0, 1000, 1000);
        var bin = extent.Bin(xs, ys);
        var wide = extent.Bin(Array.ConvertAll(xs, x => (double)x), Array.ConvertAll(ys, y => (double)y));
        foreach (var chosen in Choices(selection))
        {
            var (expected, outside) = (new int[extent.Count], 0);
            for (var i = 0; i < count; i++)
                if (IsChosen(chosen, i))
                    outside += extent.NumberOf(xs[i], ys[i]) is >= 0 and var number && ++expected[number] > 0 ? 0 : 1;
            foreach (
                var way in new Func<int[], int>[]
                {
                    into => extent.CountInto(xs, ys, into, chosen),
                    into => bin.CountInto(into, chosen),
                    into => wide.CountInto(into, chosen),
                }
            )
            {
                var counts = new int[extent.Count];
                Assert.Equal(outside, way(counts));
                Assert.Equal(expected, counts);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void The_weight_of_a_surface_is_the_number_of_points_chosen(int count)
    {
        var (xs, ys, _, selection) = Points(count);
        var raster = new PlaneRaster(-2000, -2000, 50, 100, 100);
        foreach (var chosen in Choices(selection))
            Assert.Equal(
                Enumerable.Range(0, count).Count(i => IsChosen(chosen, i) && float.IsFinite(xs[i])),
                KernelSurface.Build(raster, 500, xs, ys, selection: chosen).Weight,
                1e-6
            );
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Each_key_counts_where_its_first_point_is(int count)
    {
        var (xs, ys, keys, selection) = Points(count);
        var raster = new PlaneRaster(0, 0, 100, 10, 10);
        foreach (var chosen in Choices(selection))
        {
            var met = new HashSet<int>();
            var expected = new int[raster.Count];
            for (var i = 0; i < count; i++)
            {
                // A margin of the disc and a cell more about the raster of 10 by 10 cells; the disc of three cells' radius.
                double column = Math.Floor(xs[i] / 100.0),
                    row = Math.Floor(ys[i] / 100.0);
                if (IsChosen(chosen, i) && column >= -4 && column < 14 && row >= -4 && row < 14 && met.Add(keys[i]))
                    for (var cell = 0; cell < raster.Count; cell++)
                        expected[cell] +=
                            Math.Pow(Math.Abs(column - cell % 10) + 0.5, 2) + Math.Pow(Math.Abs(row - cell / 10) + 0.5, 2) < 9 ? 1 : 0;
            }
            Assert.Equal(expected, DistinctWithin.AtLeast(raster, 300, xs, ys, keys, 50, chosen));
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Tiles_of_points_that_were_gathered_and_that_were_not_are_the_same(int count)
    {
        var (xs, ys, _, selection) = Points(count);
        double[] lon = Array.ConvertAll(xs, x => -77.04 + x * 1e-4),
            lat = Array.ConvertAll(ys, y => 38.9 + y * 1e-4);
        var points = TilePoints.Build(lon, lat);
        foreach (var chosen in Choices(selection))
        {
            var gathered = PointClusters.Build(points, chosen).Gather();
            Assert.Equal(Enumerable.Range(0, count).Count(i => IsChosen(chosen, i) && float.IsFinite(xs[i])), gathered.Count);
            foreach (var zoom in new[] { 0, 4, 11, 14, 15, 16, 17, 18 })
            foreach (
                var tile in Enumerable
                    .Range(0, Math.Min(count, 12))
                    .Where(i => float.IsFinite(xs[i]))
                    .Select(i => TileId.Holding(new(lon[i], lat[i]), zoom))
                    .Append(new(zoom, 0, 0))
                    .Distinct()
            )
                Assert.Equal(gathered.Of(tile), PointClusters.Build(points, chosen).Of(tile));
            // Asked for again and again, it gathers by itself.
            var asked = PointClusters.Build(points, chosen);
            Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(gathered.Of(new(1, 0, 0)), asked.Of(new(1, 0, 0))));
        }
    }

    private static IEnumerable<ulong[]> Choices(ulong[] selection) =>
        [
            [],
            selection,
            new ulong[selection.Length],
            [.. selection.Select(_ => ulong.MaxValue)],
        ];

    private static bool IsChosen(ulong[] selection, int i) => selection.Length == 0 || (selection[i >> 6] >> i & 1) != 0;

    private static (float[] Xs, float[] Ys, int[] Keys, ulong[] Selection) Points(int count)
    {
        var random = new Random(count);
        float[] xs = new float[count],
            ys = new float[count];
        for (var i = 0; i < count; i++)
            (xs[i], ys[i]) = i % 50 == 49 ? (float.NaN, float.NaN) : (random.NextSingle() * 1400 - 200, random.NextSingle() * 1400 - 200);
        return (
            xs,
            ys,
            [.. Enumerable.Range(0, count).Select(_ => random.Next(-1, 50))],
            [
                .. Enumerable
                    .Range(0, (count + 63) / 64)
                    .Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue) | (random.Next(3) == 0 ? ulong.MaxValue : 0)),
            ]
        );
    }
}
