namespace TurfMap.App.Tests.Replicas;

/// <summary>
/// The primary is gone for good, and its replica takes its place. Acknowledged changes lie on both, because the primary waits for the
/// replica.
/// </summary>
[Collection(nameof(PrimaryAndReplica))]
public sealed class PromotionTests(PrimaryAndReplica servers)
{
    [Fact]
    public async Task When_the_replica_is_promoted_changes_go_on_without_a_restart_and_none_that_was_acknowledged_is_lost()
    {
        using var heir = servers.Primary.Replicate();
        servers.Primary.Execute("ALTER SYSTEM SET synchronous_standby_names = '2 (*)'");
        try
        {
            servers.Primary.Execute("SELECT pg_reload_conf()");
            await NodeAnswers.UntilAsync(
                () => Task.FromResult(servers.Primary.Execute("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") is 2L),
                "the primary waits for its replicas"
            );
            await using var node = await Node.StartAsync(
                $"Host=127.0.0.1:{servers.Primary.Port},127.0.0.1:{heir.Port};Username=postgres;Database={servers.Database}"
            );
            for (var number = 0; number < 20; number++)
                await node.PutAsync($"P{number}", "Somebody", over: null).DoneAsync();
            servers.Primary.Stop("immediate");
            try
            {
                await GoOnAsync(node, heir);
            }
            finally
            {
                servers.Primary.Run();
            }
        }
        finally
        {
            servers.Primary.Execute("ALTER SYSTEM RESET synchronous_standby_names");
            servers.Primary.Execute("SELECT pg_reload_conf()");
        }
    }

    private static async Task GoOnAsync(Node node, TurfMap.Tests.PostgresCluster heir)
    {
        Assert.Contains(
            "Nothing was changed; try again in a moment.",
            await (await node.PutAsync("P20", "Somebody", over: null, key: "after")).AwayAsync(),
            StringComparison.Ordinal
        );
        heir.Execute("SELECT pg_promote(true, 60)");

        await NodeAnswers.UntilAsync(
            async () => (await node.PutAsync("P20", "Somebody", over: null, key: "after")).IsSuccessStatusCode,
            "changes go on"
        );
        var changes = await node.ChangesAsync();
        for (var number = 0; number <= 20; number++)
            Assert.Single(changes, $"liaison P{number}");
        Assert.Contains(
            "\"id\":\"L1\"",
            await node.Client.GetStringAsync("/api/who?lon=-73.5&lat=40.5", TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }
}
