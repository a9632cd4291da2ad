using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Density;
using TurfMap.Domain.Figures;
using TurfMap.Domain.Records;

namespace TurfMap.Domain.Tests.Records;

public sealed class VisibleRecordsTests
{
    private static readonly DateOnly Today = GridCity.Turn.AddDays(100);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_filter_chooses_exactly_what_a_plain_one_chooses_and_every_count_of_it_agrees(int seed)
    {
        var random = new Random(seed);
        var city = GridCity.TwoPlans().On(GridCity.Turn);
        var rows = Enumerable.Range(0, 3000).Select(i => Row(random, i)).ToArray();
        var cases = Columns(rows);
        var view = new VisibleRecords(cases, city, city, Today, CaseScope.All);
        var hexagons = HexCounts.Build(cases, GridCity.TwoPlans().Bounds);
        var chosenAtAll = 0;
        for (var round = 0; round < 60; round++)
        {
            var filter = Filter(random);
            var chosen = view.Select(filter);
            var expected = rows.Index().Where(row => Holds(row.Item, filter, city)).Select(row => row.Index).ToArray();

            Assert.Equal(expected, chosen.After());
            Assert.Equal(expected.Length, chosen.Count);
            foreach (var by in CaseGroups.Ways.Append("area:units"))
                Assert.Equal(expected.Length, CaseGroups.Count(view, chosen, by).Sum(group => group.Cases));
            var (counts, outside) = hexagons.Count(chosen);
            Assert.Equal(expected.Length, counts.Sum(one => one.Cases) + outside);
            AssertWays(rows, expected, view, chosen, city);
            AssertList(rows, expected, chosen, cases, random);
            Assert.Equal(
                expected.GroupBy(i => rows[i].Kind).ToDictionary(group => group.Key, group => group.Count()),
                CaseGroups.Count(view, chosen, "kind").ToDictionary(group => group.Key, group => group.Cases)
            );
            Assert.Equal(
                expected
                    .Where(i => rows[i].Opened is not null)
                    .GroupBy(i => $"{rows[i].Opened:yyyy-MM}")
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => (group.Key, group.Count())),
                CaseGroups.Count(view, chosen, "month").Where(group => group.Key.Length > 0).Select(group => (group.Key, group.Cases))
            );
            chosenAtAll += expected.Length;
        }
        Assert.True(chosenAtAll > 1000, $"{chosenAtAll} cases were chosen");
    }

    private static void AssertWays(CaseRow[] rows, int[] expected, VisibleRecords view, CaseSelection chosen, Domain.City.CityOnDate city)
    {
        Same("agency", row => row.Agency ?? "");
        Same("day", row => row.Opened is { } day ? $"{day:yyyy-MM-dd}" : "");
        Same("weekday", row => row.Opened is { } day ? $"{Weekday(day)}" : "");
        Same("hour", row => row is { Opened: not null, Hour: { } hour } ? $"{hour}" : "");
        Same("weekday-hour", row => row is { Opened: { } day, Hour: { } hour } ? $"{Weekday(day)}-{hour}" : "");
        Same("turf", row => TurfOf(row, city) is >= 0 and var turf ? city.Plan!.Plan.Turfs[turf].Code : "");

        void Same(string by, Func<CaseRow, string> key) =>
            Assert.Equal(
                expected.GroupBy(i => key(rows[i])).ToDictionary(group => group.Key, group => group.Count()),
                CaseGroups.Count(view, chosen, by).ToDictionary(group => group.Key, group => group.Cases)
            );

        static int Weekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
    }

    /// <summary>Whole days from the newest on, as many as are needed and no more.</summary>
    private static void AssertList(CaseRow[] rows, int[] expected, CaseSelection chosen, CaseColumns cases, Random random)
    {
        var (from, enough) = (random.Next(2) == 0 ? ushort.MaxValue : CaseColumns.Day(Today.AddDays(-random.Next(700))), random.Next(60));
        var listed = NewestFirst.Days(chosen, cases.Opened, from, enough).ToHashSet();
        var inOrder = expected
            .Where(i => CaseColumns.Day(rows[i].Opened) <= from)
            .OrderByDescending(i => CaseColumns.Day(rows[i].Opened))
            .ToArray();
        Assert.Equal(inOrder.Take(listed.Count).ToHashSet(), listed);
        Assert.True(
            listed.Count == 0
                || listed.Count == inOrder.Length
                || cases.Opened[inOrder[listed.Count - 1]] != cases.Opened[inOrder[listed.Count]]
        );
        var beside = listed.Count(i => cases.Opened[i] != from);
        Assert.True(beside >= Math.Min(enough, inOrder.Count(i => cases.Opened[i] != from)));
    }

    [Fact]
    public void A_liaison_sees_the_cases_of_their_turfs_whatever_the_filter_says()
    {
        var city = GridCity.TwoPlans().On(GridCity.Turn);
        var rows = Enumerable.Range(0, 500).Select(i => Row(new Random(i), i)).ToArray();
        var mine = new VisibleRecords(Columns(rows), city, city, Today, CaseScope.OfTurfsOf("1"));
        var all = mine.Select(CaseFilter.None);

        Assert.Equal(rows.Index().Where(row => CoveredBy(row.Item, "1", city)).Select(row => row.Index), all.After());
        Assert.NotEqual(0, all.Count);
        Assert.All(
            new[] { CaseFilter.None with { Liaison = "2" }, CaseFilter.None with { Turf = "B" }, CaseFilter.None with { IsOpen = true } },
            filter => Assert.Subset(all.After().ToHashSet(), mine.Select(filter).After().ToHashSet())
        );
        var before = GridCity.TwoPlans().On(GridCity.Start.AddDays(-1));
        Assert.Equal(0, new VisibleRecords(mine.Cases, city, city, Today, CaseScope.None).Select(CaseFilter.None).Count);
        Assert.Equal(0, new VisibleRecords(mine.Cases, before, before, Today, CaseScope.OfTurfsOf("1")).Select(CaseFilter.None).Count);
        Assert.Equal(
            all.After(),
            new VisibleRecords(mine.Cases, GridCity.TwoPlans().On(GridCity.Start), city, Today, CaseScope.OfTurfsOf("1"))
                .Select(CaseFilter.None)
                .After()
        );
    }

    [Theory]
    [InlineData("rivers", "1", "There is no layer \"rivers\" to count by. The layers are: units.")]
    [InlineData("units", "99", "have no area \"99\".")]
    public void What_is_not_there_is_said(string layer, string code, string sentence) =>
        Assert.Contains(
            sentence,
            Assert
                .Throws<RefusedException>(() =>
                    new VisibleRecords(
                        Columns([]),
                        GridCity.TwoPlans().On(GridCity.Turn),
                        GridCity.TwoPlans().On(GridCity.Turn),
                        Today,
                        CaseScope.All
                    ).Select(CaseFilter.None with { Area = new(layer, code) })
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void No_cases_at_all_are_counted_as_none()
    {
        var view = new VisibleRecords(
            Columns([]),
            GridCity.TwoPlans().On(GridCity.Turn),
            GridCity.TwoPlans().On(GridCity.Turn),
            Today,
            CaseScope.All
        );

        foreach (var by in CaseGroups.Ways.Append("area:units"))
            Assert.Empty(CaseGroups.Count(view, view.Select(CaseFilter.None), by));
        Assert.Empty(NewestFirst.Days(view.All, view.Cases.Opened, ushort.MaxValue, 10));
        Assert.Null(CasePeriod.Of(view.Cases, view.Select(CaseFilter.None), CaseFilter.None));
        Assert.Contains(
            "Cases are counted by kind",
            Assert.Throws<RefusedException>(() => CaseGroups.Count(view, view.Select(CaseFilter.None), "mood")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Days_are_told_apart_over_a_century_and_what_no_day_stands_for_is_none()
    {
        foreach (var date in new[] { CaseColumns.FirstDay, new(2026, 11, 23), new DateOnly(2079, 6, 4) })
            Assert.Equal(date, CaseColumns.Date(CaseColumns.Day(date)));
        Assert.Equal(0, CaseColumns.Day(new(1899, 12, 31)));
        Assert.Equal(0, CaseColumns.Day(new(20022 % 9999, 1, 1)));
        Assert.Null(CaseColumns.Date(CaseColumns.Day(null)));
    }

    private static CaseColumns Columns(IEnumerable<CaseRow> rows)
    {
        var builder = new CaseColumnsBuilder();
        foreach (var row in rows)
            builder.Add(row);
        return builder.Build(new CityPlane(GridCity.TwoPlans().Bounds));
    }

    private static CaseRow Row(Random random, int number)
    {
        var place = GridCity.Middle(random.Next(-1, 5), random.Next(-1, 3));
        var opened = random.Next(10) == 0 ? (DateOnly?)null : Today.AddDays(-random.Next(700));
        return new(
            number + 1,
            random.Next(8) == 0 ? double.NaN : place.Longitude,
            place.Latitude,
            "kind " + random.Next(4),
            random.Next(2) == 0 ? "open" : "waiting",
            random.Next(3) == 0 ? null : "es",
            opened,
            opened?.AddDays(random.Next(60)),
            random.Next(2) == 0 ? null : opened?.AddDays(random.Next(90)),
            random.Next(2) == 0 ? null : "R" + random.Next(50),
            random.Next(3) == 0 ? null : "agency " + random.Next(3),
            random.Next(3) == 0 ? null : random.Next(24)
        );
    }

    private static CaseFilter Filter(Random random) =>
        new()
        {
            Kinds = random.Next(2) == 0 ? [] : ["kind " + random.Next(5), "KIND 0"],
            Statuses = random.Next(3) == 0 ? ["open"] : [],
            Languages = random.Next(3) == 0 ? [random.Next(2) == 0 ? "es" : ""] : [],
            From = random.Next(3) == 0 ? Today.AddDays(-random.Next(700)) : null,
            To = random.Next(3) == 0 ? Today.AddDays(-random.Next(300)) : null,
            IsOpen = random.Next(3) switch
            {
                0 => true,
                1 => false,
                _ => null,
            },
            IsOverdue = random.Next(5) == 0,
            Area = random.Next(4) == 0 ? new("units", $"{random.Next(1, 9)}") : null,
            Turf = random.Next(4) == 0 ? "A" : null,
            Liaison = random.Next(5) == 0 ? "2" : null,
        };

    private static bool Holds(CaseRow row, CaseFilter filter, Domain.City.CityOnDate city) =>
        (filter.Kinds.Count == 0 || filter.Kinds.Contains(row.Kind, StringComparer.OrdinalIgnoreCase))
        && (filter.Statuses.Count == 0 || filter.Statuses.Contains(row.Status))
        && (filter.Languages.Count == 0 || filter.Languages.Contains(row.Language ?? ""))
        && (filter.From is null || row.Opened >= filter.From)
        && (filter.To is null || row.Opened < filter.To)
        && (filter.IsOpen is not { } open || open == row.Closed is null)
        && (!filter.IsOverdue || (row.Closed is null && row.Due < Today))
        && (filter.Area is not { } area || UnitOf(row, city) == area.Code)
        && (filter.Turf is not { } turf || TurfOf(row, city) is >= 0 and var number && city.Plan!.Plan.Turfs[number].Code == turf)
        && (filter.Liaison is not { } liaison || CoveredBy(row, liaison, city));

    private static bool CoveredBy(CaseRow row, string liaison, Domain.City.CityOnDate city) =>
        TurfOf(row, city) is >= 0 and var turf
        && city.Cover(turf) is var cover
        && (cover.Lead?.Id == liaison || cover.Backup?.Id == liaison);

    private static int TurfOf(CaseRow row, Domain.City.CityOnDate city) =>
        double.IsNaN(row.Longitude) ? -1 : city.Who(new(row.Longitude, row.Latitude), new()).Turf;

    private static string? UnitOf(CaseRow row, Domain.City.CityOnDate city) =>
        !double.IsNaN(row.Longitude) && city.Who(new(row.Longitude, row.Latitude), new()).Unit is >= 0 and var unit
            ? city.Plan!.Units.Codes[unit]
            : null;
}
