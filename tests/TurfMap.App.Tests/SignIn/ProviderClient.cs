using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Access;
using TurfMap.App.Accounts;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Tests.SignIn;

/// <summary>A sign-in on its way: where the browser was sent, and the cookies it was given.</summary>
internal sealed record Attempt(Uri Address, string Cookies)
{
    public string State => QueryHelpers.ParseQuery(Address.Query)["state"].ToString();
}

/// <summary>What the browser brings back from the provider: the query of the callback, as it stands.</summary>
internal sealed record OpenIdAnswer(string? Code, string? State, string? Error, string? Issuer);

/// <summary>The framework's handler as the program sets it up, asked as a browser asks it, without a server around it.</summary>
internal sealed class ProviderClient : IDisposable
{
    private const string Scheme = "provider",
        CallbackPath = "/sign-in/answer";

    private readonly OpenIdSignIn signIn;
    private readonly ServiceProvider services;

    public ProviderClient(OpenIdSettings settings, TimeProvider clock, TimeSpan? patience = null)
    {
        signIn = new OpenIdSignIn(settings, clock, patience);
        var collection = new ServiceCollection();
        collection.AddLogging().AddSingleton(clock).AddWebEncoders().AddAuthenticationCore().AddOpenIdConnectDefaults();
        new AuthenticationBuilder(collection).AddRemoteScheme<OpenIdConnectOptions, OpenIdConnectHandler>(
            Scheme,
            null,
            options =>
                signIn.Configure(
                    options,
                    CallbackPath,
                    new EphemeralDataProtectionProvider(),
                    new(
                        http => (Uri)http.Items["callback"]!,
                        (http, who, _) =>
                        {
                            http.Items["who"] = who;
                            return Task.CompletedTask;
                        },
                        (http, refused) =>
                        {
                            http.Items["refused"] = refused;
                            return Task.CompletedTask;
                        }
                    )
                )
        );
        services = collection.BuildServiceProvider();
    }

    public async Task<Attempt> BeginAsync(Uri callback, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var http = Ask(scope, callback, cancel);
        await http.ChallengeAsync(Scheme, new AuthenticationProperties { RedirectUri = "/" });
        return new(
            new Uri(http.Response.Headers.Location.ToString()),
            string.Join("; ", http.Response.Headers.SetCookie.Select(cookie => cookie!.Split(';')[0]))
        );
    }

    public async Task<OutsideIdentity> FinishAsync(Attempt attempt, Uri callback, OpenIdAnswer answer, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var http = Ask(scope, callback, cancel);
        http.Request.Headers.Cookie = attempt.Cookies;
        http.Request.QueryString = QueryString.Create(
            new Dictionary<string, string?>
            {
                ["code"] = answer.Code,
                ["state"] = answer.State,
                ["error"] = answer.Error,
                ["iss"] = answer.Issuer,
            }.Where(pair => pair.Value is not null)
        );
        var handler = await scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>().GetHandlerAsync(http, Scheme);
        Assert.True(await ((IAuthenticationRequestHandler)handler!).HandleRequestAsync());
        return http.Items["refused"] is RefusedException refused ? throw refused : (OutsideIdentity)http.Items["who"]!;
    }

    public void Dispose()
    {
        services.Dispose();
        signIn.Dispose();
    }

    private static DefaultHttpContext Ask(AsyncServiceScope scope, Uri callback, CancellationToken cancel)
    {
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancel };
        (http.Request.Method, http.Request.Scheme, http.Request.Path) = ("GET", callback.Scheme, CallbackPath);
        http.Request.Host = new HostString(callback.Authority);
        http.Items["callback"] = callback;
        return http;
    }
}
