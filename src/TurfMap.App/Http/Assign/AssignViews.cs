using System.Text.Json.Serialization;
using TurfMap.App.Hosting.Jobs;

namespace TurfMap.App.Http.Assign;

internal sealed record GuessView(
    IReadOnlyList<string> Columns,
    string Delimiter,
    string Encoding,
    MappingView Mapping,
    string Explanation,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<IReadOnlyList<string>> Rows
);

internal sealed record MappingView(string? Lon, string? Lat, string? X, string? Y, string? Crs, string? Wkt, string? Pair);

internal sealed record JobView(
    string Id,
    string Kind,
    string State,
    string Name,
    long Done,
    long BytesDone,
    long BytesTotal,
    string StartedAt,
    string Sentence,
    string? Problem,
    IReadOnlyDictionary<string, string> Links
);

internal sealed record JobStartedView(string Id);

/// <summary>Reads and writes the bodies of this room without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GuessView))]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(JobStartedView))]
[JsonSerializable(typeof(JobSummary))]
internal sealed partial class AssignJsonContext : JsonSerializerContext;
