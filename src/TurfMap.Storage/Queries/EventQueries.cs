using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>Events.</summary>
internal sealed class EventQueries(Engine engine, Freshness freshness) : IEventStore
{
    public Task<IReadOnlyDictionary<int, string>> ReadIdsAsync(IReadOnlyList<int> rows, CancellationToken cancel) =>
        PointRows.ReadIdsAsync(engine, freshness, "outreach_event", rows, cancel);

    public Task<string> ReadChangeAsync(CancellationToken cancel) => PointRows.ReadChangeAsync(engine, freshness, "events", cancel);

    public Task<CaseColumns> ReadColumnsAsync(CityPlane plane, CancellationToken cancel) =>
        PointRows.ReadColumnsAsync(
            engine,
            freshness,
            "fid, kind, status, languages, starts, agency, placed_by",
            "outreach_event",
            plane,
            (builder, row) =>
            {
                var starts = row.Time(4);
                builder.Take(
                    new CaseCells
                    {
                        Row = row.Whole(0),
                        Kind = row.Text(1),
                        Status = row.Text(2),
                        Language = row.Text(3),
                        Opened = starts is { } day ? DateOnly.FromDateTime(day) : null,
                        Agency = row.Text(5),
                        Hour = starts is { TimeOfDay.Ticks: > 0 } time ? time.Hour : null,
                        IsRough = PlacedBy.IsRough(row.Text(6)),
                        Place = row.Place(7),
                    }
                );
            },
            cancel
        );

    public Task<IReadOnlyList<OutreachEvent>> ReadRowsAsync(IReadOnlyList<int> rows, CancellationToken cancel) =>
        PointRows.ReadRowsAsync(engine, freshness, RowMappers.EventColumns, "outreach_event", rows, RowMappers.Event, cancel);
}
