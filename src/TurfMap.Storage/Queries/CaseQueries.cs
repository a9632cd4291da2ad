using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>
/// Cases, as they stand. No scope is known here: whose case is whose is decided on the columns, in one place
/// (<see cref="VisibleRecords"/>), before a row is asked for.
/// </summary>
public sealed class CaseQueries
{
    private readonly Engine engine;
    private readonly Freshness freshness;

    internal CaseQueries(Engine engine, Freshness freshness) => (this.engine, this.freshness) = (engine, freshness);

    /// <summary>The case that stands under an id, whoever may see it; null when there is none.</summary>
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

    /// <summary>The ids of some rows; rows that are gone are left out.</summary>
    public Task<IReadOnlyDictionary<int, string>> ReadIdsAsync(IReadOnlyList<int> rows, CancellationToken cancel) =>
        PointRows.ReadIdsAsync(engine, freshness, "case_record", rows, cancel);

    /// <summary>Changes whenever a case came, was replaced or went; the same text means the same cases.</summary>
    public Task<string> ReadChangeAsync(CancellationToken cancel) => PointRows.ReadChangeAsync(engine, freshness, "cases", cancel);

    /// <summary>All cases that stand, one after another, for counting: whoever asks sees that only what may be seen leaves.</summary>
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

    /// <summary>The cases of some rows, in the order in which they are asked for; rows that are gone are left out.</summary>
    public Task<IReadOnlyList<CaseRecord>> ReadRowsAsync(IReadOnlyList<int> rows, CancellationToken cancel) =>
        PointRows.ReadRowsAsync(engine, freshness, RowMappers.CaseColumns, "case_record", rows, RowMappers.Case, cancel);
}
