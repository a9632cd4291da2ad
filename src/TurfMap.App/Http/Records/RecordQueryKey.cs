using System.Security.Cryptography;
using System.Text;
using TurfMap.App.Access;
using TurfMap.App.Hosting;
using TurfMap.Domain.City;
using TurfMap.Domain.Records;

namespace TurfMap.App.Http.Records;

/// <summary>
/// What a request asks of cases or events before any case is looked at: one view of the city, taken once, and the tag of all that its
/// answer
/// depends on. The same tag means the same answer, so what was made for it is found again.
/// </summary>
/// <param name="Of">Cases, or events.</param>
/// <param name="City">The city.</param>
/// <param name="Model">The city as this request sees it.</param>
/// <param name="Today">The day of the request.</param>
/// <param name="Held">All of them in columns.</param>
/// <param name="Seen">What the asker may see of them.</param>
/// <param name="Query">The query as it came.</param>
/// <param name="Filter">The filter.</param>
/// <param name="Tag">Of store, stamps, days, whose cases are seen, and the filter. It gives nothing of these away.</param>
internal sealed record RecordQueryKey(
    RecordSet Of,
    HostedCity City,
    CityModel Model,
    DateOnly Today,
    LoadedRecords Held,
    VisibleRecords Seen,
    CaseQuery Query,
    CaseFilter Filter,
    string Tag
)
{
    public static async Task<RecordQueryKey> OfAsync(
        HttpContext http,
        HostedCity city,
        TimeProvider clock,
        RecordSet of,
        CaseQuery query,
        CaseFilter? instead = null
    )
    {
        http.Response.Headers.CacheControl = "no-store"; // a refusal is not kept; an answer says otherwise
        var model = city.Live.Snapshot;
        var held = await of.Columns(city).OfAsync(model, http.RequestAborted);
        var (today, at, filter) = (AsOf.Today(clock), AsOf.Read(query.At, clock), instead ?? query.Filter());
        var scope = of.Scope(http.NeedCaller());
        var seen = new VisibleRecords(held.Columns, model.On(at), model.On(today), today, scope);
        return new(
            of,
            city,
            model,
            today,
            held,
            seen,
            query,
            filter,
            TagOf([
                city.Mark,
                of.Name,
                $"{model.Generation} {model.DatesChange} {model.Stamps[CityPart.Measures]}",
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
