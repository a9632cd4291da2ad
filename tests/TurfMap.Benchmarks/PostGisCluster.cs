using System.Diagnostics;
using Npgsql;

namespace TurfMap.Benchmarks;

/// <summary>A private PostgreSQL with PostGIS in a temporary folder, reached by a socket file only, stopped and deleted at the end.</summary>
internal sealed class PostGisCluster : IDisposable
{
    private readonly string _folder;
    private readonly string _programs;

    private PostGisCluster(string folder, string programs) => (_folder, _programs) = (folder, programs);

    public string ConnectionString => $"Host={_folder};Port=5432;Username=postgres;Database=postgres;Command Timeout=0;Pooling=false";

    /// <summary>Null when PostgreSQL is not installed where Debian puts it.</summary>
    public static PostGisCluster? Start()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max() : null;
        if (programs is null)
            return null;
        var folder = Directory.CreateTempSubdirectory("turfmap-bench-").FullName;
        var cluster = new PostGisCluster(folder, programs);
        if (Environment.UserName == "root")
            Execute("chown", "postgres", folder);
        cluster.AsPostgres("initdb", "-D", Path.Combine(folder, "data"), "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C");
        cluster.AsPostgres("pg_ctl", "-D", Path.Combine(folder, "data"), "-w", "-l", Path.Combine(folder, "log"), "-o",
            $"-k {folder} -p 5432 -c listen_addresses='' -c fsync=off -c shared_buffers=1GB -c work_mem=256MB -c maintenance_work_mem=512MB -c jit=off "
            + "-c max_parallel_workers_per_gather=0 -c max_parallel_maintenance_workers=0 -c autovacuum=off -c max_wal_size=4GB", "start");
        using var connection = new NpgsqlConnection(cluster.ConnectionString);
        connection.Open();
        using var extension = new NpgsqlCommand("create extension postgis", connection);
        extension.ExecuteNonQuery();
        return cluster;
    }

    public void Dispose()
    {
        AsPostgres("pg_ctl", "-D", Path.Combine(_folder, "data"), "-w", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private void AsPostgres(string program, params string[] arguments)
    {
        if (Environment.UserName == "root")
            Execute("runuser", ["-u", "postgres", "--", Path.Combine(_programs, program), .. arguments]);
        else
            Execute(Path.Combine(_programs, program), arguments);
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
}
