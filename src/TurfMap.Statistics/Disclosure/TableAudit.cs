namespace TurfMap.Statistics.Disclosure;

/// <summary>What an onlooker can derive from published figures about those that are hidden.</summary>
/// <remarks>
/// Exact: the least and the greatest value over all tables of whole numbers that agree with every fact. The onlooker is taken to have every
/// fact at hand and any
/// computer. For tables with rows and columns, or two geographies over the same cases, linear programming is whole by itself (a network);
/// for more ways
/// branch and bound does the rest. Both ends are values of tables that were checked in whole numbers; see <see cref="FeasibleRange"/> for
/// what happens when the
/// work has to stop. Sets within sets are taken apart first, so totals of totals cost nothing.
/// </remarks>
public static class TableAudit
{
    /// <summary>Enough for a year of 60 areas in a few kinds with all their totals; some seconds at most.</summary>
    public const long UsualSteps = 500_000_000;

    /// <summary>The range of every cell.</summary>
    /// <param name="cells">How many cells there are. All are whole numbers of 0 or more.</param>
    /// <param name="facts">What the onlooker knows: published figures, and bounds of single cells.</param>
    /// <param name="steps">How many multiplications may be done before the answers that are not finished stay unproven.</param>
    /// <param name="cancel">Looked at often.</param>
    /// <exception cref="ArgumentException">The facts contradict each other, or name a cell that is not there.</exception>
    public static FeasibleRange[] Cells(int cells, IEnumerable<Fact> facts, long steps = UsualSteps, CancellationToken cancel = default) =>
        Figures(cells, facts, [.. Enumerable.Range(0, cells).Select(cell => new[] { cell })], null, steps, cancel);

    /// <summary>The range of sums of cells.</summary>
    /// <param name="cells">How many cells there are.</param>
    /// <param name="facts">What the onlooker knows.</param>
    /// <param name="figures">The sums asked about, each a set of cells.</param>
    /// <param name="truth">The true cells, when the one who asks knows them: the same answers sooner.</param>
    /// <param name="steps">How many multiplications may be done.</param>
    /// <param name="cancel">Looked at often.</param>
    /// <exception cref="ArgumentException">The facts contradict each other or the truth, or name a cell that is not there.</exception>
    public static FeasibleRange[] Figures(
        int cells,
        IEnumerable<Fact> facts,
        IReadOnlyList<IReadOnlyList<int>> figures,
        IReadOnlyList<long>? truth = null,
        long steps = UsualSteps,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(figures);
        var search = new TableSearch(FactSystem.Build(cells, facts), figures, truth?.ToArray(), new(steps, cancel));
        var ranges = new FeasibleRange[figures.Count];
        // A little for each first, so that one that is hard does not take what would do for the others.
        foreach (var splits in (ReadOnlySpan<int>)[20, 10_000])
            for (var figure = 0; figure < ranges.Length; figure++)
                if (!ranges[figure].IsProven)
                    ranges[figure] = search.Range(figure, splits);
        return [.. ranges.Select((range, figure) => search.Found(figure) with { IsProven = range.IsProven })];
    }
}
