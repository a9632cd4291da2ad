namespace TurfMap.Statistics.Disclosure;

/// <summary>
/// Finds the least and the greatest sum of some variables under equalities and bounds, fractions allowed: the simplex method on a condensed
/// tableau.
/// </summary>
/// <remarks>
/// Each basic variable stands as its row: x = right side - sum of entries times the others, which sit at one of their bounds. Bounds may be
/// changed between
/// calls; the tableau stays, so the next call starts where the last one ended. While entries are whole (always for tables with two ways,
/// whose matrix is
/// unimodular) the arithmetic of doubles is exact; else it is off in the last digits, which is why nobody takes an answer from here without
/// checking it in
/// whole numbers. Largest gain first; after a run of steps without gain the lowest number first (Bland), which cannot go round in circles.
/// </remarks>
internal sealed class BoundedSimplex
{
    private const double Tiny = 1e-9;
    private const double Off = 1e-5;
    private const double Something = 1e-6; // entries are fractions of small numbers: what is less than this was left over by rounding
    private readonly Tableau _tableau;
    private readonly StepLimit _limit;
    private readonly bool[] _atHigh;
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly double[] _value;
    private readonly double[] _gain;
    private readonly IReadOnlyList<(int[] Variables, long Low, long High)> _facts;
    private bool _stale = true;
    private bool _isLost; // goes round and round, which only lost digits can make it do

    /// <summary>Takes rows over variables 0..n-1. Each row gets a variable of its own for what is missing to its upper end.</summary>
    public BoundedSimplex(
        ReadOnlySpan<long> low,
        ReadOnlySpan<long> high,
        IReadOnlyList<(int[] Variables, long Low, long High)> rows,
        StepLimit limit
    )
    {
        var (variables, all) = (low.Length, low.Length + rows.Count);
        (_facts, _limit, _tableau) = (rows, limit, new(variables, rows, limit));
        (_low, _high, _value, _atHigh, _gain) = (new double[all], new double[all], new double[all], new bool[all], new double[variables]);
        for (var j = 0; j < variables; j++)
            (_low[j], _high[j]) = (low[j], high[j]);
        for (var i = 0; i < rows.Count; i++)
            _high[variables + i] = rows[i].High - rows[i].Low;
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

    /// <summary>
    /// Makes the sum of some variables as large (or as small) as bounds and rows allow. False when they allow nothing at all, when the
    /// limit is reached, or when digits were lost for good.
    /// </summary>
    public bool TrySolve(ReadOnlySpan<int> sum, bool up)
    {
        _isLost = false;
        var solved = TryStart() && TryPush(sum, up);
        if (_limit.IsReached)
            return false;
        if (_isLost || (solved ? HasDrifted() : IsDoubtful()))
        {
            _tableau.Rebuild(gone => _atHigh[gone] = false);
            Refresh();
            _isLost = false;
            solved = TryStart() && TryPush(sum, up);
            IsUnsure = _isLost || (solved ? HasDrifted() : IsDoubtful());
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
        foreach (var variable in _tableau.Basic)
            total += Math.Max(0, Math.Max(_value[variable] - _high[variable], _low[variable] - _value[variable]));
        return total < 1e-2;
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
            })
            || !_limit.IsReached && !_isLost;
    }

    /// <summary>Steps until no gains are left to work out (true), or no step brings any (false), or the limit is reached (false).</summary>
    private bool TryMove(Func<bool> gains)
    {
        for (var (steps, still) = (0, 0); ; steps++)
        {
            if (!gains())
                return true;
            if (steps > 1000 + 20 * (_tableau.Basic.Length + _gain.Length))
                _isLost = true;
            if (_isLost)
                return false;
            var entering = Entering(still > 30);
            if (entering < 0 || !_limit.Spend(_tableau.Columns.Count + _tableau.Basic.Length))
                return false;
            still = Step(entering, still > 30) ? 0 : still + 1;
            if (steps % 100 == 99)
                Refresh();
        }
    }

    /// <summary>Works the values out anew from the tableau: after bounds have changed, and now and then against drift.</summary>
    private void Refresh()
    {
        foreach (var variable in _tableau.Columns)
            _value[variable] = _atHigh[variable] ? _high[variable] : _low[variable];
        for (var i = 0; i < _tableau.Basic.Length; i++)
        {
            var (value, entries) = (_tableau.Right[i], _tableau.Rows[i]);
            for (var j = 0; j < _tableau.Columns.Count; j++)
                if (entries[j] != 0)
                    value -= entries[j] * _value[_tableau.Columns[j]];
            _value[_tableau.Basic[i]] = value;
        }
        _stale = false;
        _limit.Spend((long)_tableau.Basic.Length * _tableau.Columns.Count);
    }

