using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using TurfMap.App.Accounts;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Access;

/// <summary>
/// Sets the framework's handler of OpenID Connect up for a city's identity provider: code flow with PKCE, state and nonce, and nothing
/// believed that this server did not check itself.
/// </summary>
/// <remarks>
/// As it comes, the handler takes id_tokens of the code flow unsigned, follows redirects and waits 40 seconds. Whatever the provider does,
/// a failure is a refusal: NotSignedIn when it refuses or cannot be believed, ProviderAway when it is down, slow or not understood. No
/// sentence holds a token, a code, a secret or what the provider says in its own words.
/// </remarks>
internal sealed class OpenIdSignIn : IDisposable
{
    /// <summary>What the state carries along, which only this server can read.</summary>
    private const string Nonce = "nonce",
        Identity = "identity";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly OpenIdSettings settings;
    private readonly TimeProvider clock;
    private readonly ProviderConnection connection;
    private readonly ProviderMetadata metadata;
    private readonly IdTokenHandler tokens;

    /// <param name="settings">What is agreed; the authority must be an https address, or an http one on this machine.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="patience">How long each answer of the provider may take; ten seconds when it is not said.</param>
    public OpenIdSignIn(OpenIdSettings settings, TimeProvider clock, TimeSpan? patience = null)
    {
        (this.settings, this.clock) = (settings, clock);
        connection = new ProviderConnection(patience ?? TimeSpan.FromSeconds(10));
        metadata = new ProviderMetadata(settings, connection, clock);
        tokens = new IdTokenHandler(settings, metadata, clock);
    }

    /// <summary>One scheme: its path, its keys, and what follows from an answer.</summary>
    public void Configure(OpenIdConnectOptions options, PathString callback, IDataProtectionProvider protection, OpenIdAnswers answers)
    {
        (options.ClientId, options.CallbackPath) = (settings.ClientId, callback);
        (options.DataProtectionProvider, options.ConfigurationManager, options.TokenHandler) = (protection, metadata, tokens);
        (options.ResponseType, options.ResponseMode) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query);
        options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        options.DisableTelemetry = true;
        options.Scope.Clear();
        foreach (var scope in new[] { "openid", "email", "profile" })
            options.Scope.Add(scope);
        // The nonce lies in the state, so that a token fits one attempt and not any of this browser.
        options.ProtocolValidator.RequireNonce = false;
        options.RemoteAuthenticationTimeout = Longest;
        options.CorrelationCookie.Name = "turfmap-provider.";
        (options.CorrelationCookie.SameSite, options.CorrelationCookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        options.Events = new()
        {
            OnRedirectToIdentityProvider = context => BeginAsync(context, answers.Callback(context.HttpContext)),
            OnAuthorizationCodeReceived = RedeemAsync,
            OnTokenValidated = IdentifyAsync,
            OnTicketReceived = context =>
            {
                context.HandleResponse();
                var who = context.Properties!.GetParameter<OutsideIdentity>(Identity)!;
                return answers.SignedIn(context.HttpContext, who, context.ReturnUri);
            },
            OnRemoteFailure = context =>
            {
                context.HandleResponse();
                return answers.Refused(context.HttpContext, Sentence(context));
            },
        };
    }

    public void Dispose() => connection.Dispose();

    private async Task BeginAsync(RedirectContext context, Uri callback)
    {
        context.ProtocolMessage.RedirectUri = callback.AbsoluteUri;
        context.Properties.Items[Nonce] = context.ProtocolMessage.Nonce = Secrets.New();
        context.Properties.IssuedUtc = clock.GetUtcNow();
        // Only a level the provider knows is asked for; some refuse others. Whether it was reached is checked at the end in any case.
        var provider = await metadata.GetConfigurationAsync(context.HttpContext.RequestAborted);
        if (settings.RequiredLevel is { } level && provider.AcrValuesSupported.Contains(level))
            context.ProtocolMessage.AcrValues = level;
    }

