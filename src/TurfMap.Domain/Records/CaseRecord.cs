using TurfMap.Spatial;

namespace TurfMap.Domain.Records;

/// <summary>A constituent's matter. The reporter is an opaque key; nothing else about a person is kept.</summary>
public sealed record CaseRecord(
    string Id,
    string Kind,
    string? Language,
    string Status,
    DateOnly? Opened,
    DateOnly? Due,
    DateOnly? Closed,
    LonLat? Place,
    string? Address,
    string? ReporterKey
)
{
    /// <summary>The office that it is with; null when nothing said so.</summary>
    public string? Agency { get; init; }

    /// <summary>When on its day it was opened, by the clock that its source writes by; null when only the day is known.</summary>
    public TimeOnly? OpenedAt { get; init; }

    /// <summary>How its place was found, as its source says: point, address, intersection, centroid …; null when nothing said so.</summary>
    public string? PlacedBy { get; init; }
}

/// <summary>A case and the number of its row, by which the columns know it.</summary>
public readonly record struct CaseAt(int Row, CaseRecord Case);
