using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Npgsql;
using TurfMap.Storage;
using TurfMap.Tests;

namespace TurfMap.Benchmarks.WholeProgram;

/// <summary>
/// An edit of a partner over HTTP, on the sample city and beside many cases, in turn with a route that reads one row and with a plain SQL
/// update on the same disk or server; what it makes the service read again; and when another program on the same store has seen it.
/// </summary>
internal static class EditsBenchmark
{
    private const int Edits = 100;
    private const int Seen = 40;
    private const string Trivial = "/api/profile";

    public static void Run(string[] options) => RunAsync(options).GetAwaiter().GetResult();

    private static async Task RunAsync(string[] options)
    {
        var at = Array.IndexOf(options, "--cases");
        var cases = at >= 0 ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("turfmap-bench-").FullName;
        using var cluster = PostgresCluster.Programs is null ? null : PostgresCluster.Start();
        try
        {
            var (sample, full) = (Path.Combine(folder, "sample.gpkg"), Path.Combine(folder, "full.gpkg"));
            ImportSample(sample);
            File.Copy(sample, full);
            await AddAccessAsync(sample);
            AddCases(folder, full, cases);
            await AddAccessAsync(full);
            Console.WriteLine($"PUT of a partner, {Edits} times in turn with its peers");
            using (var peer = new FilePeer(Path.Combine(folder, "peer.db")))
            {
                await EditAsync("sample city, GeoPackage", sample, folder, peer.Update);
                await EditAsync($"with {cases:N0} cases beside it", full, folder, peer.Update);
            }
            await CollectAsync($"with {cases:N0} cases, GeoPackage", full, folder);
            await ReadByAnotherAsync(sample, folder);
            if (cluster is null)
                return;
            var database = cluster.Connection(cluster.CreateDatabase());
            ImportSample(database);
            await AddAccessAsync(database);
            using (var peer = new ServerPeer(cluster.Connection(cluster.CreateDatabase())))
                await EditAsync("sample city, PostgreSQL", database, folder, peer.Update);
            await SeenByAnotherAsync(database, folder);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task EditAsync(string what, string store, string folder, Action<int> update)
    {
        using var served = ServedCity.Start(store, folder);
        var partner = await served.FindPartnerAsync();
        var (_, first) = await served.EditAsync(partner, 0);
        var outlines = await served.OutlinesAsync();
        var (puts, reads, updates) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 1; i <= Edits; i++)
        {
            puts.Add((await served.EditAsync(partner, i)).Milliseconds);
            reads.Add(await served.AskAsync(Trivial));
            var watch = Stopwatch.StartNew();
            update(i);
            updates.Add(watch.Elapsed.TotalMilliseconds);
        }
        var isSame = await served.OutlinesAsync() == outlines;
        Console.WriteLine(
            $"  {what}: first {first:0.0} ms, then {Spread(puts)}; GET {Trivial} {Spread(reads)}; plain SQL update {Spread(updates)}; "
                + $"{Timing.Median(puts.Zip(updates, (put, sql) => put / sql)):0.0} x the SQL, turn by turn; outlines "
                + (isSame ? "not made again" : "MADE AGAIN")
        );
    }

    /// <summary>In this process, where collections can be counted; those that its client causes are among them.</summary>
    private static async Task CollectAsync(string what, string store, string folder)
    {
        using var served = await ServedCity.StartHereAsync(store, folder);
        var partner = await served.FindPartnerAsync();
        var (methods, compiling) = (JitInfo.GetCompiledMethodCount(), JitInfo.GetCompilationTime());
        var (_, first) = await served.EditAsync(partner, 0);
        Console.WriteLine(
            $"  {what}, in one process with its client: first {first:0.0} ms, of which "
                + $"{(JitInfo.GetCompilationTime() - compiling).TotalMilliseconds:0.0} to compile "
                + $"{JitInfo.GetCompiledMethodCount() - methods:N0} methods"
        );
        for (var i = 1; i <= Edits; i++)
            await served.EditAsync(partner, i);
        var before = Collections.Now();
        for (var i = 1; i <= Edits; i++)
            await served.EditAsync(partner, Edits + i);
        Console.WriteLine($"  then {Collections.Now().Since(before, Edits)}");
    }

    /// <summary>A file is written by one program; others read it beside.</summary>
    private static async Task ReadByAnotherAsync(string store, string folder)
    {
        using var served = ServedCity.Start(store, folder);
        using var other = CityStore.Open(store, TimeProvider.System, StoreAccess.Read);
        var partner = await served.FindPartnerAsync();
        var times = new List<double>();
        for (var i = 0; i < Seen; i++)
        {
            var (change, _) = await served.EditAsync(partner, i);
            var watch = Stopwatch.StartNew();
            while (await other.City.ReadVersionAsync(CancellationToken.None) < change)
                await Task.Yield();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        Console.WriteLine($"  seen by another program that reads the same GeoPackage after {Spread(times)}");
    }

    /// <summary>The real program writes; the other one is served in this process, so that its collections can be counted.</summary>
    private static async Task SeenByAnotherAsync(string store, string folder)
    {
        using var served = ServedCity.Start(store, folder);
        using var other = await ServedCity.StartHereAsync(store, folder);
        var partner = await served.FindPartnerAsync();
        var outlines = await other.OutlinesAsync();
        var (random, times) = (new Random(1), new List<double>());
        var before = Collections.Now();
        for (var i = 0; i <= Seen; i++)
        {
            // The other one looks at the store at its own times; a change may come at any moment between.
            await Task.Delay(random.Next(250));
            var (change, _) = await served.EditAsync(partner, i);
            var watch = Stopwatch.StartNew();
            while (!await HasSeenAsync(other, change))
                await Task.Delay(1);
            if (i > 0)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }
        var collections = Collections.Now().Since(before, Seen + 1);
        Console.WriteLine(
            $"  seen by another program on the same PostgreSQL after {Spread(times)}, of 1,000; {collections}; its outlines "
                + (await other.OutlinesAsync() == outlines ? "not made again" : "MADE AGAIN")
        );
    }

    private static async Task<bool> HasSeenAsync(ServedCity other, long change) =>
        (await other.Client.GetFromJsonAsync<JsonNode>($"/api/changes?since={change - 1}"))!["parts"]!
            .AsObject()
            .Any(part => (long)part.Value! >= change);

    private static void ImportSample(string store) =>
        ProgramRun.Measure("import", "city", Path.Combine(RealData.Checkout, "data", "sample-city"), "--store", store, "-q");

    /// <summary>Accounts are kept last: an import may bring the store's own.</summary>
    private static Task AddAccessAsync(string store) => TestAccess.SeedAsync(store);

    private static void AddCases(string folder, string store, int cases)
    {
        var path = Path.Combine(folder, "cases.csv");
        var random = new Random(1);
        using (var file = new StreamWriter(path))
        {
            file.WriteLine("id,kind,status,opened,lon,lat");
            for (var i = 0; i < cases; i++)
                file.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"X{i},kind {i % 40},open,2026-01-{i % 28 + 1:00},{-72.64 + random.NextDouble() * 0.27:0.000000},"
                            + $"{39.43 + random.NextDouble() * 0.14:0.000000}"
                    )
                );
        }
        var before = new FileInfo(store).Length;
        var (seconds, megabytes) = ProgramRun.Measure("import", "cases", path, "--store", store, "-q");
        var grown = new FileInfo(store).Length - before;
        Console.WriteLine(
            $"{cases:N0} cases imported from CSV in {seconds:0.0} s, at most {megabytes:0} MB of memory; the store grew by "
                + $"{grown / 1e6:0} MB, {grown / (double)cases:0} bytes each"
        );
        File.Delete(path);
    }

