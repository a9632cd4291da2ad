namespace TurfMap.Statistics.Disclosure;

/// <summary>Chooses which figure to hide next so that another cannot be derived.</summary>
internal sealed class SecondarySuppressionChoice(HiddenFigures state, FigureRelations relations, FeasibleRange[] ranges, bool hideTotals)
{
    private readonly int[] _hiddenWithin = CountHidden(state, relations, ranges.Length);
    private readonly HashSet<int> _served = [];

    /// <summary>Forgets which sets were served in the round before.</summary>
    public void NextRound() => _served.Clear();

    /// <summary>Whether something was hidden in this round in the set that pins a figure most: the audit should look again first.</summary>
    public bool IsWaiting(int figure) => Pinning(figure).FirstOrDefault(-1) is var set and >= 0 && _served.Contains(set);

    /// <summary>Hides a figure for another's sake.</summary>
    public void Hide(int figure)
    {
        state.Hide(figure);
        foreach (var whole in relations.Around(figure))
            _hiddenWithin[whole]++;
    }

    /// <summary>The figure to hide, or null when there is none that could help.</summary>
    /// <param name="figure">The one to protect.</param>
    /// <param name="far">Whether to look, at last, at everything that is connected at all.</param>
    public int? Find(int figure, bool far)
    {
        if (IsSumOfShown(figure) && Cheapest(relations.Within(figure)) is { } piece)
            return piece;
        foreach (var set in Pinning(figure))
            if (Cheapest(relations.Within(set).Where(mate => relations.AreApart(mate, figure))) is { } mate)
            {
                _served.Add(set);
                return mate;
            }
        if (Cheapest(relations.Touching(figure)) is { } touching)
            return touching;
        return far ? Cheapest(Enumerable.Range(0, ranges.Length).Where(other => relations.HangTogether(other, figure))) : null;
    }

    /// <summary>
    /// Public sets that share cells with a figure, first those in which it is hidden alone, then those whose other hidden figures have
    /// least room.
    /// </summary>
    private IEnumerable<int> Pinning(int figure) =>
        relations
            .Touching(figure)
            .Where(set => state.Pins(set) && !IsWithin(set, figure))
            .OrderBy(set => Hidden(set, figure).Any())
            .ThenBy(set => Room(set, figure))
            .ThenBy(set => state.Values[set])
            .ThenBy(set => set);

    private bool IsWithin(int part, int whole) => relations.Around(part).Contains(whole);

    private long Room(int set, int figure) =>
        Hidden(set, figure).Sum(mate => ranges[mate].High is { } high ? Math.Min(high - ranges[mate].Low, 1_000_000) : 1_000_000);

    private IEnumerable<int> Hidden(int set, int figure) =>
        _hiddenWithin[set] == 0 ? [] : relations.Within(set).Where(mate => state.IsHidden(mate) && relations.AreApart(mate, figure));

    /// <summary>Whether a figure can be added up from public pieces.</summary>
    private bool IsSumOfShown(int figure) =>
        relations.Within(figure).Count > 0 && relations.IsCovered(figure, relations.Within(figure).Where(state.IsPublic));

    private int? Cheapest(IEnumerable<int> figures)
    {
        var allowed = figures.Where(figure => state.MayHide(figure) && (hideTotals || relations.Within(figure).Count == 0));
        return allowed
            .OrderBy(Lonely)
            .ThenBy(figure => state.Values[figure])
            .ThenBy(figure => figure)
            .Select(figure => (int?)figure)
            .FirstOrDefault();
    }

    /// <summary>In how many public sets a figure would be the only one hidden, so that each would need another one.</summary>
    private int Lonely(int figure) =>
        relations.Around(figure).Count(set => state.Pins(set) && _hiddenWithin[set] == 0) + (IsSumOfShown(figure) ? 1 : 0);

    private static int[] CountHidden(HiddenFigures state, FigureRelations relations, int figures)
    {
        var counts = new int[figures];
        for (var figure = 0; figure < figures; figure++)
            if (state.IsHidden(figure))
                foreach (var whole in relations.Around(figure))
                    counts[whole]++;
        return counts;
    }
}
