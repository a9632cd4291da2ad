using TurfMap.Statistics.Rates;

namespace TurfMap.Statistics.Tests.Rates;

public sealed class RateRatioTests
{
    /// <summary>
    /// The example of <c>?poisson.test</c> in R: 11 of 800 against 21 of 3011 gives a ratio of 1.971488, interval 0.8584264 to 4.2772659.
    /// </summary>
    [Fact]
    public void A_ratio_has_the_interval_that_was_published()
    {
        var ratio = new RateRatio(21, 1083 + 1050 + 878, 11, 800);

        Reference.Close([1.971488, 0.8584264, 4.2772659], [ratio.Value, ratio.Interval().Low, ratio.Interval().High], 5e-7);
        Assert.Equal(RateChange.NotClearlyDifferent, ratio.Change());
    }

    /// <summary>By hand: equal exposures, 1 and 7 events. P(X at least 7 of 8) = (8 + 1)/256; doubled 18/256.</summary>
    [
        Theory,
        InlineData(1, 7, 18.0 / 256),
        InlineData(0, 6, 2.0 / 64),
        InlineData(6, 0, 2.0 / 64),
        InlineData(5, 5, 1),
        InlineData(0, 0, 1)
    ]
    public void With_equal_exposures_the_probability_is_that_of_tossing_coins(long first, long second, double p) =>
        Reference.Close([p], [new RateRatio(first, 365, second, 365).P()], 1e-12);

    /// <summary>
    /// By hand: 2 events in 1 year, then 3 in half a year; share 1/3. P(X at least 3 of 5) = 51/243, P(X at most 3) = 232/243.
    /// </summary>
    [Fact]
    public void With_unequal_exposures_the_share_of_the_exposure_is_that_of_the_coin() =>
        Reference.Close([102.0 / 243], [new RateRatio(2, 1, 3, 0.5).P()], 1e-12);

    [Theory, InlineData(1)]
    public void The_probability_is_that_of_adding_up_every_outcome(int seed)
    {
        var random = new Random(seed);
        for (var k = 0; k < 300; k++)
        {
            var ratio = new RateRatio(random.Next(0, 40), random.Next(1, 50), random.Next(0, 40), random.Next(1, 50));
            var (n, share) = (ratio.First + ratio.Second, ratio.SecondExposure / (ratio.FirstExposure + ratio.SecondExposure));
            var probabilities = Enumerable
                .Range(0, (int)n + 1)
                .Select(x => Choose(n, x) * Math.Pow(share, x) * Math.Pow(1 - share, n - x))
                .ToArray();
            var plain = 2 * Math.Min(probabilities.Take((int)ratio.Second + 1).Sum(), probabilities.Skip((int)ratio.Second).Sum());

            Reference.Close([Math.Min(1, plain)], [ratio.P()], 1e-9);
        }
    }

    [Theory, InlineData(2)]
    public void The_probability_is_small_exactly_when_the_interval_leaves_one_out(int seed)
    {
        var random = new Random(seed);
        for (var k = 0; k < 300; k++)
        {
            var ratio = new RateRatio(random.Next(0, 60), random.Next(1, 50), random.Next(0, 60), random.Next(1, 50));
            var interval = ratio.Interval();

            Assert.Equal(ratio.P() < 0.05, interval.Low > 1 || interval.High < 1);
            Assert.Equal(
                ratio.Change(),
                interval.Low > 1 ? RateChange.Higher
                    : interval.High < 1 ? RateChange.Lower
                    : RateChange.NotClearlyDifferent
            );
        }
    }

    [Fact]
    public void Zeros_have_one_open_end_and_no_exposure_is_no_data()
    {
        Assert.Equal((0, double.PositiveInfinity), (new RateRatio(0, 1, 0, 1).Interval().Low, new RateRatio(0, 1, 0, 1).Interval().High));
        Assert.Equal(
            (true, double.PositiveInfinity),
            (new RateRatio(0, 1, 9, 1).Interval().Low > 1, new RateRatio(0, 1, 9, 1).Interval().High)
        );
        Assert.Equal((0, true), (new RateRatio(9, 1, 0, 1).Interval().Low, new RateRatio(9, 1, 0, 1).Interval().High < 1));
        Assert.Equal(double.PositiveInfinity, new RateRatio(0, 1, 9, 1).Value);
        Assert.Equal(RateChange.NoData, new RateRatio(3, 0, 9, 1).Change());
        Assert.True(
            double.IsNaN(new RateRatio(3, 0, 9, 1).P())
                && double.IsNaN(new RateRatio(3, 0, 9, 1).Value)
                && double.IsNaN(new RateRatio(3, 0, 9, 1).Interval().Low)
        );
    }

    /// <summary>One pair at p = 2/64 is clear by itself; among twenty that are equal it is not.</summary>
    [Fact]
    public void Among_many_areas_a_lone_small_probability_is_not_clear()
    {
        var alone = new RateRatio(0, 1, 6, 1);
        var many = Enumerable.Repeat(new RateRatio(5, 1, 5, 1), 19).Append(alone).ToArray();

        Assert.Equal(RateChange.Higher, alone.Change());
        Assert.All(RateChanges.Of(many), change => Assert.Equal(RateChange.NotClearlyDifferent, change));
        Assert.Equal([RateChange.NoData, RateChange.Lower], RateChanges.Of([new(1, 0, 1, 1), new(40, 1, 5, 1)]));
    }

    [Fact]
    public void Numbers_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateRatio(-1, 1, 1, 1).P());
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateRatio(1, double.NaN, 1, 1).P());
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateRatio(1, 1, 1, 1).Interval(0));
    }

    private static double Choose(long n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
}
