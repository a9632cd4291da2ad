using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Access;

/// <summary>
/// The identity provider of this deployment, when there is one; each city has a scheme of its own, with its own path and keys.
/// </summary>
internal sealed class SingleSignOn(TurfMapOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>Where the provider's answers come in, below the city's path.</summary>
    public const string CallbackPath = "/api/sign-in/provider/callback";

    private readonly OpenIdSignIn? provider = options.OidcAuthority is { } authority
        ? new(new(authority, options.OidcClient ?? "turfmap", options.OidcSecret, options.OidcLevel), clock)
        : null;

    /// <summary>A city's scheme; refuses when no provider is set up.</summary>
    public string SchemeOf(HostedCity city) =>
        provider is not null
            ? Scheme(city.Key)
            : throw new RefusedException(Refusal.NotFound, "No identity provider is set up here. Sign in with name and password.");

    /// <summary>Adds the scheme of each city. A scheme is set up when it is first used: its keys lie in the city's store.</summary>
    public static void Add(
        AuthenticationBuilder schemes,
        IEnumerable<string> cities,
        Func<HttpContext, OutsideIdentity, string?, Task> signedIn,
        Func<HttpContext, RefusedException, Task> refused
    )
    {
        schemes.Services.AddSingleton<SingleSignOn>();
        schemes.Services.AddOpenIdConnectDefaults();
        foreach (var key in cities)
        {
            schemes.AddRemoteScheme<OpenIdConnectOptions, OpenIdConnectHandler>(Scheme(key), displayName: null, _ => { });
            schemes
                .Services.AddOptions<OpenIdConnectOptions>(Scheme(key))
                .Configure<SingleSignOn, HostedCities>(
                    (scheme, single, hosted) =>
                    {
                        var city = hosted.All.First(one => one.Key == key);
                        single.provider!.Configure(
                            scheme,
                            city.Path + CallbackPath,
                            city.Access.Protection,
                            new(http => single.Callback(http, city), signedIn, refused)
                        );
                    }
                );
        }
    }

    public void Dispose() => provider?.Dispose();

    /// <summary>Where the provider sends people back to; it knows this address too.</summary>
    private Uri Callback(HttpContext http, HostedCity city) =>
        new(new Uri(options.Address ?? $"{http.Request.Scheme}://{http.Request.Host}"), city.Path + CallbackPath);

    private static string Scheme(string city) => "provider/" + city;
}

/// <summary>What the framework's handler needs beside its options.</summary>
internal static class OpenIdConnectServices
{
    /// <remarks>
    /// Answers come in at routes of ours, which have their limits; no request is offered to every city's handler first. Every scheme has
    /// its city's keys; the provider of keys that is named here only stands where one must be named.
    /// </remarks>
    public static IServiceCollection AddOpenIdConnectDefaults(this IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>()
        );
        services.TryAddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        return services.Replace(ServiceDescriptor.Singleton<IAuthenticationSchemeProvider, RoutedSchemes>());
    }

    private sealed class RoutedSchemes(IOptions<AuthenticationOptions> options) : AuthenticationSchemeProvider(options)
    {
        public override Task<IEnumerable<AuthenticationScheme>> GetRequestHandlerSchemesAsync() =>
            Task.FromResult<IEnumerable<AuthenticationScheme>>([]);
    }
}
