using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TurfMap.App.Tests.Programs;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Faults;

/// <summary>The machine's clock is set back while the program serves.</summary>
public sealed class ClockTests(PreparedStores prepared)
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    [Fact]
    public async Task When_the_clock_goes_back_by_hours_edits_keep_their_order_dates_their_answers_and_jobs_end()
    {
        Tools.Need(Library, "faketime");
        using var city = await new FaultyCity().FilledAsync(prepared);
        var offset = Path.Combine(city.Folder, "offset");
        File.WriteAllText(offset, "+0\n");
        var clock = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Library,
            ["FAKETIME_TIMESTAMP_FILE"] = offset,
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["FAKETIME_CACHE_DURATION"] = "1",
        };
        await using (var program = await city.ServeAsync(clock))
        {
            var first = Version((await city.EditAsync(program, "First")).Text);
            Assert.Equal(201, (await PublishAsync(program)).Status);
            var (before, changed) = (await FaultyCity.WhoAsync(program, "2025-06-30"), await FaultyCity.WhoAsync(program, "2025-07-01"));
            var job = await StartJobAsync(program);

            File.WriteAllText(offset, "-5h\n");
            await program.AwaitAsync(async () => await NowAsync(program) < DateTimeOffset.UtcNow.AddHours(-4), "at the earlier hour");

            Assert.Equal("done", await EndAsync(program, job));
            var second = Version((await city.EditAsync(program, "Second")).Text);
            Assert.True(second.At < first.At.AddHours(-4), $"{first.At} then {second.At}: the clock was not set back");
            Assert.True(second.Number > first.Number);
            Assert.Equal("Second", await FaultyCity.NameAsync(program));
            Assert.Equal(
                (before.Replace("First", "Second", StringComparison.Ordinal), changed.Replace("First", "Second", StringComparison.Ordinal)),
                (await FaultyCity.WhoAsync(program, "2025-06-30"), await FaultyCity.WhoAsync(program, "2025-07-01"))
            );
            Assert.NotEqual(before, changed);
            Assert.Equal("done", await EndAsync(program, await StartJobAsync(program)));
            var (status, text, _) = await city.ImportAsync(program, 100);
            Assert.True(status == 201, text);
            using var undone = await program.Client.DeleteAsync(
                $"/api/imports/{JsonDocument.Parse(text).RootElement.GetProperty("id").GetInt64()}"
            );
            Assert.True(undone.IsSuccessStatusCode, await undone.Content.ReadAsStringAsync());
            var listed = (await program.Client.GetFromJsonAsync<JsonElement>("/api/imports"))
                .GetProperty("imports")
                .EnumerateArray()
                .Select(one => one.GetProperty("id").GetInt64())
                .ToArray();
            Assert.Equal(listed.OrderDescending(), listed);
            await program.AskToStopAsync();
            await program.EndedAsync();
            // Its exit code says nothing here: under the library that sets the clock, long waits end at once.
        }
        await using var again = await city.ServeAsync(clock);
        Assert.Equal("Second", await FaultyCity.NameAsync(again));
        Assert.Equal(200, (await city.EditAsync(again, "Third")).Status);
        await city.SoundAsync();
    }

    /// <summary>What time it is for the program, as each of its answers says.</summary>
    private static async Task<DateTimeOffset?> NowAsync(RunningProgram program)
    {
        using var answer = await program.Client.GetAsync("/readyz");
        return answer.Headers.Date;
    }

    private static (long Number, DateTimeOffset At) Version(string answer)
    {
        var version = JsonDocument.Parse(answer).RootElement.GetProperty("version");
        return (version.GetProperty("number").GetInt64(), version.GetProperty("at").GetDateTimeOffset());
    }

    private static async Task<(int Status, string Text)> PublishAsync(RunningProgram program)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/imports/plan?validFrom=2025-07-01&name=Second")
        {
            Content = new StringContent("unit,turf,liaison\n1,Z,L1\n2,Z,L1\n", Encoding.UTF8, "text/csv"),
        };
        request.Headers.Add("Idempotency-Key", "second-plan");
        using var answer = await program.Client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> StartJobAsync(RunningProgram program)
    {
        var text = new StringBuilder("id,lon,lat\n").Insert(11, "1,-73.5,40.5\n", 300_000).ToString();
        using var started = await program.Client.PostAsync("/api/assign/jobs", new StringContent(text, Encoding.UTF8, "text/csv"));
        return started.Headers.Location!.ToString();
    }

    private static async Task<string?> EndAsync(RunningProgram program, string job)
    {
        var state = "";
        await program.AwaitAsync(
            async () =>
                (state = (await program.Client.GetFromJsonAsync<JsonElement>(job)).GetProperty("state").GetString())
                    is "done"
                        or "failed"
                        or "cancelled",
            "done with the job"
        );
        return state;
    }
}
