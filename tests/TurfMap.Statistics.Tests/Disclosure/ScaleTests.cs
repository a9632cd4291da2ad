using System.Diagnostics;
using TurfMap.Statistics.Disclosure;

namespace TurfMap.Statistics.Tests.Disclosure;

/// <summary>A year of sixty areas in a few kinds, as an office would publish it. The limit is in steps, so these hold on any machine.</summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    /// <summary>Counts as cases have them: areas, months and kinds differ, so many cells are small.</summary>
    private static long[] Cells(CrossTable table, int seed, double mean)
    {
        var random = new Random(seed);
        var scale = Enumerable.Range(0, 60).Select(_ => Math.Exp(random.NextDouble() * 2 - 1)).ToArray();
        return [.. Enumerable.Range(0, table.Count).Select(cell => (long)(-Math.Log(1 - random.NextDouble()) * mean * scale[cell % 60]))];
    }

    private void Audit(CrossTable table, long[] cells, IEnumerable<int[]> totals, string name)
    {
        var sets = totals.ToArray();
        var facts = Enumerable.Range(0, table.Count).Where(cell => cells[cell] is 0 or > 9).Select(cell => Fact.Exactly([cell], cells[cell]))
            .Concat(sets.Select(set => Fact.Exactly(set, set.Sum(cell => cells[cell])))).ToList();
        var hidden = Enumerable.Range(0, table.Count).Where(cell => cells[cell] is > 0 and < 10).Select(cell => new[] { cell }).ToArray();
        for (var known = 1; known >= 0; known--)
        {
            var watch = Stopwatch.StartNew();
            var ranges = TableAudit.Figures(table.Count, facts, hidden, known == 1 ? cells : null);
            output.WriteLine($"{name}, {hidden.Length} hidden, truth {known}: {watch.Elapsed.TotalMilliseconds:F0} ms, unproven {ranges.Count(range => !range.IsProven)}, disclosed {ranges.Count(range => range.IsDisclosed)}");
            Assert.Equal(0, ranges.Count(range => !range.IsProven));
        }
    }

    [Theory, InlineData(1, 15), InlineData(2, 5), InlineData(3, 60)]
    public void The_audit_of_areas_by_months_with_all_totals_is_finished(int seed, double mean)
    {
        var table = new CrossTable(12, 60);
        Audit(table, Cells(table, seed, mean), [.. table.Totals(0), .. table.Totals(1), .. table.Totals()], $"2 ways, mean {mean}");
    }

    [Theory, InlineData(1, 15), InlineData(2, 5), InlineData(3, 60)]
    public void The_audit_with_kinds_and_all_totals_is_finished(int seed, double mean)
    {
        var table = new CrossTable(4, 12, 60);
        Audit(table, Cells(table, seed, mean), [.. table.Totals(0, 1), .. table.Totals(0, 2), .. table.Totals(0)], $"4 kinds apart, mean {mean}");
        Audit(table, Cells(table, seed, mean), [.. table.Totals(0), .. table.Totals(1), .. table.Totals(2), .. table.Totals()], $"single margins, mean {mean}");
        Audit(table, Cells(table, seed, mean), [.. table.Totals(0, 1), .. table.Totals(0, 2), .. table.Totals(1, 2), .. table.Totals(0), .. table.Totals(1), .. table.Totals(2), .. table.Totals()], $"all margins, mean {mean}");
    }
}
