using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TurfMap.Formats;

namespace TurfMap.Storage.GeoPackage;

/// <summary>What a name of a file's schema stands for.</summary>
internal enum TableKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A table of stored rows.</summary>
    Plain,

    /// <summary>A query.</summary>
    View,

    /// <summary>A table that a module computes.</summary>
    Virtual,
}

/// <summary>An SQLite file that somebody brought, opened so that nothing in it runs and none of it is believed.</summary>
/// <remarks>
/// A schema is a program: views, triggers, virtual tables and generated columns compute what a reader asks for, and text patterns over
/// their definitions can be got round. So this connection knows no virtual table at all, has views and triggers switched off, and asks
/// SQLite's own pragmas what a table is. Work is counted in steps of SQLite's machine, the reading of the schema included, because a file
/// can be damaged so that a small tree has no end.
/// </remarks>
internal sealed class ForeignDatabase : IDisposable
{
    /// <summary>
    /// A statement on the schema, and the reading of it: a thousand tables take three thousand. SQLite's own work grows by their square, so
    /// that sixty thousand take two seconds, and ten times as many more than a minute.
    /// </summary>
    private const long StepsOfSchema = 200_000;

    /// <summary>Rows are a few steps a column, and a column is at least a byte: what an honest file needs is far below.</summary>
    private const long StepsOfRows = 50_000_000,
        StepsForByte = 50;

    private const int StepsBetweenLooks = 1_000,
        MostOfSql = 100_000,
        MostOperations = 100_000;

    private readonly SqliteConnection connection;
    private readonly string name;
    private readonly long length;
    private readonly ReadingLimits limits;
    private long stepsLeft = StepsOfSchema;
    private CancellationToken stop;

    private ForeignDatabase(SqliteConnection connection, string name, long length, ReadingLimits limits, CancellationToken cancel) =>
        (this.connection, this.name, this.length, this.limits, stop) = (connection, name, length, limits, cancel);

