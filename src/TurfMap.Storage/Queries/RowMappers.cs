using System.Data.Common;
using NetTopologySuite.Geometries;
using TurfMap.Domain.Addresses;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Partners;
using TurfMap.Domain.Records;
using TurfMap.Domain.Staff;
using TurfMap.Spatial;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>How the things that people edit stand in rows: read and written in one place.</summary>
internal static class RowMappers
{
    public static readonly string[] LiaisonColumns = ["id", "name", "languages", "hours_per_week", "home_unit", "phone", "email", "since"];

    public static readonly string[] AddressColumns = ["geom", "id", "number", "street", "unit_number", "borough", "postcode"];

    public static readonly string[] MeasureColumns = ["area_code", "name", "value", "margin_of_error", "year", "source"];

    public static readonly string[] PartnerColumns =
    [
        "geom",
        "id",
        "name",
        "kind",
        "services",
        "languages",
        "address",
        "phone",
        "hours",
        "service_area",
        "verified_on",
        "accessible",
    ];

    public static readonly string[] ProfileColumns = ["id", "name", "note", "sample", "position_error_m"];

    public static readonly string[] CaseColumns =
    [
        "geom",
        "id",
        "kind",
        "language",
        "status",
        "opened",
        "due",
        "closed",
        "address",
        "reporter_key",
        "agency",
        "opened_minute",
        "placed_by",
    ];

    public static readonly string[] EventColumns =
    [
        "geom",
        "id",
        "kind",
        "name",
        "starts",
        "ends",
        "place",
        "languages",
        "attendance",
        "status",
        "agency",
        "placed_by",
    ];

    public static Liaison Liaison(DbDataReader row) =>
        new(
            row.Text("id"),
            row.Text("name"),
            row.List("languages"),
            row.RealOrNull("hours_per_week"),
            row.TextOrNull("home_unit"),
            row.TextOrNull("phone"),
            row.TextOrNull("email"),
            row.DateOrNull("since")
        );

    public static object?[] Row(Liaison one) =>
        [one.Id, one.Name, string.Join(';', one.Languages), one.HoursPerWeek, one.HomeUnit, one.Phone, one.Email, one.Since];

    public static object?[] Row(Address one) => [one.Place, one.Id, one.Number, one.Street, one.UnitNumber, one.Borough, one.Postcode];

    public static object?[] Row(Measure one) => [one.Area, one.Name, one.Value, one.MarginOfError, (long?)one.Year, one.Source];

    public static Partner Partner(Engine engine, DbDataReader row) =>
        new(
            row.Text("id"),
            row.Text("name"),
            row.Text("kind"),
            row.List("services"),
            row.List("languages"),
            Place(engine, row),
            row.TextOrNull("address"),
            row.TextOrNull("phone"),
            row.TextOrNull("hours"),
            row.TextOrNull("service_area"),
            row.DateOrNull("verified_on"),
            row.TextOrNull("accessible")
        )
        { };

    public static object?[] Row(Partner one) =>
        [
            one.Place,
            one.Id,
            one.Name,
            one.Kind,
            string.Join(';', one.Services),
            string.Join(';', one.Languages),
            one.Address,
            one.Phone,
            one.Hours,
            one.ServiceArea,
            one.VerifiedOn,
            one.Accessible,
        ];

    public static CityProfile Profile(DbDataReader row) =>
        new(row.Text("name"), row.TextOrNull("note"), row.Flag("sample"), row.Real("position_error_m"));

    public static CaseRecord Case(Engine engine, DbDataReader row) =>
        new(
            row.Text("id"),
            row.Text("kind"),
            row.TextOrNull("language"),
            row.Text("status"),
            row.DateOrNull("opened"),
            row.DateOrNull("due"),
            row.DateOrNull("closed"),
            Place(engine, row),
            row.TextOrNull("address"),
            row.TextOrNull("reporter_key")
        )
        {
            Agency = row.TextOrNull("agency"),
            OpenedAt = row.WholeOrNull("opened_minute") is { } minute ? new TimeOnly(0).AddMinutes(minute) : null,
            PlacedBy = row.TextOrNull("placed_by"),
        };

    public static OutreachEvent Event(Engine engine, DbDataReader row) =>
        new(
            row.Text("id"),
            row.Text("kind"),
            row.Text("name"),
            row.LocalTimeOrNull("starts"),
            row.LocalTimeOrNull("ends"),
            row.TextOrNull("place"),
            Place(engine, row),
            row.List("languages"),
            row.WholeOrNull("attendance"),
            row.TextOrNull("status")
        )
        {
            Agency = row.TextOrNull("agency"),
            PlacedBy = row.TextOrNull("placed_by"),
        };

    public static object?[] Row(OutreachEvent one) =>
        [
            one.Place,
            one.Id,
            one.Kind,
            one.Name,
            one.Starts,
            one.Ends,
            one.PlaceName,
            string.Join(';', one.Languages),
            one.Attendance,
            one.Status,
            one.Agency,
            one.PlacedBy,
        ];

    public static object?[] Row(CaseRecord one) =>
        [
            one.Place,
            one.Id,
            one.Kind,
            one.Language,
            one.Status,
            one.Opened,
            one.Due,
            one.Closed,
            one.Address,
            one.ReporterKey,
            one.Agency,
            OpenedMinute(one),
            one.PlacedBy,
        ];

    private static long? OpenedMinute(CaseRecord one) => one.OpenedAt is { } time ? time.Hour * 60 + time.Minute : null;

    private static LonLat? Place(Engine engine, DbDataReader row) =>
        row.GetOrdinal("geom") is var i && !row.IsDBNull(i) && engine.ReadShape(row, i) is Point point
            ? new LonLat(point.X, point.Y)
            : null;

    public static object?[] Row(CityProfile one) => ["city", one.Name, one.Note, one.IsSample, one.PositionErrorMetres];
}
