using System.Text.Json.Serialization;
using TurfMap.App.Http.Records;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Figures;
using TurfMap.Domain.Figures.Releases;
using TurfMap.Domain.Records;
using TurfMap.Statistics.Rates;

namespace TurfMap.App.Http.Figures;

internal sealed record CaseCountsView(string By, int Cases, IReadOnlyList<CaseGroup> Groups, CasesAboutView About);

/// <summary>Counts by the areas of a layer, with densities and rates, and what these are of.</summary>
internal sealed record AreaCountsView(
    string By,
    int Cases,
    IReadOnlyList<AreaFigure> Groups,
    ResidentsView? ResidentsOf,
    string Smoothing,
    bool Varies,
    string Ground,
    CasesAboutView About
);

/// <summary>Whose residents rates are of.</summary>
/// <param name="Measure">The measure's name.</param>
/// <param name="Year">Its year.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Method">How it came to these areas.</param>
/// <param name="Least">Below so many residents no rate is told.</param>
internal sealed record ResidentsView(string Measure, int? Year, string? Source, string Method, int Least)
{
    public static ResidentsView? Of(Residents? residents, ResidentsBy by, int least) =>
        residents is null || by == ResidentsBy.Unknown
            ? null
            : Of(
                residents,
                by == ResidentsBy.Own ? "counted in these areas" : "units added up, each where the point for its label lies",
                least
            );

    public static ResidentsView Of(Residents residents, string method, int least) =>
        new(residents.Measure, residents.Year, residents.Source, method, least);
}

/// <summary>Hot spots, and how they were found. The names are those of GeoJSON and of the API.</summary>
internal sealed record HotSpotsView(
    string Type,
    string On,
    int Tested,
    string Of,
    double Q,
    int Permutations,
    int Seed,
    string Neighbours,
    string Sentence,
    ResidentsView? ResidentsOf,
    IReadOnlyList<HotSpotFeatureView> Features,
    CasesAboutView About
);

internal sealed record HotSpotFeatureView(string Type, string Id, HotSpotView Properties, PolygonView? Geometry);

internal sealed record HotSpotView(string Name, int Cases, double Expected, string Verdict, int Sureness, string Sentence);

/// <summary>Two periods compared.</summary>
/// <param name="On">hexagons, kind, or area:LAYER.</param>
/// <param name="Q">The share of false ones among those said to be more or fewer.</param>
/// <param name="Few">Below this in both periods nothing is said.</param>
/// <param name="Groups">What is compared.</param>
/// <param name="Features">The shapes of hexagons.</param>
/// <param name="About1">What the first period is of.</param>
/// <param name="About2">What the second is of.</param>
internal sealed record CompareView(
    string On,
    double Q,
    int Few,
    IReadOnlyList<PeriodChange> Groups,
    IReadOnlyList<ShapeView>? Features,
    CasesAboutView About1,
    CasesAboutView About2
);

/// <summary>A shape by its id.</summary>
internal sealed record ShapeView(string Type, string Id, PolygonView Geometry);

internal sealed record ReleaseForm(string? Month, string? Layer = null);

internal sealed record ReleasesView(
    string? Layer,
    string? LayerName,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<ReleasedMonthView> Months,
    NextMonthView? Next
);

internal sealed record ReleasedMonthView(string Month, string MadeAt, string By, long? Matters, int Figures, int Hidden)
{
    public static ReleasedMonthView Of(ReleasedMonth one) =>
        new($"{one.Month:yyyy-MM}", Iso.Of(one.MadeAt), one.Author, one.Figures.Total, one.Figures.Count, one.Figures.Hidden);
}

internal sealed record NextMonthView(string Month, bool Ready, string? Why, string? Until);

internal sealed record PreviewView(
    ReleasedMonthView Month,
    string LayerName,
    IReadOnlyList<FigureView> Areas,
    IReadOnlyList<FigureView> Kinds
);

/// <summary>What a figure of an area is divided by.</summary>
internal sealed record AreaRate(double SquareMiles, double? Residents, int Months)
{
    /// <summary>
    /// The figure with its rate for 1,000 residents and year, and the exact 95 % interval of that; a figure that is not shown has none.
    /// </summary>
    public FigureView Of(ReleasedFigure figure)
    {
        var view = FigureView.Of(figure) with { SquareMiles = Math.Round(SquareMiles, 3), Residents = Residents };
        if (figure.Known is not (FigureKnown.Value or FigureKnown.Zero))
            return view;
        view = view with { Density = Math.Round(figure.Low!.Value / SquareMiles / Months, 3) };
        if (Residents is not { } people || people < DisclosureRule.LeastResidentsOfRate)
            return view;
        var (per, interval) = (12000 / people / Months, PoissonInterval.Exact(figure.Low!.Value));
        return view with
        {
            Rate = Math.Round(figure.Low!.Value * per, 3),
            RateLow = Math.Round(interval.Low * per, 3),
            RateHigh = Math.Round(interval.High * per, 3),
        };
    }
}

internal sealed record FigureView(
    string Key,
    string Name,
    string State,
    long? Low,
    long? High,
    double? SquareMiles = null,
    double? Residents = null,
    double? Density = null,
    double? Rate = null,
    double? RateLow = null,
    double? RateHigh = null
)
{
    public static FigureView Of(ReleasedFigure one) => new(one.Key, one.Name, one.Known.ToString().ToLowerInvariant(), one.Low, one.High);
}

internal sealed record FiguresAboutView(string ReleasedAt, int SmallBelow, string Unit);

internal sealed record FiguresView(
    string By,
    string Layer,
    string LayerName,
    string From,
    string To,
    IReadOnlyList<string> Months,
    string? Area,
    string? Kind,
    IReadOnlyList<FigureView> Groups,
    FiguresAboutView About
);

/// <summary>Reads and writes the bodies of this room without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CaseCountsView))]
[JsonSerializable(typeof(AreaCountsView))]
[JsonSerializable(typeof(HotSpotsView))]
[JsonSerializable(typeof(CompareView))]
[JsonSerializable(typeof(ReleasesView))]
[JsonSerializable(typeof(ReleaseForm))]
[JsonSerializable(typeof(PreviewView))]
[JsonSerializable(typeof(FiguresView))]
internal sealed partial class FiguresJsonContext : JsonSerializerContext;
