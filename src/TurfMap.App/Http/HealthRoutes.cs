namespace TurfMap.App.Http;

/// <summary>Whether the program runs, and whether it can answer.</summary>
internal static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => new StateView("alive", null)).AllowAnonymous().WithTags("Health").WithSummary("The program runs");
        routes.MapGet("/readyz", Ready).AllowAnonymous().WithTags("Health").WithSummary("The program can answer");
    }

    private static IResult Ready(LiveCity city, IHostApplicationLifetime life) =>
        life.ApplicationStopping.IsCancellationRequested ? TypedResults.Json(new StateView("stopping", "The program is shutting down."), statusCode: 503)
        : city.IsReady ? TypedResults.Ok(new StateView("ready", null))
        : TypedResults.Json(new StateView("starting", "The city is being read."), statusCode: 503);
}
