namespace TurfMap.Statistics.Disclosure;

/// <summary>
/// What is left to find out once the facts have been drawn together: cells with their bounds, and rows over those that are open.
/// </summary>
/// <remarks>
/// Facts over the same cells become one; a published set within another leaves the rest as a row (so a grand total over published rows, or
/// a window that
/// ends a month later, becomes what it adds); bounds are drawn tight row by row. None of it loses or adds a table of whole numbers.
/// </remarks>
internal sealed class FactSystem
{
    private readonly long[] _low;
    private readonly long[] _high;
    private List<FactRow> _rows;

    private FactSystem(int cells, List<FactRow> rows)
    {
        (_low, _high, _rows) = (new long[cells], new long[cells], rows);
        Array.Fill(_high, FactRow.Open);
    }

    public ReadOnlySpan<long> Low => _low;

    public ReadOnlySpan<long> High => _high;

    public IReadOnlyList<FactRow> Rows => _rows;

    public bool IsFixed(int cell) => _low[cell] == _high[cell];

    /// <exception cref="ArgumentException">The facts contradict each other, or name a cell that is not there.</exception>
    public static FactSystem Build(int cells, IEnumerable<Fact> facts)
    {
        var system = new FactSystem(cells, [.. facts.Select(fact => FactRow.Of(fact, cells))]);
        var changed = true;
        for (var round = 0; round < 50 && changed; round++)
        {
            system.Merge();
            changed = system.Tighten() | system.Settle() | system.Subtract();
        }
        return system;
    }

    /// <summary>Facts about the same cells become one row; those about one cell become its bounds.</summary>
    private void Merge()
    {
        var rows = new Dictionary<int[], FactRow>(SameCells.Comparer);
        foreach (var row in _rows)
            if (row.Cells.Length == 1)
                Bound(row.Cells[0], row.Low, row.High);
            else if (rows.TryGetValue(row.Cells, out var same))
                same.Narrow(row.Low, row.High);
            else
                rows.Add(row.Cells, row);
        _rows = [.. rows.Values];
    }

    /// <summary>
    /// Draws the bounds of each cell as tight as single rows tell, for a number of rounds that is enough for most tables; the rest is left
    /// to the solver.
    /// </summary>
    private bool Tighten()
    {
        var any = false;
        var changed = true;
        for (var round = 0; round < 50 && changed; round++)
        {
            changed = false;
            foreach (var row in _rows)
                changed |= Tighten(row);
            any |= changed;
        }
        return any;
    }

    private bool Tighten(FactRow row)
    {
        var (least, most, open) = (0L, 0L, 0);
        foreach (var cell in row.Cells)
            if (_high[cell] == FactRow.Open)
                (least, open) = (least + _low[cell], open + 1);
            else
                (least, most) = (least + _low[cell], most + _high[cell]);
        var changed = false;
        foreach (var cell in row.Cells)
        {
            var (low, high) = (_low[cell], _high[cell]);
            var othersOpen = high == FactRow.Open ? open - 1 : open;
            var othersMost = high == FactRow.Open ? most : most - high;
            changed |= Bound(
                cell,
                othersOpen > 0 ? 0 : row.Low - othersMost,
                row.High == FactRow.Open ? FactRow.Open : row.High - (least - low)
            );
            least += _low[cell] - low;
            if (high == FactRow.Open && _high[cell] != FactRow.Open)
                (open, most) = (open - 1, most + _high[cell]);
            else if (high != FactRow.Open)
                most += _high[cell] - high;
        }
        return changed;
    }

    private bool Bound(int cell, long low, long high)
    {
        if (low <= _low[cell] && high >= _high[cell])
            return false;
        (_low[cell], _high[cell]) = (Math.Max(_low[cell], low), Math.Min(_high[cell], high));
        return _low[cell] <= _high[cell] ? true : throw Contradiction();
    }

    /// <summary>Takes cells whose value is certain out of the rows, and drops rows that say no more than the bounds do.</summary>
    private bool Settle()
    {
        var changed = false;
        foreach (var row in _rows)
            if (Array.Exists(row.Cells, IsFixed))
            {
                row.Remove(IsFixed, row.Cells.Where(IsFixed).Sum(cell => _low[cell]));
                changed = true;
            }
        foreach (var row in _rows)
            if (row.Low > row.High || row.Cells.Length == 0 && (row.Low > 0 || row.High < 0))
                throw Contradiction();
        _rows.RemoveAll(row =>
            row.Low <= row.Cells.Sum(cell => _low[cell])
            && (
                row.High == FactRow.Open
                || row.Cells.All(cell => _high[cell] != FactRow.Open) && row.Cells.Sum(cell => _high[cell]) <= row.High
            )
        );
        return changed;
    }

    /// <summary>Where all cells of a row with a known sum stand in another row, the other row keeps only the rest.</summary>
    private bool Subtract()
    {
        var rowsOf = new Dictionary<int, List<FactRow>>();
        foreach (var row in _rows)
        foreach (var cell in row.Cells)
            (rowsOf.TryGetValue(cell, out var list) ? list : rowsOf[cell] = []).Add(row);
        var marked = new HashSet<int>();
        var changed = false;
        foreach (var part in _rows.Where(row => row.IsExact).OrderBy(row => row.Cells.Length).ToArray())
        {
            if (part.Cells.Length == 0)
                continue;
            marked.Clear();
            marked.UnionWith(part.Cells);
            foreach (var whole in rowsOf[part.Cells.MinBy(cell => rowsOf[cell].Count)].ToArray())
                if (whole != part && whole.Cells.Length > part.Cells.Length && whole.Cells.Count(marked.Contains) == part.Cells.Length)
                {
                    foreach (var cell in part.Cells)
                        rowsOf[cell].Remove(whole);
                    whole.Remove(marked.Contains, part.Low);
                    changed = true;
                }
        }
        return changed;
    }

    public static ArgumentException Contradiction() => new("The facts contradict each other: no table of whole numbers agrees with them.");

    private sealed class SameCells : IEqualityComparer<int[]>
    {
        public static readonly SameCells Comparer = new();

        public bool Equals(int[]? a, int[]? b) => a.AsSpan().SequenceEqual(b);

        public int GetHashCode(int[] cells)
        {
            var hash = new HashCode();
            foreach (var cell in cells)
                hash.Add(cell);
            return hash.ToHashCode();
        }
    }
}
