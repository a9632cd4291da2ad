using TurfMap.Statistics.Disclosure;

namespace TurfMap.Statistics.Tests.Disclosure;

public sealed class CellRuleTests
{
    private static readonly CellRule Rule = new();

    [Theory]
    [
        InlineData(0, null, null, Sensitivity.None),
        InlineData(0, 100L, null, Sensitivity.None),
        InlineData(0, 99L, null, Sensitivity.ZeroOfFew)
    ]
    [
        InlineData(1, 5000L, 900L, Sensitivity.Small),
        InlineData(9, null, null, Sensitivity.Small),
        InlineData(10, null, null, Sensitivity.None)
    ]
    [
        InlineData(95, 98L, null, Sensitivity.NearTotal),
        InlineData(95, 95L, null, Sensitivity.None),
        InlineData(95, null, 104L, Sensitivity.NearTotal),
        InlineData(95, null, 105L, Sensitivity.None)
    ]
    [InlineData(0, 5000L, 4L, Sensitivity.None), InlineData(300, 200L, null, Sensitivity.None)]
    public void A_count_is_judged_by_itself_its_denominator_and_its_total(
        long count,
        long? denominator,
        long? total,
        Sensitivity expected
    ) => Assert.Equal(expected, Rule.Judge(count, denominator, total));

    [Fact]
    public void Another_office_may_hide_less_or_more()
    {
        Assert.Equal((Sensitivity.None, Sensitivity.Small), (new CellRule(SmallBelow: 5).Judge(5), new CellRule(SmallBelow: 11).Judge(10)));
        Assert.True(new CellRule(SmallBelow: 4).IsWide(new(1, 3)) && !Rule.IsWide(new(1, 3)));
    }

    [Theory]
    [
        InlineData(0, 5L, true),
        InlineData(0, 4L, false),
        InlineData(1, 9L, true),
        InlineData(2, 6L, false),
        InlineData(30, 35L, true),
        InlineData(7, 7L, false),
        InlineData(7, null, true)
    ]
    public void A_range_is_wide_when_it_spans_five_or_covers_the_small_numbers(long low, long? high, bool wide) =>
        Assert.Equal(wide, Rule.IsWide(new(low, high)));

    [Theory]
    [
        InlineData(30, 60, PercentageKind.Value, 50),
        InlineData(10, 900, PercentageKind.Value, 10.0 / 9),
        InlineData(3, 60, PercentageKind.Hidden, double.NaN),
        InlineData(4, 9, PercentageKind.Hidden, double.NaN)
    ]
    [
        InlineData(60, 60, PercentageKind.AtLeast, 95),
        InlineData(100, 100, PercentageKind.Value, 100),
        InlineData(57, 60, PercentageKind.Hidden, double.NaN),
        InlineData(0, 200, PercentageKind.Value, 0),
        InlineData(0, 60, PercentageKind.Hidden, double.NaN)
    ]
    public void Percentages_are_capped_or_hidden_when_they_stand_for_few(
        long count,
        long denominator,
        PercentageKind kind,
        double percent
    ) => Assert.Equal(new ShownPercentage(kind, percent), Rule.Percentage(count, denominator));

    [Fact]
    public void Caps_hold_below_their_denominator_only()
    {
        var rule = new CellRule(SmallBelow: 1, ZeroNeeds: 0);

        Assert.Equal(new(PercentageKind.AtMost, 5), rule.Percentage(3, 99));
        Assert.Equal(new(PercentageKind.AtLeast, 95), rule.Percentage(97, 99));
        Assert.Equal(new(PercentageKind.Value, 3), rule.Percentage(3, 100));
        Assert.Equal(ShownPercentage.Hidden, rule.Percentage(30, 99, hidden: true));
    }

    [Fact]
    public void Numbers_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Rule.Judge(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rule.Judge(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rule.Percentage(3, 2));
    }
}
