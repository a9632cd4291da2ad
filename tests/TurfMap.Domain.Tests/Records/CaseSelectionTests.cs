using TurfMap.Domain.Access;
using TurfMap.Domain.Density;
using TurfMap.Domain.Records;

namespace TurfMap.Domain.Tests.Records;

/// <summary>Choosing 64 cases at a time must give what choosing one by one gives, above all where words of 64 begin and end.</summary>
public sealed class CaseSelectionTests
{
    /// <summary>The day with the number 65,535.</summary>
    private static readonly DateOnly LastDay = CaseColumns.FirstDay.AddDays(ushort.MaxValue - 1);

    public static readonly TheoryData<int, int> Sizes = new(
        from cases in new[] { 0, 1, 15, 16, 17, 63, 64, 65, 127, 128, 129, 1000 }
        from kinds in new[] { 1, 3, 255, 256, 257, 900 }
        select (cases, kinds)
    );

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Words_of_64_choose_what_one_by_one_chooses(int cases, int kinds)
    {
        var random = new Random(1000 * kinds + cases);
        var rows = Enumerable.Range(0, cases).Select(i => Row(random, i, kinds)).ToArray();
        var columns = Columns(rows);
        var city = GridCity.TwoPlans().On(GridCity.Turn);
        var view = new VisibleRecords(columns, city, city, LastDay, CaseScope.All);
        for (var round = 0; round < 30; round++)
        {
            var filter = Filter(random, kinds);
            var expected = Enumerable.Range(0, cases).Where(i => Holds(rows[i], filter)).ToArray();

            var chosen = view.Select(filter);

            Assert.Equal(expected, chosen.After());
            Assert.Equal((cases, expected.Length), (chosen.Cases, chosen.Count));
            Assert.Equal(expected, Enumerable.Range(0, cases).Where(i => chosen[i]));
            Assert.All(new[] { -1, 0, 62, 63, 64, cases - 1 }, after => Assert.Equal(expected.Where(i => i > after), chosen.After(after)));
            Assert.Equal(
                expected.GroupBy(i => columns.Kind[i]).ToDictionary(group => group.Key, group => group.Count()),
                chosen
                    .CountBy(columns.Kind, columns.Kinds.Count)
                    .Index()
                    .Where(one => one.Item > 0)
                    .ToDictionary(one => (ushort)one.Index, one => one.Item)
            );
            Assert.Equal(expected.Length, chosen.CountBy(columns.Opened, ushort.MaxValue + 1).Sum());
            var dated = expected.Select(i => columns.Opened[i]).Where(day => day > 0).ToArray();
            Assert.Equal(dated.Length == 0 ? null : (dated.Min(), dated.Max()), chosen.Span(columns.Opened));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    public void The_first_and_the_last_day_that_there_are_and_no_day_are_told_apart(int cases)
    {
        DateOnly?[] days = [null, CaseColumns.FirstDay, LastDay];
        foreach (var day in days)
        {
            var columns = Columns(
                Enumerable.Range(0, cases).Select(i => new CaseRow(i + 1, double.NaN, 0, "a", "b", null, day, null, null, null))
            );
            var city = GridCity.TwoPlans().On(GridCity.Turn);
            var view = new VisibleRecords(columns, city, city, LastDay, CaseScope.All);
            Assert.Equal(day is null ? 0 : cases, view.Select(CaseFilter.None with { From = CaseColumns.FirstDay }).Count);
            Assert.Equal(day == LastDay ? cases : 0, view.Select(CaseFilter.None with { From = LastDay }).Count);
            Assert.Equal(day == CaseColumns.FirstDay ? cases : 0, view.Select(CaseFilter.None with { To = LastDay }).Count);
            Assert.Equal(0, view.Select(CaseFilter.None with { From = LastDay, To = CaseColumns.FirstDay }).Count);
            var number = CaseColumns.Day(day);
            Assert.Equal(day is null ? null : (number, number), view.Select(CaseFilter.None).Span(columns.Opened));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Hexagons_count_what_lies_in_them_one_by_one(int seed)
    {
        var random = new Random(seed);
        var snapshot = GridCity.TwoPlans();
        var city = snapshot.On(GridCity.Turn);
        var columns = Columns(Enumerable.Range(0, 777).Select(i => Row(random, i, 5)));
        var view = new VisibleRecords(columns, city, city, LastDay, CaseScope.All);
        var hexagons = HexCounts.Build(columns, snapshot.Bounds);
        var grid = new Spatial.Density.HexGrid(0, 0, HexCounts.FlatToFlatMetres);
        for (var round = 0; round < 20; round++)
        {
            var chosen = view.Select(Filter(random, 5));
            var (counted, outside) = hexagons.Count(chosen);
            Assert.Equal(chosen.Count, counted.Sum(one => one.Cases) + outside);
            var expected = chosen
                .After()
                .Where(i => !float.IsNaN(columns.X[i]))
                .GroupBy(i => grid.Find(columns.X[i], columns.Y[i]))
                .ToDictionary(group => group.Key, group => group.Count());
            Assert.All(counted, one => Assert.Equal(expected[one.Hexagon], one.Cases));
            Assert.All(
                counted,
                one =>
                    Assert.Equal(
                        grid.Corners(one.Hexagon).Select(corner => columns.Plane.ToLonLat(corner.X, corner.Y)),
                        hexagons.Corners(one.Hexagon)[..6]
                    )
            );
        }
        var far = new Spatial.Density.Hexagon(1000, 1000);
        Assert.Equal(grid.Corners(far).Select(corner => columns.Plane.ToLonLat(corner.X, corner.Y)), hexagons.Corners(far)[..6]);
        Assert.Equal(hexagons.Corners(far)[0], hexagons.Corners(far)[6]);
    }

    private static CaseColumns Columns(IEnumerable<CaseRow> rows)
    {
        var builder = new CaseColumnsBuilder();
        foreach (var row in rows)
            builder.Add(row);
        return builder.Build(new CityPlane(GridCity.TwoPlans().Bounds));
    }

    private static CaseRow Row(Random random, int number, int kinds) =>
        new(
            number + 1,
            random.Next(5) == 0 ? double.NaN : GridCity.West + random.NextDouble() * 0.06 - 0.01,
            GridCity.South + random.NextDouble() * 0.03 - 0.005,
            // Every kind there is comes first, so that each has its number.
            $"{(number < kinds ? number : random.Next(kinds))}",
            random.Next(3) == 0 ? "open" : "closed",
            random.Next(3) == 0 ? null : "es",
            Day(random),
            Day(random),
            random.Next(3) == 0 ? null : Day(random),
            null
        );

    private static DateOnly? Day(Random random) =>
        random.Next(6) switch
        {
            0 => null,
            1 => CaseColumns.FirstDay,
            2 => LastDay,
            3 => CaseColumns.FirstDay.AddDays(1),
            _ => CaseColumns.FirstDay.AddDays(random.Next(ushort.MaxValue)),
        };

    private static CaseFilter Filter(Random random, int kinds) =>
        new()
        {
            // One kind, some side by side, some here and there, none that there is.
            Kinds = random.Next(5) switch
            {
                0 => [],
                1 => [$"{random.Next(kinds)}"],
                2 => [.. Enumerable.Range(random.Next(kinds), 4).Select(kind => $"{kind}")],
                3 => ["none such"],
                _ => [.. Enumerable.Range(0, kinds).Where(_ => random.Next(2) == 0).Append(0).Append(kinds - 1).Select(kind => $"{kind}")],
            },
            Statuses = random.Next(4) == 0 ? ["open"] : [],
            Languages = random.Next(4) == 0 ? [""] : [],
            From = random.Next(3) == 0 ? Day(random) : null,
            To = random.Next(3) == 0 ? Day(random) : null,
            IsOpen = random.Next(4) switch
            {
                0 => true,
                1 => false,
                _ => null,
            },
        };

    private static bool Holds(CaseRow row, CaseFilter filter) =>
        (filter.Kinds.Count == 0 || filter.Kinds.Contains(row.Kind))
        && (filter.Statuses.Count == 0 || filter.Statuses.Contains(row.Status))
        && (filter.Languages.Count == 0 || filter.Languages.Contains(row.Language ?? ""))
        && (filter.From is null || row.Opened >= filter.From)
        && (filter.To is null || row.Opened < filter.To)
        && (filter.IsOpen is not { } open || open == row.Closed is null);
}
