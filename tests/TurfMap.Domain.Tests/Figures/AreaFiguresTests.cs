using TurfMap.Domain.Access;
using TurfMap.Domain.Figures;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Statistics.Rates;

namespace TurfMap.Domain.Tests.Figures;

public sealed class AreaFiguresTests
{
    private const double SquareMile = 1609.344 * 1609.344;
    private static readonly CaseFilter TheYear = CaseFilter.None with { From = new(2025, 1, 1), To = new(2026, 1, 1) };

    private static AreaFigures Figures(
        CaseColumns cases,
        string layer,
        CaseFilter? filter = null,
        CaseScope? scope = null,
        IReadOnlyList<Measure>? measures = null
    )
    {
        var (seen, asked) = (FigureCity.Seen(cases, scope), filter ?? TheYear);
        var chosen = seen.Select(asked);
        return AreaFigures.Of(
            seen,
            asked,
            chosen,
            seen.Draw(chosen, withSinks: false).Cases,
            CasePeriod.Of(cases, chosen, asked),
            FigureCity.Layer(layer, measures)
        );
    }

    [Fact]
    public void Every_area_is_listed_with_density_and_rate_as_they_are_written_down_by_hand()
    {
        var figures = Figures(
            FigureCity.Cases(unit =>
                unit % 10 == 1 ? 30
                : unit % 10 == 3 ? 1
                : 0
            ),
            "wards"
        );

        Assert.Equal(["W1", "W2", "W3", "W4", "W5"], figures.Areas.Select(area => area.Key));
        Assert.Equal(["value", "unstable", "zero", "zero", "zero"], figures.Areas.Select(area => area.State));
        var ward = figures.Areas[0];
        Assert.Equal((300, 300, "Ward 1"), (ward.Cases, ward.Drawn, ward.Name));
        // Two by ten squares of a hundredth of a degree at 40.05° north: 85,369 m and 111,042 m to the degree.
        var square = 0.01 * 0.01 * 85_369 * 111_042 / SquareMile;
        Assert.Equal(20 * square, ward.SquareMiles!.Value, 20 * square * 0.001);
        Assert.Equal(300 / ward.SquareMiles.Value / 12 * 365.2425 / 365, ward.Density!.Value, 0.002);
        var residents = Enumerable.Range(1, 100).Where(unit => (unit - 1) % 10 < 2).Sum(unit => 1000 + 10 * unit);
        Assert.Equal(residents, ward.Residents);
        var lived = residents / 1000.0 * 365 / 365.2425;
        Assert.Equal(
            (300 / lived, PoissonInterval.Exact(300).Low / lived, PoissonInterval.Exact(300).High / lived),
            (ward.Rate!.Value, ward.RateLow!.Value, ward.RateHigh!.Value),
            Close
        );
        Assert.Equal(
            (0, 0, PoissonInterval.Exact(0).High),
            (
                figures.Areas[4].Rate!.Value,
                figures.Areas[4].RateLow!.Value,
                figures.Areas[4].RateHigh!.Value * figures.Areas[4].Residents!.Value / 1000 * 365 / 365.2425
            ),
            Close
        );
        Assert.Equal((ResidentsBy.Units, Smoothing.Global, true), (figures.By, figures.Smoothing, figures.Varies));
    }

