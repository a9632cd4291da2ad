using System.Text.Json;
using System.Text.Json.Serialization;
using TurfMap.Domain.Records;

namespace TurfMap.App.Http.Records;

/// <summary>
/// What was asked of cases, as the audit keeps it: the whole of it, each part in a field of its own, so that no value can pass for another
/// part. What was not said is not there.
/// </summary>
internal sealed record AuditedQuery(
    IReadOnlyList<string>? Kinds,
    IReadOnlyList<string>? Statuses,
    IReadOnlyList<string>? Languages,
    IReadOnlyList<string>? Agencies,
    DateOnly? From,
    DateOnly? To,
    bool? IsOpen,
    bool? IsOverdue,
    string? Layer,
    string? Area,
    string? Turf,
    string? Liaison,
    string? At,
    bool? WithDefaultLocations
)
{
    public static string Json(CaseQuery query, CaseFilter filter) =>
        JsonSerializer.Serialize(
            new(
                Said(filter.Kinds),
                Said(filter.Statuses),
                Said(filter.Languages),
                Said(filter.Agencies),
                filter.From,
                filter.To,
                filter.IsOpen,
                filter.IsOverdue ? true : null,
                filter.Area?.Layer,
                filter.Area?.Code,
                filter.Turf,
                filter.Liaison,
                query.At,
                query.Sinks == true ? true : null
            ),
            AuditJsonContext.Default.AuditedQuery
        );

    private static IReadOnlyList<string>? Said(IReadOnlyList<string> values) => values.Count == 0 ? null : values;
}

/// <summary>Writes it without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AuditedQuery))]
internal sealed partial class AuditJsonContext : JsonSerializerContext;
