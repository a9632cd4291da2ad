using System.Net;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Faults;

/// <summary>The database is stopped, or cuts connections, while the program serves.</summary>
public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private readonly FaultyCity city = new();
    private PostgresCluster cluster = null!;
    private string database = "";

    public async ValueTask InitializeAsync()
    {
        cluster = PostgresCluster.StartOrSkip("fsync=off");
        database = cluster.CreateDatabase();
        city.Store = cluster.Connection(database);
        await city.ImportedAsync();
    }

    public ValueTask DisposeAsync()
    {
        cluster?.Dispose();
        city.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task While_the_database_is_away_look_ups_answer_and_changes_are_put_off_and_afterwards_they_work_without_a_restart(
        string mode
    )
    {
        await using var program = await city.ServeAsync();
        Assert.Equal(200, (await city.EditAsync(program, "Before")).Status);

        cluster.Stop(mode);
        try
        {
            var (status, text, answer) = await city.EditAsync(program, "During", "put-off");
            Assert.True(status == 503, text);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Contains("Before", await FaultyCity.WhoAsync(program), StringComparison.Ordinal);
            Assert.Equal(503, (await city.ImportAsync(program, 10)).Status);
            using var list = await program.Client.GetAsync("/api/liaisons");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, list.StatusCode);
            FaultyCity.Sentence(await list.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.OK, await program.ReadyAsync());
        }
        finally
        {
            cluster.Run();
        }

        Assert.Equal(200, (await city.EditAsync(program, "During", "put-off")).Status);
        Assert.Equal("During", await FaultyCity.NameAsync(program));
        Assert.Contains("During", await FaultyCity.WhoAsync(program), StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", program.Said(), StringComparison.Ordinal);
        await city.SoundAsync();
    }

    [Fact]
    public async Task A_connection_that_is_cut_in_the_middle_of_a_large_import_leaves_nothing_half_and_the_same_key_makes_it_once()
    {
        await using var program = await city.ServeAsync();
        const int Rows = 100_000;
        var import = city.ImportAsync(program, Rows, "large");
        await program.AwaitAsync(() => Task.FromResult(Cut("query ~* '^(copy|insert|create|update)'")), "writing the import");

        var (status, text, answer) = await import;
        Assert.True(status == 503, text);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(0L, cluster.Execute("SELECT count(*) FROM partner", database));
        Assert.Equal(200, (await city.EditAsync(program, "Next")).Status);
        Assert.Equal(201, (await city.ImportAsync(program, Rows, "large")).Status);
        Assert.Equal(201, (await city.ImportAsync(program, Rows, "large")).Status);
        Assert.Equal((long)Rows, cluster.Execute("SELECT count(*) FROM partner", database));
        Assert.Equal(1L, cluster.Execute("SELECT count(*) FROM import_batch WHERE request_key LIKE '% large'", database));
    }

    [Fact]
    public async Task A_connection_that_is_cut_in_the_middle_of_an_edit_changes_nothing_and_the_next_edit_works()
    {
        await using var program = await city.ServeAsync();
        Assert.Equal(200, (await city.EditAsync(program, "Before")).Status);
        using (var other = new Npgsql.NpgsqlConnection(city.Store + ";Pooling=false"))
        {
            // Another writer holds the city, so the edit stands in its transaction and waits.
            other.Open();
            using var begin = new Npgsql.NpgsqlCommand("BEGIN; SELECT pg_advisory_xact_lock(7461, hashtext(current_schema()))", other);
            begin.ExecuteNonQuery();
            var edit = city.EditAsync(program, "Cut", "cut");
            await program.AwaitAsync(() => Task.FromResult(Cut("wait_event_type = 'Lock'")), "waiting to write");
            var (status, text, _) = await edit;
            Assert.True(status == 503, text);
            Assert.Contains("Nothing was changed", text, StringComparison.Ordinal);
        }

        Assert.Equal("Before", await FaultyCity.NameAsync(program));
        Assert.Equal(200, (await city.EditAsync(program, "Cut", "cut")).Status);
        Assert.Equal("Cut", await FaultyCity.NameAsync(program));
        Assert.Equal(200, (await city.EditAsync(program, "Next")).Status);
    }

    private bool Cut(string which) =>
        cluster.Execute(
            $"SELECT bool_or(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{database}' AND "
                + $"application_name = 'TurfMap' AND state = 'active' AND {which}"
        )
            is true;
}
