namespace TurfMap.Statistics.Disclosure;

/// <summary>Chooses what to hide so that nothing that the rule hides can be worked out from what is left.</summary>
/// <remarks>
/// First the rule hides figures by themselves. Then, as long as the audit finds a hidden figure with too narrow a range, one more is
/// hidden: the smallest one above 0
/// in the set that pins it, first where a hidden figure is there to pair with. At last those that turn out not to be needed are shown
/// again. Zeros that the rule
/// shows stay shown, unless they tell that there are none of a few. Nothing is random and nothing is rounded: the same figures give the
/// same table.
/// The audit is <see cref="TableAudit"/>'s. What it could not show to be safe within its steps counts as not safe; if steps run out,
/// everything above 0 is hidden.
/// An onlooker who also reasons about why exactly these were chosen is not provided for; the margin in <see cref="CellRule.WideEnough"/> is
/// what stands against him.
/// </remarks>
public static class Suppression
{
    /// <summary>Chooses what to hide.</summary>
    /// <param name="cells">The true cells, 0 or more: of a table with any number of ways, or what several geographies and periods cut each
    /// other into.</param>
    /// <param name="figures">Everything that is published from them, cells and totals, what was published before, and what is
    /// watched.</param>
    /// <param name="rule">What may be shown.</param>
    /// <param name="marks">What the reader is told of hidden figures. Where telling gives something away, the result says
    /// <see cref="Marks.Alike"/>.</param>
    /// <param name="hideTotals">Whether figures that hold others may be hidden too, when nothing else helps. When not, and nothing does,
    /// the whole table is hidden.</param>
    /// <param name="steps">How much work may be done.</param>
    /// <param name="cancel">Looked at often.</param>
    /// <exception cref="ArgumentException">A cell is negative, or a figure has no cells or some that are not there.</exception>
    public static SuppressedTable Choose(
        IReadOnlyList<long> cells,
        IReadOnlyList<Figure> figures,
        CellRule rule,
        Marks marks = Marks.Apart,
        bool hideTotals = true,
        long steps = TableAudit.UsualSteps,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(rule);
        foreach (var cell in cells)
            ArgumentOutOfRangeException.ThrowIfNegative(cell, nameof(cells));
        foreach (var figure in figures)
            if (
                figure.Cells.Count == 0
                || figure.Cells.Any(cell => (uint)cell >= (uint)cells.Count)
                || figure.Cells.Distinct().Count() != figure.Cells.Count
            )
                throw new ArgumentException($"A figure needs cells from 0 to {cells.Count - 1}, each once.", nameof(figures));
        if (figures.Any(figure => figure.IsPartOfDenominator && !(figure.Cells.Sum(cell => cells[cell]) <= figure.Denominator)))
            throw new ArgumentException("A figure is more than the denominator that it is part of.", nameof(figures));
        var relations = new FigureRelations(cells.Count, figures);
        var table = new SuppressionRun([.. cells], figures, relations, rule, marks, hideTotals, steps, cancel).Finish();
        if (table.IsSafe || marks == Marks.Alike)
            return table;
        var alike = new SuppressionRun([.. cells], figures, relations, rule, Marks.Alike, hideTotals, steps, cancel).Finish();
        return Unsafe(alike) < Unsafe(table) ? alike : table;
    }

    private static int Unsafe(SuppressedTable table) =>
        table.Figures.Count(figure => !figure.IsProtected && figure.Why != Sensitivity.None);
}
