using TurfMap.Domain.Records;

namespace TurfMap.Domain.Importing;

/// <summary>
/// A table of cases: a plain one with <c>id, kind, status, opened</c>, or what the 311 systems of cities give out: Open311 GeoReport v2,
/// Washington DC, New York, Los Angeles.
/// </summary>
/// <remarks>
/// Three columns mean different things in different cities. <c>category</c> goes before <c>type</c>: where a file has both, as DC's, the
/// type is the department that does the
/// work and the category what is the matter. <c>Location Type</c> is how a geocoder found a place, but in New York what stands there (a
/// house, a street); there the address
/// type says how. Open311 has no day of closing: for a closed request it is, by its specification, the day of the last update.
/// </remarks>
internal sealed class CaseRows
{
    private readonly Table table;
    private readonly int id,
        kind,
        opened;
    private readonly int? code,
        status,
        due,
        closed,
        updated,
        lon,
        lat,
        address,
        language,
        reporter,
        agency,
        placedBy;
    private long undated,
        closedOnNoDay;

    public CaseRows(Table table)
    {
        this.table = table;
        id = table.Need(
            "id",
            "case_id",
            "service_request_id",
            "unique_key",
            "request_id",
            "sr_number",
            "case_number",
            "ticket_id",
            FeatureTable.IdColumn
        );
        code = table.Find("service_code");
        kind = table.Need(
            "kind",
            "service_name",
            "service_code_description",
            "complaint_type",
            "request_type",
            "sr_type",
            "case_type",
            "category",
            "type",
            "service_code"
        );
        opened = table.Need(
            "opened",
            "opened_at",
            "added",
            "add_date",
            "created",
            "created_date",
            "created_at",
            "requested_datetime",
            "date_opened",
            "open_date",
            "service_order_date"
        );
        status = table.Find("status", "service_order_status", "case_status");
        due = table.Find("due", "due_date", "service_due_date", "expected_datetime");
        closed = table.Find("closed", "closed_at", "closed_date", "resolved", "resolution_date", "date_closed", "close_date");
        updated = table.Find("updated_datetime");
        (lon, lat) = (table.Find("lon", "longitude", "lng", "long"), table.Find("lat", "latitude"));
        address = table.Find("address", "street_address", "incident_address");
        (language, reporter) = (table.Find("language", "preferred_language"), table.Find("reporter_key", "reporter"));
        agency = table.Find("agency", "agency_responsible", "organization_acronym", "agency_name", "department", "owner");
        placedBy =
            table.Find(
                "placed_by",
                "geocode_method",
                "geocode_accuracy",
                "geocode_quality",
                "match_type",
                "address_type",
                "addr_type",
                "location_method",
                "location_accuracy",
                "accuracy",
                "method",
                "geocode"
            ) ?? (table.Find("complaint_type") is null ? table.Find("location_type") : null);
    }

    public IEnumerable<CaseRecord> Read() => table.Rows(Row, AtEnd, saysPiles: true);

    private CaseRecord Row()
    {
        var how = table.Text(placedBy);
        var place = table.Place(lon, lat, how);
        var (from, at) = Opened();
        var given = table.Text(status);
        var written = Closed(given);
        var state = given ?? (written is null ? "open" : "closed");
        var to = written is { } day && IsPossible(day, from) ? day : (DateOnly?)null;
        undated += from is null ? 1 : 0;
        closedOnNoDay += to is null && IsClosed(state) ? 1 : 0;
        var taken = new CaseRecord(
            table.Key(id),
            code is null ? table.Required(kind) : table.Text(kind) ?? table.Required(code.Value),
            table.Text(language),
            state,
            from,
            table.Date(due),
            to,
            place,
            table.Text(address),
            table.Text(reporter)
        )
        {
            Agency = table.Text(agency),
            OpenedAt = at,
            PlacedBy = how,
        };
        table.CheckBoundaries(place, from);
        return taken;
    }

    /// <summary>A day that has not come yet would make all data look newer than they are.</summary>
    private (DateOnly? Day, TimeOnly? At) Opened()
    {
        var (day, at) = table.Moment(opened);
        if (!table.IsInFuture(day))
            return (day, at);
        table.Warn(opened, $"the case was opened on {day:yyyy-MM-dd}, which lies after the day of the import; the day was left out");
        return default;
    }

    private DateOnly? Closed(string? state) =>
        closed is not null ? table.Date(closed)
        : IsClosed(state) ? table.Date(updated)
        : null;

    private bool IsPossible(DateOnly day, DateOnly? from)
    {
        if (day < from)
            table.Warn(
                closed ?? updated,
                $"the case was closed on {day:yyyy-MM-dd}, before it was opened on {from:yyyy-MM-dd}; the day of closing "
                    + "was left out, so that the case counts as open until its source says when it was closed"
            );
        else if (table.IsInFuture(day))
            table.Warn(
                closed ?? updated,
                $"the case was closed on {day:yyyy-MM-dd}, which lies after the day of the import; the day was left out, so "
                    + "that the case counts as open"
            );
        else
            return true;
        return false;
    }

    private void AtEnd()
    {
        if (undated > 0)
            table.Note($"{undated:N0} without a day of opening: they are in no period.");
        if (closedOnNoDay > 0)
            table.Note(
                $"{closedOnNoDay:N0} with a status that says closed, but no day of closing: they count as open until a file says when."
            );
        if (table.Find("category") == kind && table.Find("type") is not null)
            table.Note(
                "The kinds were read from the column \"category\"; the file has \"type\" too, which was not kept. If that "
                    + "is what the matter is, call it \"kind\"."
            );
    }

    private static bool IsClosed(string? status) => status is not null && status.StartsWith("closed", StringComparison.OrdinalIgnoreCase);
}
