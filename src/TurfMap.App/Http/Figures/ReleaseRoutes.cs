using System.Globalization;
using TurfMap.App.Access;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Figures.Releases;

namespace TurfMap.App.Http.Figures;

/// <summary>
/// Figures for those who do not handle cases: months that a manager released, and whatever can be added up from them. The only numbers
/// about cases that leave the case-handling role.
/// </summary>
internal static class ReleaseRoutes
{
    public static void MapReleases(this IEndpointRouteBuilder routes)
    {
        var releases = routes.MapGroup("/api/releases").WithTags("Figures");
        releases
            .MapGet("/", List)
            .RequireAuthorization(nameof(Permission.ReadFigures))
            .WithSummary("The published months, and the next one");
        releases
            .MapGet("/preview", Preview)
            .RequireAuthorization(nameof(Permission.Release))
            .WithSummary("What the next month would publish");
        releases
            .MapPost("/", Release)
            .RequireAuthorization(nameof(Permission.Release))
            .WithSummary("Publishes every month up to one, permanently");
        routes
            .MapGet("/api/figures", Figures)
            .RequireAuthorization(nameof(Permission.ReadFigures))
            .WithTags("Figures")
            .WithSummary(
                "Published counts of distinct cases by area, month or kind. Small counts, and counts that would reveal them, are suppressed"
            );
    }

    private static async Task<ReleasesView> List(HttpContext http, HostedCity city, TimeProvider clock)
    {
        var model = city.Live.Snapshot;
        var months = await ListAsync(http, city, model);
        // When the next month is ready depends on single cases, so that only who sees cases is told why not.
        var next = http.NeedCaller().May(Permission.Release) ? await NextAsync(http, city, model, clock, months) : null;
        return new(
            months is [.., var last] ? last.Layer : null,
            months is [.., var newest] ? NameOf(model, newest.Layer) : null,
            months is [var first, ..] ? [.. first.Figures.Kinds.Where(kind => kind.Length > 0)] : [],
            [.. months.Select(ReleasedMonthView.Of)],
            next
        );
    }

    private static async Task<PreviewView> Preview(HttpContext http, HostedCity city, TimeProvider clock, string? layer = null)
    {
        var model = city.Live.Snapshot;
        var months = await ListAsync(http, city, model);
        var next = await NextAsync(http, city, model, clock, months);
        if (next is not { Ready: true })
            throw new RefusedException(Refusal.NotFound, next?.Why ?? "There is no dated case yet, so there is nothing to release.");
        var made = await MakeAsync(http, city, model, clock, months, Month("month", next.Month), layer);
        return new(
            ReleasedMonthView.Of(made[^1]),
            NameOf(model, made[^1].Layer),
            [.. ReleasedFigures.Sum([made[^1]], "area", null, null).Select(FigureView.Of)],
            [.. ReleasedFigures.Sum([made[^1]], "kind", null, null).Select(FigureView.Of)]
        );
    }

    private static async Task<IResult> Release(HttpContext http, HostedCity city, TimeProvider clock, ReleaseForm form)
    {
        var model = city.Live.Snapshot;
        var months = await ListAsync(http, city, model);
        var made = await MakeAsync(http, city, model, clock, months, Month("month", form.Month), form.Layer);
        await city.Store.Releases.AddAsync(made, ConditionalRequests.Request(http), http.RequestAborted);
        await ConditionalRequests.DoneAsync(http, city);
        return TypedResults.Created(
            $"{city.Path}/api/releases",
            new ReleasesView(
                made[^1].Layer,
                NameOf(model, made[^1].Layer),
                [.. made[^1].Figures.Kinds.Where(kind => kind.Length > 0)],
                [.. made.Select(ReleasedMonthView.Of)],
                null
            )
        );
    }

