using System.Diagnostics;
using System.Globalization;
using TurfMap.Formats;
using TurfMap.Tests;

namespace TurfMap.Benchmarks.WholeProgram;

/// <summary>
/// 1,000,000 GeoJSON points into a store of either kind, placed in three layers on the way, beside ogr2ogr, which only loads them; and the
/// start of the service on a full store.
/// </summary>
internal static class StoreBenchmark
{
    private const int Points = 1_000_000;

    public static void Run(string[] options)
    {
        var at = Array.IndexOf(options, "--rounds");
        var rounds = at >= 0 ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("turfmap-bench-").FullName;
        using var cluster = PostgresCluster.Programs is null ? null : PostgresCluster.Start("shared_buffers=256MB", "max_wal_size=4GB");
        try
        {
            var layers = ProgramRun.Layers();
            var points = WritePoints(folder, layers[^1].File);
            var file = Path.Combine(folder, "layers.gpkg");
            ImportLayers(layers, file);
            Console.WriteLine(
                $"{Points:N0} GeoJSON points ({new FileInfo(points).Length / 1e6:0} MB), {layers.Length} layers, {rounds} "
                    + "rounds in turn; median (least to most)"
            );
            ToFile(folder, points, file, rounds);
            if (cluster is not null)
                ToServer(cluster, layers, points, rounds);
            Start(folder, points, file, rounds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void ToFile(string folder, string points, string layers, int rounds) =>
        Compare(
            "GeoPackage with R-tree",
            rounds,
            () =>
            {
                var store = Copy(layers, Path.Combine(folder, "own.gpkg"));
                return ProgramRun.Measure("import", "cases", points, "--store", store, "-q");
            },
            () => Ogr("-f", "GPKG", Fresh(Path.Combine(folder, "peer.gpkg")), points, "-nln", "cases")
        );

    private static void ToServer(PostgresCluster cluster, (string Name, string File, string Field)[] layers, string points, int rounds)
    {
        var template = cluster.CreateDatabase();
        ImportLayers(layers, cluster.Connection(template));
        var number = 0;
        Compare(
            "PostGIS with GiST",
            rounds,
            () =>
            {
                var name = $"own{++number}";
                cluster.Execute($"CREATE DATABASE {name} TEMPLATE {template}");
                var measured = ProgramRun.Measure("import", "cases", points, "--store", cluster.Connection(name), "-q");
                cluster.Execute($"DROP DATABASE {name} WITH (FORCE)");
                return measured;
            },
            () =>
            {
                var name = cluster.CreateDatabase();
                var seconds = Ogr(
                    "--config",
                    "PG_USE_COPY",
                    "YES",
                    "-f",
                    "PostgreSQL",
                    $"PG:host=127.0.0.1 port={cluster.Port} user=postgres dbname={name}",
                    points,
                    "-nln",
                    "cases"
                );
                cluster.Execute($"DROP DATABASE {name} WITH (FORCE)");
                return seconds;
            }
        );
    }

    private static void Compare(string what, int rounds, Func<(double Seconds, double Megabytes)> own, Func<double> peer)
    {
        var measured = Enumerable.Range(0, rounds).Select(_ => (Own: own(), Peer: peer())).ToArray();
        Console.WriteLine(
            $"  {what}: import {Spread(measured.Select(one => one.Own.Seconds))} s, at most {measured.Max(one => one.Own.Megabytes):0} MB; "
                + $"ogr2ogr {Spread(measured.Select(one => one.Peer))} s; times faster, turn by turn "
                + $"{Spread(measured.Select(one => one.Peer / one.Own.Seconds))}"
        );
    }

    private static void Start(string folder, string points, string layers, int rounds)
    {
        var store = Copy(layers, Path.Combine(folder, "full.gpkg"));
        ProgramRun.Measure("import", "cases", points, "--store", store, "-q");
        ProgramRun.Measure("import", "addresses", points, "--store", store, "-q");
        var runs = Enumerable.Range(0, rounds).Select(_ => Ready(store)).ToArray();
        Console.WriteLine(
            $"  serve on {Points:N0} addresses and {Points:N0} cases: ready after {Spread(runs.Select(run => run.Seconds))} "
                + $"s, {runs.Max(run => run.Megabytes):0} MB"
        );
    }

    private static (double Seconds, double Megabytes) Ready(string store)
    {
        var port = ServiceBenchmark.FreePort();
        var watch = Stopwatch.StartNew();
        using var server = ProgramRun.Start("serve", "--store", store, "--urls", $"http://127.0.0.1:{port}");
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            ServiceBenchmark.WaitUntilReady(client, 20);
            var seconds = watch.Elapsed.TotalSeconds;
            server.Refresh();
            return (seconds, server.PeakWorkingSet64 / 1e6);
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
        }
    }

    private static void ImportLayers((string Name, string File, string Field)[] layers, string store)
    {
        foreach (var (name, file, field) in layers)
            ProgramRun.Measure("import", "layer", $"{name}={file}:{field}", "--valid-from", "2010-01-01", "--store", store, "-q");
    }

    private static double Ogr(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        var (code, output, errors) = Tools.RunAsync("ogr2ogr", arguments).GetAwaiter().GetResult();
        return code == 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException(output + errors);
    }

    /// <summary>Spread over the boroughs' box, as the cases of a city that has numbers, streets and kinds.</summary>
    private static string WritePoints(string folder, string layer)
    {
        using var reader = FeatureFile.Open(Path.GetFileName(layer), File.OpenRead(layer), _ => null);
        var box = new NetTopologySuite.Geometries.Envelope();
        foreach (var feature in reader.Read())
            box.ExpandToInclude(feature.Geometry!.EnvelopeInternal);
        var path = Path.Combine(folder, "points.geojson");
        using var file = new StreamWriter(path);
        var random = new Random(1);
        file.Write("{\"type\":\"FeatureCollection\",\"features\":[\n");
        for (var i = 0; i < Points; i++)
            file.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$$"""
                    {"type":"Feature","properties":{"id":"C{{{i}}}","kind":"noise complaint","status":"open","opened":"2026-01-{{{i % 28
                        + 1:00}}}","number":"{{{i % 900 + 1}}}","street":"Elm Street"},"geometry":{"type":"Point","coordinates":[{{{box.MinX
                        + random.NextDouble() * box.Width:0.000000}}},{{{box.MinY + random.NextDouble() * box.Height:0.000000}}}]}}{{{(
                        i < Points - 1 ? "," : "]}"
                    )}}}

                    """
                )
            );
        return path;
    }

    private static string Copy(string from, string to)
    {
        File.Copy(from, Fresh(to));
        return to;
    }

    private static string Fresh(string path)
    {
        foreach (var ending in new[] { "", "-wal", "-shm", ".lock", ".note" })
            File.Delete(path + ending);
        return path;
    }

    private static string Spread(IEnumerable<double> values) =>
        values.ToArray() is var all
            ? $"{ProgramRun.Number(ProgramRun.Median(all), "0.0")} ({ProgramRun.Number(all.Min(), "0.0")} to "
                + $"{ProgramRun.Number(all.Max(), "0.0")})"
            : "";
}
