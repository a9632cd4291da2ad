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

/// <summary>What the room asks of a store. Events are no secret: whoever is signed in sees all.</summary>
public interface IEventStore
{
    /// <summary>The ids of some rows; rows that are gone are left out.</summary>
    Task<IReadOnlyDictionary<int, string>> ReadIdsAsync(IReadOnlyList<int> rows, CancellationToken cancel);

    /// <summary>Changes whenever an event came, was replaced or went; the same text means the same events.</summary>
    Task<string> ReadChangeAsync(CancellationToken cancel);

    /// <summary>
    /// All events that stand, in the columns of cases: opened is the day on which one starts; none is due or closed, and nobody reported
    /// it.
    /// </summary>
    Task<CaseColumns> ReadColumnsAsync(CityPlane plane, CancellationToken cancel);

    /// <summary>The events of some rows, in the order in which they are asked for; rows that are gone are left out.</summary>
    Task<IReadOnlyList<OutreachEvent>> ReadRowsAsync(IReadOnlyList<int> rows, CancellationToken cancel);
}
