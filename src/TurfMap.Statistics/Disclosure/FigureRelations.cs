namespace TurfMap.Statistics.Disclosure;

/// <summary>Which figures lie within which, which share a cell, and which hang together at all.</summary>
internal sealed class FigureRelations
{
    private readonly int[][] _cells;
    private readonly List<int>[] _figuresOf;
    private readonly List<int>[] _within;
    private readonly List<int>[] _around;
    private readonly int[] _group;

    public FigureRelations(int cells, IReadOnlyList<Figure> figures)
    {
        _cells = [.. figures.Select(figure => figure.Cells.Order().ToArray())];
        _figuresOf = [.. Enumerable.Range(0, cells).Select(_ => new List<int>())];
        for (var f = 0; f < _cells.Length; f++)
            foreach (var cell in _cells[f])
                _figuresOf[cell].Add(f);
        (_within, _around) = ([.. _cells.Select(_ => new List<int>())], [.. _cells.Select(_ => new List<int>())]);
        for (var f = 0; f < _cells.Length; f++)
            foreach (var whole in _figuresOf[_cells[f][0]])
                if (whole != f && IsWithin(f, whole))
                {
                    _within[whole].Add(f);
                    _around[f].Add(whole);
                }
        _group = Groups(cells);
    }

    /// <summary>The figures whose cells all lie in a figure; one with the same cells is within it too.</summary>
    public IReadOnlyList<int> Within(int figure) => _within[figure];

    /// <summary>The figures that hold all cells of a figure.</summary>
    public IReadOnlyList<int> Around(int figure) => _around[figure];

    /// <summary>Whether figures have no cell in common.</summary>
    public bool AreApart(int a, int b) => !_cells[a].AsSpan().ContainsAny(_cells[b]);

    /// <summary>Whether figures are connected by cells that they share, directly or through others.</summary>
    public bool HangTogether(int a, int b) => _group[_cells[a][0]] == _group[_cells[b][0]];

    /// <summary>The figures that have a cell in common with a figure, without itself, ascending.</summary>
    public IEnumerable<int> Touching(int figure) =>
        _cells[figure].SelectMany(cell => _figuresOf[cell]).Where(other => other != figure).Distinct().Order();

    /// <summary>Whether some figures together hold every cell of a figure.</summary>
    public bool IsCovered(int figure, IEnumerable<int> by)
    {
        var covered = by.SelectMany(other => _cells[other]).ToHashSet();
        return Array.TrueForAll(_cells[figure], covered.Contains);
    }

    private bool IsWithin(int part, int whole)
    {
        if (_cells[part].Length > _cells[whole].Length)
            return false;
        foreach (var cell in _cells[part])
            if (Array.BinarySearch(_cells[whole], cell) < 0)
                return false;
        return true;
    }

    private int[] Groups(int cells)
    {
        var parent = Enumerable.Range(0, cells).ToArray();
        foreach (var figure in _cells)
        foreach (var cell in figure)
            parent[Root(cell)] = Root(figure[0]);
        return [.. parent.Select((_, cell) => Root(cell))];

        int Root(int cell)
        {
            while (parent[cell] != cell)
                cell = parent[cell] = parent[parent[cell]];
            return cell;
        }
    }
}
