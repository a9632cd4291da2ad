using System.Numerics;
using System.Runtime.InteropServices;

namespace TurfMap.Statistics.Disclosure;

/// <summary>
/// Rows solved for some of their variables: each basic one is a right side less entries times the variables that have a column.
/// </summary>
/// <remarks>
/// Variables 0..n-1 are those of the rows; each row has one more, n + its number, for what is missing to its upper end, and begins as
/// solved for that.
/// While every pivot is 1 or -1 the entries are whole and doubles are exact; after others the last digits are off, and what is whole but
/// for them is taken as whole.
/// </remarks>
internal sealed class Tableau
{
    private const double Tiny = 1e-9;
    private readonly IReadOnlyList<(int[] Variables, long Low, long High)> _facts;
    private readonly int _variables;
    private readonly int[] _place; // where a variable stands: its row, or minus one minus its column
    private readonly int[] _nonzero;
    private readonly StepLimit _limit;

    public Tableau(int variables, IReadOnlyList<(int[] Variables, long Low, long High)> facts, StepLimit limit)
    {
        (_facts, _variables, _limit) = (facts, variables, limit);
        (_place, _nonzero) = (new int[variables + facts.Count], new int[variables]);
        (Rows, Right, Basic) = (new double[facts.Count][], new double[facts.Count], new int[facts.Count]);
        Reset();
    }

    /// <summary>The entries of each row; only the first as many as there are <see cref="Columns"/> count.</summary>
    public double[][] Rows { get; }

    public double[] Right { get; }

    /// <summary>The variable that each row is solved for.</summary>
    public int[] Basic { get; }

    /// <summary>The variable of each column.</summary>
    public List<int> Columns { get; } = [];

    /// <summary>Builds the rows anew, as they were given.</summary>
    public void Reset()
    {
        Columns.Clear();
        for (var j = 0; j < _variables; j++)
        {
            _place[j] = -1 - j;
            Columns.Add(j);
        }
        for (var i = 0; i < Rows.Length; i++)
        {
            Rows[i] = new double[_variables];
            foreach (var j in _facts[i].Variables)
                Rows[i][j] = 1;
            (Right[i], Basic[i], _place[_variables + i]) = (_facts[i].High, _variables + i, i);
        }
        _limit.Spend((long)Rows.Length * _variables);
    }

    /// <summary>
    /// Solves the rows anew for the variables that they are solved for now, each in the row where it has the largest entry.
    /// </summary>
    /// <param name="gone">Told of each variable that gives its row up.</param>
    public void Rebuild(Action<int> gone)
    {
        var wanted = Basic.Where(variable => variable < _variables).ToArray();
        var stays = Basic.ToHashSet();
        Reset();
        foreach (var variable in wanted)
        {
            var (best, column) = (-1, -1 - _place[variable]);
            for (var i = 0; i < Basic.Length; i++)
                if (!stays.Contains(Basic[i]) && (best < 0 || Math.Abs(Rows[i][column]) > Math.Abs(Rows[best][column])))
                    best = i;
            if (best < 0 || Math.Abs(Rows[best][column]) < 1e-6)
                continue;
            gone(Basic[best]);
            Pivot(best, column);
        }
    }

    /// <summary>Adds what one more of each column's variable changes of a variable, some times over.</summary>
    public void AddChange(Span<double> to, int variable, double times)
    {
        if (_place[variable] < 0)
        {
            to[-1 - _place[variable]] += times;
            return;
        }
        var entries = Rows[_place[variable]];
        for (var j = 0; j < to.Length; j++)
            to[j] -= times * entries[j];
    }

    /// <summary>
    /// Solves a row for the variable of a column instead of its own, which takes the column, or goes for good when it is an equality's:
    /// that one is always 0.
    /// </summary>
    public void Pivot(int row, int column)
    {
        var (entries, pivot) = (Rows[row], Rows[row][column]);
        var (count, width) = (0, Columns.Count);
        entries[column] = 1;
        for (var j = 0; j < width; j++)
            if (entries[j] != 0)
            {
                entries[j] /= pivot;
                _nonzero[count++] = j;
            }
        Right[row] /= pivot;
        var whole = Math.Abs(pivot) == 1;
        for (var i = 0; i < Basic.Length; i++)
            if (i != row && Rows[i][column] is var factor and not 0)
            {
                Rows[i][column] = 0;
                Subtract(Rows[i], entries, factor, _nonzero.AsSpan(0, count), width);
                Right[i] -= factor * Right[row];
                if (!whole)
                    Clean(i, width);
                _limit.Spend(Math.Min(width / 4, count) + 1);
            }
        if (!whole)
            Clean(row, width);
        var (into, outOf) = (Columns[column], Basic[row]);
        (Basic[row], _place[into], Columns[column], _place[outOf]) = (into, row, outOf, -1 - column);
        if (outOf >= _variables && _facts[outOf - _variables] is var fact && fact.Low == fact.High)
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
        var entries = Rows[row];
        for (var j = 0; j < width; j++)
            if (Math.Round(entries[j]) is var near && near != entries[j] && Math.Abs(entries[j] - near) < Tiny)
                entries[j] = near;
    }

    private void Drop(int column)
    {
        _place[Columns[column]] = int.MinValue;
        var last = Columns.Count - 1;
        if (column != last)
        {
            foreach (var entries in Rows)
                entries[column] = entries[last];
            (Columns[column], _place[Columns[last]]) = (Columns[last], -1 - column);
        }
        Columns.RemoveAt(last);
    }
}
