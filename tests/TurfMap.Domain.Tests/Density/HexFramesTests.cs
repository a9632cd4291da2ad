using TurfMap.Domain.Density;
using TurfMap.Domain.Records;
using TurfMap.Spatial.Density;

namespace TurfMap.Domain.Tests.Density;

public sealed class HexFramesTests
{
    [Theory, InlineData(1, 90, 60), InlineData(2, 700, 60), InlineData(3, 4000, 60), InlineData(4, 20, 60)]
    public void The_months_of_a_hexagon_add_up_to_its_cases_with_a_day_and_at_most_the_last_sixty_are_shown(int seed, int days, int most)
    {
        var random = new Random(seed);
        var cases = SurfaceCity.Columns(
            SurfaceCity
                .Rows(seed, 2000)
                .Select(row => row with { Opened = random.Next(12) == 0 ? null : GridCity.Turn.AddDays(-random.Next(days)) })
        );
        var (seen, hexagons) = (SurfaceCity.Seen(cases), HexCounts.Build(cases, SurfaceCity.Snapshot.Bounds));
        foreach (
            var filter in new[]
            {
                CaseFilter.None,
                CaseFilter.None with
                {
                    Kinds = ["kind 2"],
                },
                CaseFilter.None with
                {
                    From = GridCity.Turn.AddDays(-days / 2),
                    To = GridCity.Turn.AddDays(-days / 8),
                },
            }
        )
        {
            var chosen = seen.Select(filter);
            var period = CasePeriod.Of(cases, chosen, filter);
            var frames = hexagons.Frames(cases, chosen, period);
            var first = frames.Months[0];

            Assert.InRange(frames.Months.Count, 1, most);
            Assert.Equal(Enumerable.Range(0, frames.Months.Count).Select(first.AddMonths), frames.Months);
            Assert.Equal(frames.Earlier == 0, first <= period!.Value.From);
            // The plain way: each case to the hexagon whose middle is nearest.
            var grid = new HexGrid(0, 0, HexCounts.FlatToFlatMetres);
            var dated = chosen
                .After()
                .Where(i => CaseColumns.Date(cases.Opened[i]) >= first)
                .ToLookup(i => grid.Find(cases.X[i], cases.Y[i]));
            var known = hexagons.Count(chosen).Hexagons.Select(one => one.Hexagon).Where(dated.Contains).ToArray();
            Assert.Equal(known.ToHashSet(), frames.Counts.Keys.ToHashSet());
            foreach (var (hexagon, counts) in frames.Counts)
                Assert.Equal(frames.Months.Select(month => dated[hexagon].Count(i => Month(cases.Opened[i]) == month)), counts);
            Assert.Equal(frames.Months.Select(month => $"{month:yyyy-MM}"), frames.Keys);
        }
    }

    [Fact]
    public void Cases_without_a_day_have_no_months()
    {
        var cases = SurfaceCity.Columns(SurfaceCity.Rows(1, 50).Select(row => row with { Opened = null }));
        var frames = HexCounts.Build(cases, SurfaceCity.Snapshot.Bounds).Frames(cases, SurfaceCity.Seen(cases).All, null);

        Assert.Empty(frames.Months);
        Assert.Empty(frames.Counts);
    }

    [Fact]
    public void A_filter_that_reaches_into_a_far_future_ends_with_the_last_case()
    {
        var cases = SurfaceCity.Columns(SurfaceCity.Rows(1, 50));
        var frames = HexCounts
            .Build(cases, SurfaceCity.Snapshot.Bounds)
            .Frames(cases, SurfaceCity.Seen(cases).All, new(new(1990, 1, 1), new(2070, 1, 1)));

        Assert.Equal((60, Month(cases.Opened.Max())), (frames.Months.Count, frames.Months[^1]));
        Assert.Equal(new DateOnly(1990, 1, 1).AddMonths(frames.Earlier), frames.Months[0]);
    }

    private static DateOnly Month(ushort day) => CaseColumns.Date(day) is { } date ? new(date.Year, date.Month, 1) : default;
}
