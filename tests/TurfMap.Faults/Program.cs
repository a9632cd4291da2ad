namespace TurfMap.Faults;

/// <summary>
/// Faults that really happen, on the real program: <c>dotnet run -c Release --project tests/TurfMap.Faults -- power-cut | kill [--times N]
/// [--seed N] [--postgres]</c>.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (
            args is not ["power-cut" or "kill", ..]
            || args[1..].Any(word => word.StartsWith('-') && word is not ("--times" or "--seed" or "--postgres"))
        )
        {
            await Console.Error.WriteLineAsync("Say power-cut or kill; then, if wanted, --times N, --seed N, and for kill --postgres.");
            return 2;
        }
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

    private static int? Number(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], out var number) ? number : null;
}
