using TurfMap.Faults;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Faults;

/// <summary>The long runs of tests/TurfMap.Faults, shortened.</summary>
public sealed class ShortRunTests
{
    [Fact]
    public async Task Killed_at_any_moment_nothing_is_lost_doubled_or_half()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGKILL here.");
        await EndAsync(run => LongRuns.KillAsync(run, 2));
    }

    [Fact]
    public async Task Killed_and_its_database_crashed_nothing_is_lost_doubled_or_half()
    {
        Tools.Need(
            PostgresCluster.Programs is { } programs ? Path.Combine(programs, "initdb") : "/usr/lib/postgresql/15/bin/initdb",
            "postgresql-15-postgis-3"
        );
        await EndAsync(run => LongRuns.KillOnPostgresAsync(run, 2));
    }

    [Fact]
    public async Task When_the_power_is_cut_nothing_that_was_acknowledged_is_lost_doubled_or_half()
    {
        FaultyCity.NeedRoot();
        await EndAsync(run => LongRuns.CutPowerAsync(run, 2));
    }

    private static async Task EndAsync(Func<FaultRun, Task> faults)
    {
        await using var said = new StringWriter();
        var run = new FaultRun(said, seed: Environment.TickCount & 0xFFFF);
        try
        {
            await faults(run);
        }
        catch (FaultException)
        {
            // The table says what happened.
        }
        Assert.False(run.HasFailed, $"{run}{said}");
    }
}
