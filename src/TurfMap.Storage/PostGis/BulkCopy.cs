using System.Collections;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using TurfMap.Spatial;
using TurfMap.Storage.Sql;
using SavedRows = TurfMap.Domain.Importing.SavedRows;

namespace TurfMap.Storage.PostGis;

/// <summary>Loads many rows by binary COPY.</summary>
/// <remarks>
/// Few rows, or rows for a table that holds some, go through a temporary table and make room for themselves there.
/// Many rows for an empty table go straight into it, and its indexes and links are made afterwards: one pass over the rows instead of a
/// visit for each.
/// </remarks>
internal static class BulkCopy
{
    /// <summary>From how many rows on it is worth making the indexes afterwards.</summary>
    private const int Many = 20_000;

    /// <summary>Saves rows of a batch; a row whose key stands already takes its place.</summary>
    public static long Save(Session session, Table table, string[] columns, IEnumerable<object?[]> rows, long batch) =>
        Load(session, table, columns, rows, batch, leavesSame: false) is var saved ? saved.New + saved.Changed + saved.Repeated : 0;

    /// <summary>The same, but a row that stands exactly so already is left as it is.</summary>
    public static SavedRows Merge(Session session, Table table, string[] columns, IEnumerable<object?[]> rows, long batch) =>
        Load(session, table, columns, rows, batch, leavesSame: true);

    private static SavedRows Load(Session session, Table table, string[] columns, IEnumerable<object?[]> rows, long batch, bool leavesSame)
    {
        using var source = new Peeked(rows, Many);
        if (!source.HasMore || !IsEmpty(session, table))
            return Staged(session, table, columns, source, batch, leavesSame);
        var (count, repeated) = (0L, 0L);
        Bare(
            session,
            table,
            () =>
                count = Send(
                    session,
                    table.Name,
                    [.. columns, "batch"],
                    [.. columns.Select(column => table[column].Kind), Kind.Whole],
                    source.Select(row => (object?[])[.. row, batch])
                ),
            () =>
                repeated = session.Run(
                    $"""
                    UPDATE {table.Name} SET superseded_by = @batch
                    WHERE fid IN (SELECT fid FROM (SELECT fid, max(fid) OVER (PARTITION BY {table.KeyTerms}) AS newest FROM {table.Name})
                        every WHERE fid < newest)
                    """,
                    ("@batch", batch)
                )
        );
        return new(count - repeated, 0, 0, repeated);
    }

    /// <summary>Puts whole rows, with their numbers, into an empty table.</summary>
    public static long Copy(Session session, Table table, IEnumerable<object?[]> rows)
    {
        var count = 0L;
        Bare(
            session,
            table,
            () =>
                count = Send(
                    session,
                    table.Name,
                    ["fid", .. table.Columns.Select(column => column.Name)],
                    [Kind.Whole, .. table.Columns.Select(column => column.Kind)],
                    rows
                ),
            null
        );
        session.Run(
            $"SELECT setval(pg_get_serial_sequence('{table.Name}', 'fid'), max(fid)) FROM {table.Name} HAVING max(fid) IS NOT NULL"
        );
        return count;
    }

    private static SavedRows Staged(
        Session session,
        Table table,
        string[] columns,
        IEnumerable<object?[]> rows,
        long batch,
        bool leavesSame
    )
    {
        var names = string.Join(", ", columns);
        session.Run($"CREATE TEMP TABLE incoming AS SELECT 0::bigint AS seq, {names} FROM {table.Name} LIMIT 0");
        var seq = 0L;
        var count = Send(
            session,
            "pg_temp.incoming",
            ["seq", .. columns],
            [Kind.Whole, .. columns.Select(column => table[column].Kind)],
            rows.Select(row => (object?[])[++seq, .. row])
        );
        session.Run("ANALYZE pg_temp.incoming");
        var same = leavesSame ? LeaveSame(session, table, columns) : 0;
        var changed = session.Run(
            $"""
            UPDATE {table.Name} SET superseded_by = @batch FROM (SELECT DISTINCT {string.Join(", ", table.Key)} FROM pg_temp.incoming) same
            WHERE {table.Name}.superseded_by IS NULL AND {table.SameKey(table.Name, "same")}
            """,
            ("@batch", batch)
        );
        var standing = session.Scalar<long>($"SELECT count(*) FROM (SELECT DISTINCT {table.KeyTerms} FROM pg_temp.incoming) every");
        session.Run(
            $"""
            INSERT INTO {table.Name} ({names}, batch, superseded_by)
            SELECT {names}, @batch, CASE WHEN seq < newest THEN @batch END FROM (SELECT *, max(seq) OVER (PARTITION BY {table.KeyTerms})
                AS newest FROM pg_temp.incoming) every ORDER BY seq
            """,
            ("@batch", batch)
        );
        session.Run("DROP TABLE pg_temp.incoming");
        return new(standing - changed, changed, same, count - standing - same);
    }

