using TurfMap.Domain.Cases;
using TurfMap.Domain.Events;
using TurfMap.Domain.Places;

namespace TurfMap.Storage.Rooms;

/// <summary>Events.</summary>
internal sealed class EventRooms(Engine engine, Freshness freshness) : IEventStore
{
    public Task<IReadOnlyDictionary<int, string>> ReadIdsAsync(IReadOnlyList<int> rows, CancellationToken cancel) => PointRows.ReadIdsAsync(engine, freshness, "outreach_event", rows, cancel);

    public Task<string> ReadChangeAsync(CancellationToken cancel) => PointRows.ReadChangeAsync(engine, freshness, "events", cancel);

    public Task<CaseColumns> ReadColumnsAsync(CityPlane plane, CancellationToken cancel) => PointRows.ReadColumnsAsync(engine, freshness,
        "fid, kind, status, languages, starts, agency, placed_by", "outreach_event", plane,
        row => new(row.Whole(0), double.NaN, double.NaN, row.Text(1)!, row.Text(2) ?? "", row.Text(3), row.Time(4) is { } day ? DateOnly.FromDateTime(day) : null, null, null, null, row.Text(5),
            row.Time(4) is { TimeOfDay.Ticks: > 0 } time ? time.Hour : null, PlacedBy.IsRough(row.Text(6))),
        cancel);

    public Task<IReadOnlyList<OutreachEvent>> ReadRowsAsync(IReadOnlyList<int> rows, CancellationToken cancel) =>
        PointRows.ReadRowsAsync(engine, freshness, Shapes.EventColumns, "outreach_event", rows, Shapes.Event, cancel);
}
