using System.Diagnostics;
using System.Globalization;
using TurfMap.Benchmarks.WholeProgram;
using TurfMap.Domain.Records;
using TurfMap.Storage;

namespace TurfMap.Benchmarks.Density;

/// <summary>
/// The cases written into a GeoPackage by an import, and read from it into columns, as the service does when cases are first asked for.
/// </summary>
internal static class StoreReady
{
    /// <summary>This alone, without the densities.</summary>
    public static void Run(string[] options)
    {
        int Option(string name, int otherwise) =>
            Array.IndexOf(options, name) is >= 0 and var at ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : otherwise;
        Run(
            new MadeUpCity(Option("--points", 5_000_000), DensityBenchmark.Width, DensityBenchmark.Height, seed: 7),
            Option("--rounds", 5),
            Array.IndexOf(options, "--keep") is >= 0 and var keep ? options[keep + 1] : null
        );
    }

    /// <param name="points">The points of the cases.</param>
    /// <param name="rounds">How often the columns are read.</param>
    /// <param name="keep">Where the store is kept for the next time; null for none.</param>
    public static void Run(MadeUpCity points, int rounds, string? keep = null)
    {
        var city = new CaseCity(points);
        var folder = Directory.CreateTempSubdirectory("turfmap-bench-").FullName;
        try
        {
            var file = keep ?? Path.Combine(folder, "city.gpkg");
            if (!File.Exists(file))
                Import(city, Path.Combine(folder, "cases.csv"), file);
            using var store = CityStore.Open(file, TimeProvider.System, StoreAccess.Read);
            var (times, cores, held) = (new List<double>(), new List<double>(), 0L);
            for (var round = 0; round < rounds; round++)
            {
                var empty = GC.GetTotalMemory(forceFullCollection: true);
                var (watch, core) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
                var columns = store.Cases.ReadColumnsAsync(new CityPlane(city.Bounds), CancellationToken.None).GetAwaiter().GetResult();
                times.Add(watch.Elapsed.TotalSeconds);
                cores.Add((Environment.CpuUsage.TotalTime - core).TotalSeconds);
                if (columns.Count != city.Count)
                    throw new InvalidOperationException($"{columns.Count} cases were read of {city.Count}.");
                held = Math.Max(held, GC.GetTotalMemory(forceFullCollection: true) - empty);
                GC.KeepAlive(columns);
            }
            Console.WriteLine(
                $"Columns read from it in {Timing.Median(times):0.0} s by the clock ({times.Min():0.0} to "
                    + $"{times.Max():0.0}), of 5; {Timing.Median(cores):0.0} s of processors; "
                    + $"{held / (double)city.Count:0.0} bytes for each"
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Import(CaseCity city, string csv, string file)
    {
        Write(city, csv);
        var (seconds, megabytes) = ProgramRun.Measure("import", "cases", csv, "--store", file, "-q");
        Console.WriteLine(
            $"\n{city.Count:N0} cases imported from CSV ({new FileInfo(csv).Length / 1e6:N0} MB) into a GeoPackage "
                + $"({new FileInfo(file).Length / 1e6:N0} MB, {new FileInfo(file).Length / (double)city.Count:0} bytes each) in "
                + $"{seconds:0} s, at most {megabytes:N0} MB"
        );
    }

    private static void Write(CaseCity city, string path)
    {
        using var file = new StreamWriter(path);
        file.WriteLine("id,kind,status,language,opened,due,closed,reporter,lon,lat");
        for (var i = 0; i < city.Count; i++)
        {
            var row = city.Row(i);
            file.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Row},{row.Kind},{row.Status},{row.Language},{row.Opened:yyyy-MM-dd},{row.Due:yyyy-MM-dd},"
                        + $"{row.Closed:yyyy-MM-dd},{row.ReporterKey},{row.Longitude:0.0000000},{row.Latitude:0.0000000}"
                )
            );
        }
    }
}
