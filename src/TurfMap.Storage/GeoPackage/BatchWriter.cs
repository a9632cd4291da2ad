using System.Text.Json;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using TurfMap.Domain;
using TurfMap.Domain.Cases;
using TurfMap.Domain.Events;
using TurfMap.Domain.Importing;
using TurfMap.Domain.Layers;
using TurfMap.Domain.Partners;
using TurfMap.Domain.People;
using TurfMap.Domain.Places;
using TurfMap.Domain.Turfs;
using TurfMap.Spatial;

namespace TurfMap.Storage.GeoPackage;

/// <summary>Writes the rows of one batch within its transaction.</summary>
internal sealed class BatchWriter(SqliteConnection connection, SqliteTransaction transaction, long batch, TimeProvider clock) : IBatchWriter
{
    private static readonly GeometryFactory Factory = LonLatGeometry.Factory;
    private readonly string now = clock.GetUtcNow().Text();

    public EffectivePeriod SaveVintage(Layer layer, DateOnly from, string source, IReadOnlyList<Area> areas)
    {
        Insert("layer", ["key", "name", "use", "overlapping"], [[layer.Key, layer.Name, layer.Use.ToString(), layer.IsOverlapping ? 1L : 0L]]);
        var vintage = 1 + connection.Scalar<long>("SELECT coalesce(max(vintage), 0) FROM vintage", transaction);
        var standing = connection.List("SELECT fid, valid_from, valid_to FROM vintage WHERE layer = @layer AND superseded_by IS NULL",
            row => (row.Whole("fid"), new EffectivePeriod(row.Date("valid_from"), row.DateOrNull("valid_to"))), transaction, ("@layer", layer.Key));
        var (period, changes) = Timeline.Insert(standing, from);
        foreach (var (fid, gives) in changes)
            Change("vintage", "vintage, layer, source, areas, west, south, east, north", fid, gives);
        var box = new Envelope();
        foreach (var area in areas)
            box.ExpandToInclude(area.Geometry.EnvelopeInternal);
        connection.Run("""
            INSERT INTO vintage (vintage, layer, valid_from, valid_to, source, areas, west, south, east, north, recorded_at, batch)
            VALUES (@vintage, @layer, @from, @to, @source, @areas, @west, @south, @east, @north, @now, @batch)
            """, transaction, ("@vintage", vintage), ("@layer", layer.Key), ("@from", period.From.Text()), ("@to", period.To?.Text()), ("@source", source), ("@areas", areas.Count),
            ("@west", box.MinX), ("@south", box.MinY), ("@east", box.MaxX), ("@north", box.MaxY), ("@now", now), ("@batch", batch));
        Insert("area", ["vintage", "code", "name", "attributes"],
            areas.Select(area => new object?[] { vintage, area.Code, area.Name, JsonSerializer.Serialize(area.Attributes) }), areas.Select(area => (Geometry?)Multi(area.Geometry)));
        return period;
    }

    public EffectivePeriod SavePlan(string name, long unitVintage, DateOnly from, CheckedPlan plan)
    {
        var standing = connection.List("SELECT fid, valid_from, valid_to FROM plan WHERE superseded_by IS NULL",
            row => (row.Whole("fid"), new EffectivePeriod(row.Date("valid_from"), row.DateOrNull("valid_to"))), transaction);
        var (period, changes) = Timeline.Insert(standing, from);
        foreach (var (fid, gives) in changes)
        {
            var other = connection.Scalar<string>("SELECT key FROM plan WHERE fid = @fid", transaction, ("@fid", fid))!;
            EndPlacements(other, gives is null ? null : from);
            Change("plan", "key, name, unit_vintage, state", fid, gives);
        }
        var key = $"plan-{batch}";
        connection.Run("""
            INSERT INTO plan (key, name, unit_vintage, state, valid_from, valid_to, recorded_at, batch) VALUES (@key, @name, @vintage, 'Effective', @from, @to, @now, @batch)
            """, transaction, ("@key", key), ("@name", name), ("@vintage", unitVintage), ("@from", period.From.Text()), ("@to", period.To?.Text()), ("@now", now), ("@batch", batch));
        Insert("turf", ["plan", "code", "name"], plan.Turfs.Select(turf => new object?[] { key, turf.Code, turf.Name }));
        Insert("assignment", ["plan", "unit", "turf"], plan.TurfOfUnit.Select(pair => new object?[] { key, pair.Key, pair.Value }));
        Insert("placement", ["plan", "turf", "liaison", "role", "valid_from", "valid_to", "recorded_at"],
            plan.Placements.Select(one => new object?[] { key, one.Turf, one.Liaison, one.Role.ToString(), period.From.Text(), period.To?.Text(), now }));
        return period;
    }

