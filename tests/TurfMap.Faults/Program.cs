using System.Globalization;

namespace TurfMap.Faults;

/// <summary>
/// Faults that really happen, on the real program: <c>dotnet run -c Release --project tests/TurfMap.Faults -- power-cut | kill [--times N]
/// [--seed N] [--postgres]</c>; and hostile files: <c>fuzz [--minutes N] [--seed N] [--format NAME] [--findings FOLDER]</c>,
/// also while people read: <c>load [--people N] [--seconds N]</c>.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["power-cut" or "kill", .. var options] when AreKnown(options, "--times", "--seed", "--postgres"):
                return await FaultsAsync(args);
            case ["fuzz", .. var options] when AreKnown(options, "--minutes", "--seed", "--format", "--findings"):
                return await FuzzAsync(args);
            case ["load", .. var options] when AreKnown(options, "--people", "--seconds"):
                return await new Load(
                    Console.Out,
                    Number(args, "--people") ?? 200,
                    TimeSpan.FromSeconds(Number(args, "--seconds") ?? 30)
                ).RunAsync()
                    ? 0
                    : 1;
            case ["fuzz-reader", var format, var seed, var seconds, var folder]:
                return new FuzzReader(folder, int.Parse(seed, CultureInfo.InvariantCulture)).Run(
                    format,
                    TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))
                );
            case ["fuzz-look", var folder]:
                Console.WriteLine(new FuzzReader(folder, seed: 0).Answer());
                return 0;
            default:
                await Console.Error.WriteLineAsync(
                    "Say power-cut or kill; then, if wanted, --times N, --seed N, and for kill --postgres. Or say fuzz; then, if wanted, "
                        + "--minutes N, --seed N, --format NAME, --findings FOLDER; and fuzz-look FOLDER reads a finding again. "
                        + "Or say load; then, if wanted, --people N, --seconds N."
                );
                return 2;
        }
    }

    private static bool AreKnown(string[] options, params string[] known) =>
        options.All(word => !word.StartsWith('-') || known.Contains(word));

    private static async Task<int> FuzzAsync(string[] args)
    {
        var format = Text(args, "--format");
        if (format is not null && !FuzzReader.Formats.Contains(format))
        {
            await Console.Error.WriteLineAsync($"The formats are: {string.Join(", ", FuzzReader.Formats)}.");
            return 2;
        }
        var fuzz = new Fuzz(Console.Error, Number(args, "--seed") ?? 1, Text(args, "--findings") ?? "findings");
        await fuzz.RunAsync(TimeSpan.FromMinutes(Number(args, "--minutes") ?? 5), format);
        Console.WriteLine(fuzz);
        return fuzz.HasFailed ? 1 : 0;
    }

    private static async Task<int> FaultsAsync(string[] args)
    {
        var seed = Number(args, "--seed") ?? 1;
        var run = new FaultRun(Console.Error, seed);
        try
        {
            await (
                args[0] == "power-cut" ? LongRuns.CutPowerAsync(run, Number(args, "--times") ?? 20)
                : args.Contains("--postgres") ? LongRuns.KillOnPostgresAsync(run, Number(args, "--times") ?? 100)
                : LongRuns.KillAsync(run, Number(args, "--times") ?? 100)
            );
        }
        catch (Exception wrong) when (wrong is FaultException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
        }
        Console.WriteLine(run);
        return run.HasFailed ? 1 : 0;
    }

    private static int? Number(string[] args, string name) => int.TryParse(Text(args, name), out var number) ? number : null;

    private static string? Text(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
