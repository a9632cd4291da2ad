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
}
