using TurfMap.App.Cities;

namespace TurfMap.App.Http;

/// <summary>Where cases or events gather.</summary>
internal static class DensityRoutes
{
    public static void MapDensities(this IEndpointRouteBuilder api, string of)
    {
        api.MapGet("/hexagons", (HttpContext http, HostedCity city, TimeProvider clock, [AsParameters] CaseQuery query) => Hexagons(http, city, clock, of, query))
            .WithSummary($"The {of} that a filter lets through in hexagons of a quarter of a mile, as GeoJSON, with how many there are for each square mile and month").Produces(200, contentType: MapPayload.GeoJson);
    }

    private static async Task<IResult> Hexagons(HttpContext http, HostedCity city, TimeProvider clock, string of, CaseQuery query) =>
        new HexagonsAnswer(await AskedCases.OfAsync(http, city, clock, of, query));
}
