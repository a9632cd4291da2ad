using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using TurfMap.App.Tests.Http;
using TurfMap.App.Tests.Programs;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Replicas;

/// <summary>Two programs share one database.</summary>
public sealed class TwoNodesTests(PostgresForTests postgres)
{
    [Fact]
    public async Task Of_two_edits_over_the_same_version_one_is_made_and_the_other_hears_of_both_authors()
    {
        var store = await StoreAsync();
        await using var first = await Node.StartAsync(store);
        await using var second = await Node.StartAsync(store);
        var made = await first.PutAsync("T1", "Begun", over: null, author: "Begin").DoneAsync();
        var before = "Begin";
        for (var round = 0; round < 12; round++)
        {
            var over = (await first.GetAsync("/api/liaisons/T1", made.Seen()).DoneAsync()).Headers.ETag!.Tag;
            var answers = await Task.WhenAll(
                first.PutAsync("T1", $"Left {round}", over, author: $"Left {round}"),
                second.PutAsync("T1", $"Right {round}", over, author: $"Right {round}")
            );
            made = Assert.Single(answers, answer => answer.IsSuccessStatusCode);
            var winner = made == answers[0] ? $"Left {round}" : $"Right {round}";
            var late = Assert.Single(answers, answer => answer != made);
            var sentence = await late.ProblemAsync(HttpStatusCode.PreconditionFailed);
            Assert.Contains($"by {before} (Tests) on ", sentence, StringComparison.Ordinal);
            Assert.Contains($"by {winner} (Tests) on ", sentence, StringComparison.Ordinal);
            foreach (var node in new[] { first, second })
                Assert.Equal(
                    winner,
                    (await node.GetAsync("/api/liaisons/T1", made.Seen()).JsonAsync())
                        .GetProperty("liaison")
                        .GetProperty("name")
                        .GetString()
                );
            before = winner;
        }
    }

    [Fact]
    public async Task A_change_through_one_program_or_by_a_command_is_soon_seen_in_the_other()
    {
        var store = await StoreAsync();
        var temp = Directory.CreateTempSubdirectory("turfmap-two-").FullName;
        await using var other = await RunningProgram.ServeAsync(temp, null, "--store", store);
        await using var node = await Node.StartAsync(store);
        var delays = new List<double>();
        for (var change = 0; change < 50; change++)
        {
            var answer = await (
                change % 2 == 0
                    ? node.PutAsync("L1", $"Ana {change}")
                    : node.ImportAsync("liaisons", "more.csv", $"id,name\nM{change},More {change}\n", $"more-{change}")
            ).DoneAsync();
            var clock = Stopwatch.StartNew();
            var seen = long.Parse(answer.Seen(), CultureInfo.InvariantCulture);
            await NodeAnswers.UntilAsync(async () => await VersionAsync(other.Client) >= seen, "the other has seen it");
            delays.Add(clock.Elapsed.TotalMilliseconds);
        }
        await File.WriteAllTextAsync(Path.Combine(temp, "new.csv"), "id,name\nL2,Cy the New\n", TestContext.Current.CancellationToken);
        var said = await Tools.RunAsync(
            "dotnet",
            typeof(Program).Assembly.Location,
            "import",
            "liaisons",
            Path.Combine(temp, "new.csv"),
            "--store",
            store
        );
        Assert.True(said.Code == 0, said.Errors);
        await NodeAnswers.UntilAsync(
            async () => (await other.Client.GetStringAsync("/api/who?lon=-72.5&lat=40.5")).Contains("Cy the New", StringComparison.Ordinal),
            "the other has seen the command's import"
        );

        delays.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seen in the other after {delays[25]:0} ms in the middle, {delays[45]:0} ms for nine of ten, {delays[^1]:0} ms at most"
        );
        Assert.True(delays[25] < 5000, $"{delays[25]:0} ms");
        Directory.Delete(temp, recursive: true);
    }

    private static async Task<long> VersionAsync(HttpClient client)
    {
        using var city = JsonDocument.Parse(await client.GetStringAsync("/api/city"));
        return long.Parse(city.RootElement.GetProperty("version").GetString()!, CultureInfo.InvariantCulture);
    }

    private async Task<string> StoreAsync()
    {
        var store = postgres.Cluster.Connection(postgres.Cluster.CreateDatabase());
        await Node.FillAsync(store);
        return store;
    }
}
