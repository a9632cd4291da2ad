namespace TurfMap.Statistics.Disclosure;

/// <summary>
/// Goes from one table of whole numbers to another by small moves: one cell up or down, and a few others so that every row is met again.
/// </summary>
/// <remarks>
/// Each step takes a row that is off and changes the cell in it that mends most rows and breaks fewest; among equals a seeded choice. Some
/// tries, then it gives
/// up: that no move is found says nothing. A move that is found is repeated as far as bounds and rows allow.
/// </remarks>
internal sealed class FlowMoves
{
    private const int Tries = 12;
    private const int Length = 14;
    private readonly long[] _low;
    private readonly long[] _high;
    private readonly IReadOnlyList<(int[] Variables, long Low, long High)> _rows;
    private readonly int[][] _rowsOf;
    private readonly long[] _sums;
    private readonly int[] _change;
    private readonly int[] _off;
    private readonly List<int> _changed = [];
    private readonly List<int> _touched = [];
    private readonly StepLimit _limit;
    private SeededRandom _random = new(1);

    public FlowMoves(long[] low, long[] high, IReadOnlyList<(int[] Variables, long Low, long High)> rows, StepLimit limit)
    {
        (_low, _high, _rows, _limit) = (low, high, rows, limit);
        (_sums, _off, _change) = (new long[rows.Count], new int[rows.Count], new int[low.Length]);
        _rowsOf =
        [
            .. rows.SelectMany((row, i) => row.Variables.Select(j => (j, i)))
                .GroupBy(pair => pair.j, pair => pair.i)
                .OrderBy(group => group.Key)
                .Select(group => group.ToArray()),
        ];
    }

    /// <summary>
    /// Changes a table so that a sum of cells becomes larger (or smaller). False when no move was found; the table is then as it was.
    /// </summary>
    public bool TryPush(long[] table, ReadOnlySpan<int> sum, bool up)
    {
        for (var i = 0; i < _sums.Length; i++)
        {
            _sums[i] = 0;
            foreach (var j in _rows[i].Variables)
                _sums[i] += table[j];
            _limit.Spend(_rows[i].Variables.Length);
        }
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var first = sum[attempt < sum.Length ? attempt : _random.Below(sum.Length)];
            var found = TryMove(table, first, up ? 1 : -1);
            var gain = 0;
            foreach (var j in sum)
                gain += _change[j];
            if (found && (up ? gain > 0 : gain < 0))
            {
                var times = Times(table);
                foreach (var j in _changed)
                    table[j] += times * _change[j];
                Forget();
                return true;
            }
            Forget();
            if (_limit.IsReached)
                return false;
        }
        return false;
    }

    private bool TryMove(long[] table, int first, int by)
    {
        if (!CanChange(table, first, by))
            return false;
        Change(first, by);
        for (var step = 0; step < Length; step++)
        {
            var row = RowThatIsOff();
            if (row < 0)
                return true;
            var direction = _sums[row] + _off[row] > _rows[row].High ? -1 : 1;
            var cell = Mending(table, row, direction);
            if (cell < 0)
                return false;
            Change(cell, direction);
        }
        return RowThatIsOff() < 0;
    }

    private bool CanChange(long[] table, int cell, int by) =>
        _change[cell] * by >= 0 && table[cell] + _change[cell] + by >= _low[cell] && table[cell] + _change[cell] + by <= _high[cell];

    private void Change(int cell, int by)
    {
        if (_change[cell] == 0)
            _changed.Add(cell);
        _change[cell] += by;
        foreach (var row in _rowsOf[cell])
        {
            _off[row] += by;
            _touched.Add(row);
        }
    }

    private bool IsOff(int row, int off) => _sums[row] + off < _rows[row].Low || _sums[row] + off > _rows[row].High;

    /// <summary>Of the rows that are off the one with fewest cells, for it leaves least choice; -1 when none is.</summary>
    private int RowThatIsOff()
    {
        var best = -1;
        foreach (var row in _touched)
            if (IsOff(row, _off[row]) && (best < 0 || _rows[row].Variables.Length < _rows[best].Variables.Length))
                best = row;
        return best;
    }

    private int Mending(long[] table, int row, int by)
    {
        var (best, most, equals) = (-1, int.MinValue, 0);
        foreach (var cell in _rows[row].Variables)
        {
            if (!CanChange(table, cell, by))
                continue;
            var score = 0;
            foreach (var other in _rowsOf[cell])
                score += (IsOff(other, _off[other]) ? 1 : 0) - (IsOff(other, _off[other] + by) ? 1 : 0);
            equals = score == most ? equals + 1 : 1;
            if (score > most || score == most && _random.Below(equals) == 0)
                (best, most) = (cell, score);
        }
        _limit.Spend(2 * _rows[row].Variables.Length);
        return best;
    }

    /// <summary>How often the move can be made: at least once.</summary>
    private long Times(long[] table)
    {
        var times = long.MaxValue;
        foreach (var cell in _changed)
            times = Math.Min(
                times,
                _change[cell] switch
                {
                    > 0 => (_high[cell] - table[cell]) / _change[cell],
                    < 0 => (_low[cell] - table[cell]) / _change[cell],
                    _ => times,
                }
            );
        foreach (var row in _touched)
            times = Math.Min(
                times,
                _off[row] switch
                {
                    > 0 => (_rows[row].High - _sums[row]) / _off[row],
                    < 0 => (_rows[row].Low - _sums[row]) / _off[row],
                    _ => times,
                }
            );
        return times;
    }

    private void Forget()
    {
        foreach (var cell in _changed)
            _change[cell] = 0;
        foreach (var row in _touched)
            _off[row] = 0;
        _changed.Clear();
        _touched.Clear();
    }
}
