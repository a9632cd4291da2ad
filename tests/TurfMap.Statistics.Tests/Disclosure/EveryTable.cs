using TurfMap.Statistics.Disclosure;

namespace TurfMap.Statistics.Tests.Disclosure;

/// <summary>The slow plain answer: every table of whole numbers that agrees with the facts, one after the other.</summary>
internal static class EveryTable
{
    /// <summary>
    /// The least and greatest value of each figure, or null when no table agrees or there are too many to try. Every cell must lie in a
    /// fact with an upper end.
    /// </summary>
    public static (long Low, long High)[]? Ranges(
        int cells,
        IReadOnlyList<Fact> facts,
        IReadOnlyList<IReadOnlyList<int>> figures,
        int tries = int.MaxValue
    )
    {
        var ranges = figures.Select(_ => (Low: long.MaxValue, High: long.MinValue)).ToArray();
        var (values, sums, any) = (new long[cells], new long[facts.Count], false);
        var factsOf = Enumerable
            .Range(0, cells)
            .Select(cell => Enumerable.Range(0, facts.Count).Where(f => facts[f].Cells.Contains(cell)).ToArray())
            .ToArray();
        var lastCell = facts.Select(fact => fact.Cells.Count == 0 ? -1 : fact.Cells.Max()).ToArray();
        Place(0);
        return any && tries > 0 ? ranges : null;

        void Place(int cell)
        {
            if (cell == cells)
            {
                any = true;
                for (var k = 0; k < ranges.Length; k++)
                {
                    var sum = figures[k].Sum(c => values[c]);
                    ranges[k] = (Math.Min(ranges[k].Low, sum), Math.Max(ranges[k].High, sum));
                }
                return;
            }
            var most = factsOf[cell].Where(f => facts[f].High is not null).Min(f => facts[f].High!.Value - sums[f]);
            for (var value = 0L; value <= most && --tries > 0; value++)
            {
                values[cell] = value;
                foreach (var f in factsOf[cell])
                    sums[f] += value;
                if (Array.TrueForAll(factsOf[cell], f => lastCell[f] != cell || sums[f] >= facts[f].Low))
                    Place(cell + 1);
                foreach (var f in factsOf[cell])
                    sums[f] -= value;
            }
        }
    }
}
