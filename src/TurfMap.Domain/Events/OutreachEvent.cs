using TurfMap.Spatial;

namespace TurfMap.Domain.Events;

/// <summary>A held or coming event.</summary>
public sealed record OutreachEvent(
    string Id, string Kind, string Name, DateTime? Starts, DateTime? Ends, string? PlaceName, LonLat? Place,
    IReadOnlyList<string> Languages, long? Attendance, string? Status)
{
    /// <summary>The codes of the areas it lies in, by layer, as a JSON object; null when it has no place or nothing was in force.</summary>
    public string? Areas { get; init; }
}
