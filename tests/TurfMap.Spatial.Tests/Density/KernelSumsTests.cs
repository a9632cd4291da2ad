using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using TurfMap.Spatial.Density;

namespace TurfMap.Spatial.Tests.Density;

public sealed class KernelSumsTests
{
    [Theory]
    [InlineData("kde_redwood")]
    [InlineData("kde_Ushape")]
    public void Sums_at_query_points_agree_with_spatstat_and_polyCub(string name)
    {
        var reference = Reference.Case(name);
        double[] xs = reference.Numbers("input/x"),
            ys = reference.Numbers("input/y"),
            queryX = reference.Numbers("input/query_x"),
            queryY = reference.Numbers("input/query_y");
        var window = Window(reference.At("input/window"));
        var kernel = PlaneKernel.Gaussian(reference.Number("input/sigma"));
        IEnumerable<double> Ask(KernelSums sums) => queryX.Select((x, i) => sums.At(x, queryY[i]));
        Reference.Near(reference.Numbers("expected/gaussian_none"), Ask(new(kernel, xs, ys)), reference.Number("tolerance/none"));
        var mass = new EdgeMass(window, kernel);
        // polyCub's own sums are good to 1e-6 or so; ours are compared with products of normal distributions below.
        Reference.Near(
            reference.Numbers("expected/edge_mass_exact"),
            queryX.Select((x, i) => mass.At(x, queryY[i])),
            reference.Number("tolerance/uniform_exact")
        );
        Reference.Near(
            reference.Numbers("expected/gaussian_uniform_exact"),
            Ask(new(kernel, xs, ys, default, EdgeCorrection.Uniform, window)),
            reference.Number("tolerance/uniform_exact")
        );
        Reference.Near(
            reference.Numbers("expected/gaussian_diggle_exact"),
            Ask(new(kernel, xs, ys, default, EdgeCorrection.JonesDiggle, window)),
            reference.Number("tolerance/diggle_exact")
        );
        Reference.Near(
            reference.Numbers("expected/quartic_none"),
            Ask(new(PlaneKernel.Quartic(reference.Number("expected/quartic_radius")), xs, ys)),
            reference.Number("tolerance/none")
        );
    }

