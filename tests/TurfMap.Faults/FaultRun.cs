using System.Diagnostics;

namespace TurfMap.Faults;

/// <summary>Fault after fault, and what came of it.</summary>
internal sealed class FaultRun(TextWriter say, int seed)
{
    /// <summary>
    /// After so many faults a store is put away and a new one begun, so that looking at it all does not take longer and longer.
    /// </summary>
    private const int FaultsForOneStore = 25;

    private readonly SortedDictionary<string, Row> table = [];

    /// <summary>Whether anything was lost, doubled or half there, or the program did not come back.</summary>
    public bool HasFailed => table.Values.Any(row => row.Survived < row.Tries);

    /// <summary>Runs the faults one after another on stores that <paramref name="make"/> makes.</summary>
    public async Task RunAsync(int times, Func<Task<FaultyStore>> make, Func<int, Fault> which)
    {
        for (var done = 0; done < times; )
        {
            var of = seed + done;
            var store = await make();
            using var trial = await Trial.BeginAsync(store, of);
            for (var i = 0; i < FaultsForOneStore && done < times; i++)
                await MeetAsync(trial, which(done), store is DatabaseStore ? "PostgreSQL" : "file", ++done, of);
        }
    }

    /// <summary>The table, as Markdown.</summary>
    public override string ToString() =>
        "| fault | tries | survived | acknowledged changes | in flight | lost | doubled | half |\n|---|---|---|---|---|---|---|---|\n"
        + string.Concat(
            table.Select(pair =>
                $"| {pair.Key} | {pair.Value.Tries} | {pair.Value.Survived} | {pair.Value.Acknowledged:N0} | "
                + $"{pair.Value.InFlight:N0} | {pair.Value.Lost} | {pair.Value.Doubled} | {pair.Value.Half} |\n"
            )
        );

    private async Task MeetAsync(Trial trial, Fault fault, string store, int number, int of)
    {
        var row = RowOf($"{Words(fault)} ({store})");
        row.Tries++;
        var watch = Stopwatch.StartNew();
        var (acknowledged, inFlight, findings) = await trial.MeetAsync(fault);
        row.Add(acknowledged, inFlight, findings);
        await say.WriteLineAsync(
            $"{number, 4}  seed {of}  {Words(fault)} ({store}): {acknowledged} acknowledged, {inFlight} in flight, "
                + $"{watch.Elapsed.TotalSeconds:N1} s"
        );
        foreach (var finding in findings.All)
            await say.WriteLineAsync("      " + finding);
        if (findings.All.Any())
            throw new FaultException("What was found stays found: the run ends here.");
    }

    private Row RowOf(string name) => table.TryGetValue(name, out var row) ? row : table[name] = new();

    private static string Words(Fault fault) =>
        fault switch
        {
            Fault.Kill => "program killed",
            Fault.KillWhileStarting => "killed, and again while starting",
            Fault.DatabaseCrash => "database crashed",
            _ => "power cut",
        };

    private sealed class Row
    {
        public int Tries,
            Survived,
            Acknowledged,
            InFlight,
            Lost,
            Doubled,
            Half;

        public void Add(int acknowledged, int inFlight, Findings findings)
        {
            Survived += findings.All.Any() ? 0 : 1;
            Acknowledged += acknowledged;
            InFlight += inFlight;
            Lost += findings.Lost.Count;
            Doubled += findings.Doubled.Count;
            Half += findings.Half.Count;
        }
    }
}

/// <summary>A fault did harm.</summary>
internal sealed class FaultException(string sentence) : Exception(sentence);
