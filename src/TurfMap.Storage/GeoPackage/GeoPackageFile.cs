using Microsoft.Data.Sqlite;
using TurfMap.Domain;

namespace TurfMap.Storage.GeoPackage;

/// <summary>The embedded store's file: one GeoPackage that desktop programs open too. One writer at a time, pooled readers.</summary>
internal sealed class GeoPackageFile : IDisposable
{
    private const int GeoPackageId = 0x47504B47;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly string readers;
    private readonly string writer;

    private GeoPackageFile(string path)
    {
        Path = path;
        readers = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 30 }.ToString();
        writer = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 30 }.ToString();
    }

    /// <summary>Where the file lies.</summary>
    public string Path { get; }

    /// <summary>Opens the file, or makes it with all its tables when there is none.</summary>
    public static GeoPackageFile Open(string path)
    {
        var file = new GeoPackageFile(System.IO.Path.GetFullPath(path));
        try
        {
            if (!File.Exists(file.Path) || new FileInfo(file.Path).Length == 0)
                file.Create();
            else
                file.CheckThatItIsOurs();
            return file;
        }
        catch (Exception wrong) when (wrong is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(Refusal.StoreUnusable, $"The store {path} cannot be opened: {Reason(wrong)}. Name another file with --store, or restore a backup over it.");
        }
    }

    /// <summary>A connection for reading; dispose it soon.</summary>
    public SqliteConnection Read()
    {
        var connection = new SqliteConnection(readers);
        connection.Open();
        return connection;
    }

    /// <summary>Runs work in one transaction, alone among the writers; nothing stays when it throws.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            return await Task.Run(() =>
            {
                using var connection = OpenWriter();
                using var transaction = connection.BeginTransaction(deferred: false);
                var result = work(connection, transaction);
                cancel.ThrowIfCancellationRequested();
                transaction.Commit();
                return result;
            }, cancel);
        }
        catch (SqliteException wrong) when (wrong.SqliteErrorCode is 8 or 11 or 13 or 14 or 10 or 5)
        {
            throw new RefusedException(Refusal.StoreUnusable, $"The store {Path} could not be written: {Reason(wrong)}. Nothing was changed.");
        }
        finally
        {
            writing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        writing.Dispose();
        using (var connection = new SqliteConnection(readers))
            SqliteConnection.ClearPool(connection);
        using (var connection = new SqliteConnection(writer))
            SqliteConnection.ClearPool(connection);
    }

    private SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(writer);
        connection.Open();
        connection.Run("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;");
        SpatialFunctions.Register(connection);
        return connection;
    }

    private void Create()
    {
        if (System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        using var connection = OpenWriter();
        connection.Run($"PRAGMA application_id = {GeoPackageId}; PRAGMA user_version = 10300; PRAGMA journal_mode = WAL;");
        using (var transaction = connection.BeginTransaction(deferred: false))
        {
            connection.Run(Schema.GeoPackageTables, transaction);
            connection.Run(Schema.Tables, transaction);
            foreach (var (table, key) in Schema.KeptTables)
                connection.Run($"CREATE UNIQUE INDEX {table}_stands ON {table} ({key}) WHERE superseded_by IS NULL; CREATE INDEX {table}_batch ON {table} (batch);", transaction);
            foreach (var (table, type, title) in Schema.SpatialTables)
                connection.Run($"""
                    INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('{table}', 'features', '{title}', 4326);
                    INSERT INTO gpkg_geometry_columns VALUES ('{table}', 'geom', '{type}', 4326, 0, 0);
                    {RTree.Create(table)}
                    """, transaction);
            connection.Run("""
                INSERT INTO gpkg_contents (table_name, data_type, identifier)
                SELECT name, 'attributes', name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'gpkg_%' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'rtree_%'
                    AND name NOT IN (SELECT table_name FROM gpkg_contents);
                """, transaction);
            connection.Run($"INSERT INTO setting (key, value) VALUES ('schema', '{Schema.Version}'), ('version', '0');", transaction);
            transaction.Commit();
        }
        // Until the log is written back, the file on disk still has an empty header, and other programs do not take it for a GeoPackage.
        connection.Run("PRAGMA wal_checkpoint(TRUNCATE);");
    }

    private void CheckThatItIsOurs()
    {
        using var connection = Read();
        if (connection.Scalar<long>("PRAGMA application_id") != GeoPackageId
            || connection.Scalar<long>("SELECT count(*) FROM sqlite_master WHERE name IN ('setting', 'import_batch', 'area')") != 3)
            throw new RefusedException(Refusal.StoreUnusable, $"{Path} is not a TurfMap store. Boundaries in a GeoPackage are imported with: import layer {System.IO.Path.GetFileName(Path)}.");
        var schema = long.Parse(connection.Scalar<string>("SELECT value FROM setting WHERE key = 'schema'") ?? "0");
        if (schema > Schema.Version)
            throw new RefusedException(Refusal.StoreUnusable, $"The store {Path} was made by a newer TurfMap (schema {schema}; this program knows {Schema.Version}). Use that program, or restore a backup from before.");
    }

    private static string Reason(Exception wrong) => wrong is not SqliteException sqlite ? wrong.Message : sqlite.SqliteErrorCode switch
    {
        5 => "another program is writing to it",
        8 => "it is read only",
        10 => "the disk reports an error",
        11 => "it is damaged",
        13 => "the disk is full",
        14 => "the file or its folder cannot be written",
        26 => "it is not a database",
        _ => "the database says error " + sqlite.SqliteErrorCode,
    };
}