    private static async Task<IResult> Figures(
        HttpContext http,
        HostedCity city,
        string by = "area",
        string? from = null,
        string? to = null,
        string? area = null,
        string? kind = null,
        string? format = null
    )
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        var model = city.Live.Snapshot;
        var all = await ListAsync(http, city, model);
        if (all.Count == 0)
            throw new RefusedException(
                Refusal.NotFound,
                "No month was released yet. A manager releases months under Density, What directors see."
            );
        var (first, last) = (from is null ? all[0].Month : Month("from", from), to is null ? all[^1].Month : Month("to", to));
        var months = all.Where(month => month.Month >= first && month.Month <= last).ToArray();
        if (months.Length == 0)
            throw new RefusedException(
                Refusal.Invalid,
                $"No month from {first:yyyy-MM} to {last:yyyy-MM} was released. Released are {all[0].Month:yyyy-MM} to "
                    + $"{all[^1].Month:yyyy-MM}."
            );
        var figures = ReleasedFigures.Sum(months, by, area, kind);
        var rates = by == "area" ? await RatesAsync(http, city, model, months) : null;
        var view = new FiguresView(
            by,
            months[0].Layer,
            NameOf(model, months[0].Layer),
            $"{months[0].Month:yyyy-MM}",
            $"{months[^1].Month:yyyy-MM}",
            [.. months.Select(month => $"{month.Month:yyyy-MM}")],
            area,
            kind,
            [.. figures.Select((figure, i) => rates is not null && i < rates.Count ? rates[i].Of(figure) : FigureView.Of(figure))],
            new(Iso.Of(months.Max(month => month.MadeAt)), Releasing.Rule.SmallBelow, Unit)
        );
        return format == "csv" ? Csv(view) : TypedResults.Json(view, FiguresJsonContext.Default.FiguresView);
    }

    private const string Unit = "matters: several cases of one constituent and kind in a month count once";

    private static IResult Csv(FiguresView view) =>
        CsvAnswer.Of(
            $"figures-{view.By}-{view.From}-{view.To}.csv",
            [
                view.By,
                "name",
                "state",
                "at_least",
                "at_most",
                "square_miles",
                "residents",
                "per_1000_residents_a_year",
                "rate_95_low",
                "rate_95_high",
                "from",
                "to",
                "area",
                "kind",
            ],
            view.Groups.Select(one =>
                new[]
                {
                    one.Key,
                    one.Name,
                    one.State,
                    one.Low?.ToString(CultureInfo.InvariantCulture),
                    one.High?.ToString(CultureInfo.InvariantCulture),
                    Text(one.SquareMiles),
                    Text(one.Residents),
                    Text(one.Rate),
                    Text(one.RateLow),
                    Text(one.RateHigh),
                    view.From,
                    view.To,
                    view.Area,
                    view.Kind,
                }
            )
        );

    private static string? Text(double? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the figures of areas are divided by; everybody may know that.</summary>
    private static async Task<IReadOnlyList<AreaRate>> RatesAsync(
        HttpContext http,
        HostedCity city,
        CityModel model,
        ReleasedMonth[] months
    )
    {
        var on = model.On(months[0].Month);
        if (on.Answered.FirstOrDefault(layer => layer.Vintage.Id == months[0].Vintage) is not { } layer)
            return [];
        var ground = (await city.Denominators.OfAsync(model, http.RequestAborted)).Of(on, layer);
        return
        [
            .. Enumerable
                .Range(0, layer.Areas.Count)
                .Select(i => new AreaRate(
                    ground.SquareMiles[i],
                    ground.Residents?[i] is { } people and > 0 ? people : null,
                    months.Length
                )),
        ];
    }

    private static async Task<IReadOnlyList<ReleasedMonth>> ListAsync(HttpContext http, HostedCity city, CityModel model) =>
        await city.Store.ReadReplica(model.Version).Releases.ListAsync(http.RequestAborted);

    private static async Task<NextMonthView?> NextAsync(
        HttpContext http,
        HostedCity city,
        CityModel model,
        TimeProvider clock,
        IReadOnlyList<ReleasedMonth> months
    )
    {
        var cases = (await city.Cases.OfAsync(model, http.RequestAborted)).Columns;
        return Releasing.Next(cases, months is [.., var last] ? last.Month : null) is not { } next ? null
            : Releasing.WhyNot(cases, next, AsOf.Today(clock)) is var why
                ? new(
                    $"{next:yyyy-MM}",
                    why is null,
                    why,
                    Releasing.LastReady(cases, next, AsOf.Today(clock)) is { } ready ? $"{ready:yyyy-MM}" : null
                )
            : null;
    }

    /// <summary>The months from the next one to a wanted one, hidden where they must be.</summary>
    private static async Task<IReadOnlyList<ReleasedMonth>> MakeAsync(
        HttpContext http,
        HostedCity city,
        CityModel model,
        TimeProvider clock,
        IReadOnlyList<ReleasedMonth> released,
        DateOnly until,
        string? layer
    )
    {
        var (cases, ground) = (
            (await city.Cases.OfAsync(model, http.RequestAborted)).Columns,
            await city.Denominators.OfAsync(model, http.RequestAborted)
        );
        return Releasing.Make(
            cases,
            model,
            ground,
            released,
            new(until, layer, AsOf.Today(clock), clock.GetUtcNow(), http.NeedCaller().Name),
            http.RequestAborted
        );
    }

    private static string NameOf(CityModel model, string layer) => model.Layers.FirstOrDefault(one => one.Key == layer)?.Name ?? layer;

    private static DateOnly Month(string name, string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month
            : throw new BadInputException(
                $"\"{(text is null || text.Length <= 40 ? text : text[..40] + "…")}\" is not a month. Write it as "
                    + "year-month, for example 2026-03.",
                (name, "A month such as 2026-03 is needed.")
            );
}
