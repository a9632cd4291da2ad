using TurfMap.Spatial.Density;

namespace TurfMap.Spatial.Tests.Density;

public sealed class DistinctWithinTests
{
    [Theory]
    [InlineData(1, 300, 40)]
    [InlineData(2, 2_000, 1_500)]
    [InlineData(3, 5_000, 10)]
    [InlineData(4, 3_000, 3_000)]
    public void The_bound_is_never_above_the_number_of_keys_within_the_disc(int seed, int count, int keyCount)
    {
        var random = new Random(seed);
        const double Radius = 500;
        var raster = PlaneRaster.ForRadius(0, 0, 3_000, 2_400, Radius);
        float[] xs = new float[count],
            ys = new float[count];
        var keys = new int[count];
        for (var i = 0; i < count; i++)
            (xs[i], ys[i], keys[i]) = (
                (float)(random.NextDouble() * 4_400 - 700),
                (float)(random.NextDouble() * 3_800 - 700),
                random.Next(-1, keyCount)
            );
        var selection = Enumerable.Range(0, (count + 63) / 64).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue)).ToArray();
        foreach (var chosen in new[] { [], selection })
        {
            var bound = DistinctWithin.AtLeast(raster, Radius, xs, ys, keys, keyCount, chosen);
            long sum = 0,
                sumTrue = 0;
            for (var cell = 0; cell < raster.Count; cell++)
            {
                var (x, y) = (raster.CentreX(cell % raster.Columns), raster.CentreY(cell / raster.Columns));
                var met = new HashSet<int>();
                for (var i = 0; i < count; i++)
                    if (
                        (chosen.Length == 0 || (chosen[i / 64] >> (i % 64) & 1) != 0)
                        && (xs[i] - x) * (xs[i] - x) + (ys[i] - y) * (ys[i] - y) < Radius * Radius
                    )
                        met.Add(keys[i]);
                Assert.True(bound[cell] <= met.Count, $"Cell {cell}: {bound[cell]} is above {met.Count}.");
                (sum, sumTrue) = (sum + bound[cell], sumTrue + met.Count);
            }
            // With one point a key, what is missed is only the rim of the disc.
            if (keyCount >= count)
                Assert.True(sum > 0.5 * sumTrue);
            Assert.True(sum > 0);
        }
    }

    [Fact]
    public void One_caller_with_forty_cases_is_one_and_all_unknown_are_one()
    {
        var raster = PlaneRaster.Over(0, 0, 999, 999, 100);
        float[] at = [.. Enumerable.Repeat(450f, 80)];
        int[] keys = [.. Enumerable.Repeat(3, 40), .. Enumerable.Repeat(-1, 40)];
        var bound = DistinctWithin.AtLeast(raster, 400, at, at, keys, 7);
        Assert.Equal((2, 0), (bound[4 * raster.Columns + 4], bound[9 * raster.Columns + 9]));
    }

    [Fact]
    public void Unknown_ones_that_are_told_apart_count_each_and_known_ones_as_before()
    {
        var raster = PlaneRaster.Over(0, 0, 999, 999, 100);
        float[] at = [.. Enumerable.Repeat(450f, 80)];
        int[] keys = [.. Enumerable.Repeat(0, 40), .. Enumerable.Repeat(-1, 40)];
        var bound = DistinctWithin.AtLeast(raster, 400, at, at, keys, 7, unknownApart: true);
        Assert.Equal((41, 0), (bound[4 * raster.Columns + 4], bound[9 * raster.Columns + 9]));
    }

    [Fact]
    public void A_point_out_of_reach_does_not_stand_for_a_key()
    {
        var raster = PlaneRaster.Over(0, 0, 999, 999, 100);
        var bound = DistinctWithin.AtLeast(raster, 400, [90_000f, float.NaN, 450f], [450f, 450f, 450f], [5, 5, 5], 6);
        Assert.Equal(1, bound[4 * raster.Columns + 4]);
    }

    [Fact]
    public void Keys_that_cannot_be_are_refused()
    {
        var raster = PlaneRaster.Over(0, 0, 999, 999, 100);
        Assert.Throws<ArgumentException>(() => DistinctWithin.AtLeast(raster, 400, [1f], [1f], [7], 7));
        Assert.Throws<ArgumentException>(() => DistinctWithin.AtLeast(raster, 400, [1f], [1f], [-2], 7));
        Assert.Throws<ArgumentException>(() => DistinctWithin.AtLeast(raster, 400, [1f], [1f], [1, 2], 7));
    }
}
