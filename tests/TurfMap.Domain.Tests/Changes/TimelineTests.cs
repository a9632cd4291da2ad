using TurfMap.Domain.Changes;

namespace TurfMap.Domain.Tests.Changes;

public sealed class TimelineTests
{
    private static DateOnly Day(int year) => new(year, 1, 1);

    [Fact]
    public void The_first_lasts_until_further_notice() =>
        Assert.Equal(new EffectivePeriod(Day(2024), null), Timeline.Insert(Array.Empty<(int, EffectivePeriod)>(), Day(2024)).Period);

    [Fact]
    public void A_later_one_ends_the_one_in_force_on_its_first_day()
    {
        var (period, changes) = Timeline.Insert([(1, new EffectivePeriod(Day(2020), null))], Day(2024));

        Assert.Equal(new EffectivePeriod(Day(2024), null), period);
        Assert.Equal([new TimelineChange<int>(1, new EffectivePeriod(Day(2020), Day(2024)))], changes);
    }

    [Fact]
    public void One_put_in_between_lasts_until_the_next()
    {
        var (period, changes) = Timeline.Insert(
            [(1, new EffectivePeriod(Day(2020), Day(2026))), (2, new EffectivePeriod(Day(2026), null))],
            Day(2024)
        );

        Assert.Equal(new EffectivePeriod(Day(2024), Day(2026)), period);
        Assert.Equal([new TimelineChange<int>(1, new EffectivePeriod(Day(2020), Day(2024)))], changes);
    }

    [Fact]
    public void One_before_the_first_lasts_until_the_first()
    {
        var (period, changes) = Timeline.Insert([(1, new EffectivePeriod(Day(2020), null))], Day(2010));

        Assert.Equal(new EffectivePeriod(Day(2010), Day(2020)), period);
        Assert.Empty(changes);
    }

    [Fact]
    public void One_on_the_very_day_replaces_what_started_then()
    {
        var (period, changes) = Timeline.Insert(
            [(1, new EffectivePeriod(Day(2020), Day(2024))), (2, new EffectivePeriod(Day(2024), null))],
            Day(2024)
        );

        Assert.Equal(new EffectivePeriod(Day(2024), null), period);
        Assert.Equal([new TimelineChange<int>(2, null)], changes);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void However_things_are_put_in_every_day_has_at_most_one(int seed)
    {
        var random = new Random(seed);
        var standing = new Dictionary<int, EffectivePeriod>();
        for (var key = 0; key < 60; key++)
        {
            var (period, changes) = Timeline.Insert(
                standing.Select(pair => (pair.Key, pair.Value)),
                new DateOnly(2020, 1, 1).AddDays(random.Next(40))
            );
            foreach (var change in changes)
                if (change.Period is { } kept)
                    standing[change.Key] = kept;
                else
                    standing.Remove(change.Key);
            standing[key] = period;
            for (var day = new DateOnly(2020, 1, 1); day < new DateOnly(2020, 3, 1); day = day.AddDays(1))
                Assert.True(standing.Values.Count(one => one.Contains(day)) <= 1, $"seed {seed}: {day} has several");
        }
    }
}
