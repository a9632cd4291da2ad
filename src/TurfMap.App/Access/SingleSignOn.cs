using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Access;

/// <summary>The identity provider of this deployment, when there is one.</summary>
internal sealed class SingleSignOn(TurfMapOptions options, TimeProvider clock) : IDisposable
{
    private readonly OpenIdProvider? provider = options.OidcAuthority is { } authority
        ? new(new(authority, options.OidcClient ?? "turfmap", options.OidcSecret, options.OidcLevel), handler: null, clock)
        : null;

    public OpenIdProvider Need() =>
        provider ?? throw new RefusedException(Refusal.NotFound, "No identity provider is set up here. Sign in with name and password.");

    /// <summary>Where the provider sends people back to; it knows this address too.</summary>
    public Uri Callback(HttpContext http, HostedCity city) =>
        new(new Uri(options.Address ?? $"{http.Request.Scheme}://{http.Request.Host}"), city.Path + "/api/sign-in/provider/callback");

    public void Dispose() => provider?.Dispose();
}
