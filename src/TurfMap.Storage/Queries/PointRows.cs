using System.Data.Common;
using TurfMap.Domain.Records;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>What cases and events have in common: rows with a point, read as columns for counting, or one by one.</summary>
internal static class PointRows
{
    /// <summary>Rows that are asked for at once, so that a statement does not grow without end.</summary>
    private const int AtOnce = 500;

    /// <summary>Fewer rows are read before a second connection stands; more parts than this wait for each other's memory.</summary>
    private const int RowsOfAPart = 20_000,
        MostParts = 4;

    public static Task<string> ReadChangeAsync(Engine engine, Freshness freshness, string kind, CancellationToken cancel) =>
        engine.ReadAsync(
            session =>
                session.List(
                    "SELECT count(*) AS batches, max(fid) AS newest, max(undone_at) AS undone FROM import_batch WHERE kind "
                        + "= @kind AND state <> 'Refused'",
                    row => $"{row.Whole("batches")} {row.WholeOrNull("newest")} {row.MomentOrNull("undone"):O}",
                    ("@kind", kind)
                )[0],
            freshness,
            cancel
        );

    /// <summary>
    /// All rows that stand, as columns, in the order of their numbers; the shape goes beside what is asked for, as the last column.
    /// </summary>
    public static Task<CaseColumns> ReadColumnsAsync(
        Engine engine,
        Freshness freshness,
        string columns,
        string table,
        CityPlane plane,
        Take take,
        CancellationToken cancel
    ) =>
        engine.ReadAsync(
            session =>
            {
                var (least, most) = session.List(
                    $"SELECT min(fid) AS least, max(fid) AS most FROM {table}",
                    row => (row.WholeOrNull("least") ?? 0, row.WholeOrNull("most") ?? 0)
                )[0];
                var parts = engine.ReadParts(
                    session,
                    most - least < RowsOfAPart ? 1 : Math.Min(Environment.ProcessorCount, MostParts),
                    (part, number, of) =>
                    {
                        var (from, to) = checked(
                            (least + (most - least + 1) * number / of, least + (most - least + 1) * (number + 1) / of)
                        );
                        var builder = new CaseColumnsBuilder();
                        using var command = part.Command(
                            $"SELECT {columns}, {engine.SelectShape("geom")} FROM {table} WHERE superseded_by IS NULL AND "
                                + "fid >= @from AND fid < @to ORDER BY fid",
                            ("@from", from),
                            ("@to", to)
                        );
                        using var row = command.ExecuteReader();
                        for (var cells = engine.CellsOf(row); row.Read(); )
                        {
                            cancel.ThrowIfCancellationRequested();
                            take(builder, cells);
                        }
                        return builder;
                    }
                );
                return CaseColumnsBuilder.Build(parts, plane);
            },
            freshness,
            cancel
        );

    /// <summary>Takes the row on which the cells stand.</summary>
    public delegate void Take(CaseColumnsBuilder builder, Cells row);

    public static Task<IReadOnlyList<T>> ReadRowsAsync<T>(
        Engine engine,
        Freshness freshness,
        string[] columns,
        string table,
        IReadOnlyList<int> rows,
        Func<Engine, DbDataReader, T> shape,
        CancellationToken cancel
    ) =>
        engine.ReadAsync<IReadOnlyList<T>>(
            session =>
            {
                var found = rows.Chunk(AtOnce)
                    .SelectMany(some =>
                        session.List(
                            $"SELECT fid, {Select(engine, columns)} FROM {table} WHERE superseded_by IS NULL AND fid IN "
                                + $"({string.Join(", ", some)})",
                            row => (Row: (int)row.Whole("fid"), Item: shape(engine, row))
                        )
                    )
                    .ToDictionary(one => one.Row, one => one.Item);
                return [.. rows.Where(found.ContainsKey).Select(row => found[row])];
            },
            freshness,
            cancel
        );

    public static Task<IReadOnlyDictionary<int, string>> ReadIdsAsync(
        Engine engine,
        Freshness freshness,
        string table,
        IReadOnlyList<int> rows,
        CancellationToken cancel
    ) =>
        engine.ReadAsync<IReadOnlyDictionary<int, string>>(
            session =>
            {
                var ids = new Dictionary<int, string>(rows.Count);
                foreach (var some in rows.Chunk(AtOnce))
                foreach (
                    var (row, id) in session.List(
                        $"SELECT fid, id FROM {table} WHERE superseded_by IS NULL AND fid IN ({string.Join(", ", some)})",
                        row => ((int)row.Whole(0), row.Text(1)!)
                    )
                )
                    ids[row] = id;
                return ids;
            },
            freshness,
            cancel
        );

    public static string Select(Engine engine, string[] columns) =>
        string.Join(", ", columns.Select(column => column == "geom" ? engine.SelectShape(column) : column));

    public static long Whole(this DbDataReader row, int i) => row.GetInt64(i);

    public static string? Text(this DbDataReader row, int i) => row.IsDBNull(i) ? null : row.GetString(i);
}
