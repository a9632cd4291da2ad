using TurfMap.App.Cities;
using TurfMap.App.SignIn;
using TurfMap.Domain;
using TurfMap.Domain.Access;
using TurfMap.Domain.Cases;

namespace TurfMap.App.Http;

/// <summary>Cases, for those who work on them. Whose cases are seen is decided in the query; every reading is in the audit before it is answered.</summary>
internal static class CaseRoutes
{
    private const int MostAtOnce = 500;

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/cases").Needs(Permission.ReadCases).WithTags("Cases");
        api.MapGet("/", List).WithSummary("The cases of one's turfs; for managers all");
        api.MapFigures(AskedCases.Cases);
        api.MapDensities(AskedCases.Cases);
        api.MapGet("/{id}", Show).WithSummary("One of them");
    }

    /// <summary>Events are no secret; whoever is signed in sees them.</summary>
    public static void MapEvents(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/events").Needs(Permission.ReadPartners).WithTags("Events");
        api.MapFigures(AskedCases.Events);
        api.MapDensities(AskedCases.Events);
    }

    private static async Task<CasesView> List(HttpContext http, HostedCity city, TimeProvider clock, string? after = null, int limit = 100, bool? open = null)
    {
        var (caller, wanted) = (http.NeedCaller(), Math.Clamp(limit, 1, MostAtOnce));
        var found = await city.Near.Cases.ListCasesAsync(Rules.CasesOf(caller), AsOf.Today(clock), new(after, wanted, open), http.RequestAborted);
        await SeenAsync(http, city, "read cases", found.Count == 0 ? "none" : $"{found.Count}: {found[0].Id} to {found[^1].Id}");
        return new([.. found.Select(CaseView.Of)], found.Count == wanted ? found[^1].Id : null);
    }

    private static async Task<CaseView> Show(HttpContext http, HostedCity city, TimeProvider clock, string id)
    {
        // A case of somebody else's turf and one that is not there get the same answer.
        var found = await city.Near.Cases.FindCaseAsync(Rules.CasesOf(http.NeedCaller()), AsOf.Today(clock), id, http.RequestAborted)
            ?? throw new RefusedException(Refusal.NotFound, "There is no such case among yours.");
        await SeenAsync(http, city, "read case", found.Id);
        return CaseView.Of(found);
    }

    private static Task SeenAsync(HttpContext http, HostedCity city, string action, string subject)
    {
        http.Response.Headers.CacheControl = "no-store";
        return city.Access.Store.AuditAsync([AuditEntry.Of(http.NeedCaller(), city.Access.Clock.GetUtcNow(), action, subject)], http.RequestAborted);
    }
}

internal sealed record CasesView(IReadOnlyList<CaseView> Cases, string? Next);

internal sealed record CaseView(string Id, string Kind, string? Language, string Status, DateOnly? Opened, DateOnly? Due, DateOnly? Closed, PlaceView? Place, string? Address, string? Areas)
{
    public static CaseView Of(CaseRecord one) => new(
        one.Id, one.Kind, one.Language, one.Status, one.Opened, one.Due, one.Closed, one.Place is { } place ? new(place.Longitude, place.Latitude) : null, one.Address, one.Areas);
}
