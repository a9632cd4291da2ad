using TurfMap.App.Hosting;

namespace TurfMap.App.Http.Deployment;

/// <summary>Whether the program runs, and whether it can answer.</summary>
/// <remarks>Everybody may ask, so nothing here names a path, a host or a database: the log does.</remarks>
internal static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/healthz", () => new StateView("alive", null, null))
            .AllowAnonymous()
            .WithTags("Health")
            .WithSummary("Answers 200 while the program runs");
        routes
            .MapGet("/readyz", Ready)
            .AllowAnonymous()
            .WithTags("Health")
            .WithSummary("Answers 200 while the program can answer, and 503 while it starts or stops");
    }

    private static IResult Ready(HostedCities cities, Stopping stopping) =>
        stopping.HasBegun ? Not("stopping", "The program is shutting down.", null)
        : cities.AreReady ? TypedResults.Ok(new StateView("ready", cities.IsOne ? cities.All[0].Live.Waiting : null, Each(cities)))
        : cities.IsOne ? Not("starting", SentenceOf(cities.All[0])!, null)
        : cities.All.Any(city => city.State == CityState.Starting) ? Not("starting", "Cities are being read.", Each(cities))
        : Not("unusable", "No city can answer.", Each(cities));

    private static Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<StateView> Not(
        string state,
        string sentence,
        IReadOnlyList<CityStateView>? each
    ) => TypedResults.Json(new StateView(state, sentence, each), statusCode: StatusCodes.Status503ServiceUnavailable);

    private static CityStateView[]? Each(HostedCities cities) =>
        cities.IsOne
            ? null
            : [.. cities.All.Select(city => new CityStateView(city.Key, city.State.ToString().ToLowerInvariant(), SentenceOf(city)))];

    private static string? SentenceOf(HostedCity city) =>
        city.State switch
        {
            CityState.Ready => city.Live.Waiting,
            CityState.Starting => "The city is being read. Ask again in a moment.",
            _ => "The city's store cannot be used. The program's log says why.",
        };
}
