using System.Text.Json;
using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Domain.Plans;
using TurfMap.Storage.Sql;
using Table = TurfMap.Storage.Sql.Table;

namespace TurfMap.Storage.Queries;

/// <summary>Writes the rows of one batch within its transaction.</summary>
internal sealed class BatchWriter(Session session, long batch, TimeProvider clock)
{
    private readonly DateTimeOffset now = Batches.Now(clock);

    /// <summary>Saves a vintage with its areas or lines, makes room for it among the standing ones, and answers with its period.</summary>
    public EffectivePeriod SaveVintage(Layer layer, DateOnly from, string source, LayerContent content)
    {
        Write(
            Catalogue.Layer,
            ["key", "name", "use", "overlapping"],
            [
                [layer.Key, layer.Name, layer.Use.ToString(), layer.IsOverlapping],
            ]
        );
        var vintage = 1 + session.Scalar<long>("SELECT coalesce(max(vintage), 0) FROM vintage");
        var standing = session.List(
            "SELECT fid, valid_from, valid_to FROM vintage WHERE layer = @layer AND superseded_by IS NULL",
            row => (row.Whole("fid"), new EffectivePeriod(row.Date("valid_from"), row.DateOrNull("valid_to"))),
            ("@layer", layer.Key)
        );
        var (period, changes) = Timeline.Insert(standing, from);
        foreach (var (fid, gives) in changes)
            Change(Catalogue.Vintage, fid, gives);
        var box = new Envelope();
        foreach (var shape in content.Shapes)
            box.ExpandToInclude(shape.EnvelopeInternal);
        Write(
            Catalogue.Vintage,
            ["vintage", "layer", "valid_from", "valid_to", "source", "areas", "west", "south", "east", "north", "recorded_at"],
            [
                [vintage, layer.Key, period.From, period.To, source, (long)content.Count, box.MinX, box.MinY, box.MaxX, box.MaxY, now],
            ]
        );
        Write(
            Catalogue.Area,
            ["geom", "vintage", "code", "name", "attributes"],
            content.Areas.Select(area =>
                new object?[] { Multi(area.Geometry), vintage, area.Code, area.Name, JsonSerializer.Serialize(area.Attributes) }
            )
        );
        Write(
            Catalogue.Line,
            ["geom", "vintage", "number", "name", "rank"],
            content.Lines.Select((line, i) => new object?[] { Multi(line.Geometry), vintage, (long)i + 1, line.Name, line.Rank.ToString() })
        );
        return period;
    }

    /// <summary>Saves a plan, makes room for it among the standing ones, and answers with its period.</summary>
    public EffectivePeriod SavePlan(string name, long unitVintage, DateOnly from, CheckedPlan plan)
    {
        var standing = session.List(
            "SELECT fid, valid_from, valid_to FROM plan WHERE superseded_by IS NULL",
            row => (row.Whole("fid"), new EffectivePeriod(row.Date("valid_from"), row.DateOrNull("valid_to")))
        );
        var (period, changes) = Timeline.Insert(standing, from);
        foreach (var (fid, gives) in changes)
        {
            EndPlacements(session.Scalar<string>("SELECT key FROM plan WHERE fid = @fid", ("@fid", fid))!, gives is null ? null : from);
            Change(Catalogue.Plan, fid, gives);
        }
        var key = $"plan-{batch}";
        Write(
            Catalogue.Plan,
            ["key", "name", "unit_vintage", "state", "valid_from", "valid_to", "recorded_at"],
            [
                [key, name, unitVintage, "Effective", period.From, period.To, now],
            ]
        );
        Write(Catalogue.Turf, ["plan", "code", "name"], plan.Turfs.Select(turf => new object?[] { key, turf.Code, turf.Name }));
        Write(Catalogue.Assignment, ["plan", "unit", "turf"], plan.TurfOfUnit.Select(pair => new object?[] { key, pair.Key, pair.Value }));
        Write(
            Catalogue.Placement,
            ["plan", "turf", "liaison", "role", "valid_from", "valid_to", "recorded_at"],
            plan.Placements.Select(one => new object?[] { key, one.Turf, one.Liaison, one.Role.ToString(), period.From, period.To, now })
        );
        return period;
    }

    /// <summary>
    /// Saves rows that come out of a file, read on another thread than the one that saves them. One with the key of a standing row takes
    /// its place; files come again and again, so what stands exactly so is left as it is.
    /// </summary>
    public SavedRows Save(Table table, string[] columns, IEnumerable<object?[]> rows) =>
        session.Engine.Merge(session, table, columns, ReadAhead.Of(rows), batch);

    /// <summary>The row leaves; when it keeps a shorter period, a copy with that period takes its place.</summary>
    private void Change(Table table, long fid, EffectivePeriod? period)
    {
        var kept = string.Join(
            ", ",
            table
                .Columns.Select(column => column.Name)
                .Except(["valid_from", "valid_to", "recorded_at", "superseded_at", "batch", "superseded_by"])
        );
        session.Run(
            $"UPDATE {table.Name} SET superseded_by = @batch, superseded_at = @now WHERE fid = @fid",
            ("@batch", batch),
            ("@now", now),
            ("@fid", fid)
        );
        if (period is { } shorter)
            session.Run(
                $"""
                INSERT INTO {table.Name} ({kept}, valid_from, valid_to, recorded_at, batch) SELECT {kept}, @from, @to, @now, @batch FROM
                    {table.Name} WHERE fid = @fid
                """,
                ("@from", shorter.From),
                ("@to", shorter.To),
                ("@now", now),
                ("@batch", batch),
                ("@fid", fid)
            );
    }

    private void EndPlacements(string plan, DateOnly? end)
    {
        var standing = session.List(
            "SELECT fid, valid_from, valid_to FROM placement WHERE plan = @plan AND superseded_by IS NULL",
            row => (Fid: row.Whole("fid"), Period: new EffectivePeriod(row.Date("valid_from"), row.DateOrNull("valid_to"))),
            ("@plan", plan)
        );
        foreach (var (fid, period) in standing.Where(one => end is null || one.Period.To is null || one.Period.To > end))
            Change(Catalogue.Placement, fid, end is { } date && period.From < date ? period with { To = date } : null);
    }

    private static Geometry Multi(Geometry geometry) =>
        geometry switch
        {
            Polygon polygon => LonLatGeometry.Factory.CreateMultiPolygon([polygon]),
            LineString line => LonLatGeometry.Factory.CreateMultiLineString([line]),
            _ => geometry,
        };

    private long Write(Table table, string[] columns, IEnumerable<object?[]> rows) =>
        session.Engine.Save(session, table, columns, rows, batch);
}
