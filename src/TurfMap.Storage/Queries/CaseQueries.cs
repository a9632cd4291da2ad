using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>Cases, as they stand: whose they are is decided before a row is asked for.</summary>
internal sealed class CaseQueries(Engine engine, Freshness freshness) : ICaseStore
{
    public Task<CaseAt?> FindCaseAsync(string id, CancellationToken cancel) =>
        engine.ReadAsync<CaseAt?>(
            session =>
                session.List(
                    $"SELECT fid, {PointRows.Select(engine, RowMappers.CaseColumns)} FROM case_record WHERE superseded_by "
                        + "IS NULL AND id = @id",
                    row => new CaseAt((int)row.Whole("fid"), RowMappers.Case(engine, row)),
                    ("@id", id)
                )
                    is [var found]
                    ? found
                    : null,
            freshness,
            cancel
        );

    public Task<IReadOnlyDictionary<int, string>> ReadIdsAsync(IReadOnlyList<int> rows, CancellationToken cancel) =>
        PointRows.ReadIdsAsync(engine, freshness, "case_record", rows, cancel);

    public Task<string> ReadChangeAsync(CancellationToken cancel) => PointRows.ReadChangeAsync(engine, freshness, "cases", cancel);

    public Task<CaseColumns> ReadColumnsAsync(CityPlane plane, CancellationToken cancel) =>
        PointRows.ReadColumnsAsync(
            engine,
            freshness,
            "fid, kind, status, language, opened, due, closed, reporter_key, agency, opened_minute, placed_by",
            "case_record",
            plane,
            (builder, row) =>
                builder.Take(
                    new CaseCells
                    {
                        Row = row.Whole(0),
                        Kind = row.Text(1),
                        Status = row.Text(2),
                        Language = row.Text(3),
                        Opened = row.Day(4),
                        Due = row.Day(5),
                        Closed = row.Day(6),
                        Reporter = row.Text(7),
                        Agency = row.Text(8),
                        Hour = row.WholeOrNull(9) / 60,
                        IsRough = PlacedBy.IsRough(row.Text(10)),
                        Place = row.Place(11),
                    }
                ),
            cancel
        );

    public Task<IReadOnlyList<CaseRecord>> ReadRowsAsync(IReadOnlyList<int> rows, CancellationToken cancel) =>
        PointRows.ReadRowsAsync(engine, freshness, RowMappers.CaseColumns, "case_record", rows, RowMappers.Case, cancel);
}
