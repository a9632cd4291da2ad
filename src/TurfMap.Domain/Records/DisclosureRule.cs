using TurfMap.Statistics.Disclosure;

namespace TurfMap.Domain.Records;

/// <summary>What may be shown of records, in one place for every screen, table, tile and export.</summary>
/// <remarks>
/// Thresholds after <c>methods.md</c> A1, A7, B4 and B6. Those who handle cases see their counts; what is hidden from them is only what a
/// surface would give away about one household. What leaves their hands goes by <see cref="Published"/>.
/// </remarks>
/// <param name="LeastConstituents">A surface is blank where fewer constituents lie within its kernel; 0 hides nothing.</param>
public sealed record DisclosureRule(int LeastConstituents)
{
    /// <summary>Where fewer live no rate is shown, to anybody: a handful of people would move it.</summary>
    public const int LeastResidentsOfRate = 500;

    /// <summary>A rate of a surface needs so many cases within its kernel.</summary>
    public const int LeastCasesOfRate = 10;

    /// <summary>
    /// Where fewer live a place is not tested for being a hot spot. It is a test of many places at once, and shows no rate.
    /// </summary>
    public const int LeastResidentsOfTest = 50;

    /// <summary>For counts that leave the role that handles cases.</summary>
    public static CellRule Published { get; } = new();

    /// <summary>For cases, among those who handle them.</summary>
    public static DisclosureRule OfCases { get; } = new(5);

    /// <summary>For events, which are announced to everybody.</summary>
    public static DisclosureRule OfEvents { get; } = new(0);
}
