using MathNet.Numerics;

namespace TurfMap.Statistics.HotSpots;

/// <summary>What the areas in a neighbourhood weigh.</summary>
public enum NeighbourWeights
{
    /// <summary>Each counts 1.</summary>
    Binary,

    /// <summary>
    /// Each counts one divided by how many there are. The scores are the same as with <see cref="Binary"/>, the statistic and its moments
    /// are not.
    /// </summary>
    RowStandardised,
}

/// <summary>The local statistic of each area, with what chance would give.</summary>
/// <param name="G">Sum of the values in the neighbourhood divided by the sum of all values (for Gi: of all others).</param>
/// <param name="Expected">Its expectation when the values lie at random.</param>
/// <param name="Variance">Its variance then.</param>
/// <param name="Z">How many standard deviations the statistic is off: above 0 hot, below 0 cold. NaN is "no data".</param>
public sealed record LocalG(
    IReadOnlyList<double> G,
    IReadOnlyList<double> Expected,
    IReadOnlyList<double> Variance,
    IReadOnlyList<double> Z
)
{
    /// <summary>
    /// The two-sided probability of each score under the normal curve; NaN where there is no score. For fewer than 100 areas and for skewed
    /// values use permutations.
    /// </summary>
    public double[] NormalP() => [.. Z.Select(z => double.IsNaN(z) ? double.NaN : SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2)))];
}

/// <summary>Getis and Ord's local statistics: where high or low values lie together.</summary>
/// <remarks>
/// Getis and Ord (1992, 1996); Ord and Getis (1995). The values must be comparable: smoothed rates, not raw counts, or the map shows where
/// people live.
/// An area whose value is NaN has no data: it takes no part, also not as a neighbour. An area without neighbours has no Gi; its Gi* is its
/// own value alone.
/// When all values are equal nothing has a score. O(areas and neighbours).
/// </remarks>
public static class GetisOrd
{
    /// <summary>Gi: the neighbours of an area without itself, against all other areas.</summary>
    /// <exception cref="ArgumentException">Values and neighbours differ in number, or a value is infinite.</exception>
    public static LocalG Gi(ReadOnlySpan<double> values, NeighbourLists neighbours, NeighbourWeights weights = NeighbourWeights.Binary) =>
        Score(values, neighbours, weights, withItself: false);

    /// <summary>Gi*: an area with its neighbours, against all areas.</summary>
    /// <exception cref="ArgumentException">Values and neighbours differ in number, or a value is infinite.</exception>
    public static LocalG GiStar(
        ReadOnlySpan<double> values,
        NeighbourLists neighbours,
        NeighbourWeights weights = NeighbourWeights.Binary
    ) => Score(values, neighbours, weights, withItself: true);

    private static LocalG Score(ReadOnlySpan<double> values, NeighbourLists neighbours, NeighbourWeights weights, bool withItself)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        Check(values, neighbours);
        var (count, sum) = (0, 0.0);
        foreach (var value in values)
            if (!double.IsNaN(value))
                (count, sum) = (count + 1, sum + value);
        var middle = sum / count;
        var squares = 0.0; // around the mean, so that large values with small differences keep their digits
        foreach (var value in values)
            if (!double.IsNaN(value))
                squares += (value - middle) * (value - middle);
        var (g, expected, variances, z) = (
            new double[values.Length],
            new double[values.Length],
            new double[values.Length],
            new double[values.Length]
        );
        for (var i = 0; i < values.Length; i++)
        {
            var (near, members) = Neighbourhood(values, i, neighbours.Of(i), withItself);
            var own = values[i] - middle;
            // The areas that it is compared with: all, or all others with their own mean and variance.
            var (n, total) = withItself ? (count, sum) : (count - 1, sum - values[i]);
            var (mean, variance) = withItself ? (middle, squares / n) : (total / n, (squares - own * own) / n - own / n * (own / n));
            var weight = weights == NeighbourWeights.Binary || members == 0 ? 1.0 : 1.0 / members;
            var (all, off) = (weight * members, weight * (near - members * mean));
            var spread = variance * (n * weight * weight * members - all * all) / (n - 1);
            var known = !double.IsNaN(values[i]) && members > 0 && spread > 1e-24 * weight * weight * mean * mean;
            (g[i], expected[i], variances[i], z[i]) = known
                ? (weight * near / total, all / n, spread / (total * total), off / Math.Sqrt(spread))
                : (double.NaN, double.NaN, double.NaN, double.NaN);
        }
        return new(g, expected, variances, z);
    }

    private static (double Sum, int Members) Neighbourhood(
        ReadOnlySpan<double> values,
        int area,
        ReadOnlySpan<int> neighbours,
        bool withItself
    )
    {
        var (sum, members) = withItself ? (values[area], 1) : (0, 0);
        foreach (var j in neighbours)
            if (!double.IsNaN(values[j]))
                (sum, members) = (sum + values[j], members + 1);
        return (sum, members);
    }

    internal static void Check(ReadOnlySpan<double> values, NeighbourLists neighbours)
    {
        if (values.Length != neighbours.Count)
            throw new ArgumentException(
                $"There are {values.Length} values for the neighbours of {neighbours.Count} areas.",
                nameof(neighbours)
            );
        foreach (var value in values)
            if (double.IsInfinity(value))
                throw new ArgumentException("A value is infinite.", nameof(values));
    }
}
