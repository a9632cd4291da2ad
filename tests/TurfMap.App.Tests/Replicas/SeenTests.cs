using System.Globalization;

namespace TurfMap.App.Tests.Replicas;

/// <summary>Who has made or seen a change is never answered from before it, whichever program and server answer.</summary>
[Collection(nameof(PrimaryAndReplica))]
public sealed class SeenTests(PrimaryAndReplica servers)
{
    [Theory, InlineData(7, 150)]
    public async Task Nobody_reads_from_before_their_own_change_while_the_replica_falls_behind_and_catches_up(int seed, int pairs)
    {
        await AllReadingsAreCounted();
        var (records, snapshots, stale) = (servers.ReadsOnReplica("liaison"), servers.ReadsOnReplica("stamp"), new List<string>());
        await using (var writing = await Node.StartAsync(servers.Both))
        await using (var reading = await Node.StartAsync(servers.Both))
        {
            using var ending = new CancellationTokenSource();
            var falling = Task.Run(() => FallBehindAsync(new Random(seed), ending.Token));
            for (var pair = 0; pair < pairs; pair++)
                stale.AddRange(await WriteAndReadAsync(writing, reading, pair));
            await ending.CancelAsync();
            await falling;
        }
        await AllReadingsAreCounted();
        var (onReplica, ofSnapshots) = (servers.ReadsOnReplica("liaison") - records, servers.ReadsOnReplica("stamp") - snapshots);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{pairs} changes, {pairs * 5} readings after them, {stale.Count} stale; of {pairs} records "
                + $"{onReplica - ofSnapshots} came from the replica and {pairs - (onReplica - ofSnapshots)} from the primary; the "
                + $"replica gave {ofSnapshots} snapshots"
        );
        Assert.Empty(stale);
        Assert.InRange(onReplica - ofSnapshots, 1, pairs - 1);
    }

    [Fact]
    public async Task While_the_primary_is_away_and_the_replica_behind_it_is_said_and_nothing_older_is_shown()
    {
        string seen;
        await using (var writing = await Node.StartAsync(servers.Both))
        {
            await Settled();
            servers.Replica.Execute("SELECT pg_wal_replay_pause()");
            seen = (await writing.PutAsync("L1", "Ana the Newer").DoneAsync()).Seen();
            Assert.Contains(
                "Ana the Newer",
                await writing.Client.GetStringAsync("/api/liaisons/L1", TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
            servers.Primary.Stop();
            Assert.Contains(
                "Ana the Newer",
                await writing.Client.GetStringAsync("/api/who?lon=-73.5&lat=40.5", TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
            Assert.Contains("could not be read", await (await writing.GetAsync("/api/liaisons/L1")).AwayAsync(), StringComparison.Ordinal);
        }
        try
        {
            await using var late = await Node.StartAsync(servers.Both);
            Assert.DoesNotContain(
                "Ana the Newer",
                await late.Client.GetStringAsync("/api/liaisons/L1", TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
            foreach (var path in new[] { "/api/liaisons/L1", "/api/city", "/api/who?lon=-73.5&lat=40.5" })
                Assert.Contains(
                    $"as of change {seen}, and no server that answers now has come so far. The change is not lost",
                    await (await late.GetAsync(path, seen)).AwayAsync(),
                    StringComparison.Ordinal
                );

            servers.Replica.Execute("SELECT pg_wal_replay_resume()");
            await NodeAnswers.UntilAsync(
                async () => (await late.GetAsync("/api/city", seen)).IsSuccessStatusCode,
                "the replica has come so far"
            );
            foreach (var path in new[] { "/api/liaisons/L1", "/api/who?lon=-73.5&lat=40.5" })
                Assert.Contains(
                    "Ana the Newer",
                    await (await late.GetAsync(path, seen).DoneAsync()).Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                    StringComparison.Ordinal
                );
        }
        finally
        {
            servers.Primary.Run();
        }
    }

    [Fact]
    public async Task A_replica_that_lets_go_of_a_reading_is_no_answer_and_the_primary_is_asked()
    {
        servers.Replica.Execute("ALTER SYSTEM SET statement_timeout = '1ms'");
        servers.Replica.Execute("SELECT pg_reload_conf()");
        try
        {
            await using var node = await Node.StartAsync(servers.Both);
            for (var turn = 0; turn < 20; turn++)
                Assert.NotEmpty((await node.GetAsync("/api/imports").JsonAsync()).GetProperty("imports").EnumerateArray());
        }
        finally
        {
            foreach (var statement in new[] { "ALTER SYSTEM RESET statement_timeout", "SELECT pg_reload_conf()" })
                servers.Replica.Execute(statement, "postgres;Options=-c statement_timeout=0");
        }
    }

    /// <summary>Makes a change with one program and reads it with the other; gives what was answered from before it.</summary>
    private static async Task<List<string>> WriteAndReadAsync(Node writing, Node reading, int pair)
    {
        var stale = new List<string>();
        var (id, name, lon) = pair % 2 == 0 ? ("L1", $"Ana {pair:D4}", -73.5) : ("L2", $"Bo {pair:D4}", -72.5);
        var seen = (await writing.PutAsync(id, name).DoneAsync()).Seen();
        foreach (
            var path in new[]
            {
                $"/api/liaisons/{id}",
                "/api/city",
                "/api/turfs",
                $"/api/search?q={Uri.EscapeDataString(name)}",
                string.Create(CultureInfo.InvariantCulture, $"/api/who?lon={lon}&lat=40.5"),
            }
        )
        {
            var text = await (await reading.GetAsync(path, seen, byCookie: pair % 3 == 0).DoneAsync()).Content.ReadAsStringAsync(
                TestContext.Current.CancellationToken
            );
            if (
                path == "/api/city"
                    ? Version(text) < long.Parse(seen, CultureInfo.InvariantCulture)
                    : !text.Contains(name, StringComparison.Ordinal)
            )
                stale.Add($"{pair} {path}: {(text.Length > 300 ? text[..300] : text)}");
        }
        return stale;
    }

    /// <summary>Waits until nobody is connected to the replica: it counts what a connection has read at its end at the latest.</summary>
    private Task AllReadingsAreCounted() =>
        NodeAnswers.UntilAsync(() => Task.FromResult(servers.ConnectionsToReplica() == 0), "nobody is connected to the replica");

    /// <summary>Waits until the replica has replayed all that stands.</summary>
    private Task Settled()
    {
        var stands = servers.Primary.Execute("SELECT pg_current_wal_lsn()::text");
        return NodeAnswers.UntilAsync(
            () => Task.FromResult(servers.Replica.Execute($"SELECT pg_last_wal_replay_lsn() >= '{stands}'::pg_lsn") is true),
            "the replica has come so far"
        );
    }

    /// <summary>Holds the replica back for moments of up to a fifth of a second.</summary>
    private async Task FallBehindAsync(Random random, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            servers.Replica.Execute("SELECT pg_wal_replay_pause()");
            await Task.Delay(random.Next(20, 200), CancellationToken.None);
            servers.Replica.Execute("SELECT pg_wal_replay_resume()");
            await Task.Delay(random.Next(20, 200), CancellationToken.None);
        }
    }

    private static long Version(string city) =>
        long.Parse(System.Text.Json.JsonDocument.Parse(city).RootElement.GetProperty("version").GetString()!, CultureInfo.InvariantCulture);
}
