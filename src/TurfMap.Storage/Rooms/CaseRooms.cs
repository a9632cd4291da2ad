using TurfMap.Domain.Access;
using TurfMap.Domain.Cases;
using TurfMap.Domain.Places;

namespace TurfMap.Storage.Rooms;

/// <summary>Cases, only ever those that the asker may see: whose they are is decided within the query.</summary>
internal sealed class CaseRooms(Engine engine, Freshness freshness) : ICaseStore
{
    public Task<IReadOnlyList<CaseRecord>> ListCasesAsync(CaseScope scope, DateOnly day, CasePage page, CancellationToken cancel) => ReadAsync(
        scope, day, (page.IsOpen switch { true => "AND closed IS NULL ", false => "AND closed IS NOT NULL ", null => "" }) + (page.After is null ? "" : "AND id > @after"),
        page.After is null ? [] : [("@after", page.After)], page.Limit, cancel);

    public async Task<CaseRecord?> FindCaseAsync(CaseScope scope, DateOnly day, string id, CancellationToken cancel) =>
        await ReadAsync(scope, day, "AND id = @id", [("@id", id)], 1, cancel) is [var found] ? found : null;

    public Task<string> ReadChangeAsync(CancellationToken cancel) => PointRows.ReadChangeAsync(engine, freshness, "cases", cancel);

    public Task<CaseColumns> ReadColumnsAsync(CityPlane plane, CancellationToken cancel) => PointRows.ReadColumnsAsync(engine, freshness,
        "fid, kind, status, language, opened, due, closed, reporter_key, agency, opened_minute, placed_by", "case_record", plane,
        row => new(row.Whole(0), double.NaN, double.NaN, row.Text(1)!, row.Text(2)!, row.Text(3), row.Day(4), row.Day(5), row.Day(6), row.Text(7), row.Text(8), (int?)row.WholeOrNull(9) / 60, PlacedBy.IsRough(row.Text(10))),
        cancel);

    public Task<IReadOnlyList<CaseRecord>> ReadRowsAsync(IReadOnlyList<int> rows, CancellationToken cancel) =>
        PointRows.ReadRowsAsync(engine, freshness, Shapes.CaseColumns, "case_record", rows, Shapes.Case, cancel);

    private async Task<IReadOnlyList<CaseRecord>> ReadAsync(CaseScope scope, DateOnly day, string which, (string, object?)[] values, int limit, CancellationToken cancel)
    {
        if (scope.IsNone)
            return [];
        var sql = $"SELECT {PointRows.Select(engine, Shapes.CaseColumns)} FROM case_record WHERE superseded_by IS NULL {which} {(scope.IsAll ? "" : Mine())} ORDER BY id LIMIT @limit";
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
