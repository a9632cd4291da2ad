using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace TurfMap.Statistics.Rates;

/// <summary>Intervals of a proportion, from successes in a number of trials.</summary>
public static class ProportionInterval
{
    /// <summary>Wilson's score interval: for display; close to its confidence also for few trials and near 0 and 1.</summary>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">1 or more.</param>
    /// <param name="confidence">Between 0 and 1, such as 0.95.</param>
    /// <remarks>Wilson (1927), without continuity correction.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The numbers cannot be.</exception>
    public static Interval Wilson(long successes, long trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        var z = Normal.InvCDF(0, 1, 1 - (1 - confidence) / 2);
        var (n, p) = ((double)trials, successes / (double)trials);
        var middle = (p + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return new(successes == 0 ? 0 : middle - half, successes == trials ? 1 : middle + half);
    }

    /// <summary>Clopper and Pearson's exact interval: where the confidence must be kept; wider.</summary>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">1 or more.</param>
    /// <param name="confidence">Between 0 and 1, such as 0.95.</param>
    /// <remarks>Beta quantiles, found to 1e-12 by halving.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The numbers cannot be.</exception>
    public static Interval Exact(long successes, long trials, double confidence = 0.95)
    {
        Check(successes, trials, confidence);
        var tail = (1 - confidence) / 2;
        var failures = trials - successes;
        return new(
            successes == 0 ? 0 : Quantile.Find(p => SpecialFunctions.BetaRegularized(successes, failures + 1, p), tail, 0, 1),
            failures == 0 ? 1 : Quantile.Find(p => SpecialFunctions.BetaRegularized(successes + 1, failures, p), 1 - tail, 0, 1)
        );
    }

    private static void Check(long successes, long trials, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        ThrowIf.NotBetweenZeroAndOne(confidence);
    }
}