    private static string Spread(List<double> times) =>
        $"{Timing.Median(times):0.0} ms (95 of 100 below {times.Order().ElementAt(times.Count * 95 / 100):0.0}, most {times.Max():0.0})";

    /// <summary>What the memory of this process has done so far.</summary>
    private sealed record Collections(int Young, int Full, long Bytes)
    {
        public static Collections Now() => new(GC.CollectionCount(0), GC.CollectionCount(2), GC.GetTotalAllocatedBytes());

        public string Since(Collections before, int edits) =>
            $"{(Bytes - before.Bytes) / 1024.0 / edits:N0} KiB allocated for each edit, {Young - before.Young} collections, "
            + $"{Full - before.Full} full";
    }

    /// <summary>One row changed in a file of its own, kept as safely as the store keeps its own.</summary>
    private sealed class FilePeer : IDisposable
    {
        private readonly SqliteConnection connection;

        public FilePeer(string path)
        {
            connection = new($"Data Source={path}");
            connection.Open();
            Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE partner (id INTEGER PRIMARY KEY, phone TEXT)");
            Execute("INSERT INTO partner SELECT value, '' FROM json_each('[1,2,3,4,5,6,7,8,9,10]')");
        }

        public void Update(int number) =>
            Execute($"BEGIN IMMEDIATE; UPDATE partner SET phone = '{number}' WHERE id = {number % 10 + 1}; COMMIT");

        public void Dispose() => connection.Dispose();

        private void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>The same in a database of its own on the same server.</summary>
    private sealed class ServerPeer : IDisposable
    {
        private readonly NpgsqlConnection connection;

        public ServerPeer(string database)
        {
            connection = new(database);
            connection.Open();
            Execute("CREATE TABLE partner AS SELECT i AS id, '' AS phone FROM generate_series(1, 10) i");
        }

        public void Update(int number) => Execute($"BEGIN; UPDATE partner SET phone = '{number}' WHERE id = {number % 10 + 1}; COMMIT");

        public void Dispose() => connection.Dispose();

        private void Execute(string sql)
        {
            using var command = new NpgsqlCommand(sql, connection);
            command.ExecuteNonQuery();
        }
    }
}
