using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace TurfMap.App.Access;

/// <summary>What a provider says of itself: addresses, habits, keys.</summary>
internal sealed record ProviderFacts(
    string Issuer,
    Uri Authorization,
    Uri Token,
    bool AlwaysNamesItself,
    bool SecretInBody,
    IReadOnlyCollection<string> Levels,
    IReadOnlyList<SecurityKey> Keys,
    DateTimeOffset ReadAt
)
{
    /// <summary>The keys that may have signed a token; a token that names none may come from any.</summary>
    public IReadOnlyList<SecurityKey> Named(string? key) =>
        string.IsNullOrEmpty(key) ? Keys : [.. Keys.Where(known => string.Equals(known.KeyId, key, StringComparison.Ordinal))];
}

/// <summary>
/// Reads the provider's description of itself, keeps it for half a day, and reads it again when a token names a key that it does not hold.
/// </summary>
/// <remarks>
/// Not the library's ConfigurationManager: that one reads again in the background, so the first person after a change of keys would be
/// refused,
/// and it looks at the machine's clock. Safe to share between threads: who asks while it is read waits for the same answer.
/// </remarks>
internal sealed class ProviderMetadata(OpenIdSettings settings, ProviderConnection connection, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(12),
        BetweenReadings = TimeSpan.FromMinutes(1);

    private readonly Uri address = new($"{settings.Address().AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration");
    private readonly Lock starting = new();
    private Task<ProviderFacts>? reading;

    public Task<ProviderFacts> GetAsync(CancellationToken cancel) => GetAsync(Kept, cancel);

    /// <summary>The same, read again unless that was done within a minute: nobody can make this server ask without end.</summary>
    public Task<ProviderFacts> GetAgainAsync(CancellationToken cancel) => GetAsync(BetweenReadings, cancel);

    private Task<ProviderFacts> GetAsync(TimeSpan kept, CancellationToken cancel)
    {
        lock (starting)
        {
            if (reading is null || (reading.IsCompleted && !IsFresh(reading, kept)))
                reading = ReadAsync();
            return reading.WaitAsync(cancel);
        }
    }

    private bool IsFresh(Task<ProviderFacts> read, TimeSpan kept) =>
        read.IsCompletedSuccessfully && (clock.GetUtcNow() - read.Result.ReadAt).Duration() < kept;

    /// <summary>Belongs to all who wait for it, so none of them can break it off; the connection's patience ends it.</summary>
    private async Task<ProviderFacts> ReadAsync()
    {
        var said = OpenIdConnectConfiguration.Create((await connection.GetAsync(address, CancellationToken.None)).GetRawText());
        if (said.Issuer?.TrimEnd('/') != settings.Authority.TrimEnd('/'))
            throw SignInRefusals.Disagreed(
                "The sign-in service calls itself by another name than the one agreed.",
                "the authority in the settings must be the issuer, letter by letter, as the service's description of itself states it."
            );
        var keys = JsonWebKeySet
            .Create((await connection.GetAsync(Address(said.JwksUri), CancellationToken.None)).GetRawText())
            .GetSigningKeys();
        var ways = said.TokenEndpointAuthMethodsSupported;
        return new ProviderFacts(
            said.Issuer,
            Address(said.AuthorizationEndpoint),
            Address(said.TokenEndpoint),
            said.AuthorizationResponseIssParameterSupported,
            ways.Contains("client_secret_post") && !ways.Contains("client_secret_basic"),
            [.. said.AcrValuesSupported],
            [.. keys],
            clock.GetUtcNow()
        );
    }

    /// <summary>An address the browser or this server is sent to.</summary>
    private Uri Address(string? text)
    {
        var named = Uri.TryCreate(text, UriKind.Absolute, out var given)
            ? given
            : throw SignInRefusals.Nonsense("The sign-in service's description of itself lacks an address.");
        return settings.MayAsk(named)
            ? named
            : throw SignInRefusals.Disagreed(
                "The sign-in service names an address that is not protected by https.",
                "the service's description of itself must name https addresses only."
            );
    }
}
