using System.Net;
using System.Text;
using TurfMap.Storage;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Programs;

/// <summary>The program is asked to stop, or is killed, while it works.</summary>
public sealed class StopTests(PreparedStores prepared) : IAsyncLifetime
{
    private const int Rows = 4_000_000;

    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-stop-").FullName;

    private string Store => Path.Combine(folder, "city.gpkg");

    private string Temp => Path.Combine(folder, "temp");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM here.");
        await prepared.CopySmallAsync(Store);
        using var store = CityStore.Open(Store, TimeProvider.System);
        await TestAccess.SeedAsync(store);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Asked_to_stop_it_says_that_it_is_not_ready_answers_on_finishes_what_is_in_flight_and_ends_well()
    {
        await using var program = await RunningProgram.ServeAsync(
            Temp,
            new Dictionary<string, string> { ["TURFMAP_DRAIN_SECONDS"] = "1" },
            "--store",
            Store
        );
        var rest = new TaskCompletionSource();
        var upload = program.Client.PostAsync("/api/assign", new SlowContent("id,lon,lat\n1,-73.5,40.5\n", rest.Task, "2,-72.5,40.5\n"));
        await program.AwaitAsync(
            () => Task.FromResult(Directory.Exists(Temp) && Directory.GetFiles(Temp, "*.upload").Length > 0),
            "receiving"
        );

        await program.AskToStopAsync();
        await program.AwaitAsync(async () => await program.ReadyAsync() == HttpStatusCode.ServiceUnavailable, "stopping");
        var during = await program.Client.GetStringAsync("/api/who?lon=-73.5&lat=40.5");
        await program.AwaitAsync(async () => await program.ReadyAsync() is null, "listening no more");
        Assert.False(program.HasExited);
        rest.SetResult();
        var answer = await upload;
        var text = await answer.Content.ReadAsStringAsync();
        await program.EndedAsync();

        Assert.Contains("Ana of Alder", during, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("2,-72.5,40.5,2,", text, StringComparison.Ordinal);
        Assert.True(program.ExitCode == 0, $"{program.ExitCode}: {program.Said()}");
    }

    [Fact]
    public async Task Somebody_who_follows_a_job_does_not_hold_up_the_stop()
    {
        await using var program = await RunningProgram.ServeAsync(Temp, null, "--store", Store);
        var id = await StartJobAsync(program);
        var events = program.Client.GetStringAsync($"/api/jobs/{id}/events");
        await RunningAsync(program, id);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        await program.AskToStopAsync();
        await program.EndedAsync();

        Assert.Equal(0, program.ExitCode);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), $"{clock.Elapsed}");
        Assert.DoesNotContain("event: cancelled", await events, StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_job_that_was_interrupted_is_done_after_the_next_start(bool killed)
    {
        string id,
            second;
        await using (var program = await RunningProgram.ServeAsync(Temp, null, "--store", Store))
        {
            id = await StartJobAsync(program);
            second = await StartJobAsync(program, "id,lon,lat\n1,-73.5,40.5\n");
            await RunningAsync(program, id);
            if (killed)
                await program.KillAsync();
            else
                await program.AskToStopAsync();
            await program.EndedAsync();
            Assert.True(killed || program.ExitCode == 0, program.Said());
        }
        Assert.Contains(
            killed ? "\"state\":\"Running\"" : "\"state\":\"Queued\"",
            await File.ReadAllTextAsync(Path.Combine(Temp, $"turfmap-{id}.json")),
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(Path.Combine(Temp, "turfmap-half.json"), "{\"id\":\"half\",");

        await using (var again = await RunningProgram.ServeAsync(Temp, null, "--store", Store))
        {
            Assert.Contains("event: done", await again.Client.GetStringAsync($"/api/jobs/{id}/events"), StringComparison.Ordinal);
            Assert.Contains("event: done", await again.Client.GetStringAsync($"/api/jobs/{second}/events"), StringComparison.Ordinal);
            Assert.Contains("Dropped turfmap-half.json", again.Said(), StringComparison.Ordinal);
            await HasAllAsync(again, id);
            await again.KillAsync();
        }
        await using var third = await RunningProgram.ServeAsync(Temp, null, "--store", Store);
        await HasAllAsync(third, id);
        Assert.Empty(Directory.GetFiles(Temp, "*.upload"));
    }

    private static async Task HasAllAsync(RunningProgram program, string id)
    {
        Assert.Contains(
            $"\"rows\":{Rows},\"placed\":{Rows},",
            await program.Client.GetStringAsync($"/api/jobs/{id}/summary"),
            StringComparison.Ordinal
        );
        var points = await program.Client.GetByteArrayAsync($"/api/jobs/{id}/points");
        Assert.Equal(points.Length, 4 + BitConverter.ToInt32(points) * 24);
        Assert.Equal(-73.5, BitConverter.ToDouble(points, 4));
        await using var result = await program.Client.GetStreamAsync($"/api/jobs/{id}/result");
        using var reader = new StreamReader(result);
        var lines = 0;
        while (await reader.ReadLineAsync() is not null)
            lines++;
        Assert.Equal(Rows + 1, lines);
    }

    private static async Task<string> StartJobAsync(RunningProgram program, string? text = null)
    {
        text ??= new StringBuilder("id,lon,lat\n", 25_000_000).Insert(11, "1,-73.5,40.5\n", Rows).ToString();
        var started = await program.Client.PostAsync("/api/assign/jobs", new StringContent(text, Encoding.UTF8, "text/csv"));
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        return started.Headers.Location!.ToString().Split('/')[^1];
    }

    /// <summary>Waits until the job has placed some rows, and is not done.</summary>
    private static Task RunningAsync(RunningProgram program, string id) =>
        program.AwaitAsync(
            async () =>
            {
                var job = await program.Client.GetStringAsync($"/api/jobs/{id}");
                Assert.DoesNotContain("\"state\":\"done\"", job, StringComparison.Ordinal);
                return job.Contains("\"state\":\"running\"", StringComparison.Ordinal)
                    && !job.Contains("\"done\":0,", StringComparison.Ordinal);
            },
            "placing"
        );

    /// <summary>A body whose end comes late.</summary>
    private sealed class SlowContent(string first, Task until, string then) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(first));
            await stream.FlushAsync();
            await until;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(then));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
