using TurfMap.App.Access;
using TurfMap.App.Accounts;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Tests.SignIn;

/// <summary>The sign-in against a provider that may be honest, lie, or fail.</summary>
public sealed class OpenIdProviderTests
{
    private static readonly Uri Callback = new("https://map.city.example/sign-in/answer");

    public static TheoryData<string> Lies => new(ProviderLies.All.Keys);

    public static TheoryData<string> Honest => new(ProviderLies.Honest.Keys);

    public static TheoryData<string> Answers => new(ProviderLies.Answers.Keys);

    [Fact]
    public async Task Who_signed_in_is_told()
    {
        await using var provider = await TestProvider.StartAsync();

        var who = await SignInAsync(provider);

        Assert.Equal(
            ("1234", "pat@city.example", true, "Pat Moss", "silver"),
            (who.Subject, who.Email, who.EmailIsVerified, who.Name, who.Level)
        );
        Assert.Equal(provider.Issuer, who.Issuer);
        Assert.Equal(["pwd", "otp"], who.Methods);
    }

    [Theory, MemberData(nameof(Honest))]
    public async Task An_honest_provider_is_believed(string habit)
    {
        await using var provider = await TestProvider.StartAsync();
        ProviderLies.Honest[habit](provider);

        Assert.Equal("1234", (await SignInAsync(provider, "silver")).Subject);
    }

    [Theory, MemberData(nameof(Lies))]
    public async Task A_lie_or_a_failure_signs_nobody_in_and_says_why(string lie)
    {
        await using var provider = await TestProvider.StartAsync();
        var (tell, refusal, words, level) = ProviderLies.All[lie];
        tell(provider);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => SignInAsync(provider, level));

        Assert.Equal(
            (refusal, words),
            (refused.Refusal, refused.Message.Contains(words, StringComparison.Ordinal) ? words : refused.Message)
        );
        Assert.DoesNotContain("/elsewhere", provider.Asked);
        SaysNoSecret(refused);
    }

    [Theory, MemberData(nameof(Answers))]
    public async Task An_answer_that_does_not_fit_the_attempt_is_refused(string what)
    {
        await using var provider = await TestProvider.StartAsync();
        using var client = Client(provider);
        var (change, refusal, words) = ProviderLies.Answers[what];
        var attempt = await client.BeginAsync(Callback, CancellationToken.None);

        var answer = change(provider, provider.SignIn(attempt.Address));
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            client.FinishAsync(attempt, Callback, answer, CancellationToken.None)
        );

        Assert.Equal(
            (refusal, words),
            (refused.Refusal, refused.Message.Contains(words, StringComparison.Ordinal) ? words : refused.Message)
        );
        Assert.DoesNotContain("/token", provider.Asked);
        SaysNoSecret(refused);
    }

    [Fact]
    public async Task A_code_signs_in_once()
    {
        await using var provider = await TestProvider.StartAsync();
        using var client = Client(provider);
        var attempt = await client.BeginAsync(Callback, CancellationToken.None);
        var answer = provider.SignIn(attempt.Address);
        await client.FinishAsync(attempt, Callback, answer, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            client.FinishAsync(attempt, Callback, answer, CancellationToken.None)
        );

        Assert.Equal(Refusal.NotSignedIn, refused.Refusal);
        Assert.Contains("used already", refused.Message, StringComparison.Ordinal);
        SaysNoSecret(refused);
    }

    [Fact]
    public async Task A_code_is_worth_nothing_in_another_browser()
    {
        await using var provider = await TestProvider.StartAsync();
        using var client = Client(provider);
        var stolen = provider.SignIn((await client.BeginAsync(Callback, CancellationToken.None)).Address);
        var own = await client.BeginAsync(Callback, CancellationToken.None);

        // Even with the state of the thief's own attempt the verifier does not fit.
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            client.FinishAsync(own, Callback, stolen with { State = own.State }, CancellationToken.None)
        );

        Assert.Contains("(invalid_grant)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_is_asked_for_when_the_provider_knows_it()
    {
        await using var provider = await TestProvider.StartAsync();
        using var before = Client(provider, "silver");
        Assert.DoesNotContain(
            "acr_values",
            (await before.BeginAsync(Callback, CancellationToken.None)).Address.Query,
            StringComparison.Ordinal
        );

        provider.Description = said => said["acr_values_supported"] = new[] { "bronze", "silver" };
        using var after = Client(provider, "silver");

        Assert.Contains(
            "&acr_values=silver",
            (await after.BeginAsync(Callback, CancellationToken.None)).Address.Query,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [
        InlineData("http://login.city.example"),
        InlineData("login.city.example"),
        InlineData("https://me:secret@login.city.example"),
        InlineData("https://login.city.example/?tenant=1")
    ]
    public void An_authority_that_could_be_listened_to_is_not_taken(string authority) =>
        Assert.Throws<ArgumentException>(() => new OpenIdSignIn(new OpenIdSettings(authority, "turfmap", null, null), TimeProvider.System));

    internal static ProviderClient Client(TestProvider provider, string? level = null) =>
        new(
            new OpenIdSettings(provider.Issuer, TestProvider.ClientId, provider.WantsSecret ? TestProvider.Secret : null, level),
            provider.Clock,
            provider.Patience
        );

    internal static async Task<OutsideIdentity> SignInAsync(TestProvider provider, string? level = null)
    {
        using var client = Client(provider, level);
        return await SignInAsync(provider, client);
    }

    internal static async Task<OutsideIdentity> SignInAsync(TestProvider provider, ProviderClient client)
    {
        var attempt = await client.BeginAsync(Callback, CancellationToken.None);
        return await client.FinishAsync(attempt, Callback, provider.SignIn(attempt.Address), CancellationToken.None);
    }

    private static void SaysNoSecret(RefusedException refused) =>
        Assert.All(
            [TestProvider.Secret, "code 0", "eyJ", "pat@", "1234", "Words of the provider"],
            word => Assert.DoesNotContain(word, refused.Message, StringComparison.Ordinal)
        );
}
