using TurfMap.Domain.Changes;
using TurfMap.Domain.Figures.Releases;
using TurfMap.Domain.Records;
using TurfMap.Statistics.Disclosure;

namespace TurfMap.Domain.Tests.Figures.Releases;

public sealed class ReleasingTests
{
    private static readonly CellRule Rule = new();
    private static readonly DateOnly March = new(2026, 3, 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(8, 4, 0.4)]
    [InlineData(8, 4, 3)]
    [InlineData(8, 4, 12)]
    [InlineData(8, 12, 25)]
    [InlineData(15, 6, 8)]
    [InlineData(2, 2, 6)]
    [InlineData(60, 6, 10)]
    public void Whatever_one_to_nine_a_month_holds_cannot_be_worked_out_from_it(int areas, int kinds, double mean)
    {
        var hidden = 0;
        for (var seed = 0; seed < (areas > 20 ? 2 : 12); seed++)
        {
            var counts = Month(new Random(seed), areas, kinds, mean);
            var shown = Releasing.Hide(counts, [], Rule, Cancel);
            var truth = Figures(counts);
            var published = shown.Cells.Concat(shown.ByArea).Concat(shown.ByKind).Append(shown.Total).ToArray();
            var facts = truth
                .Zip(published)
                .Where(one => one.Second is not null)
                .Select(one => Fact.Exactly(one.First.Cells, one.Second!.Value))
                .ToArray();
            Assert.All(truth.Zip(published), one => Assert.True(one.Second is null || one.Second == one.First.Value));
            Assert.All(truth.Zip(published), one => Assert.False(one.Second is >= 1 and <= 9));
            // What the audit finds is held against its own facts only; the attack by an account asks a solver of others.
            var ranges = TableAudit.Figures(counts.Cells.Length, facts, [.. truth.Select(one => one.Cells)], counts.Cells, cancel: Cancel);
            foreach (var (figure, range) in truth.Zip(ranges).Where(one => one.First.Value is >= 1 and <= 9))
            {
                hidden++;
                Assert.True(
                    range.High is null || range.High - range.Low >= 5 || range.Low <= 1 && range.High >= 9,
                    $"seed {seed}: {figure.Value} is known to be {range.Low} to {range.High}"
                );
            }
        }
        Assert.NotEqual(0, hidden);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    public void The_bounds_that_are_told_hold_the_truth_and_pin_no_hidden_figure(double mean)
    {
        for (var seed = 0; seed < 15; seed++)
        {
            var counts = Month(new Random(seed), 9, 5, mean);
            var shown = Releasing.Hide(counts, [], Rule, Cancel);
            var bounds = new MonthBounds(shown);
            for (var area = -1; area < 9; area++)
            for (var kind = -1; kind < 5; kind++)
            {
                var (told, truth) = (bounds[area < 0 ? null : area, kind < 0 ? null : kind], Truth(counts, area, kind));
                Assert.True(told.Low <= truth && !(told.High < truth), $"{truth} is told to be {told.Low} to {told.High}");
                Assert.Equal(told.IsShown, told.Low == told.High);
            }
        }
    }

    [Fact]
    public void Months_are_added_up_and_what_was_hidden_leaves_bounds()
    {
        var months = Enumerable.Range(0, 6).Select(i => (Counts: Month(new Random(i), 5, 3, 14), Month: March.AddMonths(i))).ToArray();
        var released = months
            .Select(one => new ReleasedMonth(
                one.Month,
                "wards",
                7,
                DateTimeOffset.UnixEpoch,
                "Ana",
                Releasing.Hide(one.Counts, [], Rule, Cancel)
            ))
            .ToArray();

        foreach (var (by, kind) in new[] { ("area", null), ("area", "k0"), ("area", ""), ("kind", (string?)null) })
        foreach (var (figure, i) in ReleasedFigures.Sum(released, by, null, kind).Select((figure, i) => (figure, i)))
        {
            var truth = months.Sum(one =>
                by == "area"
                    ? Truth(
                        one.Counts,
                        i,
                        kind is null ? -1
                            : kind.Length == 0 ? 2
                            : 0
                    )
                    : Truth(one.Counts, -1, i)
            );
            Assert.True(
                figure.Known == FigureKnown.Hidden || figure.Low <= truth && !(figure.High < truth),
                $"{by} {figure.Key}: {truth} is told to be {figure.Low} to {figure.High}"
            );
            Assert.Equal(figure.Known is FigureKnown.Value or FigureKnown.Zero, figure.Low is not null && figure.Low == figure.High);
        }
        Assert.Equal(released.Select(one => one.Figures.Total), ReleasedFigures.Sum(released, "month", null, null).Select(one => one.Low));
        Assert.Contains(ReleasedFigures.Sum(released, "area", null, "k0"), one => one.Known == FigureKnown.Bounded);
        Assert.All(
            ReleasedFigures.Sum(released, "month", "A1", "k0").Where(one => one.Known == FigureKnown.Hidden),
            one => Assert.Equal((null, null), (one.Low, one.High))
        );
    }

    [Fact]
    public void What_was_not_released_is_said()
    {
        ReleasedMonth One(int month, long vintage) =>
            new(
                March.AddMonths(month),
                "wards",
                vintage,
                DateTimeOffset.UnixEpoch,
                "Ana",
                Releasing.Hide(Month(new Random(1), 3, 2, 20), [], Rule, Cancel)
            );

        Assert.Contains(
            "The boundaries changed on or before 2026-04-01",
            Refused([One(0, 1), One(1, 2)], "area", null, null),
            StringComparison.Ordinal
        );
        Assert.Equal(2, ReleasedFigures.Sum([One(0, 1), One(1, 2)], "month", null, null).Count);
        Assert.Contains(
            "No area \"B7\" was released. The areas are: A0, A1.",
            Refused([One(0, 1)], "month", "B7", null),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "No kind \"mood\" was released. The kinds are: k0; the empty one stands for all others.",
            Refused([One(0, 1)], "month", null, "mood"),
            StringComparison.Ordinal
        );
        Assert.Contains("Figures are asked by area, month, kind", Refused([One(0, 1)], "status", null, null), StringComparison.Ordinal);
    }

    [Fact]
    public void One_person_who_wrote_forty_times_is_one_matter()
    {
        var city = GridCity.TwoPlans();
        var place = GridCity.Middle(0, 0);
        var builder = new CaseColumnsBuilder();
        for (var i = 0; i < 40; i++)
            builder.Add(new(i + 1, place.Longitude, place.Latitude, "noise", "open", null, March.AddDays(i % 20), null, null, "R1"));
        builder.Add(new(41, double.NaN, double.NaN, "noise", "open", null, March, null, null, null));
        builder.Add(new(42, place.Longitude, place.Latitude, "heat", "open", null, March, null, null, "R1"));
        builder.Add(new(43, place.Longitude, place.Latitude, "noise", "open", null, March.AddMonths(1), null, null, "R1"));
        var layer = city.On(GridCity.Turn).Answered[0].Placing;

        var counts = MonthCounts.Of(builder.Build(new CityPlane(city.Bounds)), layer, ["noise"], March);

        Assert.Equal(["noise", ""], counts.Kinds);
        Assert.Equal(3, counts.Cells.Sum());
        Assert.Equal([1L, 0L], counts.Cells[^2..]);
        var area = layer.Index.Find(place);
        Assert.Equal([1L, 1L], counts.Cells[(2 * area)..(2 * area + 2)]);
        var shown = Releasing.Hide(counts, [], Rule, Cancel);
        Assert.All(shown.Cells.Concat(shown.ByArea).Concat(shown.ByKind).Append(shown.Total), figure => Assert.True(figure is null or 0));
    }

    [Fact]
    public void Months_come_in_order_when_they_are_over_and_all_in()
    {
        var builder = new CaseColumnsBuilder();
        foreach (var day in new DateOnly[] { new(2020, 5, 5), new(2026, 2, 3), new(2026, 3, 31) })
            builder.Add(new(1, double.NaN, double.NaN, "noise", "open", null, day, null, null, null));
        var cases = builder.Build(new CityPlane(GridCity.TwoPlans().Bounds));

        Assert.Equal(new DateOnly(2024, 4, 1), Releasing.Next(cases, null));
        Assert.Equal(new DateOnly(2026, 4, 1), Releasing.Next(cases, March));
        Assert.Null(Releasing.WhyNot(cases, March, new(2026, 4, 1)));
        Assert.Equal("March 2026 is not over yet.", Releasing.WhyNot(cases, March, new(2026, 3, 31)));
        Assert.Equal(
            "The cases end on 2026-03-31. Import those of all April 2026 first.",
            Releasing.WhyNot(cases, new(2026, 4, 1), new(2026, 5, 2))
        );
        Assert.Null(Releasing.Next(new CaseColumnsBuilder().Build(new CityPlane(GridCity.TwoPlans().Bounds)), null));
    }

    private static string Refused(ReleasedMonth[] months, string by, string? area, string? kind) =>
        Assert.Throws<RefusedException>(() => ReleasedFigures.Sum(months, by, area, kind)).Message;

    /// <summary>Counts that are uneven, as those of wards and kinds are.</summary>
    private static MonthCounts Month(Random random, int areas, int kinds, double mean)
    {
        var (ofArea, ofKind) = (
            Enumerable.Range(0, areas).Select(_ => random.NextDouble() + .2).ToArray(),
            Enumerable.Range(0, kinds).Select(_ => Math.Pow(random.NextDouble() + .1, 2)).ToArray()
        );
        var scale = mean * areas * kinds / ofArea.Sum() / ofKind.Sum();
        return new(
            [.. Enumerable.Range(0, areas - 1).Select(i => new ReleasedArea($"A{i}", $"Area {i}")), new("", "")],
            [.. Enumerable.Range(0, kinds - 1).Select(i => $"k{i}"), ""],
            [
                .. Enumerable
                    .Range(0, areas * kinds)
                    .Select(cell => (long)(scale * ofArea[cell / kinds] * ofKind[cell % kinds] * (.5 + random.NextDouble()))),
            ]
        );
    }

    private static long Truth(MonthCounts counts, int area, int kind) =>
        counts
            .Cells.Where((_, cell) => (area < 0 || cell / counts.Kinds.Count == area) && (kind < 0 || cell % counts.Kinds.Count == kind))
            .Sum();

    private static (int[] Cells, long Value)[] Figures(MonthCounts counts)
    {
        var table = new CrossTable(counts.Areas.Count, counts.Kinds.Count);
        return
        [
            .. Enumerable
                .Range(0, table.Count)
                .Select(cell => new[] { cell })
                .Concat(table.Totals(0))
                .Concat(table.Totals(1))
                .Concat(table.Totals())
                .Select(cells => (cells, cells.Sum(cell => counts.Cells[cell]))),
        ];
    }
}
