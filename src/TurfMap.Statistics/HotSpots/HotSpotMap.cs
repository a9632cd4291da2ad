using TurfMap.Statistics.Significance;

namespace TurfMap.Statistics.HotSpots;

/// <summary>Areas with what may be said of each, and all that is needed to find it again.</summary>
/// <param name="Z">The scores of Gi*.</param>
/// <param name="P">Two-sided probabilities: of the permutations, or of the normal curve when there were none.</param>
/// <param name="Q">The probabilities after Benjamini and Hochberg over all areas that have one.</param>
/// <param name="Classes">Hot, cold or not clearly different. Hot needs a score above 0 and neighbours above the average; one without the
/// other is not clearly different.</param>
/// <param name="Permutations">How many draws were made; 0 for the normal curve.</param>
/// <param name="Seed">The seed of the draws.</param>
/// <remarks>To be said as "more than its surroundings would give by chance". Not for fewer than 30 areas.</remarks>
public sealed record HotSpotMap(
    IReadOnlyList<double> Z,
    IReadOnlyList<double> P,
    IReadOnlyList<double> Q,
    IReadOnlyList<HotSpotClass> Classes,
    int Permutations,
    int Seed
)
{
    /// <summary>Gi* with binary weights, permutations and the false discovery rate, in one go.</summary>
    /// <param name="values">Comparable values, such as smoothed rates; NaN has no data.</param>
    /// <param name="neighbours">Neighbours without the area itself.</param>
    /// <param name="permutations">Draws, 0 for the normal curve.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <param name="cancel">Looked at once for each area.</param>
    /// <exception cref="ArgumentException">Values and neighbours differ in number, or a value is infinite.</exception>
    public static HotSpotMap Build(
        ReadOnlySpan<double> values,
        NeighbourLists neighbours,
        int permutations,
        int seed,
        CancellationToken cancel = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(permutations);
        var score = GetisOrd.GiStar(values, neighbours);
        var drawn = permutations == 0 ? null : ConditionalPermutations.Run(values, neighbours, permutations, seed, cancel);
        var p = drawn?.P.ToArray() ?? score.NormalP();
        var q = BenjaminiHochberg.QValues(p);
        var classes = new HotSpotClass[p.Length];
        for (var i = 0; i < classes.Length; i++)
        {
            var agree = drawn is null || drawn.Direction[i] == Math.Sign(double.IsNaN(score.Z[i]) ? 0 : score.Z[i]);
            classes[i] = HotSpotClasses.Of(score.Z[i], agree || double.IsNaN(q[i]) ? q[i] : 1);
        }
        return new(score.Z, p, q, classes, permutations, seed);
    }
}
