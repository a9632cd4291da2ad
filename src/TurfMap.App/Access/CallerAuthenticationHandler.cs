using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Access;

/// <summary>
/// Finds out who asks a city: by the session's cookie or by an access token (as Bearer, or as the password of Basic, which is what desktop
/// programs can send).
/// </summary>
internal sealed class CallerAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logs,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<HostedCity>() is not { } city)
            return AuthenticateResult.NoResult();
        _ = city.Live.Snapshot; // a city that cannot answer says so, rather than that nobody is signed in
        var header = Request.Headers.Authorization.ToString();
        var cookie = SessionCookie.Read(Context, city);
        if (header.Length == 0)
            return cookie is { } secret && await city.Access.FindSessionAsync(secret, Context.RequestAborted) is var (session, who)
                ? Known(new(who.ToCaller(session.Id, Context.RemoteAddress()), new(session, secret)))
                : AuthenticateResult.NoResult();
        if (cookie is not null)
            throw new BadInputException(
                "The request shows an access token and a session at once, and they might be two people. Send one of them.",
                ("Authorization", "Send no cookie with it.")
            );
        return TokenOf(header) is { } text && await city.Access.FindTokenAsync(text, Context.RequestAborted) is var (token, account)
            ? Known(new(account.ToCaller(token.Id, Context.RemoteAddress(), token.Scopes)))
            : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        // Browsers would open a window of their own over the page for Basic; desktop programs need to be asked for it.
        Response.Headers.Append("WWW-Authenticate", "Bearer realm=\"TurfMap\"");
        if (!Request.Headers.ContainsKey("Sec-Fetch-Site"))
            Response.Headers.Append("WWW-Authenticate", "Basic realm=\"TurfMap\", charset=\"UTF-8\"");
        return Task.CompletedTask;
    }

    private static AuthenticateResult Known(CallerPrincipal principal) =>
        AuthenticateResult.Success(new AuthenticationTicket(principal, CallerPrincipal.SchemeName));

    private static string? TokenOf(string header)
    {
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return header["Bearer ".Length..].Trim();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header["Basic ".Length..].Trim(), bytes, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return pair.Length == 2 ? pair[1] : null;
    }
}
