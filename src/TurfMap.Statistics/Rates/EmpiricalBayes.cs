namespace TurfMap.Statistics.Rates;

/// <summary>Which mean the spread around an area is measured from.</summary>
public enum LocalSpread
{
    /// <summary>
    /// The mean of the area whose rate is smoothed, for all its neighbours: Marshall's text, GeoDa, and <c>spdep::EBlocal(geoda =
    /// TRUE)</c>.
    /// </summary>
    OwnMean,

    /// <summary>Each neighbour's own local mean: <c>spdep::EBlocal</c> as it stands.</summary>
    NeighboursMeans,
}

/// <summary>Empirical Bayes smoothing of rates: areas with few people borrow from the others.</summary>
/// <remarks>
/// Marshall (1991); Bailey and Gatrell (1995). Assumes that counts are Poisson and that true rates vary around one mean, the city's or the
/// neighbourhood's.
/// Areas without people (population 0) have no data and count nowhere, nor do the events that lie in them. Method of moments: O(areas), or
/// O(areas and neighbours).
/// </remarks>
public static class EmpiricalBayes
{
    /// <summary>Draws each rate towards that of all areas.</summary>
    /// <param name="events">Events of each area, 0 or more.</param>
    /// <param name="population">People (or years lived) of each area, 0 or more.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a number is negative or not finite.</exception>
    public static SmoothedRates Global(ReadOnlySpan<double> events, ReadOnlySpan<double> population)
    {
        var (mean, spread, meanPopulation) = Moments(events, population);
        var variance = AtLeastZero(spread - mean / meanPopulation);
        return Shrink(events, population, mean, variance, (rate, people) => mean + (rate - mean) * variance / (variance + mean / people));
    }

    /// <summary>Draws each proportion towards that of all areas, for events that are common (more than about a tenth).</summary>
    /// <param name="events">Successes of each area.</param>
    /// <param name="trials">Trials of each area, 0 or more.</param>
    /// <param name="keepNegativeWeights">
    /// When the proportions vary less than chance would give, the formula gives negative weights, which draw away from the mean. They are
    /// taken as 0,
    /// unless this is set: <c>spdep::EBest(family = "binomial")</c> keeps them.
    /// </param>
    /// <remarks>Martuzzi and Elliott (1996).</remarks>
    /// <exception cref="ArgumentException">The lists differ in length, a number is negative or not finite, or there are more successes than
    /// trials.</exception>
    public static SmoothedRates Binomial(ReadOnlySpan<double> events, ReadOnlySpan<double> trials, bool keepNegativeWeights = false)
    {
        var (mean, spread, meanTrials) = Moments(events, trials);
        for (var i = 0; i < events.Length; i++)
            if (events[i] > trials[i])
                throw new ArgumentException($"Area {i} has {events[i]} successes in {trials[i]} trials.", nameof(events));
        var chance = mean * (1 - mean);
        var excess = spread - chance / meanTrials;
        if (!keepNegativeWeights)
            excess = AtLeastZero(excess);
        return Shrink(
            events,
            trials,
            mean,
            AtLeastZero(excess),
            (rate, n) => excess == 0 && mean > 0 ? mean : mean + (rate - mean) * n * excess / (n * excess + chance - spread)
        );
    }

    /// <summary>Draws each rate towards that of the area and its neighbours together.</summary>
    /// <param name="events">Events of each area, 0 or more.</param>
    /// <param name="population">People of each area, 0 or more.</param>
    /// <param name="neighbours">The neighbours of each area; the area itself is added.</param>
    /// <param name="spread">Which mean the spread is measured from.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a number is negative or not finite.</exception>
    public static SmoothedRates Local(
        ReadOnlySpan<double> events,
        ReadOnlySpan<double> population,
        NeighbourLists neighbours,
        LocalSpread spread = LocalSpread.OwnMean
    )
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        Check(events, population);
        if (neighbours.Count != events.Length)
            throw new ArgumentException($"There are neighbours of {neighbours.Count} areas for {events.Length}.", nameof(neighbours));
        var (around, meanPeople) = (new double[events.Length], new double[events.Length]);
        for (var i = 0; i < around.Length; i++)
            (around[i], meanPeople[i]) = LocalMean(events, population, i, neighbours.Of(i));
        var (means, variances, rates) = (new double[events.Length], new double[events.Length], new double[events.Length]);
        for (var i = 0; i < around.Length; i++)
        {
            var (total, people) = (Squares(events[i], population[i], around[i]), population[i]);
            foreach (var j in neighbours.Of(i))
                (total, people) = (
                    total + Squares(events[j], population[j], spread == LocalSpread.OwnMean ? around[i] : around[j]),
                    people + population[j]
                );
            var variance = AtLeastZero(total / people - around[i] / meanPeople[i]);
            rates[i] =
                population[i] > 0
                    ? around[i] + (events[i] / population[i] - around[i]) * (variance / (variance + around[i] / population[i]))
                    : double.NaN;
            (means[i], variances[i]) = double.IsNaN(rates[i]) ? (double.NaN, 0) : (around[i], variance);
        }
        return new(rates, means, variances);
    }

    private static (double Mean, double MeanPopulation) LocalMean(
        ReadOnlySpan<double> events,
        ReadOnlySpan<double> population,
        int area,
        ReadOnlySpan<int> neighbours
    )
    {
        var (sum, people, areas) = population[area] > 0 ? (events[area], population[area], 1) : (0, 0, 0);
        foreach (var j in neighbours)
            if (population[j] > 0)
                (sum, people, areas) = (sum + events[j], people + population[j], areas + 1);
        return (sum / people, people / areas);
    }

    private static double Squares(double events, double people, double mean) =>
        people > 0 ? people * (events / people - mean) * (events / people - mean) : 0;

    private static (double Mean, double Spread, double MeanPopulation) Moments(ReadOnlySpan<double> events, ReadOnlySpan<double> population)
    {
        Check(events, population);
        var (sum, people, areas) = (0.0, 0.0, 0);
        for (var i = 0; i < events.Length; i++)
            if (population[i] > 0)
                (sum, people, areas) = (sum + events[i], people + population[i], areas + 1);
        var (mean, spread) = (sum / people, 0.0);
        for (var i = 0; i < events.Length; i++)
            spread += Squares(events[i], population[i], mean) / people;
        return (mean, spread, people / areas);
    }

    private static SmoothedRates Shrink(
        ReadOnlySpan<double> events,
        ReadOnlySpan<double> population,
        double mean,
        double variance,
        Func<double, double, double> estimate
    )
    {
        var (rates, means, variances) = (new double[events.Length], new double[events.Length], new double[events.Length]);
        for (var i = 0; i < rates.Length; i++)
        {
            rates[i] = population[i] > 0 ? estimate(events[i] / population[i], population[i]) : double.NaN;
            (means[i], variances[i]) = double.IsNaN(rates[i]) ? (double.NaN, 0) : (mean, variance);
        }
        return new(rates, means, variances);
    }

    // NaN stays NaN: there is no data to vary.
    private static double AtLeastZero(double variance) => variance < 0 ? 0 : variance;

    private static void Check(ReadOnlySpan<double> events, ReadOnlySpan<double> population)
    {
        if (events.Length != population.Length)
            throw new ArgumentException($"There are {events.Length} counts for {population.Length} populations.", nameof(population));
        for (var i = 0; i < events.Length; i++)
            if (!(events[i] >= 0 && population[i] >= 0 && double.IsFinite(events[i]) && double.IsFinite(population[i])))
                throw new ArgumentException($"Area {i} has {events[i]} events and {population[i]} people.", nameof(events));
    }
}
