using System.Net;
using System.Text;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Replicas;

/// <summary>The connection to the database breaks at the worst places.</summary>
public sealed class LostAnswerTests(PostgresForTests postgres)
{
    [Theory, InlineData(11, 32)]
    public async Task A_change_whose_answer_was_lost_is_found_by_its_key_or_said_to_be_sent_again_and_is_made_once(int seed, int cuts)
    {
        var database = postgres.Cluster.CreateDatabase();
        await Node.FillAsync(postgres.Cluster.Connection(database));
        await using var proxy = new CuttingProxy(postgres.Cluster.Port);
        await using var node = await Node.StartAsync(
            $"Host=127.0.0.1;Port={proxy.Port};Username=postgres;Database={database};Ssl Mode=Disable;Timeout=5"
        );
        var random = new Random(seed);
        var ends = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < cuts; number++)
        {
            var (cut, isImport) = ((Cut)random.Next(4), random.Next(2) == 0);
            var refusing = cut is Cut.AfterCommit or Cut.AnswerLost && number % 8 == 0 ? TimeSpan.FromSeconds(3) : TimeSpan.Zero;
            var id = $"C{number}";
            Func<Task<HttpResponseMessage>> send = isImport
                ? () => node.ImportAsync("partners", $"{id}.csv", Rows(id, 1500), id)
                : () => node.PutAsync(id, "Somebody", over: null, key: id);
            proxy.Arm(cut, isImport ? random.Next(1, 8) : 1, refusing);
            using var first = await send();
            Assert.False(proxy.IsArmed, $"{cut} did not happen");
            await ToldAsync(first, cut, refusing > TimeSpan.Zero, ends);
            await NodeAnswers.UntilAsync(async () => (await send()).IsSuccessStatusCode, $"{id} is made after {cut}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("; ", ends.Select(end => $"{end.Key}: {end.Value}")));
        var changes = await node.ChangesAsync();
        Assert.All(
            Enumerable.Range(0, cuts),
            number =>
                Assert.Single(
                    changes,
                    change =>
                        change.EndsWith($" C{number}.csv", StringComparison.Ordinal)
                        || change.EndsWith($" C{number}", StringComparison.Ordinal)
                )
        );
        Assert.DoesNotContain(changes, change => change.Contains("refused", StringComparison.Ordinal));
    }

    /// <summary>
    /// Edits need no key of the asker's: what was lost is found by one of our own, and the sentence does not speak of a key that was never
    /// sent.
    /// </summary>
    [Fact]
    public async Task An_edit_without_a_key_whose_answer_was_lost_is_found_too_and_when_not_it_is_said_to_look_first()
    {
        var database = postgres.Cluster.CreateDatabase();
        await Node.FillAsync(postgres.Cluster.Connection(database));
        await using var proxy = new CuttingProxy(postgres.Cluster.Port);
        await using var node = await Node.StartAsync(
            $"Host=127.0.0.1;Port={proxy.Port};Username=postgres;Database={database};Ssl Mode=Disable;Timeout=5"
        );

        proxy.Arm(Cut.AnswerLost, 0, TimeSpan.Zero);
        await node.PutAsync("L1", "Found").DoneAsync();
        proxy.Arm(Cut.AnswerLost, 0, TimeSpan.FromSeconds(3));
        Assert.EndsWith(
            "it is not known whether it was. Look at what stands before you send it again.",
            await (await node.PutAsync("L1", "Lost")).AwayAsync(),
            StringComparison.Ordinal
        );
    }

    /// <summary>
    /// The last thing of a change was to ask the server how far it had come; when it went away just then, a kept change was answered with
    /// "Nothing was changed".
    /// </summary>
    [Fact]
    public async Task A_change_that_was_kept_is_acknowledged_also_when_the_server_goes_away_right_after_it()
    {
        var database = postgres.Cluster.CreateDatabase();
        await Node.FillAsync(postgres.Cluster.Connection(database));
        await using var proxy = new CuttingProxy(postgres.Cluster.Port);
        await using var node = await Node.StartAsync(
            $"Host=127.0.0.1;Port={proxy.Port};Username=postgres;Database={database};Ssl Mode=Disable;Timeout=5"
        );

        proxy.Arm(Cut.AfterAnswer, 0, TimeSpan.FromSeconds(4));
        var answer = await node.PutAsync("L1", "Kept").DoneAsync();
        await NodeAnswers.UntilAsync(
            async () => (await node.GetAsync("/api/liaisons/L1", answer.Seen())).IsSuccessStatusCode,
            "the server answers again"
        );
        Assert.Contains(
            "Kept",
            await (await node.GetAsync("/api/liaisons/L1", answer.Seen())).Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Connections_that_died_in_the_pool_are_passed_over_and_their_places_are_free_again()
    {
        var database = postgres.Cluster.CreateDatabase();
        await Node.FillAsync(postgres.Cluster.Connection(database));
        await using var node = await Node.StartAsync(
            $"{postgres.Cluster.Connection(database)};Minimum Pool Size=8;Maximum Pool Size=8;Timeout=5"
        );
        for (var turn = 0; turn < 4; turn++)
        {
            await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => node.GetAsync("/api/imports").DoneAsync()));
            postgres.Cluster.Execute(
                $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{database}' AND "
                    + "application_name = 'TurfMap'"
            );
            await node.PutAsync("L1", $"Turn {turn}").DoneAsync();
        }
    }

    private static async Task ToldAsync(HttpResponseMessage answer, Cut cut, bool isAway, SortedDictionary<string, int> ends)
    {
        var end = "found";
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Created))
        {
            var sentence = await answer.AwayAsync();
            end =
                sentence.EndsWith("Send it again with the same Idempotency-Key: it is never made twice.", StringComparison.Ordinal)
                    ? "not known"
                : sentence.EndsWith(
                    "Nothing was changed; send it again, with the same Idempotency-Key if it had one.",
                    StringComparison.Ordinal
                )
                    ? "not kept"
                : sentence.EndsWith("Nothing was changed; try again in a moment.", StringComparison.Ordinal) ? "not begun"
                : sentence;
        }
        Assert.Contains(
            end,
            (cut, isAway) switch
            {
                (Cut.InCopy, _) => ["not begun"],
                (Cut.BeforeCommit, _) => ["not kept"],
                (_, true) => ["not known"],
                (Cut.AnswerLost, _) => ["found"],
                _ => new[] { "found", "not kept" },
            }
        );
        var what = $"{cut}{(isAway ? " and away" : "")}, {end}";
        ends[what] = ends.GetValueOrDefault(what) + 1;
    }

    private static string Rows(string id, int count)
    {
        var rows = new StringBuilder("id,name,lon,lat\n");
        for (var row = 0; row < count; row++)
            rows.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{id}-{row},Partner {row} with a name of some length,-73.5,40.5\n"
            );
        return rows.ToString();
    }
}
