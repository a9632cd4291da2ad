using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using TurfMap.Spatial.Density;

namespace TurfMap.Spatial.Tests.Density;

public sealed class KernelSurfaceTests
{
    private const double Radius = 800;
    private static readonly Geometry City = new WKTReader().Read(
        "POLYGON((1000 1000,9000 700,9500 7200,5200 7100,5100 3800,4400 3900,4300 7300,900 7000,1000 1000),(6500 2000,6500 "
            + "3000,7700 3000,7700 2000,6500 2000))"
    );

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 30)]
    [InlineData(3, 2_000)]
    public void The_raster_stays_near_the_sums_over_points(int seed, int count)
    {
        var random = new Random(seed);
        var raster = PlaneRaster.ForRadius(0, 0, 9_000, 7_000, Radius);
        var (xs, ys) = Cloud(random, count);
        float[] weights = [.. xs.Select(_ => (float)random.NextDouble() * 3)];
        var sums = new KernelSums(
            PlaneKernel.Quartic(Radius),
            Array.ConvertAll(xs, x => (double)x),
            Array.ConvertAll(ys, y => (double)y),
            Array.ConvertAll(weights, w => (double)w)
        );
        var surface = KernelSurface.Build(raster, Radius, xs, ys, weights);
        var bound = 0.012 * PlaneKernel.Quartic(Radius).Peak * weights.Sum();
        double highest = 0,
            worst = 0;
        for (var i = 0; i < raster.Count; i++)
        {
            var exact = sums.At(raster.CentreX(i % raster.Columns), raster.CentreY(i / raster.Columns));
            (highest, worst) = (Math.Max(highest, exact), Math.Max(worst, Math.Abs(surface.Density[i] - exact)));
        }
        Assert.True(worst <= bound, $"{worst} is above {bound}.");
        Assert.True(worst <= 0.012 * highest, $"The error is {worst / highest:P2} of the highest density.");
        Assert.Equal(weights.Sum(), surface.Weight, 1e-3);
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} points: {worst / highest:P3} of the highest");
    }

    [Fact]
    public void The_surface_keeps_the_weight_and_knows_no_order_or_threads()
    {
        var random = new Random(9);
        var raster = PlaneRaster.ForRadius(0, 0, 9_000, 7_000, Radius);
        var (xs, ys) = Cloud(random, 50_000, 1_000);
        var surface = KernelSurface.Build(raster, Radius, xs, ys);
        Assert.Equal(50_000, surface.Weight);
        Assert.Equal(50_000, surface.Density.ToArray().Sum(value => (double)value) * raster.CellSize * raster.CellSize, 5.0);
        var order = Enumerable.Range(0, xs.Length).ToArray();
        random.Shuffle(order);
        var shuffled = KernelSurface.Build(raster, Radius, Array.ConvertAll(order, i => xs[i]), Array.ConvertAll(order, i => ys[i]));
        Assert.True(surface.Density.SequenceEqual(shuffled.Density));
        float[] ones = [.. xs.Select(_ => 1f)];
        var weighted = KernelSurface.Build(raster, Radius, xs, ys, ones);
        Assert.True(surface.Density.SequenceEqual(weighted.Density));
    }

    [Fact]
    public void Only_selected_points_count_and_those_out_of_reach_or_nowhere_do_not()
    {
        var random = new Random(3);
        var raster = PlaneRaster.ForRadius(0, 0, 9_000, 7_000, Radius);
        var (xs, ys) = Cloud(random, 1_003);
        (xs[5], ys[6], xs[7], ys[8]) = (float.NaN, float.PositiveInfinity, 1e30f, -5_000);
        var selection = new ulong[16];
        foreach (ref var word in selection.AsSpan())
            word = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        int[] chosen =
        [
            .. Enumerable.Range(0, xs.Length).Where(i => (selection[i / 64] >> (i % 64) & 1) != 0 && i is not (5 or 6 or 7 or 8)),
        ];
        var expected = KernelSurface.Build(raster, Radius, Array.ConvertAll(chosen, i => xs[i]), Array.ConvertAll(chosen, i => ys[i]));
        var surface = KernelSurface.Build(raster, Radius, xs, ys, default, selection);
        Assert.True(expected.Density.SequenceEqual(surface.Density));
        Assert.Equal((double)chosen.Length, surface.Weight);
        Assert.True(KernelSurface.Build(raster, Radius, [], []).Density.IndexOfAnyExcept(0f) < 0);
    }

    [Fact]
    public void A_half_million_reports_on_one_spot_are_one_peak_of_the_right_height()
    {
        var raster = PlaneRaster.ForRadius(0, 0, 5_000, 5_000, Radius);
        float[] xs = new float[500_000],
            ys = new float[500_000];
        xs.AsSpan().Fill(2_517.3f);
        ys.AsSpan().Fill(2_444.4f);
        var surface = KernelSurface.Build(raster, Radius, xs, ys);
        var highest = surface.Density.ToArray().Max();
        Assert.Equal(500_000 * PlaneKernel.Quartic(Radius).Peak, highest, highest * 0.02);
    }

    [Fact]
    public void Corrected_for_the_edge_it_stays_near_the_exact_correction_and_is_blank_beyond()
    {
        var random = new Random(12);
        var raster = PlaneRaster.ForRadius(0, 0, 10_000, 8_000, Radius);
        var (xs, ys) = Cloud(random, 20_000);
        int[] inside =
        [
            .. Enumerable.Range(0, xs.Length).Where(i => City.Contains(City.Factory.CreatePoint(new Coordinate(xs[i], ys[i])))),
        ];
        (xs, ys) = (Array.ConvertAll(inside, i => xs[i]), Array.ConvertAll(inside, i => ys[i]));
        var window = KernelWindow.Build(raster, City, Radius);
        var surface = KernelSurface.Build(raster, Radius, xs, ys, window: window);
        var exact = new KernelSums(
            PlaneKernel.Quartic(Radius),
            Array.ConvertAll(xs, x => (double)x),
            Array.ConvertAll(ys, y => (double)y),
            default,
            EdgeCorrection.Uniform,
            City
        );
        var mass = new EdgeMass(City, PlaneKernel.Quartic(Radius));
        var (blank, shown, highest) = (0, 0, surface.Density.ToArray().Where(float.IsFinite).Max());
        for (var i = 0; i < raster.Count; i += 7)
        {
            var (x, y) = (raster.CentreX(i % raster.Columns), raster.CentreY(i / raster.Columns));
            var within = mass.At(x, y);
            Assert.Equal(within, window.Mass.Span[i], 0.01);
            Assert.InRange(window.Mask.Span[i], 0f, 1f);
            if (float.IsNaN(surface.Density[i]))
            {
                blank++;
                Assert.True(window.Mask.Span[i] == 0 || within < KernelSurface.LeastMass + 0.01);
            }
            else
            {
                shown++;
                Assert.Equal(exact.At(x, y), surface.Density[i], 0.025 * highest);
            }
        }
        Assert.True(blank > 200 && shown > 500);
    }

    [Fact]
    public void An_even_spread_has_an_even_density_up_to_the_shore()
    {
        var raster = PlaneRaster.ForRadius(0, 0, 10_000, 8_000, Radius);
        var window = KernelWindow.Build(raster, City, Radius);
        var points = (
            from i in Enumerable.Range(0, 1_000)
            from j in Enumerable.Range(0, 800)
            select (X: i * 10f + 5, Y: j * 10f + 5)
        ).ToArray();
        var mask = NetTopologySuite.Geometries.Prepared.PreparedGeometryFactory.Prepare(City);
        points = [.. points.Where(point => mask.Contains(City.Factory.CreatePoint(new Coordinate(point.X, point.Y))))];
        var surface = KernelSurface.Build(
            raster,
            Radius,
            Array.ConvertAll(points, p => p.X),
            Array.ConvertAll(points, p => p.Y),
            window: window
        );
        foreach (var value in surface.Density)
            if (float.IsFinite(value))
                Assert.Equal(0.01, value, 0.0003);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_mask_holds_the_exact_area_of_the_window_in_each_cell(int seed)
    {
        var random = new Random(seed);
        var raster = new PlaneRaster(random.NextDouble() * 100, random.NextDouble() * 100, 300 + random.NextDouble() * 300, 17, 13);
        var mask = WindowMask.Of(raster, City);
        for (var i = 0; i < raster.Count; i++)
        {
            var (x, y) = (raster.Left + i % raster.Columns * raster.CellSize, raster.Bottom + i / raster.Columns * raster.CellSize);
            var cell = City.Factory.ToGeometry(new Envelope(x, x + raster.CellSize, y, y + raster.CellSize));
            Assert.Equal(City.Intersection(cell).Area / cell.Area, mask[i], 1e-6);
        }
    }

    [Fact]
    public void Cells_stand_on_whole_multiples_of_their_size()
    {
        var raster = PlaneRaster.Over(981_123, 187_456, 1_001_000, 200_000, 264);
        Assert.Equal(0, raster.Left % 264);
        Assert.True(
            raster.Left <= 981_123
                && raster.Left + raster.Columns * 264 > 1_001_000
                && raster.Bottom <= 187_456
                && raster.Bottom + raster.Rows * 264 > 200_000
        );
        Assert.Equal((264.0, raster.Left + 132), (PlaneRaster.ForRadius(0, 0, 1, 1, 2_640).CellSize, raster.CentreX(0)));
    }

    [Fact]
    public void Cells_become_blank_where_a_count_is_too_low()
    {
        var raster = PlaneRaster.Over(0, 0, 999, 999, 100);
        var surface = KernelSurface.Build(raster, 500, [500f], [500f]);
        var counts = new int[raster.Count];
        (counts[3], counts[4]) = (10, 9);
        var blanked = surface.BlankBelow(counts, 10);
        Assert.Equal(raster.Count - 1, blanked.Density.ToArray().Count(float.IsNaN));
        Assert.Equal(surface.Density[3], blanked.Density[3]);
        Assert.False(float.IsNaN(surface.Density[4]));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var raster = PlaneRaster.ForRadius(0, 0, 9_000, 7_000, Radius);
        Assert.Throws<ArgumentOutOfRangeException>(() => KernelSurface.Build(raster, 100, [], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => KernelSurface.Build(raster, 1e6, [], []));
        Assert.Throws<ArgumentException>(() => KernelSurface.Build(raster, Radius, new float[2], new float[3]));
        Assert.Throws<ArgumentException>(() => KernelSurface.Build(raster, Radius, new float[2], new float[2], new float[1]));
        Assert.Throws<ArgumentException>(() =>
            KernelSurface.Build(
                raster,
                Radius,
                [],
                [],
                window: KernelWindow.Build(PlaneRaster.ForRadius(0, 0, 900, 700, Radius), City, Radius)
            )
        );
        Assert.Throws<ArgumentException>(() => KernelWindow.Build(raster, new float[3], Radius));
        Assert.Throws<ArgumentException>(() => PlaneRaster.Over(0, 0, 1e9, 1e9, 1));
        Assert.ThrowsAny<OperationCanceledException>(() =>
            KernelSurface.Build(raster, Radius, new float[9], new float[9], cancel: new(canceled: true))
        );
    }

    private static (float[] X, float[] Y) Cloud(Random random, int count, int margin = 0)
    {
        float[] xs = new float[count],
            ys = new float[count];
        for (var i = 0; i < count; i++)
            (xs[i], ys[i]) = (
                margin + (float)(random.NextDouble() * (9_000 - 2 * margin)),
                margin + (float)(random.NextDouble() * (7_000 - 2 * margin))
            );
        return (xs, ys);
    }
}
