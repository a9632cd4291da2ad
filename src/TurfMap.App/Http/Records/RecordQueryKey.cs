using System.Security.Cryptography;
using System.Text;
using TurfMap.App.Access;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Records;

namespace TurfMap.App.Http.Records;

/// <summary>
/// What a request asks of cases or events before any case is looked at, and the tag of all that its answer depends on: the same tag means
/// the same answer, so what was made for it is found again.
/// </summary>
/// <param name="Held">All of them in columns.</param>
/// <param name="Seen">What the asker may see of them.</param>
/// <param name="Filter">The filter.</param>
/// <param name="Version">The version of the store that areas and turfs are of.</param>
/// <param name="Tag">Of store, versions, days, whose cases are seen, and the filter. It gives nothing of these away.</param>
internal sealed record RecordQueryKey(LoadedRecords Held, VisibleRecords Seen, CaseFilter Filter, long Version, string Tag)
{
    public static async Task<RecordQueryKey> OfAsync(HttpContext http, HostedCity city, TimeProvider clock, RecordSet of, CaseQuery query)
    {
        http.Response.Headers.CacheControl = "no-store"; // a refusal is not kept; an answer says otherwise
        var held = await of.Columns(city).OfAsync(city, http.RequestAborted);
        var (snapshot, today, at, filter) = (city.Live.Snapshot, AsOf.Today(clock), AsOf.Read(query.At, clock), query.Filter());
        var scope = of.Scope(http.NeedCaller());
        var seen = new VisibleRecords(held.Columns, snapshot.On(at), snapshot.On(today), today, scope);
        return new(
            held,
            seen,
            filter,
            snapshot.Version,
            TagOf([
                city.Payloads.Mark,
                of.Name,
                $"{snapshot.Version} {held.Version}",
                held.Change,
                $"{scope.IsAll}",
                scope.Liaison,
                $"{today:O} {at:O}",
                .. Several(filter.Kinds),
                .. Several(filter.Statuses),
                .. Several(filter.Languages),
                .. Several(filter.Agencies),
                $"{filter.From:O} {filter.To:O} {filter.IsOpen} {filter.IsOverdue} {query.Sinks == true}",
                filter.Area?.Layer,
                filter.Area?.Code,
                filter.Turf,
                filter.Liaison,
            ])
        );
    }

    private static string?[] Several(IReadOnlyList<string> values) => [$"{values.Count}", .. values];

    /// <summary>Each part with its length, so that no two askings read the same.</summary>
    private static string TagOf(IEnumerable<string?> parts) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => part is null ? "-" : $"{part.Length}:{part}"))))
        )[..32];
}
