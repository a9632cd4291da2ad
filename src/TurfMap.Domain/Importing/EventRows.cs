using TurfMap.Domain.Records;

namespace TurfMap.Domain.Importing;

/// <summary>A table of events: a plain one with <c>id, kind, starts</c>, or New York's permitted events.</summary>
/// <remarks>
/// New York's file has a row for each day of a permit, all under one Event ID (8,448 rows of 2,367 permits in 2022), so there an event is
/// the permit with its start:
/// <c>608823 2022-03-12T09:00</c>. It has no coordinates; the place is kept in words, with its borough.
/// </remarks>
internal sealed class EventRows
{
    private readonly Table table;
    private readonly int id,
        kind,
        starts;
    private readonly int? name,
        ends,
        place,
        lon,
        lat,
        languages,
        attendance,
        status,
        agency,
        borough,
        placedBy;
    private readonly bool isPermitted;

    public EventRows(Table table)
    {
        this.table = table;
        (id, kind) = (table.Need("id", "event_id", FeatureTable.IdColumn), table.Need("kind", "type", "event_type", "category"));
        starts = table.Need("starts", "start", "start_date", "start_date_time", "start_time", "event_date", "date");
        (name, ends) = (table.Find("name", "event_name", "title"), table.Find("ends", "end", "end_date", "end_date_time", "end_time"));
        (place, borough) = (table.Find("place", "location", "event_location", "venue"), table.Find("event_borough"));
        (lon, lat) = (table.Find("lon", "longitude", "lng", "long"), table.Find("lat", "latitude"));
        (languages, attendance, status) = (table.Find("languages", "language"), table.Find("attendance"), table.Find("status"));
        (agency, placedBy) = (
            table.Find("agency", "event_agency", "organizer", "organization"),
            table.Find("placed_by", "geocode_method", "geocode_accuracy", "match_type", "location_accuracy")
        );
        isPermitted = borough is not null && table.Find("event_id") == id;
    }

    public IEnumerable<OutreachEvent> Read() => table.Rows(Row);

    private OutreachEvent Row()
    {
        var how = table.Text(placedBy);
        var (from, to, at) = (table.Time(starts), table.Time(ends), table.Place(lon, lat, how));
        if (to < from)
        {
            table.Warn(ends, $"the event ends at {to:yyyy-MM-dd HH:mm}, before it starts at {from:yyyy-MM-dd HH:mm}; the end was left out");
            to = null;
        }
        var what = table.Required(kind);
        var taken = new OutreachEvent(
            Id(from),
            what,
            table.Text(name) ?? what,
            from,
            to,
            PlaceName(),
            at,
            table.List(languages),
            (long?)table.Number(attendance),
            table.Text(status)
        )
        {
            Agency = table.Text(agency),
            PlacedBy = how,
        };
        table.CheckBoundaries(at, from is { } start ? DateOnly.FromDateTime(start) : null);
        return taken;
    }

    private string Id(DateTime? from) =>
        isPermitted && from is { } start ? table.Key(id, $"{table.Required(id)} {start:yyyy-MM-dd'T'HH:mm}") : table.Key(id);

    private string? PlaceName() =>
        (table.Text(place), table.Text(borough)) switch
        {
            ({ } named, { } part) when !named.EndsWith(part, StringComparison.OrdinalIgnoreCase) => $"{named.TrimEnd(' ', ',')}, {part}",
            (null, var part) => part,
            var (named, _) => named,
        };
}
