using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using TurfMap.Tests;

namespace TurfMap.Faults;

/// <summary>A store that a fault can meet.</summary>
internal abstract class FaultyStore : IDisposable
{
    /// <summary>How the program is told of it.</summary>
    public abstract string Name { get; }

    /// <summary>A look into the tables, past the program.</summary>
    public DbConnection Look()
    {
        var connection = Connect();
        connection.Open();
        return connection;
    }

    public virtual void Dispose() { }

    protected abstract DbConnection Connect();
}

/// <summary>The embedded store: a file.</summary>
internal sealed class FileStore(string folder) : FaultyStore
{
    public override string Name { get; } = Path.Combine(folder, "city.gpkg");

    protected override DbConnection Connect() => new SqliteConnection($"Data Source={Name};Mode=ReadOnly;Pooling=False;Default Timeout=30");
}

/// <summary>A database in a cluster of its own, which keeps what it says that it keeps (fsync is on).</summary>
internal sealed class DatabaseStore(PostgresCluster cluster) : FaultyStore
{
    private readonly string connection = cluster.Connection(cluster.CreateDatabase());

    public PostgresCluster Cluster => cluster;

    public override string Name => connection;

    protected override DbConnection Connect() => new NpgsqlConnection(connection + ";Pooling=false");
}

/// <summary>The embedded store on a disk of its own.</summary>
internal sealed class DiskStore(DiskImage disk) : FaultyStore
{
    private readonly FileStore file = new(disk.Folder);

    public DiskImage Disk => disk;

    public override string Name => file.Name;

    public override void Dispose()
    {
        base.Dispose();
        disk.Dispose();
    }

    protected override DbConnection Connect() => new SqliteConnection($"Data Source={Name};Mode=ReadOnly;Pooling=False;Default Timeout=30");
}