    /// <summary>What one more of each variable outside the basis adds to the sum.</summary>
    private void Gains(ReadOnlySpan<int> sum, double sign)
    {
        var gain = _gain.AsSpan(0, _tableau.Columns.Count);
        gain.Clear();
        foreach (var variable in sum)
            _tableau.AddChange(gain, variable, sign);
    }

    /// <summary>What one more of each variable takes off the sum of all that is out of bounds; false when nothing is.</summary>
    private bool InfeasibilityGains()
    {
        var gain = _gain.AsSpan(0, _tableau.Columns.Count);
        gain.Clear();
        var any = false;
        for (var i = 0; i < _tableau.Basic.Length; i++)
            if (Outside(_tableau.Basic[i]) is var outside and not 0)
            {
                _tableau.AddChange(gain, _tableau.Basic[i], -outside);
                any = true;
            }
        return any;
    }

    /// <summary>1 above the upper bound, -1 below the lower one, 0 between.</summary>
    private int Outside(int variable) =>
        _value[variable] > _high[variable] + Off ? 1
        : _value[variable] < _low[variable] - Off ? -1
        : 0;

    /// <summary>The column that brings most, or the lowest variable that brings anything; -1 when none does.</summary>
    private int Entering(bool lowest)
    {
        var (best, most) = (-1, Something);
        for (var j = 0; j < _tableau.Columns.Count; j++)
        {
            var variable = _tableau.Columns[j];
            var gain = _atHigh[variable] ? -_gain[j] : _gain[j];
            if (gain <= Something || _low[variable] == _high[variable])
                continue;
            if (lowest ? best < 0 || variable < _tableau.Columns[best] : gain > most)
                (best, most) = (j, gain);
        }
        return best;
    }

    /// <summary>Moves one variable as far as it goes. False when it could not move at all.</summary>
    private bool Step(int column, bool lowest)
    {
        var entering = _tableau.Columns[column];
        var direction = _atHigh[entering] ? -1.0 : 1.0;
        var (length, leaving, leavesHigh) = (_high[entering] - _low[entering], -1, false);
        for (var i = 0; i < _tableau.Basic.Length; i++)
        {
            var rate = -direction * _tableau.Rows[i][column];
            if (Math.Abs(rate) < Something || Blocks(_tableau.Basic[i], rate) is not { } toHigh)
                continue;
            var room = Math.Max(0, ((toHigh ? _high[_tableau.Basic[i]] : _low[_tableau.Basic[i]]) - _value[_tableau.Basic[i]]) / rate);
            if (room < length - Tiny || room < length + Tiny && leaving >= 0 && Better(i, leaving, column, lowest))
                (length, leaving, leavesHigh) = (Math.Min(room, length), i, toHigh);
        }
        for (var i = 0; i < _tableau.Basic.Length; i++)
            if (_tableau.Rows[i][column] is var entry and not 0)
                _value[_tableau.Basic[i]] -= direction * length * entry;
        _value[entering] += direction * length;
        if (leaving < 0)
            _atHigh[entering] = !_atHigh[entering];
        else
        {
            var gone = _tableau.Basic[leaving];
            (_atHigh[gone], _value[gone]) = (leavesHigh, leavesHigh ? _high[gone] : _low[gone]);
            _tableau.Pivot(leaving, column);
        }
        return length > Something;
    }

    /// <summary>
    /// Which bound stops a basic variable that moves at a rate: true the upper, false the lower, null none. One outside its bounds is
    /// stopped where it comes in.
    /// </summary>
    private bool? Blocks(int variable, double rate) =>
        (Outside(variable), rate > 0) switch
        {
            (0, var up) => up,
            (-1, true) => false,
            (1, false) => true,
            _ => null,
        };

    /// <summary>
    /// Among rows that stop a step at the same place: the lowest variable, or else the entry nearest to 1 in size, which keeps entries
    /// whole.
    /// </summary>
    private bool Better(int row, int other, int column, bool lowest) =>
        lowest
            ? _tableau.Basic[row] < _tableau.Basic[other]
            : Math.Abs(Math.Abs(_tableau.Rows[row][column]) - 1) < Math.Abs(Math.Abs(_tableau.Rows[other][column]) - 1);
}
