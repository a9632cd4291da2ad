namespace TurfMap.Statistics.Disclosure;

/// <summary>Which figures are shown and which are hidden, what the rule says of each, and what an onlooker knows by it.</summary>
internal sealed class HiddenFigures
{
    private readonly IReadOnlyList<Figure> _figures;
    private readonly CellRule _rule;
    private readonly Marks _marks;
    private readonly bool[] _hidden;

    public HiddenFigures(long[] cells, IReadOnlyList<Figure> figures, FigureRelations relations, CellRule rule, Marks marks)
    {
        (_figures, _rule, _marks, _hidden) = (figures, rule, marks, new bool[figures.Count]);
        Values = [.. figures.Select(figure => figure.Cells.Sum(cell => cells[cell]))];
        Why = [.. figures.Select((_, f) => Judge(f, relations))];
        for (var f = 0; f < _hidden.Length; f++)
            _hidden[f] = figures[f].Standing == Standing.Hidden || figures[f].Standing == Standing.New && Why[f] != Sensitivity.None;
        foreach (var (zero, _) in ZerosThatTell(relations).ToArray())
            Hide(zero);
    }

    private HiddenFigures(HiddenFigures other) =>
        (_figures, _rule, _marks, _hidden, Values, Why) = (
            other._figures,
            other._rule,
            other._marks,
            [.. other._hidden],
            other.Values,
            other.Why
        );

    public long[] Values { get; }

    public Sensitivity[] Why { get; }

    public bool IsHidden(int figure) => _hidden[figure];

    /// <summary>Whether a figure is public and says something about cells above 0.</summary>
    public bool Pins(int figure) => Values[figure] > 0 && IsPublic(figure);

    public bool IsPublic(int figure) => _figures[figure].Standing is Standing.New or Standing.Published && !_hidden[figure];

    /// <summary>Whether a figure may still be hidden for another's sake.</summary>
    public bool MayHide(int figure) => _figures[figure].Standing == Standing.New && !_hidden[figure] && Values[figure] > 0;

    /// <summary>Whether a figure must not be derived.</summary>
    public bool NeedsRange(int figure) =>
        _hidden[figure] || _figures[figure].Standing == Standing.Watched && Why[figure] != Sensitivity.None;

    /// <summary>Zeros that the rule would show, each with a zero of few that it shares cells with and would give away.</summary>
    public IEnumerable<(int Zero, int OfFew)> ZerosThatTell(FigureRelations relations) =>
        Enumerable
            .Range(0, _hidden.Length)
            .Where(figure => _figures[figure].Standing == Standing.New && Values[figure] == 0 && Why[figure] == Sensitivity.None)
            .SelectMany(zero =>
                relations.Touching(zero).Where(other => Why[other] == Sensitivity.ZeroOfFew).Take(1).Select(ofFew => (zero, ofFew))
            );

    public void Hide(int figure) => _hidden[figure] = true;

    public void Show(int figure) => _hidden[figure] = false;

    /// <summary>The same with everything hidden that may be: no choice leaves an onlooker with less.</summary>
    public HiddenFigures WithAllHidden()
    {
        var all = new HiddenFigures(this);
        for (var f = 0; f < _hidden.Length; f++)
            if (MayHide(f))
                all.Hide(f);
        return all;
    }

    /// <summary>What an onlooker knows, by all figures or by some.</summary>
    public List<Fact> Facts(Predicate<int>? only = null)
    {
        var facts = new List<Fact>();
        for (var f = 0; f < _hidden.Length; f++)
            if (only?.Invoke(f) == false)
                continue;
            else if (_hidden[f])
                facts.Add(KnownOfHidden(f));
            else if (IsPublic(f))
                facts.Add(Fact.Exactly(_figures[f].Cells, Values[f]));
        return facts;
    }

    private Fact KnownOfHidden(int figure)
    {
        var (cells, denominator, _, isPart) = _figures[figure];
        var isMarkedSmall = _marks == Marks.Apart && Why[figure] is (Sensitivity.Small or Sensitivity.ZeroOfFew);
        long atLeast =
            _marks == Marks.Apart && !isMarkedSmall ? _rule.SmallBelow
            : _rule.ShowsZero(denominator) ? 1
            : 0;
        var atMost = isPart ? denominator : null;
        return new(
            cells,
            Math.Min(atLeast, Values[figure]),
            isMarkedSmall ? Math.Min(_rule.SmallBelow - 1, atMost ?? long.MaxValue) : atMost
        );
    }

    private Sensitivity Judge(int figure, FigureRelations relations)
    {
        if (_figures[figure].Standing == Standing.Watched)
            return _rule.IsSmall(Values[figure]) ? Sensitivity.Small : Sensitivity.None;
        if (_figures[figure].Standing == Standing.Published)
            return Sensitivity.None;
        var own = _rule.Judge(Values[figure], _figures[figure].Denominator);
        if (own != Sensitivity.None || Values[figure] == 0)
            return own;
        return relations
            .Around(figure)
            .Any(whole => _figures[whole].Standing is Standing.New or Standing.Published && _rule.IsSmall(Values[whole] - Values[figure]))
            ? Sensitivity.NearTotal
            : Sensitivity.None;
    }
}