    [Theory]
    [InlineData("kde_redwood", "none", EdgeCorrection.None)]
    [InlineData("kde_redwood", "uniform", EdgeCorrection.Uniform)]
    [InlineData("kde_redwood", "diggle", EdgeCorrection.JonesDiggle)]
    public void Sums_on_a_grid_agree_with_spatstat_when_points_stand_in_the_middle_of_its_pixels(
        string name,
        string grid,
        EdgeCorrection correction
    )
    {
        var reference = Reference.Case(name);
        double[] xs = reference.Numbers("expected/grid_x"),
            ys = reference.Numbers("expected/grid_y");
        // A point on the line of two pixels is in the upper or right one.
        double Middle(double place, double[] middles) =>
            middles[Math.Clamp((int)Math.Floor((place - middles[0]) / (middles[1] - middles[0]) + 0.5), 0, middles.Length - 1)];
        double[] pointX = [.. reference.Numbers("input/x").Select(x => Middle(x, xs))],
            pointY = [.. reference.Numbers("input/y").Select(y => Middle(y, ys))];
        var sums = new KernelSums(
            PlaneKernel.Gaussian(reference.Number("input/sigma")),
            pointX,
            pointY,
            default,
            correction,
            Window(reference.At("input/window"))
        );
        var expected = reference.At("expected/grid_" + grid).EnumerateArray().Select(Reference.Numbers).ToArray();
        var highest = expected.SelectMany(row => row).Where(double.IsFinite).Max();
        for (var row = 0; row < ys.Length; row++)
        for (var column = 0; column < xs.Length; column++)
            if (double.IsFinite(expected[row][column]))
                Assert.Equal(
                    expected[row][column] / highest,
                    sums.At(xs[column], ys[row]) / highest,
                    reference.Number("tolerance/grid_max_norm")
                );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_mass_in_a_polygon_equals_a_fine_sum_over_it(int seed)
    {
        var random = new Random(seed);
        var window = new WKTReader().Read(
            "MULTIPOLYGON(((0 0,10 0,10 8,6 8,6 4,4 4,4 8,0 8,0 0),(7 1,7 3,9 3,9 1,7 1)),((12 0,14 0,13 5,12 0)))"
        );
        foreach (var kernel in new[] { PlaneKernel.Quartic(2.4), PlaneKernel.Gaussian(0.9), PlaneKernel.Gaussian(5) })
        {
            var mass = new EdgeMass(window, kernel);
            var (x, y) = (random.NextDouble() * 15, random.NextDouble() * 9);
            const double Step = 0.02;
            var sum = 0.0;
            for (var u = Step / 2; u < 14; u += Step)
            for (var v = Step / 2; v < 8; v += Step)
                if (Covers(u, v))
                    sum += Step * Step * kernel.At((u - x) * (u - x) + (v - y) * (v - y));
            Assert.Equal(sum, mass.At(x, y), 2e-3);
        }
        static bool Covers(double u, double v) =>
            u < 10 ? !(u is > 4 and < 6 && v > 4) && !(u is > 7 and < 9 && v is > 1 and < 3) : v < 5 * (u - 12) && v < 5 * (14 - u);
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.5, -0.5)]
    [InlineData(0.31, -0.02)]
    [InlineData(-0.04, -1.03)]
    public void The_mass_of_a_normal_kernel_in_a_rectangle_is_a_product_of_two_normal_distributions(double x, double y)
    {
        // Phi((1-x)/h) - Phi(-x/h) along each axis, h = 0.07, by another program's erfc.
        var expected = (x, y) switch
        {
            (0.0, 0.0) => 0.25,
            (0.5, -0.5) => 0.9999999999990858 * 0.9999999999990858,
            (0.31, -0.02) => 0.9999952570348039 * 0.6124515189020077,
            _ => 0.2838545830986763 * 0.3341175708976247,
        };
        Assert.Equal(
            expected,
            new EdgeMass(new WKTReader().Read("POLYGON((0 -1,1 -1,1 0,0 0,0 -1))"), PlaneKernel.Gaussian(0.07)).At(x, y),
            1e-12
        );
    }

    [Fact]
    public void Correction_by_place_keeps_a_constant_and_by_point_keeps_the_mass()
    {
        var window = new WKTReader().Read("POLYGON((0 0,10 0,10 6,0 6,0 0))");
        var random = new Random(4);
        double[] xs = [.. Enumerable.Range(0, 50).Select(_ => random.NextDouble() * 10)],
            ys = [.. xs.Select(_ => random.NextDouble() * 6)],
            weights = [.. xs.Select(_ => random.NextDouble())];
        var sums = new KernelSums(PlaneKernel.Quartic(1.5), xs, ys, weights, EdgeCorrection.JonesDiggle, window);
        var mass = 0.0;
        for (var x = 0.025; x < 10; x += 0.05)
        for (var y = 0.025; y < 6; y += 0.05)
            mass += 0.0025 * sums.At(x, y);
        Assert.Equal(weights.Sum(), mass, 0.02);
        double[] latticeX = [.. Enumerable.Range(0, 200 * 120).Select(i => 0.025 + i % 200 * 0.05)],
            latticeY = [.. Enumerable.Range(0, 200 * 120).Select(i => 0.025 + i / 200 * 0.05)];
        var even = new KernelSums(PlaneKernel.Quartic(1.5), latticeX, latticeY, default, EdgeCorrection.Uniform, window);
        Assert.Equal(400, even.At(0.1, 0.1), 1.0);
        Assert.Equal(400, even.At(5, 3), 0.1);
        Assert.True(double.IsNaN(even.At(30, 30)));
        Assert.Equal(0, new KernelSums(PlaneKernel.Quartic(1), [99.0], [99.0], default, EdgeCorrection.JonesDiggle, window).At(99, 99));
    }

