using TurfMap.Spatial.Density;

namespace TurfMap.Spatial.Tests.Density;

public sealed class BandwidthsTests
{
    [Fact]
    public void Rules_of_thumb_agree_with_R()
    {
        var reference = Reference.Case("bandwidth_redwood");
        double[] xs = reference.Numbers("input/x"),
            ys = reference.Numbers("input/y");
        var scott = Bandwidths.Scott(xs, ys);
        Reference.Near(
            [reference.Number("expected/scott_x"), reference.Number("expected/scott_y"), reference.Number("expected/scott_iso")],
            [scott.X, scott.Y, scott.Both],
            reference.Number("tolerance/scott")
        );
        Reference.Near(
            [reference.Number("expected/nrd0_x"), reference.Number("expected/nrd_x")],
            [Bandwidths.Silverman(xs), Bandwidths.ScottOneAxis(xs)],
            reference.Number("tolerance/nrd")
        );
    }

    [Fact]
    public void The_robust_radius_is_the_lesser_of_two_spreads_within_limits()
    {
        // Four points at distance 5 from their mean: SD = 5, median distance 5, sqrt(1/ln 2) = 1.2011, so SD decides.
        double[] xs = [-3, 3, -4, 4],
            ys = [-4, 4, 3, -3];
        Assert.Equal(0.9 * 5 * Math.Pow(4, -0.2), Bandwidths.RobustRadius(xs, ys, 0, 100), 1e-12);
        Assert.Equal(1_320, Bandwidths.RobustRadius(xs, ys, 1_320, 5_280));
        Assert.Equal(2, Bandwidths.RobustRadius(xs, ys, 1, 2));
        Assert.Equal((9.0, 1.0), (Bandwidths.RobustRadius([], [], 1, 9), Bandwidths.RobustRadius([7, 7], [1, 1], 1, 9)));
        // Most in one place and one far away: the median decides.
        var far = Bandwidths.RobustRadius([0, 0.1, 0.2, 0.1, 50], [0, 0.1, 0, 0.2, 0], 0, 100);
        Assert.Equal(
            0.9 * Math.Sqrt(1 / Math.Log(2)) * Math.Sqrt((10.08 - 0.1) * (10.08 - 0.1) + 0.04 * 0.04) * Math.Pow(5, -0.2),
            far,
            0.02
        );
        Assert.Throws<ArgumentException>(() => Bandwidths.RobustRadius(xs, ys, 2, 1));
    }
}
