using TurfMap.Domain.Records;
using TurfMap.Statistics;
using TurfMap.Statistics.Rates;

namespace TurfMap.Domain.Figures;

/// <summary>How rates of areas were smoothed.</summary>
public enum Smoothing
{
    /// <summary>There are no rates to smooth.</summary>
    None,

    /// <summary>Towards the rate of all areas.</summary>
    Global,

    /// <summary>Towards the rate of the area with those that touch it; of all areas where fewer than three do.</summary>
    Local,
}

/// <summary>
/// An area in numbers. Density and rate are of <see cref="Drawn"/>, which leaves out rough placements and sinks; a number that cannot be
/// told is null.
/// </summary>
/// <param name="Key">Its code; empty for what lies in no area.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cases">All chosen cases in it.</param>
/// <param name="Drawn">Those of them that densities are of.</param>
/// <param name="SquareMiles">Its size, as far as it is looked at.</param>
/// <param name="Density">Per square mile and month.</param>
/// <param name="Residents">Who lives in it, as far as it is looked at.</param>
/// <param name="Rate">Per 1,000 residents and year.</param>
/// <param name="RateLow">The lower end of the exact 95 % interval.</param>
/// <param name="RateHigh">The upper end.</param>
/// <param name="Smoothed">The rate drawn to a mean as far as the area's own numbers are small: for colour, never for saying which is
/// worst.</param>
/// <param name="State">value, zero, unstable (fewer than 20), or noData.</param>
public sealed record AreaFigure(
    string Key,
    string Name,
    int Cases,
    int Drawn,
    double? SquareMiles = null,
    double? Density = null,
    double? Residents = null,
    double? Rate = null,
    double? RateLow = null,
    double? RateHigh = null,
    double? Smoothed = null,
    string State = AreaFigures.NoData
);

/// <summary>Chosen cases in the areas of a layer: counts, densities and rates with their uncertainty.</summary>
/// <param name="Areas">The areas that are looked at, also those without a case, in the order of their codes; last, with an empty key, what
/// lies in none.</param>
/// <param name="By">How residents are known.</param>
/// <param name="Smoothing">How rates were smoothed.</param>
/// <param name="Varies">Whether rates vary more than chance would give anywhere. When not, smoothed rates are all one, and a map of them
/// says nothing.</param>
/// <remarks>
/// Rates: exact Poisson interval (Garwood 1936; Ulm 1990); below <see cref="DisclosureRule.LeastResidentsOfRate"/> residents none is shown.
/// Smoothing: Marshall
/// (1991), over all areas up to
/// <see cref="MostGlobal"/> of them or where they overlap, else local with the spread around the area's own mean, which is Marshall's text
/// and GeoDa's. Both as <c>methods.md</c> A1 and A4 have it.
/// </remarks>
public sealed record AreaFigures(IReadOnlyList<AreaFigure> Areas, ResidentsBy By, Smoothing Smoothing, bool Varies)
{
    /// <summary>The state of an area of which nothing can be told.</summary>
    public const string NoData = "noData";

    /// <summary>Fewer cases than this make a density or rate unstable: its standard error is more than 22 % of it.</summary>
    public const int Stable = 20;

    /// <summary>Up to so many areas are smoothed towards all of them.</summary>
    public const int MostGlobal = 20;

    private const int LeastNeighbours = 3;
    private const double DaysOfYear = 365.2425;

