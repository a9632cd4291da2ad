using System.Diagnostics;
using TurfMap.Statistics.Disclosure;

namespace TurfMap.Statistics.Tests.Disclosure;

/// <summary>
/// A year of sixty areas in a few kinds, as an office would publish it. The limit is in steps, so these hold on any machine.
/// </summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    /// <summary>Counts as cases have them: areas, months and kinds differ, so many cells are small.</summary>
    private static long[] Cells(CrossTable table, int seed, double mean)
    {
        var random = new Random(seed);
        var scale = Enumerable.Range(0, 60).Select(_ => Math.Exp(random.NextDouble() * 2 - 1)).ToArray();
        return [.. Enumerable.Range(0, table.Count).Select(cell => (long)(-Math.Log(1 - random.NextDouble()) * mean * scale[cell % 60]))];
    }

    private FeasibleRange[] Audit(CrossTable table, long[] cells, IEnumerable<int[]> totals, bool known, string name)
    {
        var sets = totals.ToArray();
        var facts = Enumerable
            .Range(0, table.Count)
            .Where(cell => cells[cell] is 0 or > 9)
            .Select(cell => Fact.Exactly([cell], cells[cell]))
            .Concat(sets.Select(set => Fact.Exactly(set, set.Sum(cell => cells[cell]))))
            .ToList();
        var hidden = Enumerable.Range(0, table.Count).Where(cell => cells[cell] is > 0 and < 10).ToArray();
        var watch = Stopwatch.StartNew();
        var ranges = TableAudit.Figures(table.Count, facts, [.. hidden.Select(cell => new[] { cell })], known ? cells : null);
        output.WriteLine(
            $"{name}, {hidden.Length} hidden, {(known ? "truth known" : "facts alone")}: "
                + $"{watch.Elapsed.TotalMilliseconds:F0} ms, unproven {ranges.Count(range => !range.IsProven)}, disclosed "
                + $"{ranges.Count(range => range.IsDisclosed)}, wide {ranges.Count(new CellRule().IsWide)}"
        );
        for (var k = 0; k < hidden.Length; k++)
            Assert.InRange(cells[hidden[k]], ranges[k].Low, ranges[k].High!.Value);
        return ranges;
    }

    private static void Proven(IEnumerable<FeasibleRange> ranges) => Assert.Equal(0, ranges.Count(range => !range.IsProven));

    [Theory, InlineData(1, 15), InlineData(2, 5), InlineData(3, 60)]
    public void The_audit_of_areas_by_months_with_all_totals_is_finished(int seed, double mean)
    {
        var table = new CrossTable(12, 60);
        IEnumerable<int[]> totals = [.. table.Totals(0), .. table.Totals(1), .. table.Totals()];
        var known = Audit(table, Cells(table, seed, mean), totals, true, $"2 ways, mean {mean}");

        Proven(known);
        Assert.Equal(known, Audit(table, Cells(table, seed, mean), totals, false, $"2 ways, mean {mean}"));
    }

    [Theory, InlineData(1, 15), InlineData(2, 5), InlineData(3, 60)]
    public void The_audit_with_kinds_apart_is_finished(int seed, double mean)
    {
        var table = new CrossTable(4, 12, 60);
        Proven(
            Audit(
                table,
                Cells(table, seed, mean),
                [.. table.Totals(0, 1), .. table.Totals(0, 2), .. table.Totals(0)],
                true,
                $"4 kinds apart, mean {mean}"
            )
        );
    }

    [Theory, InlineData(1, 15), InlineData(3, 60)]
    public void The_audit_with_one_total_for_each_area_month_and_kind_is_finished(int seed, double mean)
    {
        var table = new CrossTable(4, 12, 60);
        Proven(
            Audit(
                table,
                Cells(table, seed, mean),
                [.. table.Totals(0), .. table.Totals(1), .. table.Totals(2), .. table.Totals()],
                true,
                $"single totals, mean {mean}"
            )
        );
    }

    /// <summary>Too much to finish; what is not finished is said, and holds the truth.</summary>
    [Theory, InlineData(1, 15)]
    public void The_audit_with_the_totals_of_every_two_ways_ends_and_errs_to_the_safe_side(int seed, double mean)
    {
        var table = new CrossTable(4, 12, 60);
        Audit(
            table,
            Cells(table, seed, mean),
            [
                .. table.Totals(0, 1),
                .. table.Totals(0, 2),
                .. table.Totals(1, 2),
                .. table.Totals(0),
                .. table.Totals(1),
                .. table.Totals(2),
                .. table.Totals(),
            ],
            true,
            $"totals of every two ways, mean {mean}"
        );
    }

    [Theory, InlineData(1, 15), InlineData(2, 60)]
    public void Areas_by_months_are_made_safe(int seed, double mean)
    {
        var table = new CrossTable(12, 60);
        var cells = Cells(table, seed, mean);
        var figures = new[] { table.Totals(0, 1), table.Totals(0), table.Totals(1), table.Totals() }
            .SelectMany(sets => sets)
            .Select(set => new Figure(set))
            .ToArray();
        var watch = Stopwatch.StartNew();

        var result = Suppression.Choose(cells, figures, new());

        output.WriteLine(
            $"suppression, mean {mean}: {watch.Elapsed.TotalMilliseconds:F0} ms, small "
                + $"{result.Figures.Count(figure => figure.Why == Sensitivity.Small)}, near a total "
                + $"{result.Figures.Count(figure => figure.Why == Sensitivity.NearTotal)}, complementary "
                + $"{result.ComplementaryCount}, shown {result.Figures.Count(figure => figure.State == FigureState.Value)}"
        );
        Assert.True(result.IsSafe);
        var ranges = TableAudit.Figures(table.Count, result.Facts, [.. figures.Select(figure => figure.Cells)], cells);
        for (var f = 0; f < figures.Length; f++)
            Assert.True(result.Figures[f].Why == Sensitivity.None || new CellRule().IsWide(ranges[f]));
    }

    /// <summary>Kinds x months x areas with the totals of every one and every two ways; the audit is finished and says the same.</summary>
    [Theory, InlineData(1, 20), InlineData(2, 60), InlineData(3, 60)]
    public void Tables_with_three_ways_and_every_total_are_made_safe(int seed, double mean)
    {
        var table = new CrossTable(2, 6, 12);
        var cells = Cells(table, seed, mean);
        var figures = new[]
        {
            table.Totals(0, 1, 2),
            table.Totals(0, 1),
            table.Totals(0, 2),
            table.Totals(1, 2),
            table.Totals(0),
            table.Totals(1),
            table.Totals(2),
            table.Totals(),
        }
            .SelectMany(sets => sets)
            .Select(set => new Figure(set))
            .ToArray();

        var result = Suppression.Choose(cells, figures, new());

        output.WriteLine(
            $"3 ways, mean {mean}: primary {result.Figures.Count(figure => figure.State == FigureState.SuppressedPrimary)}, "
                + $"complementary {result.ComplementaryCount}, shown "
                + $"{result.Figures.Count(figure => figure.State == FigureState.Value)}, marks {result.Marks}"
        );
        Assert.True(result.IsSafe);
        var ranges = TableAudit.Figures(table.Count, result.Facts, [.. figures.Select(figure => figure.Cells)], cells);
        for (var f = 0; f < figures.Length; f++)
        {
            Assert.True(result.Figures[f].Why == Sensitivity.None || new CellRule().IsWide(ranges[f]));
            if (result.Figures[f].Derivable is { } said)
                Assert.True(ranges[f].Low <= said.Low && (ranges[f].High ?? long.MaxValue) >= (said.High ?? long.MaxValue));
        }
    }
}
