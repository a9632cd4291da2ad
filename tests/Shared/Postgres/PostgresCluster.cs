using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TurfMap.Tests;

/// <summary>
/// A private PostgreSQL with PostGIS in a temporary folder, on a free port of this machine, stopped and deleted at the end.
/// </summary>
internal sealed class PostgresCluster : IDisposable
{
    private const string Template = "turfmap_template";
    private readonly string folder;
    private readonly string programs;
    private readonly string settings;
    private int databases;

    private PostgresCluster(string folder, string programs, string settings) =>
        (this.folder, this.programs, this.settings) = (folder, programs, settings);

    public int Port { get; } = FreePort();

    /// <summary>Where Debian puts the programs; null when PostgreSQL is not installed.</summary>
    public static string? Programs { get; } =
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .Max()
            : null;

#if !BENCHMARK
    /// <summary>Starts a cluster; without PostgreSQL the test skips on a laptop and fails in CI.</summary>
    public static PostgresCluster StartOrSkip(params string[] settings)
    {
        Tools.Need(Programs is null ? "/usr/lib/postgresql/15/bin/initdb" : Path.Combine(Programs, "initdb"), "postgresql-15-postgis-3");
        return Start(settings);
    }
#endif

    /// <summary>Starts a cluster with further settings, each as <c>name=value</c>.</summary>
    public static PostgresCluster Start(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("turfmap-pg-").FullName;
        var cluster = new PostgresCluster(folder, Programs!, string.Concat(settings.Select(setting => $" -c {setting}")));
        if (Environment.UserName == "root")
            Execute("chown", "postgres", folder);
        cluster.AsPostgres("initdb", "-D", cluster.Data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8");
        File.AppendAllText(Path.Combine(cluster.Data, "pg_hba.conf"), "host replication all 127.0.0.1/32 trust\n");
        cluster.Run();
        cluster.Execute($"CREATE DATABASE {Template}");
        cluster.Execute("CREATE EXTENSION postgis; CREATE EXTENSION btree_gist", Template);
        return cluster;
    }

    /// <summary>The connection to a database of the cluster.</summary>
    public string Connection(string database) => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}";

    /// <summary>A new database, empty but for PostGIS or as another one that nobody has open; answers with its name.</summary>
    public string CreateDatabase(string template = Template)
    {
        var name = $"city{Interlocked.Increment(ref databases)}";
        Execute($"CREATE DATABASE {name} TEMPLATE {template}");
        return name;
    }

    /// <summary>Statements beside the program that is tested.</summary>
    public object? Execute(string sql, string database = "postgres")
    {
        using var connection = new NpgsqlConnection(Connection(database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return command.ExecuteScalar();
    }

    /// <summary>
    /// Starts it after it was stopped. It keeps its log for replicas, which may come back only after further checkpoints.
    /// </summary>
    public void Run() =>
        AsPostgres(
            "pg_ctl",
            "-D",
            Data,
            "-w",
            "-t",
            "120",
            "-l",
            Path.Combine(folder, "log"),
            "-o",
            $"-k {folder} -p {Port} -c listen_addresses=127.0.0.1 -c max_connections=60 -c jit=off -c wal_keep_size=1GB -c "
                + $"wal_retrieve_retry_interval=200ms{settings}",
            "start"
        );

    /// <summary>Stops it: <c>smart</c>, <c>fast</c>, or <c>immediate</c>, which is a crash.</summary>
    public void Stop(string mode = "fast") => AsPostgres("pg_ctl", "-D", Data, "-w", "-m", mode, "stop");

    /// <summary>A streaming replica of this cluster, which takes no changes.</summary>
    public PostgresCluster Replicate()
    {
        var copy = Directory.CreateTempSubdirectory("turfmap-pg-replica-").FullName;
        if (Environment.UserName == "root")
            Execute("chown", "postgres", copy);
        var replica = new PostgresCluster(copy, programs, settings);
        AsPostgres(
            "pg_basebackup",
            "-h",
            "127.0.0.1",
            "-p",
            $"{Port}",
            "-U",
            "postgres",
            "-D",
            replica.Data,
            "-R",
            "-X",
            "stream",
            "-c",
            "fast"
        );
        replica.Run();
        return replica;
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        try
        {
            Stop("immediate");
        }
        catch (InvalidOperationException)
        {
            // It was stopped already.
        }
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private void AsPostgres(string program, params string[] arguments)
    {
        if (Environment.UserName == "root")
            Execute("runuser", ["-u", "postgres", "--", Path.Combine(programs, program), .. arguments]);
        else
            Execute(Path.Combine(programs, program), arguments);
    }

    private static void Execute(string program, params string[] arguments)
    {
        // The server outlives pg_ctl and would keep a redirected output open, so its words go to a file that is shown when something fails.
        var quoted = string.Join(' ', arguments.Select(argument => "'" + argument.Replace("'", "'\\''") + "'"));
        var words = Path.GetTempFileName();
        using var process = Process.Start("/bin/sh", ["-c", $"cd / && {program} {quoted} > {words} 2>&1"]);
        process.WaitForExit();
        var said = File.ReadAllText(words);
        File.Delete(words);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {quoted} failed: {said}");
    }

    /// <summary>A port that no outgoing connection is given, so that it is still free when a stopped server starts again.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; another one.
            }
        }
    }
}
