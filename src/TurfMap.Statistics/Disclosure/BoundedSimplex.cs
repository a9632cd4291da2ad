using System.Numerics;
using System.Runtime.InteropServices;

namespace TurfMap.Statistics.Disclosure;

/// <summary>Finds the least and the greatest sum of some variables under equalities and bounds, fractions allowed: the simplex method on a condensed tableau.</summary>
/// <remarks>
/// Each basic variable stands as its row: x = right side - sum of entries times the others, which sit at one of their bounds. Bounds may be changed between
/// calls; the tableau stays, so the next call starts where the last one ended. While entries are whole (always for tables with two ways, whose matrix is
/// unimodular) the arithmetic of doubles is exact; else it is off in the last digits, which is why nobody takes an answer from here without checking it in
/// whole numbers. Largest gain first; after a run of steps without gain the lowest number first (Bland), which cannot go round in circles.
/// </remarks>
internal sealed class BoundedSimplex
{
    private const double Tiny = 1e-9;
    private const double Off = 1e-5;
    private const double Something = 1e-6; // entries are fractions of small numbers: what is less than this was left over by rounding
    private readonly List<double[]> _rows = [];
    private readonly double[] _right;
    private readonly int[] _basic;
    private readonly int[] _place; // where a variable stands: its row, or minus one minus its column; int.MinValue once it is gone
    private readonly List<int> _columns = [];
    private readonly bool[] _atHigh;
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly double[] _value;
    private readonly double[] _gain;
    private readonly StepLimit _limit;
    private readonly int[] _nonzero;
    private readonly IReadOnlyList<(int[] Variables, long Low, long High)> _facts;
    private bool _stale = true;

    /// <summary>Takes rows over variables 0..n-1. Each row gets a variable of its own for what is missing to its upper end.</summary>
    public BoundedSimplex(ReadOnlySpan<long> low, ReadOnlySpan<long> high, IReadOnlyList<(int[] Variables, long Low, long High)> rows, StepLimit limit)
    {
        var (variables, all) = (low.Length, low.Length + rows.Count);
        (_facts, _right, _basic, _place, _limit) = (rows, new double[rows.Count], new int[rows.Count], new int[all], limit);
        (_low, _high, _value, _atHigh, _gain, _nonzero) = (new double[all], new double[all], new double[all], new bool[all], new double[variables], new int[variables]);
        for (var j = 0; j < variables; j++)
            (_low[j], _high[j]) = (low[j], high[j]);
        for (var i = 0; i < rows.Count; i++)
            _high[variables + i] = rows[i].High - rows[i].Low;
        Reset();
    }

    /// <summary>Builds the tableau anew: at first, and when what was worked out has drifted from the rows.</summary>
    private void Reset()
    {
        _rows.Clear();
        _columns.Clear();
        for (var j = 0; j < _gain.Length; j++)
        {
            _place[j] = -1 - j;
            _columns.Add(j);
        }
        for (var i = 0; i < _facts.Count; i++)
        {
            var entries = new double[_gain.Length];
            foreach (var j in _facts[i].Variables)
                entries[j] = 1;
            _rows.Add(entries);
            (_right[i], _basic[i], _place[_gain.Length + i]) = (_facts[i].High, _gain.Length + i, i);
        }
        _stale = true;
        _limit.Spend((long)_facts.Count * _gain.Length);
    }

    /// <summary>Whether the values no longer meet the rows themselves.</summary>
    private bool HasDrifted()
    {
        foreach (var (variables, low, high) in _facts)
        {
            var sum = 0.0;
            foreach (var j in variables)
                sum += _value[j];
            if (sum < low - 1e-4 || sum > high + 1e-4)
                return true;
        }
        return false;
    }

    /// <summary>The value of a variable after the last call.</summary>
    public double Value(int variable) => _value[variable];

    /// <summary>Changes the bounds of a variable.</summary>
    public void Bound(int variable, double low, double high) => (_low[variable], _high[variable], _stale) = (low, high, true);

    /// <summary>Makes the sum of some variables as large (or as small) as bounds and rows allow. False when they allow nothing at all, when the limit is reached, or when digits were lost for good.</summary>
    public bool TrySolve(ReadOnlySpan<int> sum, bool up)
    {
        var solved = TryStart() && TryPush(sum, up);
        if (_limit.IsReached)
            return false;
        if (solved ? HasDrifted() : IsDoubtful())
        {
            Rebuild();
            solved = TryStart() && TryPush(sum, up);
            IsUnsure = !_limit.IsReached && (solved ? HasDrifted() : IsDoubtful());
        }
        else
            IsUnsure = false;
        return solved && !IsUnsure;
    }

    /// <summary>Whether the last digits were lost for good, so that nothing was found and nothing was shown to be impossible.</summary>
    public bool IsUnsure { get; private set; }