    /// <summary>Counts and reckons.</summary>
    /// <param name="view">What the asker may see.</param>
    /// <param name="filter">What was chosen by.</param>
    /// <param name="chosen">The choice.</param>
    /// <param name="drawn">What of it densities are of.</param>
    /// <param name="period">The time that is looked at; null when nothing has a date, then there are only counts.</param>
    /// <param name="ground">The areas, and who lives in them.</param>
    public static AreaFigures Of(
        VisibleRecords view,
        CaseFilter filter,
        CaseSelection chosen,
        CaseSelection drawn,
        CasePeriod? period,
        AreaDenominators ground
    )
    {
        var layer = ground.Layer.Placing;
        var (inArea, areas) = (view.Cases.AreasIn(layer), layer.Codes.Count);
        var (all, counted) = (chosen.CountBy(inArea, areas + 1), drawn.CountBy(inArea, areas + 1));
        var (squareMiles, residents) = ground.Within(view.AreaConstraints(filter));
        var years = period is { } time ? Math.Max(1, time.To.DayNumber - time.From.DayNumber) / DaysOfYear : double.NaN;
        var lived = new double[areas]; // thousands of residents times years; 0 where no rate is told
        for (var i = 0; i < areas; i++)
            if (residents?[i] >= DisclosureRule.LeastResidentsOfRate && years > 0)
                lived[i] = residents[i] / 1000 * years;
        var (smoothed, how) = Smooth([.. counted.Skip(1).Select(count => (double)count)], lived, ground);
        var intervals = new Dictionary<int, Interval>();
        var figures = new List<AreaFigure>(areas + 1);
        for (var i = 0; i < areas; i++)
            if (!double.IsNaN(squareMiles[i]) || all[i + 1] > 0)
                figures.Add(One(i));
        if (all[0] > 0)
            figures.Add(new("", "", all[0], counted[0]));
        return new(figures, ground.By, how, how != Smoothing.None && !smoothed!.IsNoVariationBeyondChance);

        AreaFigure One(int i)
        {
            var (cases, of) = (all[i + 1], counted[i + 1]);
            var figure = new AreaFigure(
                layer.Codes[i],
                layer.Names[i],
                cases,
                of,
                Rounded(squareMiles[i], 4),
                Residents: residents is null ? null : Rounded(residents[i], 0)
            );
            if (double.IsNaN(squareMiles[i]) || (of == 0 && cases > 0))
                return figure; // all of them are left out of densities: 0 would not be true
            figure = figure with
            {
                State =
                    of == 0 ? "zero"
                    : of < Stable ? "unstable"
                    : "value",
                Density =
                    period is { } months && squareMiles[i] > 0 ? Rounded(of / squareMiles[i] / months.Months, 3)
                    : of == 0 ? 0
                    : null,
            };
            if (lived[i] == 0)
                return figure;
            if (!intervals.TryGetValue(of, out var interval))
                intervals[of] = interval = PoissonInterval.Exact(of);
            return figure with
            {
                Rate = Rounded(of / lived[i], 3),
                RateLow = Rounded(interval.Low / lived[i], 3),
                RateHigh = Rounded(interval.High / lived[i], 3),
                Smoothed = Rounded(smoothed!.Rates[i], 3),
            };
        }
    }

    private static (SmoothedRates? Rates, Smoothing How) Smooth(double[] counts, double[] lived, AreaDenominators ground)
    {
        var areas = lived.Count(years => years > 0);
        if (areas == 0)
            return (null, Smoothing.None);
        var global = EmpiricalBayes.Global(counts, lived);
        if (areas <= MostGlobal || ground.Neighbours is not { } neighbours)
            return (global, Smoothing.Global);
        var local = EmpiricalBayes.Local(counts, lived, neighbours);
        var (rates, means, variances) = (local.Rates.ToArray(), local.Means.ToArray(), local.Variances.ToArray());
        for (var i = 0; i < rates.Length; i++)
            if (Lived(neighbours.Of(i)) < LeastNeighbours)
                (rates[i], means[i], variances[i]) = (global.Rates[i], global.Means[i], global.Variances[i]);
        return (new(rates, means, variances), Smoothing.Local);

        int Lived(ReadOnlySpan<int> around)
        {
            var count = 0;
            foreach (var j in around)
                count += lived[j] > 0 ? 1 : 0;
            return count;
        }
    }

    private static double? Rounded(double value, int digits) => double.IsFinite(value) ? Math.Round(value, digits) : null;
}
