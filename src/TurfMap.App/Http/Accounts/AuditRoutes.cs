using System.Text.Json;
using TurfMap.App.Access;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Access;
using TurfMap.Formats;

namespace TurfMap.App.Http.Accounts;

/// <summary>The audit, for administrators: page by page, and as a file.</summary>
internal static class AuditRoutes
{
    private const int MostAtOnce = 1000;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/audit").RequireAuthorization(nameof(Permission.ReadAudit)).WithTags("Audit");
        api.MapGet("/", List).WithSummary("Who did what, when and from where, newest first");
        api.MapGet("/export", Export)
            .WithSummary("The whole audit as CSV, newest first, with its hashes")
            .Produces(200, contentType: "text/csv");
    }

    private static async Task<AuditView> List(
        HttpContext http,
        HostedCity city,
        long? before = null,
        int limit = 100,
        string? account = null,
        string? action = null
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        var wanted = Math.Clamp(limit, 1, MostAtOnce);
        var entries = await city.Access.Store.ListAuditAsync(new(before, wanted, account, action), http.RequestAborted);
        return new([.. entries.Select(AuditEntryView.Of)], entries.Count == wanted && entries[^1].Number > 1 ? entries[^1].Number : null);
    }

    private static async Task Export(HttpContext http, HostedCity city)
    {
        var caller = http.NeedCaller();
        await city.Access.Store.AuditAsync(
            [AuditEntry.Of(caller, city.Access.Clock.GetUtcNow(), "audit exported", "")],
            http.RequestAborted
        );
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"audit.csv\"";
        await using var text = new StreamWriter(http.Response.Body, leaveOpen: true);
        await text.WriteLineAsync("number,at,account,actor,via,address,action,subject,before,after,hash");
        for (long? before = null; ; )
        {
            var page = await city.Access.Store.ListAuditAsync(new(before, MostAtOnce), http.RequestAborted);
            foreach (var (number, entry, hash) in page)
                await text.WriteLineAsync(
                    string.Join(
                        ',',
                        new[]
                        {
                            $"{number}",
                            Iso.Of(entry.At),
                            entry.Account,
                            entry.Actor,
                            entry.Via,
                            entry.Address,
                            entry.Action,
                            entry.Subject,
                            entry.Before ?? "",
                            entry.After ?? "",
                            hash,
                        }.Select(Cell)
                    )
                );
            if (page.Count < MostAtOnce)
                return;
            before = page[^1].Number;
        }
    }

    private static string Cell(string text)
    {
        var safe = SpreadsheetText.Safe(text);
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}

internal sealed record AuditView(IReadOnlyList<AuditEntryView> Entries, long? Next);

internal sealed record AuditEntryView(
    long Number,
    string At,
    string Account,
    string Actor,
    string Via,
    string Address,
    string Action,
    string Subject,
    JsonElement? Before,
    JsonElement? After,
    string Hash
)
{
    public static AuditEntryView Of(KeptAuditEntry kept) =>
        new(
            kept.Number,
            Iso.Of(kept.Entry.At),
            kept.Entry.Account,
            kept.Entry.Actor,
            kept.Entry.Via,
            kept.Entry.Address,
            kept.Entry.Action,
            kept.Entry.Subject,
            Json(kept.Entry.Before),
            Json(kept.Entry.After),
            kept.Hash
        );

    private static JsonElement? Json(string? text)
    {
        if (text is null)
            return null;
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }
}
