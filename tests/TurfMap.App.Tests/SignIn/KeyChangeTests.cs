using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Tests.SignIn;

/// <summary>Providers change their keys and their addresses now and then, and are away now and then.</summary>
public sealed class KeyChangeTests
{
    private const string Keys = "/keys";

    [Fact]
    public async Task After_a_change_of_keys_the_first_person_signs_in()
    {
        await using var provider = await TestProvider.StartAsync();
        using var client = OpenIdProviderTests.Client(provider);
        await OpenIdProviderTests.SignInAsync(provider, client);
        Change(provider);
        provider.Clock.Now += TimeSpan.FromMinutes(2);

        await OpenIdProviderTests.SignInAsync(provider, client);
        await OpenIdProviderTests.SignInAsync(provider, client);

        Assert.Equal(2, provider.Asked.Count(path => path == Keys));
    }

    [Fact]
    public async Task Unknown_keys_make_the_program_ask_once_a_minute()
    {
        await using var provider = await TestProvider.StartAsync();
        using var client = OpenIdProviderTests.Client(provider);
        provider.Signing = new Signing("unknown", 1);
        for (var i = 0; i < 4; i++)
            Assert.Equal(
                Refusal.NotSignedIn,
                (await Assert.ThrowsAsync<RefusedException>(() => OpenIdProviderTests.SignInAsync(provider, client))).Refusal
            );
        Assert.Equal(1, provider.Asked.Count(path => path == Keys));

        provider.Clock.Now += TimeSpan.FromMinutes(1);
        for (var i = 0; i < 4; i++)
            await Assert.ThrowsAsync<RefusedException>(() => OpenIdProviderTests.SignInAsync(provider, client));

        Assert.Equal(2, provider.Asked.Count(path => path == Keys));
    }

    [Fact]
    public async Task A_withdrawn_key_is_worth_nothing_after_half_a_day()
    {
        await using var provider = await TestProvider.StartAsync();
        using var client = OpenIdProviderTests.Client(provider);
        await OpenIdProviderTests.SignInAsync(provider, client);
        provider.Keys = [];
        provider.Clock.Now += TimeSpan.FromHours(12);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => OpenIdProviderTests.SignInAsync(provider, client));

        Assert.Contains("does not name", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_was_away_is_asked_again()
    {
        await using var provider = await TestProvider.StartAsync();
        using var client = OpenIdProviderTests.Client(provider);
        provider.Instead[Keys] = http => Task.FromException(new InvalidOperationException("Away"));
        Assert.Equal(
            Refusal.ProviderAway,
            (await Assert.ThrowsAsync<RefusedException>(() => OpenIdProviderTests.SignInAsync(provider, client))).Refusal
        );

        provider.Instead.Clear();

        Assert.Equal("1234", (await OpenIdProviderTests.SignInAsync(provider, client)).Subject);
    }

    [Fact]
    public async Task Nobody_listens()
    {
        var provider = await TestProvider.StartAsync();
        using var client = OpenIdProviderTests.Client(provider);
        await provider.DisposeAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            client.BeginAsync(new Uri("https://map.city.example/back"), CancellationToken.None)
        );

        Assert.Equal(Refusal.ProviderAway, refused.Refusal);
        Assert.Contains("cannot be reached", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gives_up_waiting_breaks_off_nobody_else()
    {
        await using var provider = await TestProvider.StartAsync();
        using var client = OpenIdProviderTests.Client(provider);
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        provider.Instead[Keys] = async http =>
        {
            asked.TrySetResult();
            await answer.Task;
            provider.Instead.Clear();
            await http.Response.WriteAsync(JsonSerializer.Serialize(new { keys = provider.Keys }));
        };
        using var patience = new CancellationTokenSource();
        var impatient = client.BeginAsync(new Uri("https://map.city.example/back"), patience.Token);
        await asked.Task;
        var patient = OpenIdProviderTests.SignInAsync(provider, client);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        answer.SetResult();

        Assert.Equal("1234", (await patient).Subject);
        Assert.Equal(1, provider.Asked.Count(path => path == Keys));
    }

    private static void Change(TestProvider provider)
    {
        provider.Signing = new Signing("second", 1);
        provider.Keys = provider.Signing.Published();
    }
}
