using System.Data.Common;
using NetTopologySuite.Geometries;
using TurfMap.Domain.Cases;

namespace TurfMap.Storage.Rooms;

/// <summary>What cases and events have in common: rows with a point, read as columns for counting, or one by one.</summary>
internal static class PointRows
{
    /// <summary>Rows that are asked for at once, so that a statement does not grow without end.</summary>
    private const int AtOnce = 500;

    public static Task<string> ReadChangeAsync(Engine engine, Freshness freshness, string kind, CancellationToken cancel) => engine.ReadAsync(session => session.List(
        "SELECT count(*) AS batches, max(fid) AS newest, max(undone_at) AS undone FROM import_batch WHERE kind = @kind AND state <> 'Refused'",
        row => $"{row.Whole("batches")} {row.WholeOrNull("newest")} {row.MomentOrNull("undone"):O}", ("@kind", kind))[0], freshness, cancel);

    /// <summary>All rows that stand, as columns; the shape goes beside what is asked for, and is taken from there.</summary>
    public static Task<CaseColumns> ReadColumnsAsync(
        Engine engine, Freshness freshness, string columns, string table, CityPlane plane, Func<DbDataReader, CaseRow> shape, CancellationToken cancel) => engine.ReadAsync(session =>
    {
        var builder = new CaseColumnsBuilder();
        using var command = session.Command($"SELECT {columns}, {engine.SelectShape("geom")} FROM {table} WHERE superseded_by IS NULL ORDER BY fid");
        using var row = command.ExecuteReader();
        var geometry = row.FieldCount - 1;
        while (row.Read())
        {
            cancel.ThrowIfCancellationRequested();
            var place = row.IsDBNull(geometry) ? null : engine.ReadShape(row, geometry) as Point;
            builder.Add(shape(row) with { Longitude = place?.X ?? double.NaN, Latitude = place?.Y ?? double.NaN });
        }
        return builder.Build(plane);
    }, freshness, cancel);

    public static Task<IReadOnlyList<T>> ReadRowsAsync<T>(
        Engine engine, Freshness freshness, string[] columns, string table, IReadOnlyList<int> rows, Func<Engine, DbDataReader, T> shape, CancellationToken cancel) => engine.ReadAsync<IReadOnlyList<T>>(session =>
    {
        var found = rows.Chunk(AtOnce).SelectMany(some => session.List(
            $"SELECT fid, {Select(engine, columns)} FROM {table} WHERE superseded_by IS NULL AND fid IN ({string.Join(", ", some)})", row => (Row: (int)row.Whole("fid"), Item: shape(engine, row))))
            .ToDictionary(one => one.Row, one => one.Item);
        return [.. rows.Where(found.ContainsKey).Select(row => found[row])];
    }, freshness, cancel);

    public static Task<IReadOnlyDictionary<int, string>> ReadIdsAsync(Engine engine, Freshness freshness, string table, IReadOnlyList<int> rows, CancellationToken cancel) => engine.ReadAsync<IReadOnlyDictionary<int, string>>(session =>
    {
        var ids = new Dictionary<int, string>(rows.Count);
        foreach (var some in rows.Chunk(AtOnce))
            foreach (var (row, id) in session.List($"SELECT fid, id FROM {table} WHERE superseded_by IS NULL AND fid IN ({string.Join(", ", some)})", row => ((int)row.Whole(0), row.Text(1)!)))
                ids[row] = id;
        return ids;
    }, freshness, cancel);

    public static string Select(Engine engine, string[] columns) => string.Join(", ", columns.Select(column => column == "geom" ? engine.SelectShape(column) : column));

    public static long Whole(this DbDataReader row, int i) => row.GetInt64(i);

    public static long? WholeOrNull(this DbDataReader row, int i) => row.IsDBNull(i) ? null : row.GetInt64(i);

    public static string? Text(this DbDataReader row, int i) => row.IsDBNull(i) ? null : row.GetString(i);

    public static DateOnly? Day(this DbDataReader row, int i) => row.IsDBNull(i) ? null : row.GetFieldValue<DateOnly>(i);

    public static DateTime? Time(this DbDataReader row, int i) => row.IsDBNull(i) ? null : row.GetFieldValue<DateTime>(i);
}
