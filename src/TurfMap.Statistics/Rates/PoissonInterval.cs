using MathNet.Numerics;

namespace TurfMap.Statistics.Rates;

/// <summary>The exact interval of an expected count, from one that was seen.</summary>
public static class PoissonInterval
{
    /// <summary>
    /// Limits of the expected count: those for which the count seen, or one more extreme, has half of the remaining probability.
    /// </summary>
    /// <param name="count">The count seen, 0 or more. At 0 the lower limit is 0.</param>
    /// <param name="confidence">Between 0 and 1, such as 0.95.</param>
    /// <remarks>
    /// Garwood (1936); Ulm (1990): gamma quantiles, found to 1e-12 by halving. Covers at least as often as it says, usually more. Divide by
    /// the denominator for a rate.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or the confidence is not between 0 and 1.</exception>
    public static Interval Exact(long count, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ThrowIf.NotBetweenZeroAndOne(confidence);
        var tail = (1 - confidence) / 2;
        return new(
            count == 0 ? 0 : Quantile.Find(mean => SpecialFunctions.GammaLowerRegularized(count, mean), tail, 0, count),
            Quantile.Find(
                mean => SpecialFunctions.GammaLowerRegularized(count + 1, mean),
                1 - tail,
                count,
                count + 20 + 20 * Math.Sqrt(count + 1)
            )
        );
    }
}
