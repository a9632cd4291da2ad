using System.Diagnostics;
using System.Text;

namespace TurfMap.Faults;

/// <summary>
/// A few people who change a city at once: edits, imports, plans, undos, in a mix that a seed decides. Remembers every change that was
/// sent.
/// </summary>
internal sealed class Clients(int seed)
{
    private const int Count = 4;
    private const int LargestImport = 20_000;
    private static readonly DateOnly FirstDay = new(2024, 2, 1);

    private readonly Random random = new(seed);
    private readonly Lock sending = new();
    private readonly List<Change> sent = [];
    private int keys;

    /// <summary>All changes since the store was made, in the order in which they were sent.</summary>
    public IReadOnlyList<Change> Sent
    {
        get
        {
            lock (sending)
                return [.. sent];
        }
    }

    /// <summary>How long the longest change took that was answered.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Sends changes until told to stop; what is on its way then is awaited, unless it is cancelled.</summary>
    public Task RunAsync(HttpClient client, CancellationToken stop, CancellationToken cancel) =>
        Task.WhenAll(
            Enumerable.Range(0, Count).Select(number => Task.Run(() => RunOneAsync(client, number, stop, cancel), CancellationToken.None))
        );

    /// <summary>An edit of one client's own liaison, made from the version that stands.</summary>
    public Change Edit(int client)
    {
        lock (sending)
        {
            var liaison = $"F{client}-{random.Next(2)}";
            var from = sent.Where(one => one is { What: What.Edit, Outcome: Outcome.Acknowledged } && one.Liaison == liaison)
                .Select(one => one.Number)
                .DefaultIfEmpty()
                .Max();
            var key = NextKey();
            return Remember(
                new(What.Edit, key, HttpMethod.Put, $"/api/liaisons/{liaison}", $$"""{"name":"Name of {{key}}","languages":["en"]}""")
                {
                    Liaison = liaison,
                    From = from,
                }
            );
        }
    }

    private async Task RunOneAsync(HttpClient client, int number, CancellationToken stop, CancellationToken cancel)
    {
        while (!stop.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            var change = Next(number);
            var watch = Stopwatch.StartNew();
            await change.SendAsync(client, cancel);
            if (change.Outcome == Outcome.InFlight)
            {
                // What is not known is not edited further: the next edit would be made from a version that nobody knows.
                if (change.What == What.Edit)
                    return;
                await Task.Delay(50, CancellationToken.None);
            }
            else if (watch.Elapsed > Longest)
                Longest = watch.Elapsed;
        }
    }

    private Change Next(int client)
    {
        lock (sending)
            return random.Next(20) switch
            {
                < 9 => Edit(client),
                < 14 => Import(),
                < 16 => Publish(),
                _ => Undo() ?? Edit(client),
            };
    }

    private Change Import()
    {
        var (key, table) = (NextKey(), random.Next(2) == 0 ? "partners" : "cases");
        var rows = (int)Math.Exp(random.NextDouble() * Math.Log(LargestImport));
        // One in three brings rows that stand already, which give way: they say something else than before.
        var prefix = random.Next(3) == 0 ? "shared" : key;
        var text = new StringBuilder(table == "partners" ? "id,name,lon,lat\n" : "id,kind,opened,lon,lat\n");
        for (var i = 0; i < rows; i++)
            text.Append(prefix)
                .Append('-')
                .Append(i)
                .Append(table == "partners" ? $",Pantry {key}," : $",pothole {key},2024-05-01,")
                .Append(-73.9 + i % 1700 / 1000.0)
                .Append(",40.5\n");
        return Remember(
            new(What.Import, key, HttpMethod.Post, $"/api/imports/{table}", text.ToString())
            {
                Brings = (table == "partners" ? "partner" : "case_record", rows),
            }
        );
    }

    private Change Publish()
    {
        var key = NextKey();
        var day = FirstDay.AddDays(random.Next(700));
        return Remember(
            new(
                What.Publish,
                key,
                HttpMethod.Post,
                $"/api/imports/plan?validFrom={day:yyyy-MM-dd}&name=Plan-{key}",
                $"unit,turf,liaison\n1,A,L1\n2,{(random.Next(2) == 0 ? "A" : "B")},L1\n"
            )
        );
    }

    private Change? Undo()
    {
        var taken = sent.Where(one => one is { What: What.Undo, Outcome: not Outcome.Refused }).Select(one => one.Target).ToHashSet();
        var open = sent.Where(one => one is { What: What.Import or What.Publish, Outcome: Outcome.Acknowledged } && !taken.Contains(one))
            .ToArray();
        if (open.Length == 0)
            return null;
        var target = open[random.Next(open.Length)];
        return Remember(new(What.Undo, NextKey(), HttpMethod.Delete, $"/api/imports/{target.Number}", "") { Target = target });
    }

    private string NextKey() => $"k{seed}x{++keys}";

    private Change Remember(Change change)
    {
        sent.Add(change);
        return change;
    }
}
