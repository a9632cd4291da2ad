using System.Net;
using System.Net.Http.Json;
using TurfMap.App.Tests.Faults;

namespace TurfMap.App.Tests.Programs;

/// <summary>What the sample city has is not for a store with real data, and the program says so.</summary>
public sealed class DemoTests(PreparedStores prepared)
{
    [Fact]
    public async Task Asked_for_the_demo_on_real_data_it_says_that_there_is_none_and_lets_nobody_in()
    {
        using var city = await new FaultyCity().FilledAsync(prepared);
        await using var program = await RunningProgram.ServeAsync(city.Temp, null, "--demo", "true", "--store", city.Store);

        await program.AwaitAsync(
            () =>
                Task.FromResult(
                    program.Said().Contains("--demo is for the sample city, and this store holds none", StringComparison.Ordinal)
                ),
            "speaking of the demo"
        );
        using var visitor = new HttpClient { BaseAddress = program.Client.BaseAddress };
        using var answer = await visitor.PostAsJsonAsync(
            "/api/sign-in/demo",
            new { role = "manager" },
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("rows from the console")]
    [InlineData("--demo false")]
    [InlineData("--store")]
    [InlineData("--cities")]
    public async Task What_is_no_sample_any_more_lets_nobody_in_with_one_click(string closing)
    {
        var folder = Directory.CreateTempSubdirectory("turfmap-demo-");
        try
        {
            var store = Path.Combine(folder.FullName, "city.gpkg");
            await prepared.CopySmallAsync(store, isSample: true);
            string session;
            await using (var program = await RunningProgram.ServeAsync(folder.FullName, null, "--demo", "true", "--store", store))
            {
                await program.AwaitAsync(async () => (await DemoAsync(program)).Length > 0, "open to demo accounts");
                session = await DemoAsync(program);
                Assert.True(await IsSignedInAsync(program, session));
                await program.AskToStopAsync();
                await program.EndedAsync();
            }

            string[] arguments = ["--store", store];
            if (closing == "rows from the console")
            {
                var rows = Path.Combine(folder.FullName, "partners.csv");
                await File.WriteAllTextAsync(rows, "id,name\nR-1,A real one\n", TestContext.Current.CancellationToken);
                var (code, _, errors) = await Commands.CommandTests.RunAsync("import", "partners", rows, "--store", store);
                Assert.True(code == 0, errors);
                arguments = ["--demo", "true", "--store", store];
            }
            else if (closing == "--demo false")
            {
                arguments = ["--demo", "false", "--store", store];
            }
            else if (closing == "--cities")
            {
                var cities = Path.Combine(folder.FullName, "cities.json");
                await File.WriteAllTextAsync(
                    cities,
                    $$"""{"cities":[{"key":"alder","store":{{System.Text.Json.JsonSerializer.Serialize(store)}}}]}""",
                    TestContext.Current.CancellationToken
                );
                arguments = ["--cities", cities];
            }
            await using var later = await RunningProgram.ServeAsync(folder.FullName, null, arguments);

            await later.AwaitAsync(
                () => Task.FromResult(later.Said().Contains("enter this code", StringComparison.Ordinal)),
                "asking for a first administrator"
            );
            var path = closing == "--cities" ? "/alder" : "";
            Assert.Equal("", await DemoAsync(later, path));
            Assert.False(await IsSignedInAsync(later, closing == "--cities" ? $"turfmap-alder={session.Split('=')[1]}" : session, path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_store_named_by_the_setting_is_not_filled_with_the_sample()
    {
        var folder = Directory.CreateTempSubdirectory("turfmap-demo-");
        try
        {
            var settings = new Dictionary<string, string> { ["TURFMAP_STORE"] = Path.Combine(folder.FullName, "new.gpkg") };
            await using var program = await RunningProgram.ServeAsync(folder.FullName, settings);

            await program.AwaitAsync(
                () => Task.FromResult(program.Said().Contains("enter this code", StringComparison.Ordinal)),
                "asking for a first administrator"
            );
            Assert.DoesNotContain("loading the sample", program.Said(), StringComparison.Ordinal);
            Assert.Equal("", await DemoAsync(program));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The cookie of a demo session; empty when nobody is let in.</summary>
    private static async Task<string> DemoAsync(RunningProgram program, string path = "")
    {
        using var visitor = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = program.Client.BaseAddress };
        using var answer = await visitor.PostAsJsonAsync(
            path + "/api/sign-in/demo",
            new { role = "administrator" },
            TestContext.Current.CancellationToken
        );
        return answer.IsSuccessStatusCode ? answer.Headers.GetValues("Set-Cookie").First().Split(';')[0] : "";
    }

    private static async Task<bool> IsSignedInAsync(RunningProgram program, string cookie, string path = "")
    {
        using var visitor = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = program.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, path + "/api/me");
        request.Headers.Add("Cookie", cookie);
        using var answer = await visitor.SendAsync(request, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(TestContext.Current.CancellationToken))
            .GetProperty("signedIn")
            .GetBoolean();
    }
}
