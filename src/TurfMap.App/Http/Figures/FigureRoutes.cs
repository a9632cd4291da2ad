using TurfMap.App.Hosting;
using TurfMap.App.Http.Records;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Figures;
using TurfMap.Domain.Records;

namespace TurfMap.App.Http.Figures;

/// <summary>Cases or events in numbers.</summary>
internal static class FigureRoutes
{
    public static void MapFigures(this IEndpointRouteBuilder routes, RecordSet of)
    {
        var api = of.MapGroup(routes);
        api.MapGet(
                "/counts",
                (HttpContext http, HostedCity city, TimeProvider clock, string by, [AsParameters] CaseQuery query, string? format = null) =>
                    Counts(http, city, clock, of, by, query, format)
            )
            .WithSummary($"Counts of filtered {of} by kind, status, language, agency, time or turf, or by area with densities and rates")
            .WithDescription(
                "`by=kind`, `status`, `language`, `agency`, `month`, `day`, `weekday`, `hour`, `weekday-hour`, `turf` or `area:LAYER`. "
                    + "Areas come with the density per square mile and month, the rate per 1,000 residents and year with its exact 95 % "
                    + "interval, and the rate smoothed by empirical Bayes. `format=csv`"
            );
        api.MapGet(
                "/hotspots",
                (HttpContext http, HostedCity city, TimeProvider clock, [AsParameters] CaseQuery query, string? on = null) =>
                    HotSpotsAnswer.OfAsync(http, city, clock, of, on, query)
            )
            .WithSummary($"Hot spots of {of} as GeoJSON: hexagons or areas with more than chance explains")
            .WithDescription(
                "`on=hexagons` or a layer. Getis-Ord Gi* on smoothed rates with 999 permutations, at a false discovery rate of 5 %"
            )
            .Produces(200, contentType: MapPayload.GeoJson);
        api.MapGet(
                "/compare",
                (
                    HttpContext http,
                    HostedCity city,
                    TimeProvider clock,
                    [AsParameters] CaseQuery query,
                    string? on = null,
                    string? first = null,
                    string? second = null
                ) => CompareAnswer.OfAsync(http, city, clock, of, on, first, second, query)
            )
            .WithSummary($"Two periods of {of} compared, by hexagon, area or kind")
            .WithDescription(
                "`first=A..B` and `second=C..D`, `on=hexagons`, `kind` or a layer: more, fewer, not clearly different, or too few"
            );
    }

    private static async Task<IResult> Counts(
        HttpContext http,
        HostedCity city,
        TimeProvider clock,
        RecordSet of,
        string by,
        CaseQuery query,
        string? format
    )
    {
        if (format is not (null or "" or "json" or "csv"))
            throw new BadInputException("Counts come as json or as csv.", ("format", "json or csv is needed."));
        var asked = await RecordQueryContext.OfAsync(http, city, clock, of, query);
        if (CaseGroups.LayerOf(by) is { } key)
        {
            var view = await Areas(asked, by, key, http.RequestAborted);
            return format == "csv" ? CountsCsv.Of(asked, view) : TypedResults.Ok(view);
        }
        var groups = CaseGroups.Count(asked.Seen, asked.Chosen, by);
        return format == "csv"
            ? CountsCsv.Of(asked, by, groups)
            : TypedResults.Ok(new CaseCountsView(by, asked.Chosen.Count, groups, asked.About()));
    }

    private static async Task<AreaCountsView> Areas(RecordQueryContext asked, string by, string key, CancellationToken cancel)
    {
        var city = await asked.City.Denominators.OfAsync(asked.Model, cancel);
        var ground = city.Of(asked.Seen.City, asked.Layer(key));
        var figures = AreaFigures.Of(asked.Seen, asked.Filter, asked.Chosen, asked.Drawn.Cases, asked.Period, ground);
        return new(
            by,
            asked.Chosen.Count,
            figures.Areas,
            ResidentsView.Of(city.Residents, figures.By, DisclosureRule.LeastResidentsOfRate),
            figures.Smoothing.ToString().ToLowerInvariant(),
            figures.Varies,
            $"square miles in the plane of EPSG:{asked.Held.Columns.Plane.Crs.Epsg}",
            asked.About()
        );
    }
}
