using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>Events. They are no secret: whoever is signed in sees all.</summary>
public sealed class EventQueries
{
    private readonly Engine engine;
    private readonly Freshness freshness;

    internal EventQueries(Engine engine, Freshness freshness) => (this.engine, this.freshness) = (engine, freshness);

    /// <summary>The ids of some rows; rows that are gone are left out.</summary>
    public Task<IReadOnlyDictionary<int, string>> ReadIdsAsync(IReadOnlyList<int> rows, CancellationToken cancel) =>
        PointRows.ReadIdsAsync(engine, freshness, "outreach_event", rows, cancel);

    /// <summary>Changes whenever an event came, was replaced or went; the same text means the same events.</summary>
    public Task<string> ReadChangeAsync(CancellationToken cancel) => PointRows.ReadChangeAsync(engine, freshness, "events", cancel);

    /// <summary>
    /// All events that stand, in the columns of cases: opened is the day on which one starts; none is due or closed, and nobody reported
    /// it.
    /// </summary>
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

    /// <summary>The events of some rows, in the order in which they are asked for; rows that are gone are left out.</summary>
    public Task<IReadOnlyList<OutreachEvent>> ReadRowsAsync(IReadOnlyList<int> rows, CancellationToken cancel) =>
        PointRows.ReadRowsAsync(engine, freshness, RowMappers.EventColumns, "outreach_event", rows, RowMappers.Event, cancel);
}
