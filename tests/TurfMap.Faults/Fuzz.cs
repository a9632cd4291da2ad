using System.Diagnostics;
using System.Globalization;
using TurfMap.Tests;

namespace TurfMap.Faults;

/// <summary>
/// Changed files of every format, for as long as wanted: a reader that ends, hangs, takes much memory or throws something else than a
/// refusal is a finding, and its file is kept.
/// </summary>
internal sealed class Fuzz(TextWriter say, int seed, string findings)
{
    /// <summary>A process reads this long; then the next format has its turn.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(20);

    private readonly SortedDictionary<string, Row> table = [];

    public bool HasFailed => table.Values.Any(row => row.Findings > 0);

    /// <param name="time">How long, for all formats together.</param>
    /// <param name="only">The only format; null for all.</param>
    public async Task RunAsync(TimeSpan time, string? only)
    {
        var formats = only is null ? FuzzReader.Formats : [only];
        var total = Stopwatch.StartNew();
        for (var turn = 0; total.Elapsed < time; turn++)
        {
            var left = time - total.Elapsed;
            await ReadAsync(formats[turn % formats.Count], seed + turn / formats.Count, left < Turn ? left : Turn);
        }
    }

    /// <summary>The table, as Markdown.</summary>
    public override string ToString() =>
        "| format | minutes | files | different answers | slowest, processor s | MB | findings |\n|---|---|---|---|---|---|---|\n"
        + string.Concat(
            table.Select(pair =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {pair.Key} | {pair.Value.Time.TotalMinutes:0.0} | {pair.Value.Files:N0} | {pair.Value.Answers:N0} | "
                        + $"{pair.Value.Slowest:0.0} | {pair.Value.Megabytes:N0} | {pair.Value.Findings} |\n"
                )
            )
        );

    private async Task ReadAsync(string format, int with, TimeSpan time)
    {
        var row = table.TryGetValue(format, out var known) ? known : table[format] = new();
        var folder = Directory.CreateTempSubdirectory("turfmap-fuzz-").FullName;
        try
        {
            var watch = Stopwatch.StartNew();
            var (code, output, errors) = await StartAsync(["fuzz-reader", format, $"{with}", $"{time.TotalSeconds:0}", folder], time);
            row.Time += watch.Elapsed;
            if (code == 0 && output.Split(' ') is [var files, var answers, var slowest, var megabytes])
                row.Add(files, answers, slowest, megabytes);
            else
                await KeepAsync(row, format, with, folder, code, errors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task KeepAsync(Row row, string format, int with, string folder, int code, string errors)
    {
        row.Findings++;
        var kept = Directory.CreateDirectory(Path.Combine(findings, $"{format}-{with}")).FullName;
        foreach (var file in Directory.EnumerateFiles(folder, "wards.*"))
            File.Copy(file, Path.Combine(kept, Path.GetFileName(file)), overwrite: true);
        var how = code switch
        {
            FuzzReader.TooSlow => "took too long",
            FuzzReader.TooLarge => "took too much memory",
            FuzzReader.Surprised => "threw what is no refusal",
            _ => $"ended the process with {code}",
        };
        await say.WriteLineAsync(
            $"{format}, seed {with}: a file {how}; it is kept in {kept}\n{(errors.Length > 2000 ? errors[..2000] : errors)}"
        );
    }

    private static async Task<(int Code, string Output, string Errors)> StartAsync(string[] arguments, TimeSpan time)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Fuzz).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start.WithoutSettings())!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(time + TimeSpan.FromMinutes(2));
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            return (FuzzReader.TooSlow, "", "");
        }
        return (process.ExitCode, (await output).Trim(), (await errors).Trim());
    }

    private sealed class Row
    {
        public TimeSpan Time;
        public long Files,
            Answers,
            Megabytes;
        public double Slowest;
        public int Findings;

        public void Add(string files, string answers, string slowest, string megabytes)
        {
            Files += long.Parse(files, CultureInfo.InvariantCulture);
            Answers = Math.Max(Answers, long.Parse(answers, CultureInfo.InvariantCulture));
            Slowest = Math.Max(Slowest, double.Parse(slowest, CultureInfo.InvariantCulture));
            Megabytes = Math.Max(Megabytes, long.Parse(megabytes, CultureInfo.InvariantCulture));
        }
    }
}
