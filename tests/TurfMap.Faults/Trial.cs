using System.Diagnostics;
using TurfMap.App.Tests.Cities;

namespace TurfMap.Faults;

/// <summary>The faults.</summary>
internal enum Fault
{
    Kill,
    KillWhileStarting,
    DatabaseCrash,
    PowerCut,
}

/// <summary>One store that meets fault after fault while people change it; what it has been through stays in it.</summary>
internal sealed class Trial : IDisposable
{
    private static readonly TimeSpan LongestSpan = TimeSpan.FromSeconds(4);
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-fault-").FullName;
    private readonly FaultyStore store;
    private readonly Clients clients;
    private readonly Random random;
    private Served program;
    private TimeSpan span = TimeSpan.FromSeconds(2.5);

    private Trial(FaultyStore store, int seed)
    {
        (this.store, clients, random) = (store, new Clients(seed), new Random(seed));
        program = Served.Start(store.Name, Temp);
    }

    private string Temp => Path.Combine(folder, "temp");

    /// <summary>Fills the store with a small city and serves it.</summary>
    public static async Task<Trial> BeginAsync(FaultyStore store, int seed)
    {
        var city = Directory.CreateTempSubdirectory("turfmap-fault-city-").FullName;
        var (code, said) = await Served.CommandAsync(
            city,
            ["import", "city", SmallCity.Write(Path.Combine(city, "alder"), "Alder", -74), "--store", store.Name]
        );
        Directory.Delete(city, recursive: true);
        if (code != 0)
        {
            store.Dispose();
            throw new InvalidOperationException(said);
        }
        await TurfMap.Tests.TestAccess.SeedAsync(store.Name);
        var trial = new Trial(store, seed);
        try
        {
            await trial.program.ReadyAsync();
            return trial;
        }
        catch
        {
            trial.Dispose();
            throw;
        }
    }

    /// <summary>Lets the clients work, brings the fault on at a moment that chance decides, comes back, and looks at everything.</summary>
    public async Task<(int Acknowledged, int InFlight, Findings Findings)> MeetAsync(Fault fault)
    {
        var before = clients.Sent.Count;
        var met = program;
        using (var stop = new CancellationTokenSource())
        using (var cancel = new CancellationTokenSource())
        {
            var working = clients.RunAsync(program.Client, stop.Token, cancel.Token);
            await Task.Delay(span * random.NextDouble());
            await BringOnAsync(fault, stop, cancel);
            await working;
        }
        if (met != program)
            met.Dispose();
        var learned = clients.Longest * 1.5;
        span =
            learned > LongestSpan ? LongestSpan
            : learned > span ? learned
            : span;

        var sent = clients.Sent;
        var open = sent.Where(one => one.Outcome == Outcome.InFlight).ToArray();
        var findings = new Findings();
        var (code, said) = await Served.CommandAsync(Temp, ["check", "--store", store.Name]);
        if (code != 0)
            findings.Half.Add("check: " + said);
        using var look = store.Look();
        await Ledger.VerifyAsync(look, program.Client, sent, findings);
        foreach (var change in open)
            await SendAgainAsync(change, findings);
        await Ledger.VerifyAsync(look, program.Client, sent, findings);
        return (
            sent.Skip(before).Count(one => one.Outcome == Outcome.Acknowledged) - open.Count(one => one.Outcome == Outcome.Acknowledged),
            open.Length,
            findings
        );
    }

    public void Dispose()
    {
        program.Dispose();
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>
    /// With its own key it succeeds, or is answered as made already. An undo may be refused where something was built on the import
    /// meanwhile.
    /// </summary>
    private async Task SendAgainAsync(Change change, Findings findings)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await change.SendAsync(program.Client, patience.Token);
        if (change.Outcome == Outcome.InFlight || change.Outcome == Outcome.Refused && change.What != What.Undo)
            findings.Half.Add($"{change.What} {change.Key} was in flight, and sent again it was {change.Outcome}");
    }

    private async Task BringOnAsync(Fault fault, CancellationTokenSource stop, CancellationTokenSource cancel)
    {
        switch (fault)
        {
            case Fault.DatabaseCrash:
                await CrashDatabaseAsync(((DatabaseStore)store).Cluster, stop);
                break;
            case Fault.PowerCut:
                var disk = ((DiskStore)store).Disk;
                program.Freeze();
                var held = await disk.SnapshotAsync();
                program.Kill();
                await cancel.CancelAsync();
                await disk.ComeBackAsync(held);
                await StartAsync();
                break;
            default:
                program.Kill();
                await cancel.CancelAsync();
                if (fault == Fault.KillWhileStarting)
                    await KillWhileStartingAsync();
                await StartAsync();
                break;
        }
    }

    /// <summary>The program goes on meanwhile, and must write again by itself.</summary>
    private async Task CrashDatabaseAsync(TurfMap.Tests.PostgresCluster cluster, CancellationTokenSource stop)
    {
        cluster.Stop("immediate");
        await Task.Delay(random.Next(800));
        cluster.Run();
        var edit = clients.Edit(9);
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            await edit.SendAsync(program.Client, CancellationToken.None);
            if (edit.Outcome == Outcome.Acknowledged)
                break;
            if (waited.Elapsed > TimeSpan.FromSeconds(30))
                throw new InvalidOperationException("The program did not write again after the database had come back.");
        }
        await Task.Delay(200); // no wait for anything: the clients go on for a moment, so that changes follow the crash
        await stop.CancelAsync();
    }

    private async Task KillWhileStartingAsync()
    {
        using var starting = Served.Start(store.Name, Temp);
        await Task.Delay(random.Next(50, 1500));
        starting.Kill();
    }

    private Task StartAsync()
    {
        program = Served.Start(store.Name, Temp);
        return program.ReadyAsync();
    }
}
