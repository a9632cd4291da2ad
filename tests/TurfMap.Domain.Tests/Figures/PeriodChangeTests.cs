using TurfMap.Domain.Figures;
using TurfMap.Statistics.Rates;

namespace TurfMap.Domain.Tests.Figures;

public sealed class PeriodChangeTests
{
    [Theory]
    [InlineData(100, 200, "more")]
    [InlineData(200, 100, "fewer")]
    [InlineData(100, 110, "unclear")]
    [InlineData(0, 4, "few")]
    [InlineData(4, 4, "few")]
    [InlineData(0, 0, "few")]
    [InlineData(0, 5, "unclear")]
    [InlineData(0, 30, "more")]
    public void Two_counts_of_equal_periods_get_a_word(int first, int second, string verdict)
    {
        var told = PeriodChange.Of([("k", "n", first, second)], 30, 30)[0];

        Assert.Equal(verdict, told.Verdict);
        Assert.Equal(first == 0 ? null : second / (double)first, told.Ratio);
        Assert.Equal(first == 0, told.High is null);
    }

    [Fact]
    public void Rates_by_days_are_compared_not_counts()
    {
        var told = PeriodChange.Of([("k", "n", 100, 300)], 30, 90)[0];
        Assert.Equal(("unclear", 1.0), (told.Verdict, told.Ratio));
        var interval = new RateRatio(100, 30, 300, 90).Interval();
        Assert.Equal((Math.Round(interval.Low, 3), Math.Round(interval.High, 3)), (told.Low!.Value, told.High!.Value));
    }

    [Fact]
    public void Among_many_that_did_not_change_one_chance_difference_is_not_called_one()
    {
        Assert.Equal("more", PeriodChange.Of([("k", "n", 20, 38)], 30, 30)[0].Verdict);
        var many = PeriodChange.Of([.. Enumerable.Range(0, 99).Select(i => ($"{i}", "", 20, 20)), ("k", "n", 20, 38)], 30, 30);
        Assert.All(many, one => Assert.Equal("unclear", one.Verdict));
    }
}
