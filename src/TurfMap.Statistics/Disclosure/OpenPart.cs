namespace TurfMap.Statistics.Disclosure;

/// <summary>Cells that hang together by rows, and how far some of their sums can go in tables of whole numbers.</summary>
/// <remarks>
/// Every table of whole numbers that is found widens the range of every sum asked for, and is checked in whole numbers first; so a range
/// never says more than
/// is possible. That nothing lies beyond an end is shown by the bounds, by the best that fractions could do, or by splitting the range of a
/// cell whose value
/// is a fraction there (branch and bound). For tables with two ways (rows and columns, or two geographies) the best is whole by itself and
/// nothing is split.
/// </remarks>
internal sealed class Component
{
    private const double Off = 1e-3;
    private readonly long[] _low;
    private readonly long[] _high;
    private readonly List<(int[] Variables, long Low, long High)> _rows = [];
    private readonly StepLimit _limit;
    private readonly List<int[]> _sums = [];
    private readonly List<long> _least = [];
    private readonly List<long> _most = [];
    private readonly long[] _found;
    private BoundedSimplex? _simplex;
    private long[]? _table; // the first one found
    private FlowMoves? _moves;
    private int _splits;

    /// <param name="low">The lower bounds of the cells.</param>
    /// <param name="high">The upper bounds, all finite.</param>
    /// <param name="limit">How much work may be done.</param>
    public Component(long[] low, long[] high, StepLimit limit) => (_low, _high, _limit, _found) = (low, high, limit, new long[low.Length]);

    /// <summary>Adds a row: the sum of some cells lies between two numbers. All rows come before the first question.</summary>
    public void Add(int[] cells, long low, long high) => _rows.Add((cells, low, high));

    /// <summary>Whether the simplex method would take long: some milliseconds a step.</summary>
    public bool IsLarge => (long)_rows.Count * _low.Length > 100_000;

    /// <summary>Asks for the range of a sum of cells; gives the number by which to ask on.</summary>
    public int Watch(int[] cells)
    {
        _sums.Add(cells);
        _least.Add(long.MaxValue);
        _most.Add(long.MinValue);
        return _sums.Count - 1;
    }

    /// <summary>The widest range found so far; null before any table was found.</summary>
    public (long Least, long Most)? Found(int sum) => _table is not null ? (_least[sum], _most[sum]) : null;

    /// <summary>The range by bounds alone.</summary>
    public (long Least, long Most) Bounds(int sum) => (_sums[sum].Sum(cell => _low[cell]), _sums[sum].Sum(cell => _high[cell]));

    /// <summary>Takes in a table that is known to agree, after checking that it does.</summary>
    public bool TryTake(ReadOnlySpan<long> values)
    {
        for (var j = 0; j < values.Length; j++)
            if (values[j] < _low[j] || values[j] > _high[j])
                return false;
        foreach (var (variables, low, high) in _rows)
        {
            var total = 0L;
            foreach (var j in variables)
                total += values[j];
            if (total < low || total > high)
                return false;
        }
        _table ??= values.ToArray();
        for (var s = 0; s < _sums.Count; s++)
        {
            var total = 0L;
            foreach (var j in _sums[s])
                total += values[j];
            (_least[s], _most[s]) = (Math.Min(_least[s], total), Math.Max(_most[s], total));
        }
        return true;
    }

    /// <summary>
    /// Looks for the greatest (or least) value of a sum. True when nothing beyond what <see cref="Found"/> says is possible; false when the
    /// work had to stop.
    /// </summary>
    /// <param name="sum">Its number.</param>
    /// <param name="up">Whether the greatest is wanted.</param>
    /// <param name="splits">How often the range of a cell may be split.</param>
    public bool TryWiden(int sum, bool up, int splits)
    {
        _splits = splits;
        if (_table is not null && (up ? _most[sum] == Bounds(sum).Most : _least[sum] == Bounds(sum).Least))
            return true;
        if (_rows.Count == 1)
        {
            OneRow(sum, up);
            return true;
        }
        if (TryMoves(sum, up))
            return true;
        _simplex ??= new(_low, _high, _rows, _limit);
        return Search(sum, up, [.. _low], [.. _high], mayBeImpossible: _table is null);
    }

