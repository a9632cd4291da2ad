namespace TurfMap.Statistics.Rates;

/// <summary>Rates of areas, drawn towards a mean as far as their own numbers are small.</summary>
/// <param name="Rates">The smoothed rate of each area; NaN is "no data": nobody lives there, or neither the area nor those it is compared
/// with have an event (0/0).</param>
/// <param name="Means">The rate that each area is drawn to: of all areas, or of the area and its neighbours. NaN where the rate is.</param>
/// <param name="Variances">How much the true rates vary around the mean beyond chance; 0 when no more than chance would give.</param>
/// <remarks>
/// For colour and for forecasts only: a small area that is really bad is hidden by it, so nothing is flagged by it, and no interval comes
/// with it.
/// </remarks>
public sealed record SmoothedRates(IReadOnlyList<double> Rates, IReadOnlyList<double> Means, IReadOnlyList<double> Variances)
{
    /// <summary>True when no area varies beyond chance: each shows the mean. To be said in words, not drawn as a flat map.</summary>
    public bool IsNoVariationBeyondChance => Variances.All(variance => !(variance > 0));

    /// <summary>Whether an area has a rate.</summary>
    public bool HasData(int area) => !double.IsNaN(Rates[area]);
}
