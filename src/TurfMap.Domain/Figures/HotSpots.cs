using TurfMap.Domain.Changes;
using TurfMap.Domain.Records;
using TurfMap.Statistics;
using TurfMap.Statistics.HotSpots;
using TurfMap.Statistics.Rates;

namespace TurfMap.Domain.Figures;

/// <summary>A place with clearly more or fewer cases than chance would give.</summary>
/// <param name="Number">The area or hexagon.</param>
/// <param name="Cases">The cases in it.</param>
/// <param name="Expected">What would be usual in it.</param>
/// <param name="IsMore">Whether there are more.</param>
/// <param name="Sureness">90, 95 or 99: of the places marked so, at most 10, 5 or 1 in 100 are expected to be chance.</param>
/// <param name="Sentence">The same in words.</param>
public readonly record struct HotSpot(int Number, int Cases, double Expected, bool IsMore, int Sureness, string Sentence);

/// <summary>Where cases gather, and where they are few, beyond chance.</summary>
/// <param name="Tested">How many places were looked at.</param>
/// <param name="ByRate">Whether rates of residents were looked at, or counts.</param>
/// <param name="Varies">Whether places differ at all beyond chance.</param>
/// <param name="Spots">Those that stand out, in their order.</param>
/// <remarks>
/// Gi* (Getis and Ord 1992; Ord and Getis 1995) over a place and those that touch it, with conditional permutations and Benjamini and
/// Hochberg's false discovery rate over all places: <c>methods.md</c> C1.
/// Rates are smoothed towards the rate of all places, never towards the neighbours': that would make neighbours alike by itself, and find
/// hot spots in noise. The same seed gives the same answer.
/// </remarks>
public sealed record HotSpots(int Tested, bool ByRate, bool Varies, IReadOnlyList<HotSpot> Spots)
{
    /// <summary>With fewer places there is nothing to compare with.</summary>
    public const int LeastPlaces = 30;

    /// <summary>With more places the draws take too long, because each is compared with all others.</summary>
    public const int MostPlaces = 20_000;

    /// <summary>The false discovery rate at which a place is named without reserve.</summary>
    public const double FalseDiscoveryRate = 0.05;

    /// <summary>Draws for each place.</summary>
    public const int Permutations = 999;

    /// <summary>The seed of the draws, always the same.</summary>
    public const int Seed = 6;

    /// <summary>About what they take in memory.</summary>
    public long Bytes => 400L * Spots.Count + 100;

    /// <summary>Looks for them.</summary>
    /// <param name="counts">Cases in each place.</param>
    /// <param name="residents">Who lives there, NaN for unknown; null to compare counts.</param>
    /// <param name="seen">Which places are looked at.</param>
    /// <param name="neighbours">Which touch.</param>
    /// <param name="words">How they are called.</param>
    /// <param name="cancel">Looked at once for each place.</param>
    /// <exception cref="RefusedException">There are too few places.</exception>
    public static HotSpots Find(
        int[] counts,
        IReadOnlyList<double>? residents,
        bool[] seen,
        NeighbourLists neighbours,
        HotSpotSentences words,
        CancellationToken cancel
    )
    {
        var lived = new double[counts.Length];
        for (var i = 0; i < lived.Length; i++)
            lived[i] =
                !seen[i] ? 0
                : residents is null ? 1
                : residents[i] >= DisclosureRule.LeastResidentsOfTest ? residents[i]
                : 0;
        var tested = lived.Count(people => people > 0);
        if (tested < LeastPlaces)
            throw new RefusedException(Refusal.Invalid, words.TooFew(tested, residents is not null));
        if (tested > MostPlaces)
            throw new RefusedException(Refusal.Invalid, words.TooMany(tested));
        var cases = counts.Select((count, i) => lived[i] > 0 ? (double)count : 0).ToArray();
        var usual = cases.Sum() / lived.Sum();
        var values = residents is null
            ? [.. cases.Select((count, i) => lived[i] > 0 ? count : double.NaN)]
            : EmpiricalBayes.Global(cases, lived).Rates.ToArray();
        var map = HotSpotMap.Build(values, neighbours, Permutations, Seed, cancel);
        var spots = new List<HotSpot>();
        for (var i = 0; i < counts.Length; i++)
            if (Sureness(map.Classes[i]) is > 0 and var sureness)
            {
                var (near, around, expected) = (0, cases[i], lived[i] * usual);
                foreach (var j in neighbours.Of(i))
                    if (lived[j] > 0)
                        (near, around, expected) = (near + 1, around + cases[j], expected + lived[j] * usual);
                var isMore = map.Classes[i] is HotSpotClass.Hot90 or HotSpotClass.Hot95 or HotSpotClass.Hot99;
                spots.Add(
                    new(
                        i,
                        counts[i],
                        Math.Round(lived[i] * usual, 1),
                        isMore,
                        sureness,
                        words.Of(isMore, sureness, (int)around, near, expected)
                    )
                );
            }
        return new(tested, residents is not null, map.Classes.Any(one => one != HotSpotClass.NoData), spots);
    }

    private static int Sureness(HotSpotClass one) =>
        one switch
        {
            HotSpotClass.Hot90 or HotSpotClass.Cold90 => 90,
            HotSpotClass.Hot95 or HotSpotClass.Cold95 => 95,
            HotSpotClass.Hot99 or HotSpotClass.Cold99 => 99,
            _ => 0,
        };
}

/// <summary>Hot spots in words.</summary>
/// <param name="What">What is counted: cases, events.</param>
/// <param name="Layer">How the areas are called; null for hexagons.</param>
public sealed record HotSpotSentences(string What, string? Layer)
{
    /// <summary>Why nothing is looked for.</summary>
    public string TooFew(int places, bool byRate) =>
        byRate
            ? $"{Layer ?? "Hexagons"} are too few: {places} of them have {DisclosureRule.LeastResidentsOfTest} residents or more, and to "
                + $"tell hot spots from chance {HotSpots.LeastPlaces} are needed. {Instead}"
            : $"{Layer ?? "Hexagons"} are too few: there are {places}, and to tell hot spots from chance "
                + $"{HotSpots.LeastPlaces} are needed. {Instead}";

    /// <summary>Why nothing is looked for in so large a part of the land.</summary>
    public string TooMany(int places) =>
        $"{Layer ?? "Hexagons"} are too many: there are {places:N0}, and at most {HotSpots.MostPlaces:N0} are compared "
        + "with each other. Look at a part of the city (area=), or ask on a coarser layer.";

    /// <summary>Why areas are not looked at while nothing is known of residents: their counts would show where people live.</summary>
    public string NoResidents =>
        $"Who lives in {Layer} is not known, so their numbers would only show where people live. Import a measure named "
        + $"{string.Join(" or ", Residents.Names)}, or ask on hexagons.";

    private string Instead =>
        Layer is null ? "Look at a larger part of the city." : "Ask on a finer layer, such as tracts, or on hexagons.";

    /// <summary>What is said of a place.</summary>
    internal string Of(bool isMore, int sureness, int around, int near, double expected) =>
        $"{(isMore ? "More" : "Fewer")} {What} than chance would give: {around:N0} here{Near(near)}, where "
        + $"{(expected < 10 ? $"{expected:0.0}" : $"{expected:N0}")} would be usual. Of the places marked so, about "
        + $"{100 - sureness} in 100 {(sureness == 99 ? "is" : "are")} chance.";

    private string Near(int near) =>
        near == 0 ? "" : $" and in the {near} {(Layer is null ? "hexagon" : "area")}{(near == 1 ? "" : "s")} around it";
}