    public long Save(IEnumerable<Liaison> liaisons) => Insert("liaison",
        ["id", "name", "languages", "hours_per_week", "home_unit", "phone", "email", "since"],
        liaisons.Select(one => new object?[] { one.Id, one.Name, string.Join(';', one.Languages), one.HoursPerWeek, one.HomeUnit, one.Phone, one.Email, one.Since?.Text() }));

    public long Save(IEnumerable<Address> addresses) => Insert("address", ["id", "number", "street", "unit_number", "borough", "postcode"],
        addresses, one => [one.Id, one.Number, one.Street, one.UnitNumber, one.Borough, one.Postcode], one => one.Place);

    public long Save(IEnumerable<Measure> measures) => Insert("measure", ["area_code", "name", "value", "margin_of_error", "year", "source"],
        measures.Select(one => new object?[] { one.Area, one.Name, one.Value, one.MarginOfError, one.Year, one.Source }));

    public long Save(IEnumerable<Partner> partners) => Insert("partner",
        ["id", "name", "kind", "services", "languages", "address", "phone", "hours", "service_area", "verified_on", "accessible"], partners,
        one => [one.Id, one.Name, one.Kind, string.Join(';', one.Services), string.Join(';', one.Languages), one.Address, one.Phone, one.Hours, one.ServiceArea, one.VerifiedOn?.Text(), one.Accessible],
        one => one.Place);

    public long Save(IEnumerable<CaseRecord> cases) => Insert("case_record",
        ["id", "kind", "language", "status", "opened", "due", "closed", "address", "reporter_key"], cases,
        one => [one.Id, one.Kind, one.Language, one.Status, one.Opened?.Text(), one.Due?.Text(), one.Closed?.Text(), one.Address, one.ReporterKey], one => one.Place);

    public long Save(IEnumerable<OutreachEvent> events) => Insert("outreach_event",
        ["id", "kind", "name", "starts", "ends", "place", "languages", "attendance", "status"], events,
        one => [one.Id, one.Kind, one.Name, one.Starts?.ToString("s"), one.Ends?.ToString("s"), one.PlaceName, string.Join(';', one.Languages), one.Attendance, one.Status], one => one.Place);

    /// <summary>The row leaves; when it keeps a shorter period, a copy with that period takes its place.</summary>
    private void Change(string table, string columns, long fid, EffectivePeriod? period)
    {
        connection.Run($"UPDATE {table} SET superseded_by = @batch, superseded_at = @now WHERE fid = @fid", transaction, ("@batch", batch), ("@now", now), ("@fid", fid));
        if (period is { } kept)
            connection.Run($"""
                INSERT INTO {table} ({columns}, valid_from, valid_to, recorded_at, batch) SELECT {columns}, @from, @to, @now, @batch FROM {table} WHERE fid = @fid
                """, transaction, ("@from", kept.From.Text()), ("@to", kept.To?.Text()), ("@now", now), ("@batch", batch), ("@fid", fid));
    }

    private void EndPlacements(string plan, DateOnly? end)
    {
        var standing = connection.List("SELECT fid, valid_from, valid_to FROM placement WHERE plan = @plan AND superseded_by IS NULL",
            row => (Fid: row.Whole("fid"), Period: new EffectivePeriod(row.Date("valid_from"), row.DateOrNull("valid_to"))), transaction, ("@plan", plan));
        foreach (var (fid, period) in standing.Where(one => end is null || one.Period.To is null || one.Period.To > end))
            Change("placement", "plan, turf, liaison, role", fid, end is { } date && period.From < date ? period with { To = date } : null);
    }

    private static Geometry Multi(Geometry geometry) => geometry is Polygon polygon ? Factory.CreateMultiPolygon([polygon]) : geometry;

    private long Insert<T>(string table, string[] columns, IEnumerable<T> items, Func<T, object?[]> shape, Func<T, LonLat?> place)
    {
        // Items are streamed: the place of the item just shaped is read right after it.
        T current = default!;
        return Insert(table, columns, items.Select(item => shape(current = item)), Places());

        IEnumerable<Geometry?> Places()
        {
            while (true)
                yield return place(current) is { } at ? Factory.CreatePoint(new Coordinate(at.Longitude, at.Latitude)) : null;
        }
    }

    private long Insert(string table, string[] columns, IEnumerable<object?[]> rows, IEnumerable<Geometry?>? geometries = null) =>
        BulkInsert.Run(connection, transaction, table, columns, rows, geometries, batch);
}
