using TurfMap.Spatial.Coverage;

namespace TurfMap.Spatial.Tests.Coverage;

public sealed class ExactSideTests
{
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 1e-100)]
    [InlineData(3, 1e-270)]
    [InlineData(4, 1e10)]
    public void The_side_is_that_of_whole_number_arithmetic(int seed, double size)
    {
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            double ax = Near(random, size),
                ay = Near(random, size),
                bx = Near(random, size),
                by = Near(random, size),
                part = random.Next(5) / 4.0;
            double px = Nudge(random, ax + part * (bx - ax)),
                py = Nudge(random, ay + part * (by - ay));
            Assert.Equal(WholeNumberSide.Of(ax, ay, bx, by, px, py), ExactSide.Of(ax, ay, bx, by, px, py));
        }
    }

    private static double Near(Random random, double size) =>
        size
        * random.Next(4) switch
        {
            0 => random.Next(-8, 9),
            1 => 40.7 + random.NextDouble() * 1e-12,
            2 => -74 + random.NextDouble() * 1e-3,
            _ => random.NextDouble(),
        };

    private static double Nudge(Random random, double number) =>
        random.Next(4) switch
        {
            0 => Math.BitIncrement(number),
            1 => Math.BitDecrement(number),
            _ => number,
        };
}
