using TurfMap.App.Cities;
using TurfMap.Domain.Gaps;

namespace TurfMap.App.Http;

/// <summary>Cases or events in numbers.</summary>
internal static class FigureRoutes
{
    public static void MapFigures(this IEndpointRouteBuilder api, string of)
    {
        api.MapGet("/counts", (HttpContext http, HostedCity city, TimeProvider clock, string by, [AsParameters] CaseQuery query) => Counts(http, city, clock, of, by, query))
            .WithSummary($"How many {of} a filter lets through, by kind, status, language, month, or the areas of a layer");
    }

    private static async Task<CaseCountsView> Counts(HttpContext http, HostedCity city, TimeProvider clock, string of, string by, CaseQuery query)
    {
        var asked = await AskedCases.OfAsync(http, city, clock, of, query);
        return new(by, asked.Chosen.Count, CaseGroups.Count(asked.Seen, asked.Chosen, by), asked.About());
    }
}

internal sealed record CaseCountsView(string By, int Cases, IReadOnlyList<CaseGroup> Groups, CasesAboutView About);
