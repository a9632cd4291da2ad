using System.Text.Json;
using TurfMap.Statistics.Rates;
using TurfMap.Tests;

namespace TurfMap.Statistics.Tests.Rates;

public sealed class IntervalTests
{
    private static JsonElement Case(string name) => JsonDocument.Parse(File.ReadAllText(RealData.Path("reference", name))).RootElement;

    private static void Close(double expected, double actual) =>
        Assert.True(Math.Abs(actual - expected) <= 1e-9 * Math.Max(Math.Abs(expected), 1e-3), $"{actual:R} is not {expected:R}");

    /// <summary>As printed for Garwood's method: 10 seen is 4.80 to 18.39, 25 seen is 16.18 to 36.90.</summary>
    [Theory, InlineData(0, 0, 3.689), InlineData(10, 4.795, 18.390), InlineData(25, 16.179, 36.905)]
    public void An_expected_count_has_the_limits_that_were_published(long count, double low, double high)
    {
        var interval = PoissonInterval.Exact(count);

        Assert.Equal((low, high), (Math.Round(interval.Low, 3), Math.Round(interval.High, 3)));
    }

    /// <summary>Newcombe (1998), table I: 81 of 263.</summary>
    [Fact]
    public void A_proportion_has_the_limits_that_were_published()
    {
        var (wilson, exact) = (ProportionInterval.Wilson(81, 263), ProportionInterval.Exact(81, 263));

        Assert.Equal(
            (0.2553, 0.3662, 0.2527, 0.3676),
            (Math.Round(wilson.Low, 4), Math.Round(wilson.High, 4), Math.Round(exact.Low, 4), Math.Round(exact.High, 4))
        );
    }

    [Fact]
    public void Counts_agree_with_the_reference()
    {
        var reference = Case("poisson_exact_95.json");
        var (counts, low, high) = (
            reference.GetProperty("input").GetProperty("count"),
            reference.GetProperty("expected").GetProperty("lo"),
            reference.GetProperty("expected").GetProperty("hi")
        );
        for (var i = 0; i < counts.GetArrayLength(); i++)
        {
            var interval = PoissonInterval.Exact(counts[i].GetInt64());
            Close(low[i].GetDouble(), interval.Low);
            Close(high[i].GetDouble(), interval.High);
        }
    }

    [Fact]
    public void Proportions_agree_with_the_reference()
    {
        var reference = Case("binomial_ci_1.json");
        var (input, expected) = (reference.GetProperty("input"), reference.GetProperty("expected"));
        for (var i = 0; i < input.GetProperty("n").GetArrayLength(); i++)
        {
            var (successes, trials) = (input.GetProperty("success")[i].GetInt64(), input.GetProperty("n")[i].GetInt64());
            Close(expected.GetProperty("wilson_lo")[i].GetDouble(), ProportionInterval.Wilson(successes, trials).Low);
            Close(expected.GetProperty("wilson_hi")[i].GetDouble(), ProportionInterval.Wilson(successes, trials).High);
            Close(expected.GetProperty("cp_lo")[i].GetDouble(), ProportionInterval.Exact(successes, trials).Low);
            Close(expected.GetProperty("cp_hi")[i].GetDouble(), ProportionInterval.Exact(successes, trials).High);
        }
    }

    [Fact]
    public void Numbers_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonInterval.Exact(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonInterval.Exact(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProportionInterval.Wilson(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProportionInterval.Exact(0, 0));
    }
}