    /// <summary>Whether what stands in the way of values within all bounds is so little that rounding may have put it there.</summary>
    private bool IsDoubtful()
    {
        var total = 0.0;
        foreach (var variable in _basic)
            total += Math.Max(0, Math.Max(_value[variable] - _high[variable], _low[variable] - _value[variable]));
        return total < 1e-2;
    }

    /// <summary>Works the tableau out anew for the variables that are in the basis now.</summary>
    private void Rebuild()
    {
        var wanted = _basic.Where(variable => variable < _gain.Length).ToArray();
        var stays = new bool[_place.Length];
        foreach (var variable in _basic)
            stays[variable] = true;
        Reset();
        foreach (var variable in wanted)
        {
            var (best, column) = (-1, -1 - _place[variable]);
            for (var i = 0; i < _basic.Length; i++)
                if (!stays[_basic[i]] && (best < 0 || Math.Abs(_rows[i][column]) > Math.Abs(_rows[best][column])))
                    best = i;
            if (best >= 0 && Math.Abs(_rows[best][column]) > Something)
            {
                var gone = _basic[best];
                Pivot(best, column);
                _atHigh[gone] = false;
            }
        }
        Refresh();
    }

    private bool TryStart()
    {
        if (_stale)
            Refresh();
        return TryMove(InfeasibilityGains);
    }

    private bool TryPush(ReadOnlySpan<int> sum, bool up)
    {
        var (wanted, sign) = (sum.ToArray(), up ? 1 : -1);
        return TryMove(() =>
        {
            Gains(wanted, sign);
            return true;
        }) || !_limit.IsReached;
    }

    /// <summary>Steps until no gains are left to work out (true), or no step brings any (false), or the limit is reached (false).</summary>
    private bool TryMove(Func<bool> gains)
    {
        for (var (steps, still) = (0, 0); ; steps++)
        {
            if (!gains())
                return true;
            var entering = Entering(still > 30);
            if (entering < 0 || !_limit.Spend(_columns.Count + _basic.Length))
                return false;
            still = Step(entering, still > 30) ? 0 : still + 1;
            if (steps % 100 == 99)
                Refresh();
        }
    }

    /// <summary>Works the values out anew from the tableau: after bounds have changed, and now and then against drift.</summary>
    private void Refresh()
    {
        foreach (var variable in _columns)
            _value[variable] = _atHigh[variable] ? _high[variable] : _low[variable];
        for (var i = 0; i < _basic.Length; i++)
        {
            var (value, entries) = (_right[i], _rows[i]);
            for (var j = 0; j < _columns.Count; j++)
                if (entries[j] != 0)
                    value -= entries[j] * _value[_columns[j]];
            _value[_basic[i]] = value;
        }
        _stale = false;
        _limit.Spend((long)_basic.Length * _columns.Count);
    }

    /// <summary>What one more of each variable outside the basis adds to the sum.</summary>
    private void Gains(ReadOnlySpan<int> sum, double sign)
    {
        var gain = _gain.AsSpan(0, _columns.Count);
        gain.Clear();
        foreach (var variable in sum)
            if (_place[variable] >= 0)
                AddRow(gain, _place[variable], -sign);
            else
                gain[-1 - _place[variable]] += sign;
    }

    /// <summary>What one more of each variable takes off the sum of all that is out of bounds; false when nothing is.</summary>
    private bool InfeasibilityGains()
    {
        var gain = _gain.AsSpan(0, _columns.Count);
        gain.Clear();
        var any = false;
        for (var i = 0; i < _basic.Length; i++)
            if (Outside(_basic[i]) is var outside and not 0)
            {
                AddRow(gain, i, outside);
                any = true;
            }
        return any;
    }

    /// <summary>1 above the upper bound, -1 below the lower one, 0 between.</summary>
    private int Outside(int variable) => _value[variable] > _high[variable] + Off ? 1 : _value[variable] < _low[variable] - Off ? -1 : 0;

    private void AddRow(Span<double> gain, int row, double times)
    {
        var entries = _rows[row];
        for (var j = 0; j < gain.Length; j++)
            gain[j] += times * entries[j];
    }

    /// <summary>The column that brings most, or the lowest variable that brings anything; -1 when none does.</summary>
    private int Entering(bool lowest)
    {
        var (best, most) = (-1, Something);
        for (var j = 0; j < _columns.Count; j++)
        {
            var variable = _columns[j];
            var gain = _atHigh[variable] ? -_gain[j] : _gain[j];
            if (gain <= Something || _low[variable] == _high[variable])
                continue;
            if (lowest ? best < 0 || variable < _columns[best] : gain > most)
                (best, most) = (j, gain);
        }
        return best;
    }

