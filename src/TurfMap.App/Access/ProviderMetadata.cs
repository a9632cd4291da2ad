using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace TurfMap.App.Access;

/// <summary>
/// Reads the provider's description of itself, keeps it for half a day, and reads it again when a token names a key that it does not hold.
/// </summary>
/// <remarks>
/// Not the library's ConfigurationManager: that one reads again in the background, so the first person after a change of keys would be
/// refused, and it looks at the machine's clock. Safe to share between threads: who asks while it is read waits for the same answer.
/// </remarks>
internal sealed class ProviderMetadata(OpenIdSettings settings, ProviderConnection connection, TimeProvider clock)
    : IConfigurationManager<OpenIdConnectConfiguration>
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(12),
        BetweenReadings = TimeSpan.FromMinutes(1);

    private readonly Uri address = new($"{settings.Address().AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration");
    private readonly Lock starting = new();
    private Task<(OpenIdConnectConfiguration Said, DateTimeOffset At)>? reading;

    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel) => GetAsync(Kept, cancel);

    /// <summary>The same, read again unless that was done within a minute: nobody can make this server ask without end.</summary>
    public Task<OpenIdConnectConfiguration> GetAgainAsync(CancellationToken cancel) => GetAsync(BetweenReadings, cancel);

    /// <summary>The framework asks for it after a token named an unknown key; by then it was read again.</summary>
    public void RequestRefresh() { }

    private async Task<OpenIdConnectConfiguration> GetAsync(TimeSpan kept, CancellationToken cancel)
    {
        Task<(OpenIdConnectConfiguration Said, DateTimeOffset At)> current;
        lock (starting)
        {
            if (reading is null || (reading.IsCompleted && !IsFresh(reading, kept)))
                reading = ReadAsync();
            current = reading;
        }
        return (await current.WaitAsync(cancel)).Said;
    }

    private bool IsFresh(Task<(OpenIdConnectConfiguration Said, DateTimeOffset At)> read, TimeSpan kept) =>
        read.IsCompletedSuccessfully && (clock.GetUtcNow() - read.Result.At).Duration() < kept;

    /// <summary>Belongs to all who wait for it, so none of them can break it off; the connection's patience ends it.</summary>
    private async Task<(OpenIdConnectConfiguration Said, DateTimeOffset At)> ReadAsync()
    {
        try
        {
            return (await DescribeAsync(), clock.GetUtcNow());
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
            throw SignInRefusals.Nonsense("The sign-in service's description of itself cannot be read.");
        }
    }

    private async Task<OpenIdConnectConfiguration> DescribeAsync()
    {
        var said = OpenIdConnectConfiguration.Create((await connection.GetAsync(address, CancellationToken.None)).GetRawText());
        if (said.Issuer?.TrimEnd('/') != settings.Authority.TrimEnd('/'))
            throw SignInRefusals.Disagreed(
                "The sign-in service calls itself by another name than the one agreed.",
                "the authority in the settings must be the issuer, letter by letter, as the service's description of itself states it."
            );
        said.AuthorizationEndpoint = Check(said.AuthorizationEndpoint).GetLeftPart(UriPartial.Query);
        Check(said.TokenEndpoint);
        var keys = await connection.GetAsync(Check(said.JwksUri), CancellationToken.None);
        foreach (var key in JsonWebKeySet.Create(keys.GetRawText()).GetSigningKeys())
            said.SigningKeys.Add(key);
        return said;
    }

    /// <summary>An address the browser or this server is sent to.</summary>
    private Uri Check(string? text)
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
