using TurfMap.App.Access;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Records;

namespace TurfMap.App.Http.Records;

/// <summary>
/// Cases, for those who work on them, and events. Lists, maps and charts begin with <see cref="RecordQueryContext"/>, so they agree; every
/// reading
/// of a case is in the audit before it is answered.
/// </summary>
internal static class CaseRoutes
{
    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var api = RecordSet.Cases.MapGroup(routes);
        api.MapGet("/", List)
            .WithSummary("Filtered cases, newest first: a liaison's own turfs, or all for a manager. Every reading is in the audit");
        api.MapGet("/{id}", Show).WithSummary("A case. Every reading is in the audit");
    }

    /// <summary>Events are no secret; whoever is signed in sees them.</summary>
    public static void MapEvents(this IEndpointRouteBuilder routes) =>
        RecordSet.Events.MapGroup(routes).MapGet("/", ListEvents).WithSummary("Filtered events; those that start last come first");

    private static async Task<CasesView> List(
        HttpContext http,
        HostedCity city,
        TimeProvider clock,
        [AsParameters] CaseQuery query,
        string? after = null,
        int limit = 100
    )
    {
        var asked = await RecordQueryContext.OfAsync(http, city, clock, RecordSet.Cases, query);
        var page = await ListedPage.OfAsync(asked, after, limit, city.ReadReplica.Cases.ReadIdsAsync, http.RequestAborted);
        var found = await city.ReadReplica.Cases.ReadRowsAsync(page.Rows, http.RequestAborted);
        var read = found.Count == 0 ? "none" : $"{found.Count}: {found[0].Id} to {found[^1].Id}";
        await SeenAsync(http, city, "read cases", read, AuditedQuery.Json(query, asked.Filter));
        return new([.. found.Select(one => CaseView.Of(one, asked))], page.Next, asked.Chosen.Count);
    }

    private static async Task<CaseView> Show(HttpContext http, HostedCity city, TimeProvider clock, string id)
    {
        var asked = await RecordQueryContext.OfAsync(http, city, clock, RecordSet.Cases, new());
        // A case of somebody else's turf and one that is not there get the same answer.
        if (
            await city.ReadReplica.Cases.FindCaseAsync(id, http.RequestAborted) is not { } found
            || Array.BinarySearch(asked.Held.Columns.Rows, found.Row) is not (>= 0 and var number)
            || !asked.Chosen[number]
        )
            throw new RefusedException(Refusal.NotFound, "There is no such case among yours.");
        await SeenAsync(http, city, "read case", found.Case.Id);
        return CaseView.Of(found.Case, asked);
    }

    private static async Task<EventsView> ListEvents(
        HttpContext http,
        HostedCity city,
        TimeProvider clock,
        [AsParameters] CaseQuery query,
        string? after = null,
        int limit = 100
    )
    {
        var asked = await RecordQueryContext.OfAsync(http, city, clock, RecordSet.Events, query);
        var page = await ListedPage.OfAsync(asked, after, limit, city.ReadReplica.Events.ReadIdsAsync, http.RequestAborted);
        return new(
            [.. (await city.ReadReplica.Events.ReadRowsAsync(page.Rows, http.RequestAborted)).Select(one => EventView.Of(one, asked))],
            page.Next,
            asked.Chosen.Count
        );
    }

    private static Task SeenAsync(HttpContext http, HostedCity city, string action, string subject, string? query = null) =>
        city.Access.Store.AuditAsync(
            [AuditEntry.Of(http.NeedCaller(), city.Access.Clock.GetUtcNow(), action, subject, after: query)],
            http.RequestAborted
        );
}

internal sealed record CasesView(IReadOnlyList<CaseView> Cases, string? Next, int Total);

internal sealed record CaseView(
    string Id,
    string Kind,
    string? Language,
    string Status,
    DateOnly? Opened,
    DateOnly? Due,
    DateOnly? Closed,
    PlaceView? Place,
    string? Address,
    IReadOnlyDictionary<string, string>? Areas,
    string? Agency,
    string? OpenedAt,
    string? PlacedBy
)
{
    public static CaseView Of(CaseRecord one, RecordQueryContext asked) =>
        new(
            one.Id,
            one.Kind,
            one.Language,
            one.Status,
            one.Opened,
            one.Due,
            one.Closed,
            one.Place is { } place ? new(place.Longitude, place.Latitude) : null,
            one.Address,
            asked.AreasOf(one.Place, one.Opened),
            one.Agency,
            one.OpenedAt is { } time ? $"{time:HH:mm}" : null,
            one.PlacedBy
        );
}

internal sealed record EventsView(IReadOnlyList<EventView> Events, string? Next, int Total);

/// <summary>An event; its times are those of its place, without a zone.</summary>
internal sealed record EventView(
    string Id,
    string Kind,
    string Name,
    string? Starts,
    string? Ends,
    string? PlaceName,
    PlaceView? Place,
    IReadOnlyList<string> Languages,
    long? Attendance,
    string? Status,
    IReadOnlyDictionary<string, string>? Areas,
    string? Agency
)
{
    public static EventView Of(OutreachEvent one, RecordQueryContext asked) =>
        new(
            one.Id,
            one.Kind,
            one.Name,
            one.Starts is { } starts ? $"{starts:yyyy-MM-ddTHH:mm}" : null,
            one.Ends is { } ends ? $"{ends:yyyy-MM-ddTHH:mm}" : null,
            one.PlaceName,
            one.Place is { } place ? new(place.Longitude, place.Latitude) : null,
            one.Languages,
            one.Attendance,
            one.Status,
            asked.AreasOf(one.Place, one.Starts is { } day ? DateOnly.FromDateTime(day) : null),
            one.Agency
        );
}
