using System.Collections.Concurrent;
using TurfMap.App.Tests.Http;
using TurfMap.App.Tests.Programs;

namespace TurfMap.App.Tests.Replicas;

/// <summary>The server that takes changes goes, and comes back or does not.</summary>
[Collection(nameof(PrimaryAndReplica))]
public sealed class RestartTests(PrimaryAndReplica servers)
{
    private static readonly string[] Readings =
    [
        "/api/who?lon=-73.5&lat=40.5",
        "/api/layers",
        "/api/liaisons",
        "/api/imports",
        "/api/city",
    ];

    [Fact]
    public async Task While_the_primary_restarts_reading_goes_on_changes_wait_with_a_sentence_and_nothing_that_was_acknowledged_is_lost()
    {
        await using var node = await Node.StartAsync(servers.Both);
        using var ending = new CancellationTokenSource();
        var (work, seen) = (new Work(), "0");
        var readers = Enumerable
            .Range(0, 2)
            .Select(_ => Task.Run(() => ReadAsync(node, work, () => Volatile.Read(ref seen), ending.Token)))
            .ToArray();
        var writer = Task.Run(() => WriteAsync(node, "R", work, now => Volatile.Write(ref seen, now), ending.Token));
        await NodeAnswers.UntilAsync(() => Task.FromResult(work.Kept.Count >= 15), "changes are kept");

        servers.Primary.Stop();
        work.IsAway = true;
        await NodeAnswers.UntilAsync(
            () => Task.FromResult(work.Refused.Count >= 2 && work.ReadsWhileAway >= 150),
            "changes are refused, and reading goes on"
        );
        await NodeAnswers.UntilAsync(
            async () =>
                (await node.Client.JsonAsync("/readyz"))
                    .GetProperty("sentence")
                    .GetString()
                    ?.StartsWith("What is known is answered; changes wait.", StringComparison.Ordinal) == true,
            "readyz says so"
        );
        var temp = Directory.CreateTempSubdirectory("turfmap-late-").FullName;
        await using (var late = await RunningProgram.ServeAsync(temp, new Dictionary<string, string> { ["TURFMAP_STORE"] = servers.Both }))
            foreach (var path in Readings)
                await late.Client.JsonAsync(path);
        Directory.Delete(temp, recursive: true);
        work.IsAway = false;
        servers.Primary.Run();
        var before = work.Kept.Count;
        await NodeAnswers.UntilAsync(() => Task.FromResult(work.Kept.Count >= before + 15), "changes are kept again");
        await ending.CancelAsync();
        await Task.WhenAll([.. readers, writer]);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{work.Reads} readings, {work.ReadsWhileAway} of them while the primary was away, {work.Failed.Count} failed; "
                + $"{work.Kept.Count} changes kept, {work.Refused.Count} answers that they wait"
        );
        Assert.Empty(work.Failed);
        Assert.All(work.Refused, sentence => Assert.Matches("Nothing was changed|with the same Idempotency-Key", sentence));
        Assert.Contains(
            work.Refused,
            sentence => sentence.Contains("Nothing was changed; try again in a moment.", StringComparison.Ordinal)
        );
        var changes = await node.ChangesAsync();
        Assert.All(work.Kept, id => Assert.Single(changes, $"liaison {id}"));
        await NodeAnswers.UntilAsync(
            async () => (await node.Client.JsonAsync("/readyz")).GetProperty("sentence").GetString() is null,
            "readyz has no more to say"
        );
    }

    private sealed class Work
    {
        private int reads;
        private int away;

        public ConcurrentQueue<string> Kept { get; } = [];

        public ConcurrentQueue<string> Refused { get; } = [];

        public ConcurrentQueue<string> Failed { get; } = [];

        public volatile bool IsAway;

        public int Reads => reads;

        public int ReadsWhileAway => away;

        public void Read()
        {
            Interlocked.Increment(ref reads);
            if (IsAway)
                Interlocked.Increment(ref away);
        }
    }

    /// <summary>Reads on and on, as somebody who has seen the latest change.</summary>
    private static async Task ReadAsync(Node node, Work work, Func<string> seen, CancellationToken ending)
    {
        for (var turn = 0; !ending.IsCancellationRequested; turn++)
        {
            using var answer = await node.GetAsync(Readings[turn % Readings.Length], seen());
            work.Read();
            if (!answer.IsSuccessStatusCode)
                work.Failed.Enqueue(
                    $"{Readings[turn % Readings.Length]}: {(int)answer.StatusCode} "
                        + $"{await answer.Content.ReadAsStringAsync(CancellationToken.None)}"
                );
        }
    }

    /// <summary>Adds one liaison after another, each until it is acknowledged.</summary>
    private static async Task WriteAsync(Node node, string prefix, Work work, Action<string> seen, CancellationToken ending)
    {
        for (var number = 0; !ending.IsCancellationRequested; number++)
        for (var done = false; !done && !ending.IsCancellationRequested; )
        {
            using var answer = await node.PutAsync($"{prefix}{number}", "Somebody", over: null, key: $"{prefix}-{number}");
            if (done = answer.IsSuccessStatusCode)
                seen(answer.Seen());
            if (done)
                work.Kept.Enqueue($"{prefix}{number}");
            else
                work.Refused.Enqueue(await answer.AwayAsync());
        }
    }
}
