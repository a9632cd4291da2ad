using Microsoft.AspNetCore.WebUtilities;
using TurfMap.App.Access;
using TurfMap.App.Accounts;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Tests.SignIn;

/// <summary>The sign-in against an identity provider that others wrote.</summary>
public sealed class OpenIdRealProviderTests(Glewlwyd provider) : IClassFixture<Glewlwyd>
{
    [Fact]
    public async Task A_person_signs_in_and_the_code_is_worth_nothing_afterwards()
    {
        Glewlwyd.Need();
        using var client = Client();
        var (attempt, answer) = await AnswerAsync(client);

        var who = await client.FinishAsync(attempt, Glewlwyd.Callback, answer, CancellationToken.None);
        var again = await Assert.ThrowsAsync<RefusedException>(() =>
            client.FinishAsync(attempt, Glewlwyd.Callback, answer, CancellationToken.None)
        );

        Assert.Equal((provider.Issuer, Glewlwyd.Email, false, "Pat Moss"), (who.Issuer, who.Email, who.EmailIsVerified, who.Name));
        Assert.NotEmpty(who.Subject);
        Assert.Equal(Refusal.NotSignedIn, again.Refusal);
    }

    [Fact]
    public async Task A_person_has_the_same_subject_the_next_time()
    {
        Glewlwyd.Need();
        using var client = Client();

        var first = await SignInAsync(client);
        var second = await SignInAsync(client);

        Assert.Equal(first.Subject, second.Subject);
    }

    [Fact]
    public async Task A_code_is_worth_nothing_without_its_verifier()
    {
        Glewlwyd.Need();
        using var client = Client();
        var (_, stolen) = await AnswerAsync(client);
        var thief = await client.BeginAsync(Glewlwyd.Callback, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            client.FinishAsync(thief, Glewlwyd.Callback, stolen with { State = thief.State }, CancellationToken.None)
        );

        Assert.Equal(Refusal.NotSignedIn, refused.Refusal);
    }

    [Fact]
    public async Task A_wrong_secret_is_the_administrators_to_mend()
    {
        Glewlwyd.Need();
        using var client = Client("another secret");
        var (attempt, answer) = await AnswerAsync(client);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            client.FinishAsync(attempt, Glewlwyd.Callback, answer, CancellationToken.None)
        );

        Assert.Contains("Tell the administrator: compare the client id", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_that_was_not_reached_signs_nobody_in()
    {
        Glewlwyd.Need();
        using var client = Client(level: "mfa");

        var refused = await Assert.ThrowsAsync<RefusedException>(() => SignInAsync(client));

        Assert.Contains("\"mfa\"", refused.Message, StringComparison.Ordinal);
    }

    private ProviderClient Client(string secret = Glewlwyd.Secret, string? level = null) =>
        new(new OpenIdSettings(provider.Issuer, Glewlwyd.ClientId, secret, level), TimeProvider.System);

    private async Task<OutsideIdentity> SignInAsync(ProviderClient client)
    {
        var (attempt, answer) = await AnswerAsync(client);
        return await client.FinishAsync(attempt, Glewlwyd.Callback, answer, CancellationToken.None);
    }

    private async Task<(Attempt Attempt, OpenIdAnswer Answer)> AnswerAsync(ProviderClient client)
    {
        var attempt = await client.BeginAsync(Glewlwyd.Callback, CancellationToken.None);
        var back = await provider.SignInAsync(attempt.Address);
        Assert.StartsWith(Glewlwyd.Callback.AbsoluteUri, back.AbsoluteUri, StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(back.Query);
        string? Said(string name) => query.TryGetValue(name, out var said) ? said.ToString() : null;
        return (attempt, new OpenIdAnswer(Said("code"), Said("state"), Said("error"), Said("iss")));
    }
}
