using TurfMap.Tests;

namespace TurfMap.Faults;

/// <summary>The runs of faults, each as long as wanted; short ones are among the tests.</summary>
internal static class LongRuns
{
    /// <summary>The program dies at any moment; each eighth time also while it starts.</summary>
    public static async Task KillAsync(FaultRun run, int times)
    {
        var folder = Directory.CreateTempSubdirectory("turfmap-fault-store-").FullName;
        var stores = 0;
        try
        {
            await run.RunAsync(
                times,
                () => Task.FromResult<FaultyStore>(new FileStore(Directory.CreateDirectory(Path.Combine(folder, $"{++stores}")).FullName)),
                KindOfKill
            );
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
        await run.RunAsync(
            times,
            () => Task.FromResult<FaultyStore>(new DatabaseStore(cluster)),
            number => number % 2 == 1 ? Fault.DatabaseCrash : KindOfKill(number)
        );
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
            await run.RunAsync(
                times,
                async () =>
                    new DiskStore(await DiskImage.MakeAsync(Directory.CreateDirectory(Path.Combine(folder, $"{++disks}")).FullName, 1000)),
                _ => Fault.PowerCut
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Fault KindOfKill(int number) => number % 8 == 4 ? Fault.KillWhileStarting : Fault.Kill;
}