    /// <summary>Opens a file; nothing of it has been read yet.</summary>
    public static ForeignDatabase Open(string path, string name, ReadingLimits limits, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = $"file:{Uri.EscapeDataString(Path.GetFullPath(path)).Replace("%2F", "/")}?immutable=1",
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString()
        );
        var opened = new ForeignDatabase(connection, name, new FileInfo(path).Length, limits, cancel);
        try
        {
            opened.Guarded(() =>
            {
                connection.Open();
                opened.Restrain();
                return true;
            });
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>What a name stands for, as SQLite itself takes it when it is asked for the rows.</summary>
    /// <remarks>
    /// The definitions in the schema can be forged, and the pragma that lists all tables takes time by the square of their number. To this
    /// connection a view is forbidden and a virtual table unknown, so what may be read is a table.
    /// </remarks>
    public TableKind KindOf(string table)
    {
        try
        {
            stepsLeft = StepsOfSchema;
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM main.{Quote(table)} LIMIT 0";
            command.ExecuteReader().Dispose();
            return TableKind.Plain;
        }
        catch (SqliteException wrong) when (wrong.SqliteErrorCode == raw.SQLITE_ERROR)
        {
            return !IsListed(table) ? TableKind.None
                : wrong.Message.Contains("no such module", StringComparison.Ordinal) ? TableKind.Virtual
                : TableKind.View;
        }
        catch (SqliteException wrong)
        {
            throw Unreadable(wrong);
        }
    }

    /// <summary>Whether a virtual table keeps its content in this one: by rule its name begins with that table's.</summary>
    public bool IsInside(string table) =>
        List(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage = 0 AND lower(substr(@table, 1, length(name) + 1)) = "
                + "lower(name) || '_' LIMIT 1",
            _ => true,
            ("@table", table)
        ).Count > 0;

    /// <summary>The columns of a table, and whether each is stored as it is read, neither generated nor hidden.</summary>
    public IReadOnlyList<(string Name, bool IsPlain)> ListColumns(string table) =>
        List($"PRAGMA main.table_xinfo({Quote(table)})", row => (row.GetString(1), row.GetInt64(6) == 0));

    /// <summary>All rows of a small table.</summary>
    public List<T> List<T>(string sql, Func<SqliteDataReader, T> shape, params (string Name, object Value)[] parameters) =>
        Guarded(() =>
        {
            stepsLeft = StepsOfSchema;
            return connection.List(sql, shape, parameters);
        });

    /// <summary>Runs the one statement that reads features, within the steps that a file of this size may need.</summary>
    public SqliteDataReader Read(SqliteCommand command, string sql, CancellationToken cancel)
    {
        (stepsLeft, stop) = (StepsOfRows + StepsForByte * length, cancel);
        (command.Connection, command.CommandText) = (connection, sql);
        return Guarded(command.ExecuteReader);
    }

    /// <summary>Does something with the file; what SQLite says becomes a sentence, or the cancellation that it was.</summary>
    public T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException wrong)
        {
            throw Unreadable(wrong);
        }
    }

    /// <summary>A name as SQL writes it.</summary>
    public static string Quote(string name) => '"' + name.Replace("\"", "\"\"") + '"';

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    /// <summary>Before the first statement, for that one reads the schema.</summary>
    private void Restrain()
    {
        var database = connection.Handle!;
        raw.sqlite3_progress_handler(database, StepsBetweenLooks, _ => MayGoOn() ? 0 : 1, null);
        foreach (
            var (setting, value) in new[]
            {
                (raw.SQLITE_DBCONFIG_DEFENSIVE, 1),
                (raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
                (raw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
                (raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
                (raw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
                (raw.SQLITE_DBCONFIG_DQS_DML, 0),
                (raw.SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0),
            }
        )
            _ = raw.sqlite3_db_config(database, setting, value, out int _);
        foreach (
            var (limit, value) in new[]
            {
                (raw.SQLITE_LIMIT_LENGTH, limits.MaxBytesPerFeature),
                (raw.SQLITE_LIMIT_SQL_LENGTH, MostOfSql),
                (raw.SQLITE_LIMIT_VDBE_OP, MostOperations),
                (raw.SQLITE_LIMIT_EXPR_DEPTH, 100),
                (raw.SQLITE_LIMIT_COMPOUND_SELECT, 2),
                (raw.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
                (raw.SQLITE_LIMIT_ATTACHED, 0),
                (raw.SQLITE_LIMIT_WORKER_THREADS, 0),
            }
        )
            _ = raw.sqlite3_limit(database, limit, value);
        _ = DropModules(database, 0);
        connection.Run("PRAGMA cell_size_check = ON; PRAGMA query_only = ON;");
    }

    private bool IsListed(string table) =>
        List("SELECT 1 FROM sqlite_schema WHERE name = @table COLLATE NOCASE LIMIT 1", _ => true, ("@table", table)).Count > 0;

    private UnreadableException Unreadable(SqliteException wrong)
    {
        stop.ThrowIfCancellationRequested();
        return new(name, Sentence(wrong.SqliteErrorCode));
    }

    private bool MayGoOn() => (stepsLeft -= StepsBetweenLooks) > 0 && !stop.IsCancellationRequested;

    private string Sentence(int error) =>
        error switch
        {
            raw.SQLITE_NOTADB => "This is not a GeoPackage. Export the layer again as GeoPackage, GeoJSON or Shapefile.",
            raw.SQLITE_CORRUPT => "The file is damaged. Copy it again from where it came.",
            raw.SQLITE_INTERRUPT =>
                "Reading the file takes far more steps than its size explains, so it is damaged or was made to do harm. "
                    + "Export the layer again as GeoPackage, GeoJSON or Shapefile.",
            raw.SQLITE_TOOBIG => $"The file holds a value of more than {limits.MaxBytesPerFeature:N0} bytes. Simplify the shapes where the "
                + "file was made, or leave long fields out.",
            raw.SQLITE_NOMEM => "The file needs more memory to read than it may have. Simplify the shapes, or split the file.",
            raw.SQLITE_ERROR => "This is a database, but no GeoPackage that can be read. Export the layer again as GeoPackage.",
            _ => $"The file cannot be read (database error {error}). Copy it again from where it came.",
        };

    /// <summary>Takes every kind of virtual table away from a connection; the package that binds SQLite has no name for it.</summary>
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_drop_modules")]
    private static extern int DropModules(sqlite3 database, nint kept);
}