    /// <summary>
    /// Goes on from a known table by small moves, which is quick and often enough. True when the bound is reached, so that nothing lies
    /// beyond.
    /// </summary>
    public bool TryMoves(int sum, bool up)
    {
        if (_table is null)
            return false;
        _moves ??= new(_low, _high, _rows, _limit);
        var table = _table.ToArray();
        while (!_limit.IsReached && _moves.TryPush(table, _sums[sum], up))
            if (!TryTake(table))
                throw new InvalidOperationException("A move left the facts.");
        return up ? _most[sum] == Bounds(sum).Most : _least[sum] == Bounds(sum).Least;
    }

    /// <summary>With a single row the answer can be read off: the cells of the sum go as far as the others let them.</summary>
    private void OneRow(int sum, bool up)
    {
        var values = up ? _low.ToArray() : _high.ToArray();
        var (_, low, high) = _rows[0];
        var total = values.Sum();
        var inSum = _sums[sum].ToHashSet();
        // First the cells of the sum as far as the row allows, then the others until the row is met.
        foreach (var j in _sums[sum].Concat(Enumerable.Range(0, values.Length).Where(j => !inSum.Contains(j))))
        {
            var room = up
                ? Math.Min(_high[j] - values[j], inSum.Contains(j) ? high - total : low - total)
                : Math.Min(values[j] - _low[j], inSum.Contains(j) ? total - low : total - high);
            values[j] += up ? Math.Max(0, room) : -Math.Max(0, room);
            total += up ? Math.Max(0, room) : -Math.Max(0, room);
        }
        if (!TryTake(values))
            throw FactSystem.Contradiction();
    }

    /// <summary>
    /// Searches within bounds. Bounds in which a table is known cannot be impossible: when it seems so, digits were lost.
    /// </summary>
    private bool Search(int sum, bool up, long[] low, long[] high, bool mayBeImpossible)
    {
        if (!_simplex!.TrySolve(_sums[sum], up))
            return mayBeImpossible && !_limit.IsReached && !_simplex.IsUnsure;
        var best = _sums[sum].Sum(_simplex.Value);
        if (_table is not null && (up ? Math.Floor(best + Off) <= _most[sum] : Math.Ceiling(best - Off) >= _least[sum]))
            return true;
        var split = MostFractional();
        if (split < 0)
            return TryTake(_found);
        var value = _simplex.Value(split);
        var (below, above) = ((long)Math.Floor(value), (long)Math.Ceiling(value));
        var upperFirst = value - below >= 0.5;
        return Side(upperFirst) & Side(!upperFirst);

        bool Side(bool upper)
        {
            if (_limit.IsReached || _splits <= 0)
                return false;
            _splits--;
            var (wasLow, wasHigh) = (low[split], high[split]);
            (low[split], high[split]) = upper ? (above, wasHigh) : (wasLow, below);
            _simplex.Bound(split, low[split], high[split]);
            var done = Search(sum, up, low, high, mayBeImpossible: true);
            (low[split], high[split]) = (wasLow, wasHigh);
            _simplex.Bound(split, wasLow, wasHigh);
            return done;
        }
    }

    /// <summary>
    /// The cell whose value is farthest from whole, or -1 when all are whole; then the values stand in <see cref="_found"/>.
    /// </summary>
    private int MostFractional()
    {
        var (split, farthest) = (-1, Off);
        for (var j = 0; j < _found.Length; j++)
        {
            var value = _simplex!.Value(j);
            _found[j] = (long)Math.Round(value);
            if (Math.Abs(value - _found[j]) > farthest)
                (split, farthest) = (j, Math.Abs(value - _found[j]));
        }
        return split;
    }
}
