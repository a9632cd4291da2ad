using System.Diagnostics;
using System.Globalization;
using TurfMap.Tests;

namespace TurfMap.Benchmarks.WholeProgram;

/// <summary>Runs the program as a person does: a process, from its start to its end.</summary>
internal static class ProgramRun
{
    private static readonly string Assembly = typeof(TurfMap.App.Program).Assembly.Location;

    /// <summary>Seconds from start to end, and the most memory it held, in MB.</summary>
    public static (double Seconds, double Megabytes) Measure(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(arguments);
        var most = 0L;
        while (!process.WaitForExit(10))
        {
            process.Refresh();
            most = Math.Max(most, process.HasExited ? 0 : process.PeakWorkingSet64);
        }
        if (process.ExitCode != 0)
            throw new InvalidOperationException(process.StandardError.ReadToEnd());
        return (watch.Elapsed.TotalSeconds, most / 1e6);
    }

    public static Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [Assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;

    /// <summary>The median of several runs.</summary>
    public static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    /// <summary>New York's layers where they are on this machine, else the sample city's: name, file, code field.</summary>
    public static (string Name, string File, string Field)[] Layers()
    {
        if (RealData.Find("data", "nyc", "tracts_2010.geojson.gz") is { } tracts)
            return
            [
                ("tracts", tracts, "BoroCT2010"),
                ("boards", RealData.Find("data", "nyc", "dwillis_community_districts.geojson.gz")!, "BoroCD"),
                ("boroughs", RealData.Find("data", "nyc", "dwillis_boroughs.geojson.gz")!, "BoroCode"),
            ];
        var sample = Path.Combine(RealData.Checkout, "data", "sample-city");
        return
        [
            ("tracts", Path.Combine(sample, "tracts.geojson.gz"), "tract"),
            ("districts", Path.Combine(sample, "districts.geojson"), "code"),
            ("boroughs", Path.Combine(sample, "boroughs.geojson"), "code"),
        ];
    }

    public static string Number(double value, string form = "0.00") => value.ToString(form, CultureInfo.InvariantCulture);
}
