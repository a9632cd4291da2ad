using TurfMap.Statistics.Significance;

namespace TurfMap.Statistics.Rates;

/// <summary>Two periods compared in many areas at once.</summary>
public static class RateChanges
{
    /// <summary>What may be said of each area when at most a given share of the areas named may be false.</summary>
    /// <param name="ratios">The two counts of each area.</param>
    /// <param name="falseDiscoveryRate">Between 0 and 1. An area is named when its q-value is below it.</param>
    /// <remarks>Areas without data stay out of the count of comparisons, those with two zeros do not.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number cannot be.</exception>
    public static RateChange[] Of(IReadOnlyList<RateRatio> ratios, double falseDiscoveryRate = 0.05)
    {
        ArgumentNullException.ThrowIfNull(ratios);
        ThrowIf.NotBetweenZeroAndOne(falseDiscoveryRate);
        var q = BenjaminiHochberg.QValues([.. ratios.Select(ratio => ratio.P())]);
        return [.. ratios.Select((ratio, area) => ratio.Change(q[area], falseDiscoveryRate))];
    }
}
