using TurfMap.Spatial;

namespace TurfMap.Domain.Records;

/// <summary>A held or coming event.</summary>
public sealed record OutreachEvent(
    string Id,
    string Kind,
    string Name,
    DateTime? Starts,
    DateTime? Ends,
    string? PlaceName,
    LonLat? Place,
    IReadOnlyList<string> Languages,
    long? Attendance,
    string? Status
)
{
    /// <summary>The office that holds or permits it; null when nothing said so.</summary>
    public string? Agency { get; init; }

    /// <summary>How its place was found, as its source says; null when nothing said so.</summary>
    public string? PlacedBy { get; init; }
}
