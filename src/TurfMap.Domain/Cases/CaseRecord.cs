using TurfMap.Spatial;

namespace TurfMap.Domain.Cases;

/// <summary>A constituent's matter. The reporter is an opaque key; nothing else about a person is kept.</summary>
public sealed record CaseRecord(
    string Id, string Kind, string? Language, string Status, DateOnly? Opened, DateOnly? Due, DateOnly? Closed,
    LonLat? Place, string? Address, string? ReporterKey)
{
    /// <summary>The codes of the areas it lies in, by layer, as a JSON object; null when it has no place or nothing was in force.</summary>
    public string? Areas { get; init; }
}
