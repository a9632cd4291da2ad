using System.Data.Common;
using System.Runtime.ExceptionServices;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;
using TurfMap.Formats;
using TurfMap.Storage.Sql;
using SavedRows = TurfMap.Domain.Importing.SavedRows;

namespace TurfMap.Storage.GeoPackage;

/// <summary>
/// The embedded store's file: one GeoPackage that desktop programs open too. One writing process, one writer at a time, pooled readers.
/// </summary>
internal sealed class GeoPackageFile : Engine
{
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly string readers;
    private readonly string writer;
    private readonly WriterLock? held;

    private GeoPackageFile(string path, WriterLock? held)
    {
        (Path, this.held) = (path, held);
        readers = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            DefaultTimeout = 30,
        }.ToString();
        writer = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = 30,
        }.ToString();
    }

    /// <summary>Where the file lies.</summary>
    public string Path { get; }

    public override string Location => Path;

    /// <summary>Opens the file, or makes it with all its tables when there is none and it is to be written.</summary>
    public static GeoPackageFile Open(string path, StoreAccess access)
    {
        path = System.IO.Path.GetFullPath(path);
        var isNew = !File.Exists(path) || new FileInfo(path).Length == 0;
        if (isNew && access == StoreAccess.Read)
            throw new RefusedException(
                Refusal.NotFound,
                $"There is no store {path}. Name one with --store, or make one with import or serve."
            );
        WriterLock? held = null;
        GeoPackageFile? file = null;
        try
        {
            if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder && isNew)
                Directory.CreateDirectory(folder);
            held = access == StoreAccess.Read ? null : WriterLock.Take(path);
            file = new GeoPackageFile(path, held);
            if (isNew && held is { Change: > 0 and var change } && File.Exists(path))
                throw new RefusedException(
                    Refusal.StoreUnusable,
                    $"The store {path} is an empty file, and {change:N0} changes were kept in it. Restore a backup over it "
                        + "with restore --replace; to begin anew, delete the file."
                );
            if (isNew)
                file.Create(Steps.Newest);
            else
                file.CheckThatItIsOurs(access);
            held?.Note(file.CheckThatNothingIsMissing(held.Change));
            return file;
        }
        catch (Exception wrong)
        {
            // Its pooled connections go too: they would still read this file when another one lies in its place.
            file?.Dispose();
            held?.Dispose();
            if (wrong is SqliteException or IOException or UnauthorizedAccessException || SqliteErrors.IsOfAValue(wrong))
                throw new RefusedException(
                    Refusal.StoreUnusable,
                    $"The store {path} cannot be opened: {SqliteErrors.Reason(wrong)}. Name another file with --store, or "
                        + "restore a backup over it."
                );
            throw;
        }
    }

    /// <summary>A store as a program of an earlier step made it.</summary>
    public static void Create(string path, int step) => new GeoPackageFile(System.IO.Path.GetFullPath(path), null).Create(step);

    public override Task<T> ReadAsync<T>(Func<Session, T> work, Freshness freshness, CancellationToken cancel) =>
        Task.Run(
            () =>
            {
                try
                {
                    using var connection = Read();
                    using var transaction = connection.BeginTransaction(deferred: true);
                    return work(new Session(this, connection, transaction));
                }
                catch (Exception wrong)
                    when (wrong is SqliteException sqlite && SqliteErrors.IsOfTheStore(sqlite) || SqliteErrors.IsOfAValue(wrong))
                {
                    throw new RefusedException(
                        Refusal.StoreUnusable,
                        $"The store {Path} could not be read: {SqliteErrors.Reason(wrong)}. Look at it with check, or restore a backup."
                    );
                }
            },
            cancel
        );

    public override async Task<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancel)
    {
        if (held is null)
            throw new InvalidOperationException("The store was opened for reading.");
        await writing.WaitAsync(cancel);
        try
        {
            return await Task.Run(
                () =>
                {
                    using var connection = OpenWriter();
                    using var transaction = connection.BeginTransaction(deferred: false);
                    var session = new Session(this, connection, transaction);
                    var result = work(session);
                    cancel.ThrowIfCancellationRequested();
                    var change = StampRows.ReadChange(session);
                    transaction.Commit();
                    held.Note(change);
                    return result;
                },
                cancel
            );
        }
        catch (SqliteException wrong) when (SqliteErrors.IsOfTheStore(wrong))
        {
            throw SqliteErrors.Refused(wrong, Path);
        }
        catch (SqliteException wrong) when (wrong.SqliteExtendedErrorCode is 1555 or 1811 or 2067)
        {
            throw new RefusedException(
                Refusal.Conflict,
                "The change would let two things hold at the same time of which only one may. Nothing was changed."
            );
        }
        finally
        {
            writing.Release();
        }
    }

    public override void Bind(DbCommand command, string name, object? value) =>
        ((SqliteCommand)command).Parameters.AddWithValue(name, Values.Of(value) ?? DBNull.Value);

    public override long Save(Session session, Table table, string[] columns, IEnumerable<object?[]> rows, long batch) =>
        BulkInsert.Save(session, table, columns, rows, batch);

    public override SavedRows Merge(Session session, Table table, string[] columns, IEnumerable<object?[]> rows, long batch) =>
        BulkInsert.Merge(session, table, columns, rows, batch);

    public override long Copy(Session session, Table table, IEnumerable<object?[]> rows) => BulkInsert.Copy(session, table, rows);

    public override string SelectShape(string column) => column;

    public override Geometry ReadShape(DbDataReader row, int column) => GeoPackageGeometry.Read(row.GetFieldValue<byte[]>(column));

    public override Cells CellsOf(DbDataReader row) => new StatementCells((SqliteDataReader)row);

    public override IReadOnlyList<T> ReadParts<T>(Session session, int parts, Func<Session, int, int, T> work)
    {
        var (version, beside) = (StampRows.ReadChange(session), new List<(SqliteConnection Connection, SqliteTransaction Transaction)>());
        try
        {
            while (beside.Count < parts - 1)
            {
                var connection = Read();
                var transaction = connection.BeginTransaction(deferred: true);
                beside.Add((connection, transaction));
                // The first reading fixes a transaction's state: a change in between shows, as every change has a number.
                if (StampRows.ReadChange(new(this, connection, transaction)) != version)
                    return base.ReadParts(session, parts, work);
            }
            var sessions = beside.ConvertAll(one => new Session(this, one.Connection, one.Transaction)).Prepend(session).ToArray();
            var found = new T[sessions.Length];
            Parallel.For(
                0,
                found.Length,
                new ParallelOptions { MaxDegreeOfParallelism = found.Length },
                part => found[part] = work(sessions[part], part, found.Length)
            );
            return found;
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
            throw;
        }
        finally
        {
            foreach (var (connection, transaction) in beside)
            {
                transaction.Dispose();
                connection.Dispose();
            }
        }
    }

    public override ISchemaDialect Dialect => GeoPackageDialect.All;

    public override void Derive(Session session, IEnumerable<Table> touched) => Extents.Refresh(session, touched);

    public override void Seal(Session session, long? batch)
    {
        if (batch is { } one)
            ContentSeal.Write(session, one);
        else
            ContentSeal.WriteAll(session);
    }

    /// <remarks>Whoever reads now keeps a part of the journal; the next checkpoint takes it.</remarks>
    public override async Task EraseJournalAsync(CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            using var connection = OpenWriter();
            connection.Run("PRAGMA wal_checkpoint(TRUNCATE);");
        }
        catch (SqliteException busy) when (!SqliteErrors.IsOfTheStore(busy))
        {
            // The change is kept; the journal goes with the next checkpoint.
        }
        finally
        {
            writing.Release();
        }
    }

    public override IEnumerable<string> Check(Session session, CancellationToken cancel)
    {
        // The note first: the writer may go on meanwhile.
        var kept = WriterLock.ChangeOf(Path);
        if (StampRows.ReadChange(session) is var standing && standing < kept)
            yield return Missing(Path, standing, kept);
        foreach (var finding in FileCheck.Run(session, cancel).Concat(ContentSeal.Check(session, cancel)))
            yield return finding;
    }

    public override IReadOnlyList<string> Upgrade()
    {
        var names = new List<string>();
        var (seals, shrinks) = (false, false);
        for (var step = (int)ReadSchema() + 1; step <= Steps.Newest; step++)
        {
            var copy = NewName(System.IO.Path.ChangeExtension(Path, $".before-step-{step}"));
            TryCopyTo(copy);
            using (var connection = OpenWriter())
            using (var transaction = connection.BeginTransaction(deferred: false))
            {
                connection.Run(Steps.Sql(step, GeoPackageDialect.All), transaction);
                RegisterTables(connection, transaction);
                // Only where the columns they cover changed: made anew without need, they would vouch for damage too.
                var retired = ContentSeal.Sealed.Any(table => Array.Exists(table.Retired, column => column.Until == step));
                seals |=
                    retired
                    || ContentSeal.Sealed.Any(table => table.Since == step || Array.Exists(table.Columns, column => column.Since == step));
                shrinks |= retired;
                if (seals && step == Steps.Newest)
                    ContentSeal.WriteAll(new Session(this, connection, transaction)); // over the columns that there are now
                transaction.Commit();
            }
            names.Add($"Step {step}: {Steps.Names[step]}. The store as it was lies in {copy}.");
        }
        // What a dropped column held is free within the file; only this gives it back to the disk.
        if (shrinks)
            using (var connection = OpenWriter())
                connection.Run("VACUUM");
        return names;
    }

    private static string NewName(string stem)
    {
        var name = stem + ".gpkg";
        for (var i = 2; File.Exists(name); i++)
            name = $"{stem}-{i}.gpkg";
        return name;
    }

    public override bool TryCopyTo(string path)
    {
        using var connection = Read();
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO @path";
        command.Parameters.AddWithValue("@path", path);
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
        return true;
    }

    public override void Settle()
    {
        // A pooled connection holds its lock on the file, and the journal would be waited for until the time runs out.
        ClearPools();
        using var connection = OpenWriter();
        connection.Run("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;");
    }

    public override void Dispose()
    {
        writing.Dispose();
        ClearPools();
        held?.Dispose();
    }

    private void ClearPools()
    {
        using (var connection = new SqliteConnection(readers))
            SqliteConnection.ClearPool(connection);
        using (var connection = new SqliteConnection(writer))
            SqliteConnection.ClearPool(connection);
    }

    private SqliteConnection Read()
    {
        var connection = new SqliteConnection(readers);
        connection.Open();
        return connection;
    }

    private SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(writer);
        connection.Open();
        // What is taken away, also when a page is split, leaves no bytes behind: an import that is undone must be gone.
        connection.Run(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000; "
                + "PRAGMA secure_delete = ON;"
        );
        SpatialFunctions.Register(connection);
        return connection;
    }

    private void Create(int newest)
    {
        using var connection = OpenWriter();
        connection.Run(
            $"PRAGMA application_id = {GeoPackageDialect.ApplicationId}; PRAGMA user_version = 10300; PRAGMA journal_mode = WAL;"
        );
        using (var transaction = connection.BeginTransaction(deferred: false))
        {
            connection.Run(GeoPackageDialect.EveryGeoPackage, transaction);
            for (var step = 1; step <= newest; step++)
                connection.Run(Steps.Sql(step, GeoPackageDialect.All), transaction);
            RegisterTables(connection, transaction);
            transaction.Commit();
        }
        // Until the log is written back, the file on disk still has an empty header, and other programs do not take it for a GeoPackage.
        connection.Run("PRAGMA wal_checkpoint(TRUNCATE);");
    }

    private static void RegisterTables(SqliteConnection connection, SqliteTransaction transaction) =>
        connection.Run(
            $"""
            INSERT INTO gpkg_contents (table_name, data_type, identifier)
            SELECT name, 'attributes', name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'gpkg_%' AND name NOT LIKE
                'sqlite_%' AND name NOT LIKE 'rtree_%'
                AND name NOT IN (SELECT table_name FROM gpkg_contents) AND name NOT IN ({string.Join(
                ", ",
                Catalogue.Access.Select(table => $"'{table.Name}'")
            )});
            """,
            transaction
        );

    private void CheckThatItIsOurs(StoreAccess access)
    {
        using (var connection = Read())
            if (
                connection.List(
                    $"""
                    SELECT (SELECT application_id FROM pragma_application_id) = {GeoPackageDialect.ApplicationId}
                        AND (SELECT count(*) FROM sqlite_master WHERE name IN ('setting', 'import_batch', 'area')) = 3
                    """,
                    row => row.GetInt64(0)
                )[0] != 1
            )
                throw new RefusedException(
                    Refusal.StoreUnusable,
                    $"{Path} is not a TurfMap store. Boundaries in a GeoPackage are imported with: import layer "
                        + $"{System.IO.Path.GetFileName(Path)}."
                );
        SchemaAge.Check(Path, ReadSchema(), access);
    }

    /// <summary>Refuses a store that stands before a change that was kept; answers with the change it stands at.</summary>
    private long CheckThatNothingIsMissing(long kept)
    {
        using var connection = Read();
        var standing = long.Parse(
            connection.List("SELECT value FROM setting WHERE key = 'version'", row => row.GetString(0)).FirstOrDefault() ?? "0"
        );
        return standing >= kept ? standing : throw new RefusedException(Refusal.StoreUnusable, Missing(Path, standing, kept));
    }

    private static string Missing(string path, long standing, long kept) =>
        $"The store {path} stands at change {standing:N0}, and change {kept:N0} was kept in it: its log "
        + $"{System.IO.Path.GetFileName(path)}-wal is missing or damaged, or an older file was put in its place. "
        + "Put the log back beside it, or restore a backup with restore --replace; to go on with what is there, delete "
        + $"{WriterLock.NoteOf(path)}.";

    private long ReadSchema()
    {
        using var connection = Read();
        return long.Parse(
            connection.List("SELECT value FROM setting WHERE key = 'schema'", row => row.GetString(0)).FirstOrDefault() ?? "0"
        );
    }
}
