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

/// <summary>
/// What the room asks of a store. It knows no scope: whose case is whose is decided on the columns, in one place (<c>VisibleRecords</c>),
/// before
/// a row is asked for.
/// </summary>
public interface ICaseStore
{
    /// <summary>The case that stands under an id, whoever may see it; null when there is none.</summary>
    Task<CaseAt?> FindCaseAsync(string id, CancellationToken cancel);

    /// <summary>The ids of some rows; rows that are gone are left out.</summary>
    Task<IReadOnlyDictionary<int, string>> ReadIdsAsync(IReadOnlyList<int> rows, CancellationToken cancel);

    /// <summary>Changes whenever a case came, was replaced or went; the same text means the same cases.</summary>
    Task<string> ReadChangeAsync(CancellationToken cancel);

    /// <summary>All cases that stand, one after another, for counting: whoever asks sees that only what may be seen leaves.</summary>
    Task<CaseColumns> ReadColumnsAsync(CityPlane plane, CancellationToken cancel);

    /// <summary>The cases of some rows, in the order in which they are asked for; rows that are gone are left out.</summary>
    Task<IReadOnlyList<CaseRecord>> ReadRowsAsync(IReadOnlyList<int> rows, CancellationToken cancel);
}
