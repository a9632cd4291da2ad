using System.Globalization;
using TurfMap.Formats;

namespace TurfMap.Benchmarks.WholeProgram;

/// <summary>1,000,000 CSV points to three layers, and a layer of tracts into a store: whole processes, start to end.</summary>
internal static class AssignBenchmark
{
    private const int Points = 1_000_000;
    private const int Runs = 5;

    public static void Run(string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("turfmap-bench-").FullName;
        try
        {
            var layers = ProgramRun.Layers();
            var points = WritePoints(folder, layers[^1].File);
            var areas = layers.Select(layer => $"{layer.Name}={layer.File}:{layer.Field}").ToArray();
            Console.WriteLine($"{layers[0].File}: {Points:N0} points, {layers.Length} layers, {Runs} runs each; median (least to most)");
            Report(
                "assign",
                () =>
                    ProgramRun.Measure(["assign", "-q", "--points", points, "--areas", .. areas, "--out", Path.Combine(folder, "out.csv")])
            );
            var run = 0;
            Report(
                "import layer",
                () =>
                    ProgramRun.Measure(
                        "import",
                        "layer",
                        $"tracts={layers[0].File}:{layers[0].Field}",
                        "--store",
                        Path.Combine(folder, $"{++run}.gpkg"),
                        "-q"
                    )
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Report(string what, Func<(double Seconds, double Megabytes)> measure)
    {
        var runs = Enumerable.Range(0, Runs).Select(_ => measure()).ToArray();
        Console.WriteLine(
            $"  {what, -14} {ProgramRun.Number(ProgramRun.Median(runs.Select(run => run.Seconds)))} s "
                + $"({ProgramRun.Number(runs.Min(run => run.Seconds))} to {ProgramRun.Number(runs.Max(run => run.Seconds))}), at "
                + $"most {ProgramRun.Number(runs.Max(run => run.Megabytes), "0")} MB"
        );
    }

    private static string WritePoints(string folder, string layer)
    {
        using var reader = FeatureFile.Open(Path.GetFileName(layer), File.OpenRead(layer), _ => null);
        var box = new NetTopologySuite.Geometries.Envelope();
        foreach (var feature in reader.Read())
            box.ExpandToInclude(feature.Geometry!.EnvelopeInternal);
        var path = Path.Combine(folder, "points.csv");
        using var file = new StreamWriter(path);
        var random = new Random(1);
        file.WriteLine("id,kind,opened,lon,lat");
        for (var i = 0; i < Points; i++)
            file.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{i},noise complaint,2026-01-{i % 28 + 1:00},{box.MinX + random.NextDouble() * box.Width:0.000000},"
                        + $"{box.MinY + random.NextDouble() * box.Height:0.000000}"
                )
            );
        return path;
    }
}