    /// <summary>Gives the provider the code and the verifier, and gets the id_token for them, not yet believed.</summary>
    /// <remarks>The other tokens of the answer are not kept: this program asks the provider for nothing else.</remarks>
    private async Task RedeemAsync(AuthorizationCodeReceivedContext context)
    {
        CheckTime(context.Properties!.IssuedUtc!.Value);
        var cancel = context.HttpContext.RequestAborted;
        var provider = await metadata.GetConfigurationAsync(cancel);
        var named = context.ProtocolMessage.GetParameter("iss");
        if (named is null ? provider.AuthorizationResponseIssParameterSupported : named != provider.Issuer)
            throw SignInRefusals.Unbelieved("The answer does not come from the sign-in service that was asked.");
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint);
        var form = context.TokenEndpointRequest!;
        form.ClientSecret = settings.ClientSecret;
        var ways = provider.TokenEndpointAuthMethodsSupported;
        if (settings.ClientSecret is { } secret && (!ways.Contains("client_secret_post") || ways.Contains("client_secret_basic")))
        {
            (form.ClientId, form.ClientSecret) = (null, null);
            var pair = $"{WebUtility.UrlEncode(settings.ClientId)}:{WebUtility.UrlEncode(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        }
        request.Content = new FormUrlEncodedContent(form.Parameters);
        var reply = await connection.SendAsync(request, cancel);
        if (reply.Json is not { } said)
            throw SignInRefusals.Nonsense("The sign-in service's answer cannot be read.");
        if (reply.Status != HttpStatusCode.OK)
            throw SignInRefusals.OfExchange(new Claims(said).Text("error"));
        if (new Claims(said).Text("id_token") is not { } token)
            throw SignInRefusals.Unbelieved("The sign-in service did not say who signed in: its answer holds no id_token.");
        context.HandleCodeRedemption(new OpenIdConnectMessage { IdToken = token });
    }

    private void CheckTime(DateTimeOffset begun)
    {
        var now = clock.GetUtcNow();
        if (now - begun > Longest)
            throw SignInRefusals.Again($"The sign-in took longer than {Longest.TotalMinutes:0} minutes.");
        if (begun - now > IdTokenHandler.ClockDifference)
            throw SignInRefusals.Again("This server's clock was set back while the sign-in was on its way.");
    }

    private Task IdentifyAsync(TokenValidatedContext context)
    {
        var (said, properties) = (IdTokenHandler.ClaimsOf(context.SecurityToken.RawPayload), context.Properties!);
        if (said.Text("nonce") is not { } nonce || !Secrets.Same(properties.Items[Nonce]!, nonce))
            throw SignInRefusals.Unbelieved("The sign-in service's token was made for another sign-in than this one.");
        properties.SetParameter(Identity, tokens.Identify(said, properties.IssuedUtc!.Value));
        return Task.CompletedTask;
    }

    /// <summary>
    /// What a provider writes can be wrong in more ways than can be foreseen; the libraries that read it say so with exceptions of many
    /// kinds.
    /// </summary>
    private static RefusedException Sentence(RemoteFailureContext context) =>
        context.Failure switch
        {
            RefusedException refused => refused,
            OpenIdConnectProtocolException => context.Request.Query["error"].ToString() is { Length: > 0 } error
                ? SignInRefusals.OfAnswer(error)
                : SignInRefusals.Unbelieved("The sign-in service sent you back without an answer."),
            AuthenticationFailureException => SignInRefusals.Again(
                context.Properties is null
                    ? "This answer of the sign-in service belongs to another sign-in than the one begun in this browser."
                    : "This sign-in was not begun in this browser, or too long ago."
            ),
            _ => SignInRefusals.Nonsense("The sign-in service's answer cannot be read."),
        };
}

/// <summary>What follows from a provider's answer.</summary>
/// <param name="Callback">Where the provider sends people back to; it knows this address too.</param>
/// <param name="SignedIn">Lets somebody in, and sends them on to where they wanted to go.</param>
/// <param name="Refused">Tells why nobody was let in.</param>
internal sealed record OpenIdAnswers(
    Func<HttpContext, Uri> Callback,
    Func<HttpContext, OutsideIdentity, string?, Task> SignedIn,
    Func<HttpContext, RefusedException, Task> Refused
);
