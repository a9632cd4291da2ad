using Microsoft.Data.Sqlite;
using SQLitePCL;
using TurfMap.Storage.Sql;
using SavedRows = TurfMap.Domain.Importing.SavedRows;

namespace TurfMap.Storage.GeoPackage;

/// <summary>
/// Loads many rows with one prepared statement each, and fills the spatial index beside its triggers, which cost ten times as much.
/// </summary>
internal static class BulkInsert
{
    /// <summary>Saves rows of a batch; a row whose key stands already takes its place.</summary>
    public static long Save(Session session, Table table, string[] columns, IEnumerable<object?[]> rows, long batch) =>
        Load(session, table, columns, rows, batch, leavesSame: false) is var saved ? saved.New + saved.Changed + saved.Repeated : 0;

    /// <summary>The same, but a row that stands exactly so already is left as it is.</summary>
    public static SavedRows Merge(Session session, Table table, string[] columns, IEnumerable<object?[]> rows, long batch) =>
        Load(session, table, columns, rows, batch, leavesSame: true);

    private static SavedRows Load(Session session, Table table, string[] columns, IEnumerable<object?[]> rows, long batch, bool leavesSame)
    {
        var shape = Array.FindIndex(columns, column => table[column].IsShape);
        var index = shape < 0 ? null : new SpatialLoad(session, table);
        var newest = session.Scalar<long>($"SELECT coalesce(max(fid), 0) FROM {table.Name}");
        using var insert = new Prepared(
            session,
            $"INSERT INTO {table.Name} (fid, {string.Join(", ", columns)}, batch) VALUES ({Marks(columns.Length + 2)}) ON "
                + "CONFLICT DO NOTHING"
        );
        using var supersede = new Prepared(session, $"UPDATE {table.Name} SET superseded_by = ? WHERE fid = ?");
        using var standing = new StandingRows(session, table, columns, leavesSame);
        insert.Bind(columns.Length + 2, batch);
        var counts = new MergeCounts(newest);
        foreach (var row in rows)
        {
            var fid = newest + 1;
            insert.Bind(1, fid);
            for (var i = 0; i < row.Length; i++)
                insert.Bind(i + 2, row[i]);
            if (insert.Run() == 0)
            {
                var (stands, isSame) = standing.Find(row);
                counts.Met(stands, isSame);
                if (isSame)
                    continue;
                supersede.Bind(1, batch);
                supersede.Bind(2, stands);
                supersede.Run();
                if (insert.Run() == 0)
                    throw new InvalidOperationException($"A row of {table.Name} met another one that does not make room for it.");
            }
            else
                counts.Came();
            newest = fid;
            if (index is not null)
                index.Put(fid, row[shape]);
        }
        index?.Finish();
        return counts.Saved;
    }

    /// <summary>Puts whole rows, with their numbers, into an empty table.</summary>
    public static long Copy(Session session, Table table, IEnumerable<object?[]> rows)
    {
        var shape = Array.FindIndex(table.Columns, column => column.IsShape);
        var index = shape < 0 ? null : new SpatialLoad(session, table);
        using var insert = new Prepared(
            session,
            $"INSERT INTO {table.Name} (fid, {string.Join(", ", table.Columns.Select(column => column.Name))}) VALUES "
                + $"({Marks(table.Columns.Length + 1)})"
        );
        var count = 0L;
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                insert.Bind(i + 1, row[i]);
            insert.Run();
            if (index is not null)
                index.Put((long)row[0]!, row[shape + 1]);
            count++;
        }
        index?.Finish();
        return count;
    }

    private static string Marks(int count) => string.Join(", ", Enumerable.Repeat("?", count));
}

/// <summary>A statement that is run for every row, without a command object between.</summary>
internal sealed class Prepared : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public Prepared(Session session, string sql)
    {
        database = ((SqliteConnection)session.Connection).Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    /// <summary>Binds a value, counted from one; it stays until another is bound.</summary>
    public void Bind(int index, object? value) =>
        Check(
            Values.Of(value) switch
            {
                null => raw.sqlite3_bind_null(statement, index),
                string text => raw.sqlite3_bind_text(statement, index, text),
                long whole => raw.sqlite3_bind_int64(statement, index, whole),
                double real => raw.sqlite3_bind_double(statement, index, real),
                byte[] blob => raw.sqlite3_bind_blob(statement, index, blob),
                var other => throw new ArgumentException($"{other.GetType()} is not kept in columns"),
            }
        );

    public void Bind(int index, long value) => Check(raw.sqlite3_bind_int64(statement, index, value));

    public void Bind(int index, double value) => Check(raw.sqlite3_bind_double(statement, index, value));

    /// <summary>Runs it; answers with the number of changed rows.</summary>
    public int Run()
    {
        var code = raw.sqlite3_step(statement);
        var reset = raw.sqlite3_reset(statement);
        Check(code == raw.SQLITE_DONE ? reset : code);
        return raw.sqlite3_changes(database);
    }

    /// <summary>Makes it ready to be stepped through from its start.</summary>
    public void Reset() => Check(raw.sqlite3_reset(statement));

    /// <summary>A whole number of the row, counted from 0.</summary>
    public long Whole(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>Steps to the next row; false after the last.</summary>
    public bool Next()
    {
        var code = raw.sqlite3_step(statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Appends a value of the row with its type and length, as it is kept.</summary>
    public void AppendValue(int column, Stream to)
    {
        var type = raw.sqlite3_column_type(statement, column);
        to.WriteByte((byte)type);
        if (type == raw.SQLITE_INTEGER)
            to.Write(BitConverter.GetBytes(raw.sqlite3_column_int64(statement, column)));
        else if (type == raw.SQLITE_FLOAT)
            to.Write(BitConverter.GetBytes(raw.sqlite3_column_double(statement, column)));
        else if (type != raw.SQLITE_NULL)
        {
            var bytes = raw.sqlite3_column_blob(statement, column);
            to.Write(BitConverter.GetBytes(bytes.Length));
            to.Write(bytes);
        }
    }

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), code & 0xFF, code);
    }
}