    /// <summary>
    /// Takes out of what came all rows that a later one takes the place of, and then those that stand exactly so; answers with how many of
    /// these there were.
    /// </summary>
    private static long LeaveSame(Session session, Table table, string[] columns)
    {
        session.Run(
            $"""
            DELETE FROM pg_temp.incoming
            WHERE seq IN (SELECT seq FROM (SELECT seq, max(seq) OVER (PARTITION BY {table.KeyTerms}) AS newest FROM pg_temp.incoming)
                every WHERE seq < newest)
            """
        );
        return session.Run(
            $"""
            DELETE FROM pg_temp.incoming incoming USING {table.Name} stands
            WHERE stands.superseded_by IS NULL AND {table.SameKey("stands", "incoming")}
                AND {string.Join(
                " AND ",
                columns.Except(table.Key).Select(column => $"stands.{column} IS NOT DISTINCT FROM incoming.{column}").DefaultIfEmpty("true")
            )}
            """
        );
    }

    private static bool IsEmpty(Session session, Table table) =>
        session.Scalar<long>($"SELECT count(*) FROM (SELECT 1 FROM {table.Name} LIMIT 1) any_row") == 0;

    /// <summary>Runs a load while the table has no indexes but its primary key, and makes them again as they were.</summary>
    private static void Bare(Session session, Table table, Action load, Action? makeRoom)
    {
        var links = session.List(
            "SELECT conname::text AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = "
                + $"'{table.Name}'::regclass AND contype = 'f'",
            row => (Name: row.Text("name"), Definition: row.Text("definition"))
        );
        var indexes = session.List(
            $"""
            SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition, indisunique FROM pg_index
            WHERE indrelid = '{table.Name}'::regclass AND NOT indisprimary AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid =
                indexrelid)
            """,
            row => (Name: row.Text("name"), Definition: row.Text("definition"), IsUnique: row.Flag("indisunique"))
        );
        session.Run("SET LOCAL maintenance_work_mem = '128MB'");
        foreach (var (name, _) in links)
            session.Run($"ALTER TABLE {table.Name} DROP CONSTRAINT {name}");
        foreach (var (name, _, _) in indexes)
            session.Run($"DROP INDEX {name}");
        load();
        foreach (var (_, definition, isUnique) in indexes)
            if (!isUnique || makeRoom is null)
                session.Run(definition);
            else
                Unique(session, definition, makeRoom);
        foreach (var (name, definition) in links)
            session.Run($"ALTER TABLE {table.Name} ADD CONSTRAINT {name} {definition}");
        session.Run($"ANALYZE {table.Name}");
    }

    /// <summary>
    /// Rows of one file that replace each other are rare, so they are only looked for when the index says that there are some.
    /// </summary>
    private static void Unique(Session session, string definition, Action makeRoom)
    {
        session.Run("SAVEPOINT before_unique");
        try
        {
            session.Run(definition);
        }
        catch (PostgresException twice) when (twice.SqlState == "23505")
        {
            session.Run("ROLLBACK TO SAVEPOINT before_unique");
            makeRoom();
            session.Run(definition);
        }
    }

    private static long Send(Session session, string table, string[] columns, Kind[] kinds, IEnumerable<object?[]> rows)
    {
        using var writer = ((NpgsqlConnection)session.Connection).BeginBinaryImport(
            $"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)"
        );
        writer.Timeout = TimeSpan.Zero;
        foreach (var row in rows)
        {
            writer.StartRow();
            for (var i = 0; i < kinds.Length; i++)
                Write(writer, kinds[i], row[i]);
        }
        return (long)writer.Complete();
    }

    private static void Write(NpgsqlBinaryImporter writer, Kind kind, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull();
                break;
            case string text:
                writer.Write(text, NpgsqlDbType.Text);
                break;
            case long whole:
                writer.Write(whole, NpgsqlDbType.Bigint);
                break;
            case double real:
                writer.Write(real, NpgsqlDbType.Double);
                break;
            case bool flag:
                writer.Write(flag, NpgsqlDbType.Boolean);
                break;
            case DateOnly date:
                writer.Write(date, NpgsqlDbType.Date);
                break;
            case DateTime time:
                writer.Write(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), NpgsqlDbType.Timestamp);
                break;
            case DateTimeOffset moment:
                writer.Write(moment.ToUniversalTime(), NpgsqlDbType.TimestampTz);
                break;
            case LonLat place:
                writer.Write(PostGisShapes.Of(place), NpgsqlDbType.Geometry);
                break;
            case Geometry shape:
                writer.Write(PostGisShapes.Of(shape), NpgsqlDbType.Geometry);
                break;
            default:
                throw new ArgumentException($"{value.GetType()} is not kept in columns of {kind}");
        }
    }

    /// <summary>Rows of which the first are looked at before it is decided where they go.</summary>
    private sealed class Peeked : IEnumerable<object?[]>, IDisposable
    {
        private readonly IEnumerator<object?[]> rest;
        private readonly List<object?[]> first = [];

        public Peeked(IEnumerable<object?[]> rows, int count)
        {
            rest = rows.GetEnumerator();
            while (first.Count < count && (HasMore = rest.MoveNext()))
                first.Add(rest.Current);
        }

        public bool HasMore { get; private set; }

        public IEnumerator<object?[]> GetEnumerator()
        {
            foreach (var row in first)
                yield return row;
            while (rest.MoveNext())
                yield return rest.Current;
        }

        public void Dispose() => rest.Dispose();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
