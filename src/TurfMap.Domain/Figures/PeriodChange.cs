using TurfMap.Statistics;
using TurfMap.Statistics.Rates;

namespace TurfMap.Domain.Figures;

/// <summary>One thing in two periods.</summary>
/// <param name="Key">Its key: an area's code, a hexagon, a kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="First">Cases in the first period.</param>
/// <param name="Second">Cases in the second.</param>
/// <param name="Ratio">Cases per day in the second for each in the first; null when there were none in the first.</param>
/// <param name="Low">The lower end of the ratio's exact 95 % interval; null when there is nothing to tell.</param>
/// <param name="High">The upper end; null when it has none.</param>
/// <param name="Verdict">more, fewer, unclear (chance alone would give as much), or few (too few to say).</param>
public readonly record struct PeriodChange(
    string Key,
    string Name,
    int First,
    int Second,
    double? Ratio,
    double? Low,
    double? High,
    string Verdict
)
{
    /// <summary>
    /// Below this in both periods nothing is said: a count of which less than 5 is expected tells no change from chance (<c>methods.md</c>
    /// A5: expected at least 5, else "too few").
    /// </summary>
    public const int Few = 5;

    /// <summary>The share of false ones among those said to be more or fewer.</summary>
    public const double FalseDiscoveryRate = 0.05;

    /// <summary>Compares many things at once.</summary>
    /// <param name="counts">What is compared, with its counts.</param>
    /// <param name="firstDays">The length of the first period.</param>
    /// <param name="secondDays">The length of the second.</param>
    /// <remarks>
    /// Przyborowski and Wilenski (1940), with the false discovery rate over all that are compared, also those too few to say. Assumes that
    /// residents are the same in both.
    /// </remarks>
    public static IReadOnlyList<PeriodChange> Of(
        IReadOnlyList<(string Key, string Name, int First, int Second)> counts,
        int firstDays,
        int secondDays
    )
    {
        var ratios = counts.Select(one => new RateRatio(one.First, firstDays, one.Second, secondDays)).ToArray();
        var changes = RateChanges.Of(ratios, FalseDiscoveryRate);
        var intervals = new Dictionary<(int, int), Interval>();
        return [.. counts.Select((one, i) => Tell(one, ratios[i], changes[i], Interval(one.First, one.Second, ratios[i])))];

        Interval Interval(int first, int second, RateRatio ratio) =>
            intervals.TryGetValue((first, second), out var known) ? known : intervals[(first, second)] = ratio.Interval();
    }

    private static PeriodChange Tell(
        (string Key, string Name, int First, int Second) one,
        RateRatio ratio,
        RateChange change,
        Interval interval
    ) =>
        new(
            one.Key,
            one.Name,
            one.First,
            one.Second,
            Rounded(ratio.Value),
            one.First + one.Second == 0 ? null : Rounded(interval.Low),
            Rounded(interval.High),
            one is { First: < Few, Second: < Few }
                ? "few"
                : change switch
                {
                    RateChange.Higher => "more",
                    RateChange.Lower => "fewer",
                    _ => "unclear",
                }
        );

    private static double? Rounded(double value) => double.IsFinite(value) ? Math.Round(value, 3) : null;
}