    /// <summary>Moves one variable as far as it goes. False when it could not move at all.</summary>
    private bool Step(int column, bool lowest)
    {
        var entering = _columns[column];
        var direction = _atHigh[entering] ? -1.0 : 1.0;
        var (length, leaving, leavesHigh) = (_high[entering] - _low[entering], -1, false);
        for (var i = 0; i < _basic.Length; i++)
        {
            var rate = -direction * _rows[i][column];
            if (Math.Abs(rate) < Something || Blocks(_basic[i], rate) is not { } toHigh)
                continue;
            var room = Math.Max(0, ((toHigh ? _high[_basic[i]] : _low[_basic[i]]) - _value[_basic[i]]) / rate);
            if (room < length - Tiny || room < length + Tiny && leaving >= 0 && Better(i, leaving, column, lowest))
                (length, leaving, leavesHigh) = (Math.Min(room, length), i, toHigh);
        }
        for (var i = 0; i < _basic.Length; i++)
            if (_rows[i][column] is var entry and not 0)
                _value[_basic[i]] -= direction * length * entry;
        _value[entering] += direction * length;
        if (leaving < 0)
            _atHigh[entering] = !_atHigh[entering];
        else
        {
            var gone = _basic[leaving];
            (_atHigh[gone], _value[gone]) = (leavesHigh, leavesHigh ? _high[gone] : _low[gone]);
            Pivot(leaving, column);
        }
        return length > Something;
    }

    /// <summary>Which bound stops a basic variable that moves at a rate: true the upper, false the lower, null none. One outside its bounds is stopped where it comes in.</summary>
    private bool? Blocks(int variable, double rate) => (Outside(variable), rate > 0) switch
    {
        (0, var up) => up,
        (-1, true) => false,
        (1, false) => true,
        _ => null,
    };

    /// <summary>Among rows that stop a step at the same place: the lowest variable, or else the entry nearest to 1 in size, which keeps entries whole.</summary>
    private bool Better(int row, int other, int column, bool lowest) => lowest
        ? _basic[row] < _basic[other]
        : Math.Abs(Math.Abs(_rows[row][column]) - 1) < Math.Abs(Math.Abs(_rows[other][column]) - 1);

    /// <summary>Swaps a basic variable with one outside the basis.</summary>
    private void Pivot(int row, int column)
    {
        var (entries, pivot) = (_rows[row], _rows[row][column]);
        var (count, width) = (0, _columns.Count);
        entries[column] = 1;
        for (var j = 0; j < width; j++)
            if (entries[j] != 0)
            {
                entries[j] /= pivot;
                _nonzero[count++] = j;
            }
        _right[row] /= pivot;
        var whole = Math.Abs(pivot) == 1;
        for (var i = 0; i < _basic.Length; i++)
            if (i != row && _rows[i][column] is var factor and not 0)
            {
                _rows[i][column] = 0;
                Subtract(_rows[i], entries, factor, _nonzero.AsSpan(0, count), width);
                _right[i] -= factor * _right[row];
                if (!whole)
                    Clean(i, width);
                _limit.Spend(Math.Min(width / 4, count) + 1);
            }
        if (!whole)
            Clean(row, width);
        var (into, outOf) = (_columns[column], _basic[row]);
        (_basic[row], _place[into], _columns[column], _place[outOf]) = (into, row, outOf, -1 - column);
        if (_low[outOf] == _high[outOf] && outOf >= _gain.Length)
            Drop(column);
    }

    private static void Subtract(double[] from, double[] entries, double factor, ReadOnlySpan<int> nonzero, int width)
    {
        if (nonzero.Length < width / 4)
        {
            foreach (var j in nonzero)
                from[j] -= factor * entries[j];
            return;
        }
        var a = MemoryMarshal.Cast<double, Vector<double>>(from.AsSpan(0, width));
        var b = MemoryMarshal.Cast<double, Vector<double>>(entries.AsSpan(0, width));
        var by = new Vector<double>(factor);
        for (var k = 0; k < a.Length; k++)
            a[k] -= by * b[k];
        for (var j = a.Length * Vector<double>.Count; j < width; j++)
            from[j] -= factor * entries[j];
    }

    /// <summary>Takes what is whole but for the last digits as whole.</summary>
    private void Clean(int row, int width)
    {
        var entries = _rows[row];
        for (var j = 0; j < width; j++)
            if (Math.Round(entries[j]) is var near && near != entries[j] && Math.Abs(entries[j] - near) < Tiny)
                entries[j] = near;
    }

    /// <summary>An equality's own variable stays 0 and never comes back: its column goes.</summary>
    private void Drop(int column)
    {
        _place[_columns[column]] = int.MinValue;
        var last = _columns.Count - 1;
        if (column != last)
        {
            foreach (var entries in _rows)
                entries[column] = entries[last];
            (_columns[column], _place[_columns[last]]) = (_columns[last], -1 - column);
        }
        _columns.RemoveAt(last);
    }
}
