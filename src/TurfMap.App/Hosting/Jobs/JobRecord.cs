using System.Text.Json.Serialization;

namespace TurfMap.App.Hosting.Jobs;

/// <summary>
/// A job as it lies on disk beside its upload. The mark of the store says whose it is: a program of another city on the same folder leaves
/// it alone.
/// </summary>
internal sealed record JobRecord(
    string Id,
    string Store,
    string FileName,
    AssignQuery Query,
    long BytesTotal,
    DateTimeOffset StartedAt,
    JobState State,
    string? Problem,
    JobSummary? Summary,
    string Owner
);

/// <summary>Writes and reads the record without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(JobRecord))]
internal sealed partial class JobShapes : JsonSerializerContext;
