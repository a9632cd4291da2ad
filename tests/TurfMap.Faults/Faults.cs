using TurfMap.Tests;

namespace TurfMap.Faults;

/// <summary>Faults that really happen, on the real program: <c>dotnet run -c Release --project tests/TurfMap.Faults -- power-cut | kill [--times N] [--seed N] [--postgres]</c>.</summary>
internal static class Faults
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not ["power-cut" or "kill", ..] || args[1..].Any(word => word.StartsWith('-') && word is not ("--times" or "--seed" or "--postgres")))
        {
            await Console.Error.WriteLineAsync("Say power-cut or kill; then, if wanted, --times N, --seed N, and for kill --postgres.");
            return 2;
        }
        var seed = Number(args, "--seed") ?? 1;
        var run = new FaultRun(Console.Error, seed);
        try
        {
            await (args[0] == "power-cut" ? CutPowerAsync(run, Number(args, "--times") ?? 20) : args.Contains("--postgres") ? KillOnPostgresAsync(run, Number(args, "--times") ?? 100) : KillAsync(run, Number(args, "--times") ?? 100));
        }
        catch (Exception wrong) when (wrong is FaultException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
        }
        Console.WriteLine(run);
        return run.HasFailed ? 1 : 0;
    }

    /// <summary>The program dies at any moment; each eighth time also while it starts.</summary>
    public static async Task KillAsync(FaultRun run, int times)
    {
        var folder = Directory.CreateTempSubdirectory("turfmap-fault-store-").FullName;
        var stores = 0;
        try
        {
            await run.RunAsync(times, () => Task.FromResult<FaultyStore>(new FileStore(Directory.CreateDirectory(Path.Combine(folder, $"{++stores}")).FullName)), KindOfKill);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Turn by turn the program dies, or the database.</summary>
    public static async Task KillOnPostgresAsync(FaultRun run, int times)
    {
        using var cluster = PostgresCluster.Start("fsync=on", "full_page_writes=on");
        await run.RunAsync(times, () => Task.FromResult<FaultyStore>(new DatabaseStore(cluster)), number => number % 2 == 1 ? Fault.DatabaseCrash : KindOfKill(number));
    }

    /// <summary>The power goes at any moment: what the disk does not hold is gone.</summary>
    public static async Task CutPowerAsync(FaultRun run, int times)
    {
        if (DiskImage.WhyNot() is { } why)
            throw new InvalidOperationException($"The power cannot be cut here: {why}.");
        var folder = Directory.CreateTempSubdirectory("turfmap-fault-disk-").FullName;
        var disks = 0;
        try
        {
            await run.RunAsync(times, async () => new DiskStore(await DiskImage.MakeAsync(Directory.CreateDirectory(Path.Combine(folder, $"{++disks}")).FullName, 1000)), _ => Fault.PowerCut);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Fault KindOfKill(int number) => number % 8 == 4 ? Fault.KillWhileStarting : Fault.Kill;

    private static int? Number(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], out var number) ? number : null;
}
