using NetTopologySuite.Geometries;
using TurfMap.Domain.Access;
using TurfMap.Domain.Cases;

namespace TurfMap.Storage.Rooms;

/// <summary>Cases, only ever those that the asker may see: whose they are is decided within the query.</summary>
internal sealed class CaseRooms(Engine engine, Freshness freshness) : ICaseStore
{
    public Task<IReadOnlyList<CaseRecord>> ListCasesAsync(CaseScope scope, DateOnly day, CasePage page, CancellationToken cancel) => ReadAsync(
        scope, day, (page.IsOpen switch { true => "AND closed IS NULL ", false => "AND closed IS NOT NULL ", null => "" }) + (page.After is null ? "" : "AND id > @after"),
        page.After is null ? [] : [("@after", page.After)], page.Limit, cancel);

    public async Task<CaseRecord?> FindCaseAsync(CaseScope scope, DateOnly day, string id, CancellationToken cancel) =>
        await ReadAsync(scope, day, "AND id = @id", [("@id", id)], 1, cancel) is [var found] ? found : null;

    public Task<string> ReadChangeAsync(CancellationToken cancel) => engine.ReadAsync(session => session.List(
        "SELECT count(*) AS batches, max(fid) AS newest, max(undone_at) AS undone FROM import_batch WHERE kind = 'cases' AND state <> 'Refused'",
        row => $"{row.Whole("batches")} {row.WholeOrNull("newest")} {row.MomentOrNull("undone"):O}")[0], freshness, cancel);

    public Task<CaseColumns> ReadColumnsAsync(CityPlane plane, CancellationToken cancel) => engine.ReadAsync(session =>
    {
        var columns = new CaseColumnsBuilder();
        using var command = session.Command($"SELECT fid, kind, status, language, opened, due, closed, reporter_key, {engine.SelectShape("geom")} FROM case_record WHERE superseded_by IS NULL ORDER BY fid");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            cancel.ThrowIfCancellationRequested();
            var place = row.IsDBNull(8) ? null : engine.ReadShape(row, 8) as Point;
            columns.Add(new(
                row.GetInt64(0), place?.X ?? double.NaN, place?.Y ?? double.NaN, row.GetString(1), row.GetString(2), Text(3), Day(4), Day(5), Day(6), Text(7)));
        }
        return columns.Build(plane);

        string? Text(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        DateOnly? Day(int i) => row.IsDBNull(i) ? null : row.GetFieldValue<DateOnly>(i);
    }, freshness, cancel);

    public Task<IReadOnlyList<CaseRecord>> ReadRowsAsync(IReadOnlyList<int> rows, CancellationToken cancel) => engine.ReadAsync<IReadOnlyList<CaseRecord>>(session =>
    {
        if (rows.Count == 0)
            return [];
        var found = session.List($"SELECT fid, {Columns()} FROM case_record WHERE superseded_by IS NULL AND fid IN ({string.Join(", ", rows)})", row => (Row: (int)row.Whole("fid"), Case: Shapes.Case(engine, row))).ToDictionary(one => one.Row, one => one.Case);
        return [.. rows.Where(found.ContainsKey).Select(row => found[row])];
    }, freshness, cancel);

    private string Columns() => string.Join(", ", Shapes.CaseColumns.Select(column => column == "geom" ? engine.SelectShape(column) : column));

    private async Task<IReadOnlyList<CaseRecord>> ReadAsync(CaseScope scope, DateOnly day, string which, (string, object?)[] values, int limit, CancellationToken cancel)
    {
        if (scope.IsNone)
            return [];
        var sql = $"SELECT {Columns()} FROM case_record WHERE superseded_by IS NULL {which} {(scope.IsAll ? "" : Mine())} ORDER BY id LIMIT @limit";
        (string, object?)[] parameters = scope.IsAll ? [("@limit", (long)limit), .. values] : [("@limit", (long)limit), .. values, ("@day", day), ("@liaison", scope.Liaison)];
        return await engine.ReadAsync(session => session.List(sql, row => Shapes.Case(engine, row), parameters), freshness, cancel);
    }

    /// <summary>The unit that a case lies in is one of the turfs, in the plan in force on the day, that the liaison leads or stands in for on that day.</summary>
    private string Mine() => $"""
        AND {engine.Member("areas", $"(SELECT vintage.layer FROM plan JOIN vintage ON vintage.vintage = plan.unit_vintage AND vintage.superseded_by IS NULL WHERE {InForce("plan")})")} IN (
            SELECT assignment.unit FROM plan
            JOIN assignment ON assignment.plan = plan.key AND assignment.superseded_by IS NULL
            JOIN placement ON placement.plan = plan.key AND placement.turf = assignment.turf AND placement.liaison = @liaison AND placement.role IN ('Lead', 'Backup') AND {InForce("placement")}
            WHERE {InForce("plan")})
        """;

    private static string InForce(string table) => $"{table}.superseded_by IS NULL AND {table}.valid_from <= @day AND ({table}.valid_to IS NULL OR {table}.valid_to > @day)";
}
