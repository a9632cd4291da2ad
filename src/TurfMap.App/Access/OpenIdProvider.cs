using System.Text.Json;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Access;

/// <summary>Signs people in through a city's identity provider: OpenID Connect, code flow, with PKCE, state and nonce.</summary>
/// <remarks>
/// Whatever the provider does, a failure is a <see cref="RefusedException"/>: NotSignedIn when it refuses or cannot be believed,
/// ProviderAway when it is down,
/// slow or not understood. Nothing is logged here, and no sentence holds a token, a code, a secret or what the provider says in its own
/// words.
/// Safe to share between threads; one for each provider, for as long as the program runs.
/// </remarks>
internal sealed class OpenIdProvider : IDisposable
{
    private const string Scopes = "openid email profile";

    private readonly OpenIdSettings settings;
    private readonly TimeProvider clock;
    private readonly ProviderConnection connection;
    private readonly ProviderMetadata metadata;
    private readonly CodeExchange exchange;
    private readonly IdTokens tokens;

    /// <param name="settings">What is agreed; the authority must be an https address, or an http one on this machine.</param>
    /// <param name="handler">Null for the network. One that is given must not follow redirects, and stays the caller's.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="patience">How long each answer may take; ten seconds when it is not said.</param>
    public OpenIdProvider(OpenIdSettings settings, HttpMessageHandler? handler, TimeProvider clock, TimeSpan? patience = null)
    {
        (this.settings, this.clock) = (settings, clock);
        connection = new ProviderConnection(handler, patience ?? TimeSpan.FromSeconds(10));
        metadata = new ProviderMetadata(settings, connection, clock);
        exchange = new CodeExchange(settings, connection);
        tokens = new IdTokens(settings, clock);
    }

    /// <summary>Where to send the browser, and what to remember until it comes back to <paramref name="callback"/>.</summary>
    public async Task<(Uri Address, OpenIdAttempt Attempt)> BeginAsync(Uri callback, CancellationToken cancel)
    {
        var facts = await UnderstandAsync(() => metadata.GetAsync(cancel));
        var attempt = OpenIdAttempt.Begin(clock.GetUtcNow());
        var query = new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["client_id"] = settings.ClientId,
            ["redirect_uri"] = callback.AbsoluteUri,
            ["scope"] = Scopes,
            ["state"] = attempt.State,
            ["nonce"] = attempt.Nonce,
            ["code_challenge"] = attempt.Challenge(),
            ["code_challenge_method"] = "S256",
        };
        // Only a level the provider knows is asked for; some refuse others. Whether it was reached is checked at the end in any case.
        if (settings.RequiredLevel is { } level && facts.Levels.Contains(level))
            query["acr_values"] = level;
        var start = facts.Authorization.GetLeftPart(UriPartial.Query);
        var parts = query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}");
        return (new Uri($"{start}{(facts.Authorization.Query.Length == 0 ? '?' : '&')}{string.Join('&', parts)}"), attempt);
    }

    /// <summary>Who came back. The callback is the one that was given at the beginning.</summary>
    public async Task<OutsideIdentity> FinishAsync(OpenIdAttempt attempt, Uri callback, OpenIdAnswer answer, CancellationToken cancel)
    {
        attempt.Expect(answer.State, clock.GetUtcNow());
        return await UnderstandAsync(() => IdentifyAsync(attempt, callback, answer, cancel));
    }

    public void Dispose() => connection.Dispose();

    private async Task<OutsideIdentity> IdentifyAsync(OpenIdAttempt attempt, Uri callback, OpenIdAnswer answer, CancellationToken cancel)
    {
        var facts = await metadata.GetAsync(cancel);
        if (answer.Issuer is null ? facts.AlwaysNamesItself : answer.Issuer != facts.Issuer)
            throw SignInRefusals.Unbelieved("The answer does not come from the sign-in service that was asked.");
        if (!string.IsNullOrEmpty(answer.Error))
            throw SignInRefusals.OfAnswer(answer.Error);
        if (string.IsNullOrEmpty(answer.Code))
            throw SignInRefusals.Unbelieved("The sign-in service sent you back without an answer.");
        var token = tokens.Read(await exchange.RedeemAsync(answer.Code, attempt, callback, facts, cancel));
        if (facts.Named(token.Kid).Count == 0)
            facts = await metadata.GetAgainAsync(cancel);
        return await tokens.CheckAsync(token, attempt, facts);
    }

    /// <summary>
    /// What a provider writes can be wrong in more ways than can be foreseen; the libraries that read it say so with these.
    /// </summary>
    private static async Task<T> UnderstandAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception wrong)
            when (wrong
                    is JsonException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
                        or OverflowException
                        or NotSupportedException
            )
        {
            throw SignInRefusals.Nonsense("The sign-in service's answer cannot be read.");
        }
    }
}
