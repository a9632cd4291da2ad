using MathNet.Numerics;

namespace TurfMap.Statistics.Rates;

/// <summary>What may be said of a rate in the second period against the first.</summary>
public enum RateChange
{
    /// <summary>One of the periods has nothing to count in.</summary>
    NoData,

    /// <summary>Chance alone would give as much. Also "too few to say": it is not "unchanged".</summary>
    NotClearlyDifferent,

    /// <summary>Clearly more in the second period.</summary>
    Higher,

    /// <summary>Clearly less in the second period.</summary>
    Lower,
}

/// <summary>Compares two counts, each with what it was counted in.</summary>
/// <param name="First">The count of the first period, 0 or more.</param>
/// <param name="FirstExposure">What it was counted in: people times days, or days when people are the same. 0 is no data.</param>
/// <param name="Second">The count of the second period.</param>
/// <param name="SecondExposure">Its exposure, in the same unit.</param>
/// <remarks>
/// Przyborowski and Wilenski (1940): given the sum of both counts, the second is binomial with its share of the exposure. Assumes
/// independent events (Poisson);
/// repeat filings of one person make it say too much. The probability doubles the smaller tail, so it is below 5 % exactly when the 95 %
/// interval leaves 1 out;
/// <c>stats::poisson.test</c> gives the same interval, but adds up the less probable outcomes for its p.
/// </remarks>
public readonly record struct RateRatio(long First, double FirstExposure, long Second, double SecondExposure)
{
    /// <summary>The second rate divided by the first: infinite when only the first is 0, NaN when both are or there is no data.</summary>
    public double Value => IsNoData ? double.NaN : Second / SecondExposure / (First / FirstExposure);

    /// <summary>Whether one of the periods has nothing to count in.</summary>
    public bool IsNoData => !(FirstExposure > 0 && SecondExposure > 0);

    /// <summary>
    /// How probable two counts at least as far apart are when both rates are the same; 1 when both counts are 0, NaN without data.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or an exposure is negative or not finite.</exception>
    public double P()
    {
        Check();
        if (IsNoData)
            return double.NaN;
        var share = SecondExposure / (FirstExposure + SecondExposure);
        var asMany = Second == 0 ? 1 : SpecialFunctions.BetaRegularized(Second, First + 1, share);
        var asFew = First == 0 ? 1 : SpecialFunctions.BetaRegularized(First, Second + 1, 1 - share);
        return Math.Min(1, 2 * Math.Min(asMany, asFew));
    }

    /// <summary>
    /// The exact interval of the ratio: Clopper and Pearson's for the second period's share of the events. From 0 to infinity when both
    /// counts are 0; NaN without data.
    /// </summary>
    /// <param name="confidence">Between 0 and 1, such as 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number cannot be.</exception>
    public Interval Interval(double confidence = 0.95)
    {
        Check();
        ThrowIf.NotBetweenZeroAndOne(confidence);
        if (IsNoData)
            return new(double.NaN, double.NaN);
        if (First + Second == 0)
            return new(0, double.PositiveInfinity);
        var share = ProportionInterval.Exact(Second, First + Second, confidence);
        var exposures = FirstExposure / SecondExposure;
        return new(
            share.Low / (1 - share.Low) * exposures,
            First == 0 ? double.PositiveInfinity : share.High / (1 - share.High) * exposures
        );
    }

    /// <summary>What may be said of one comparison. For a map with many, see <see cref="RateChanges"/>.</summary>
    /// <param name="limit">The probability below which a difference is clear.</param>
    public RateChange Change(double limit = 0.05) => Change(P(), limit);

    internal RateChange Change(double probability, double limit) =>
        double.IsNaN(probability) ? RateChange.NoData
        : probability >= limit ? RateChange.NotClearlyDifferent
        : Second / SecondExposure > First / FirstExposure ? RateChange.Higher
        : RateChange.Lower;

    private void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(First);
        ArgumentOutOfRangeException.ThrowIfNegative(Second);
        if (!(FirstExposure >= 0 && SecondExposure >= 0 && double.IsFinite(FirstExposure + SecondExposure)))
            throw new ArgumentOutOfRangeException(
                nameof(FirstExposure),
                (FirstExposure, SecondExposure),
                "must be finite and not negative"
            );
    }
}
