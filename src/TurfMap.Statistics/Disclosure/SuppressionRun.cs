namespace TurfMap.Statistics.Disclosure;

/// <summary>One choice of what to hide, from the rule alone to a table that holds.</summary>
internal sealed class SuppressionRun
{
    private const int Splits = 100;
    private readonly long[] _cells;
    private readonly IReadOnlyList<Figure> _figures;
    private readonly FigureRelations _relations;
    private readonly CellRule _rule;
    private readonly Marks _marks;
    private readonly StepLimit _limit;
    private readonly CancellationToken _cancel;
    private readonly HiddenFigures _state;
    private readonly SecondarySuppressionChoice _partners;
    private readonly FeasibleRange[] _ranges;
    private readonly FeasibleRange?[] _best;
    private readonly bool[] _givenUp;
    private readonly int?[] _protects;
    private TableSearch? _allHidden;

    public SuppressionRun(
        long[] cells,
        IReadOnlyList<Figure> figures,
        FigureRelations relations,
        CellRule rule,
        Marks marks,
        bool hideTotals,
        long steps,
        CancellationToken cancel
    )
    {
        (_cells, _figures, _relations, _rule, _marks, _limit, _cancel) = (
            cells,
            figures,
            relations,
            rule,
            marks,
            new(steps, cancel),
            cancel
        );
        _state = new(cells, figures, relations, rule, marks);
        _ranges = [.. _state.Values.Select(value => new FeasibleRange(value, value, false))];
        (_best, _givenUp, _protects) = (new FeasibleRange?[figures.Count], new bool[figures.Count], new int?[figures.Count]);
        foreach (var (zero, ofFew) in _state.ZerosThatTell(relations))
            _protects[zero] = ofFew;
        _partners = new(_state, relations, _ranges, hideTotals);
    }

    public SuppressedTable Finish()
    {
        while (Failing() is { Count: > 0 } failing)
        {
            _partners.NextRound();
            foreach (var figure in failing)
                Protect(figure);
        }
        ShowWhatIsNotNeeded();
        return new([.. _figures.Select((_, figure) => Result(figure))], _marks, _state.Facts());
    }

    /// <summary>Those whose range is still too narrow, those that the rule hides first.</summary>
    private List<int> Failing()
    {
        Widen([.. Enumerable.Range(0, _ranges.Length).Where(figure => _state.NeedsRange(figure) && !IsEnough(figure, _ranges[figure]))]);
        return
        [
            .. Enumerable
                .Range(0, _ranges.Length)
                .Where(figure => _state.NeedsRange(figure) && !_givenUp[figure] && !IsEnough(figure, _ranges[figure]))
                .OrderBy(figure => _state.Why[figure] == Sensitivity.None),
        ];
    }

    /// <summary>
    /// Asks the audit. What was possible before more was hidden still is, so ranges only grow and those that are wide are not asked again.
    /// </summary>
    private void Widen(int[] figures)
    {
        if (figures.Length == 0)
            return;
        var search = Search(_state, figures);
        for (var k = 0; k < figures.Length; k++)
        {
            search.Range(k, Splits, range => IsEnough(figures[k], Join(_ranges[figures[k]], range)));
            _ranges[figures[k]] = Join(_ranges[figures[k]], search.Found(k));
        }
        // Tables found for one widen the others too.
        for (var k = 0; k < figures.Length; k++)
            _ranges[figures[k]] = Join(_ranges[figures[k]], search.Found(k));
    }

    private TableSearch Search(HiddenFigures state, int[] figures, Predicate<int>? only = null) =>
        new(FactSystem.Build(_cells.Length, state.Facts(only)), [.. figures.Select(figure => _figures[figure].Cells)], _cells, _limit);

    private static FeasibleRange Join(FeasibleRange a, FeasibleRange b) =>
        new(Math.Min(a.Low, b.Low), a.High is { } first && b.High is { } second ? Math.Max(first, second) : null, false);

    /// <summary>
    /// Wide, or as wide as it would be with everything hidden: then it was given away before, and only must not become narrower.
    /// </summary>
    private bool IsEnough(int figure, FeasibleRange range) =>
        _rule.IsWide(range)
        || _best[figure] is { } best
            && !_rule.IsWide(best)
            && range.Low <= best.Low
            && (range.High ?? long.MaxValue) >= (best.High ?? long.MaxValue);

