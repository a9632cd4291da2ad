namespace TurfMap.Statistics.Significance;

/// <summary>Many tests at once: which findings stand when only a given share of those named may be false.</summary>
/// <remarks>
/// Benjamini and Hochberg (1995). Holds for independent and for positively dependent tests; not for looking again every day until something
/// shows.
/// </remarks>
public static class BenjaminiHochberg
{
    /// <summary>
    /// The q-value of each test: the smallest false discovery rate at which it would be named. In the order of the input.
    /// </summary>
    /// <param name="p">Probabilities from 0 to 1. NaN is a test that was not made: it stays NaN and does not count among the tests.</param>
    /// <remarks>Equal p have equal q. As <c>stats::p.adjust(p, "BH")</c>. O(n log n).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A probability is below 0 or above 1.</exception>
    public static double[] QValues(ReadOnlySpan<double> p)
    {
        foreach (var probability in p)
            if (probability is < 0 or > 1)
                throw new ArgumentOutOfRangeException(nameof(p), probability, "must be from 0 to 1");
        var (keys, order) = (p.ToArray(), Enumerable.Range(0, p.Length).ToArray());
        Array.Sort(keys, order);
        var q = new double[p.Length];
        var first = 0; // NaN sorts before all numbers
        for (; first < keys.Length && double.IsNaN(keys[first]); first++)
            q[order[first]] = double.NaN;
        var least = 1.0;
        for (var i = keys.Length - 1; i >= first; i--)
            q[order[i]] = least = Math.Min(least, keys[i] * (keys.Length - first) / (i - first + 1));
        return q;
    }
}