    private static readonly IEqualityComparer<(double, double, double)> Close = EqualityComparer<(double, double, double)>.Create(
        (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.002 && Math.Abs(a.Item2 - b.Item2) < 0.002 && Math.Abs(a.Item3 - b.Item3) < 0.05,
        _ => 0
    );

    [Fact]
    public void Many_areas_are_smoothed_towards_those_that_touch_them_and_corners_count()
    {
        var figures = Figures(FigureCity.Cases(unit => unit * 7 % 31), "units");

        var neighbours = FigureCity.Layer("units").Neighbours!;
        for (var unit = 0; unit < 100; unit++)
            Assert.Equal(
                (
                    from row in Enumerable.Range(unit / 10 - 1, 3)
                    from column in Enumerable.Range(unit % 10 - 1, 3)
                    where row is >= 0 and < 10 && column is >= 0 and < 10 && (row, column) != (unit / 10, unit % 10)
                    select row * 10 + column
                ),
                neighbours.Of(unit).ToArray()
            );
        Assert.Equal(Smoothing.Local, figures.Smoothing);
        var lived = Enumerable.Range(1, 100).Select(unit => (1000 + 10 * unit) / 1000.0 * 365 / 365.2425).ToArray();
        var plain = EmpiricalBayes.Local([.. Enumerable.Range(1, 100).Select(unit => (double)(unit * 7 % 31))], lived, neighbours);
        for (var unit = 0; unit < 100; unit++)
            Assert.Equal(plain.Rates[unit], figures.Areas[unit].Smoothed!.Value, 0.001);
    }

    [Fact]
    public void Who_sees_a_part_of_an_area_gets_numbers_of_that_part()
    {
        var cases = FigureCity.Cases(_ => 25);
        var mine = Figures(cases, "wards", scope: CaseScope.OfTurfsOf("1"));
        var whole = Figures(cases, "wards");

        Assert.Equal(["W1", "W2", "W3"], mine.Areas.Select(area => area.Key)); // W3 lies half in each turf
        Assert.Equal(whole.Areas[0] with { Smoothed = 0 }, mine.Areas[0] with { Smoothed = 0, SquareMiles = whole.Areas[0].SquareMiles });
        Assert.Equal(250, mine.Areas[2].Cases);
        Assert.Equal(whole.Areas[2].SquareMiles!.Value / 2, mine.Areas[2].SquareMiles!.Value, 1e-3);
        Assert.Equal(Enumerable.Range(1, 100).Where(unit => (unit - 1) % 10 == 4).Sum(unit => 1000 + 10 * unit), mine.Areas[2].Residents);
        Assert.Equal(["W1", "W2", "W3"], Figures(cases, "wards", TheYear with { Turf = "A" }).Areas.Select(area => area.Key));
        Assert.Equal(["W2"], Figures(cases, "wards", TheYear with { Area = new("wards", "W2") }).Areas.Select(area => area.Key));
        Assert.Equal(20, Figures(cases, "units", TheYear with { Area = new("wards", "W2") }).Areas.Count);
    }

    [Fact]
    public void Rough_placements_are_counted_and_left_out_of_densities_and_an_area_of_nothing_else_is_no_zero()
    {
        var cases = FigureCity.Cases(
            unit =>
                unit == 1 ? 40
                : unit == 3 ? 5
                : 0,
            row => row <= 10 || row > 40
        );
        var figures = Figures(cases, "wards");

        Assert.Equal((40, 30, "value"), (figures.Areas[0].Cases, figures.Areas[0].Drawn, figures.Areas[0].State));
        Assert.Equal(
            (5, 0, "noData", (double?)null, (double?)null),
            (figures.Areas[1].Cases, figures.Areas[1].Drawn, figures.Areas[1].State, figures.Areas[1].Density, figures.Areas[1].Rate)
        );
        Assert.Equal(45, figures.Areas.Sum(area => area.Cases));
    }

    [Fact]
    public void An_area_that_has_a_number_of_its_own_is_not_added_up_and_a_code_of_two_layers_says_nothing()
    {
        IReadOnlyList<Measure> own =
        [
            .. FigureCity.Measures,
            .. Enumerable.Range(1, 5).Select(ward => new Measure($"W{ward}", "population", 50_000 + ward, null, 2023, "the office")),
        ];
        Assert.Equal(
            (ResidentsBy.Own, 50_001),
            (
                Figures(FigureCity.Cases(_ => 1), "wards", measures: own).By,
                Figures(FigureCity.Cases(_ => 1), "wards", measures: own).Areas[0].Residents
            )
        );
        Assert.Equal(ResidentsBy.Units, Figures(FigureCity.Cases(_ => 1), "wards", measures: [.. own.SkipLast(1)]).By);

        var unknown = Figures(FigureCity.Cases(_ => 1), "wards", measures: []);
        Assert.Equal((ResidentsBy.Unknown, Smoothing.None), (unknown.By, unknown.Smoothing));
        Assert.All(unknown.Areas, area => Assert.Equal((null, null, true), (area.Residents, area.Rate, area.Density is not null)));
    }

    [Fact]
    public void Of_measures_the_newest_year_of_the_first_name_is_taken()
    {
        var found = Residents.Of([
            new("1", "residents", 5, null, 2030, null),
            new("1", "Population", 7, null, 2020, "old"),
            new("1", "population", 8, null, 2022, "new"),
            new("2", "population", -1, null, 2022, "new"),
        ])!;

        Assert.Equal(("population", 2022, "new"), (found.Measure, found.Year, found.Source));
        Assert.Equal(new Dictionary<string, double> { ["1"] = 8 }, found.ByCode);
        Assert.Null(Residents.Of([new("1", "households", 5, null, 2030, null)]));
    }

    [Fact]
    public void Where_few_live_no_rate_is_told()
    {
        var figures = Figures(
            FigureCity.Cases(_ => 30),
            "units",
            measures: [.. FigureCity.Measures.Select(one => one with { Value = one.Area == "7" ? 499 : one.Value })]
        );

        Assert.Equal(
            (499, null, null, "value"),
            (figures.Areas[6].Residents, figures.Areas[6].Rate, figures.Areas[6].Smoothed, figures.Areas[6].State)
        );
        Assert.NotNull(figures.Areas[7].Rate);
    }
}