    private void Protect(int figure)
    {
        if (_limit.IsReached)
        {
            HideAll();
            _givenUp[figure] = true;
            return;
        }
        var sensitive = _state.Why[figure] != Sensitivity.None;
        if (sensitive && _best[figure] is null)
        {
            _best[figure] = Best(figure);
            if (IsEnough(figure, _ranges[figure]))
                return;
        }
        if (_partners.IsWaiting(figure))
            return;
        if (_partners.Find(figure, sensitive) is { } partner)
        {
            _partners.Hide(partner);
            _protects[partner] = figure;
            return;
        }
        if (sensitive)
            HideAll();
        _givenUp[figure] = !sensitive || !Enumerable.Range(0, _figures.Count).Any(_state.MayHide);
    }

    private FeasibleRange Best(int figure)
    {
        _allHidden ??= Search(_state.WithAllHidden(), [.. Enumerable.Range(0, _figures.Count)]);
        return _allHidden.Range(figure, Splits, range => _rule.IsWide(range));
    }

    private void HideAll()
    {
        for (var figure = 0; figure < _figures.Count; figure++)
            if (_state.MayHide(figure))
                _partners.Hide(figure);
        Array.Clear(_protects);
    }

    /// <summary>
    /// Tries to show again what was hidden for others, the largest first, together with those that only stand with it; what is needed stays
    /// hidden.
    /// </summary>
    private void ShowWhatIsNotNeeded()
    {
        foreach (
            var figure in Enumerable
                .Range(0, _figures.Count)
                .Where(figure => _protects[figure] is not null)
                .OrderByDescending(figure => _state.Values[figure])
                .ThenBy(figure => figure)
                .ToArray()
        )
            if (_protects[figure] is not null && !_limit.IsReached && TryShow(figure) is { } shown)
                shown.ForEach(Forget);
    }

    /// <summary>
    /// What was hidden for a figure that is shown again stays hidden for the sake of the one that the figure was hidden for.
    /// </summary>
    private void Forget(int figure)
    {
        for (var other = 0; other < _protects.Length; other++)
            if (_protects[other] == figure)
                _protects[other] = _protects[figure];
        _protects[figure] = null;
    }

    /// <summary>
    /// Shows a figure again, and complementary ones that are then too narrow; null, and nothing is changed, when one that the rule hides
    /// would be.
    /// </summary>
    private List<int>? TryShow(int figure)
    {
        var shown = new List<int>();
        for (List<int> next = [figure]; next.Count > 0; next = Narrow(figure))
        {
            if (next.Exists(other => _protects[other] is null))
            {
                shown.ForEach(_state.Hide);
                return null;
            }
            next.ForEach(_state.Show);
            shown.AddRange(next);
        }
        return shown;
    }

    /// <summary>
    /// Of all that hangs together with a figure what is too narrow now: one that the rule hides, or else all others. When there is none,
    /// the ranges are those that hold now.
    /// </summary>
    private List<int> Narrow(int shown)
    {
        int[] figures =
        [
            .. Enumerable
                .Range(0, _ranges.Length)
                .Where(figure => _state.NeedsRange(figure) && _relations.HangTogether(figure, shown))
                .OrderBy(figure => _state.Why[figure] == Sensitivity.None),
        ];
        var search = Search(_state, figures, figure => _relations.HangTogether(figure, shown));
        var narrow = new List<int>();
        for (var k = 0; k < figures.Length; k++)
            if (!Holds(figures[k], search.Range(k, Splits, range => Holds(figures[k], range))))
            {
                narrow.Add(figures[k]);
                if (_state.Why[figures[k]] != Sensitivity.None)
                    return narrow;
            }
        for (var k = 0; k < figures.Length && narrow.Count == 0; k++)
            _ranges[figures[k]] = search.Found(k);
        return narrow;
    }

    private bool Holds(int figure, FeasibleRange range) =>
        IsEnough(figure, range)
        || _givenUp[figure] && range.Low <= _ranges[figure].Low && (range.High ?? long.MaxValue) >= (_ranges[figure].High ?? long.MaxValue);

    private FigureResult Result(int figure)
    {
        var needs = _state.NeedsRange(figure);
        var state =
            _figures[figure].Standing == Standing.Watched ? FigureState.NotPublished
            : !_state.IsHidden(figure)
                ? _state.Values[figure] == 0 ? FigureState.TrueZero
                    : FigureState.Value
            : _state.Why[figure] != Sensitivity.None ? FigureState.SuppressedPrimary
            : FigureState.SuppressedComplementary;
        return new(
            state,
            _state.Values[figure],
            _state.Why[figure],
            state == FigureState.SuppressedComplementary ? _protects[figure] : null,
            needs ? _ranges[figure] : null,
            !needs || _rule.IsWide(_ranges[figure])
        );
    }
}