    [Fact]
    public void The_elongated_kernel_agrees_with_scipy()
    {
        var reference = Reference.Case("scipy_kde_1");
        double[] xs = reference.Numbers("input/x"),
            ys = reference.Numbers("input/y");
        var (queryX, queryY) = reference.Pairs("input/query");
        var tolerance = reference.Number("tolerance/rel");
        foreach (var (name, weights) in new[] { ("scott", []), ("silverman", []), ("weighted_scott", reference.Numbers("input/weights")) })
        {
            var kernel = new CovarianceKernel(xs, ys, weights);
            Assert.Equal(reference.Number($"expected/{name}/factor"), kernel.Factor, 1e-12);
            var covariance = reference.At($"expected/{name}/covariance").EnumerateArray().Select(Reference.Numbers).ToArray();
            Reference.Near([covariance[0][0], covariance[0][1], covariance[1][1]], [kernel.XX, kernel.XY, kernel.YY], tolerance);
            Reference.Near(reference.Numbers($"expected/{name}/density"), queryX.Select((x, i) => kernel.At(x, queryY[i])), tolerance);
        }
        Assert.Equal(
            reference.Number("expected/weighted_scott/neff"),
            new CovarianceKernel(xs, ys, reference.Numbers("input/weights")).EffectivePoints,
            1e-9
        );
        var round = new KernelSums(PlaneKernel.Gaussian(250), xs, ys);
        Reference.Near(
            reference.Numbers("expected/isotropic_sd250_count_density"),
            queryX.Select((x, i) => round.At(x, queryY[i])),
            tolerance
        );
        Assert.Throws<ArgumentException>(() => new CovarianceKernel([1, 2, 3], [1, 2, 3]));
    }

    [Fact]
    public void What_makes_no_kernel_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PlaneKernel.Quartic(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PlaneKernel.Gaussian(double.NaN));
        Assert.Throws<ArgumentException>(() => new KernelSums(PlaneKernel.Quartic(1), [1], [1, 2]));
        Assert.Throws<ArgumentNullException>(() => new KernelSums(PlaneKernel.Quartic(1), [1], [1], default, EdgeCorrection.Uniform));
        Assert.Throws<ArgumentException>(() => new EdgeMass(new WKTReader().Read("LINESTRING(0 0,1 1)"), PlaneKernel.Quartic(1)));
        Assert.Equal(3 / Math.PI, PlaneKernel.Quartic(1).Peak, 1e-15);
        Assert.Equal((true, 1.0, 0.0), (PlaneKernel.Quartic(1).IsQuartic, PlaneKernel.Quartic(1).Reach, PlaneKernel.Quartic(1).At(1)));
    }

    private static Geometry Window(JsonElement window)
    {
        if (window.GetProperty("type").GetString() == "rectangle")
            return new GeometryFactory().ToGeometry(
                new Envelope(
                    new Coordinate(window.Numbers("x")[0], window.Numbers("y")[0]),
                    new Coordinate(window.Numbers("x")[1], window.Numbers("y")[1])
                )
            );
        var factory = new GeometryFactory();
        var rings = window
            .GetProperty("rings")
            .EnumerateArray()
            .Select(ring =>
                factory.CreateLinearRing([
                    .. ring.Numbers("x").Zip(ring.Numbers("y"), (x, y) => new Coordinate(x, y)),
                    new Coordinate(ring.Numbers("x")[0], ring.Numbers("y")[0]),
                ])
            )
            .ToArray();
        // Spatstat turns holes with the clock.
        var shells = rings
            .Where(ring => NetTopologySuite.Algorithm.Orientation.IsCCW(ring.CoordinateSequence))
            .Select(ring => factory.CreatePolygon(ring));
        var holes = rings
            .Where(ring => !NetTopologySuite.Algorithm.Orientation.IsCCW(ring.CoordinateSequence))
            .Select(ring => (Geometry)factory.CreatePolygon(ring));
        return holes.Aggregate((Geometry)factory.CreateMultiPolygon([.. shells]), (rest, hole) => rest.Difference(hole));
    }
}
