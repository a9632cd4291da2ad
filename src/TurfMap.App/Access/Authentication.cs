using System.Text;
using Microsoft.AspNetCore.Authorization;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Access;

/// <summary>
/// Finds out who asks, by the session's cookie or by an access token (as Bearer, or as the password of Basic, which is what desktop
/// programs can send), and lets in only who may.
/// </summary>
/// <remarks>
/// Every request passes here, and most ask one question of a table in memory. The framework's own middleware looks up a scope of services,
/// a handler, a principal and a policy for each of them.
/// </remarks>
internal static class Authentication
{
    /// <summary>Finds out who asks.</summary>
    public static void UseCallerAuthentication(this WebApplication app) =>
        app.Use(
            async (http, next) =>
            {
                if (http.GetEndpoint()?.Metadata.GetMetadata<HostedCity>() is { } city)
                    await FindAsync(http, city);
                await next(http);
            }
        );

    /// <summary>
    /// Lets in only who may. A route that neither needs something nor is open to everybody is closed to everybody; what is no route is
    /// answered by whoever says that there is nothing.
    /// </summary>
    public static void UseAuthorizationRules(this WebApplication app, TurfMapOptions options) =>
        app.Use(
            (http, next) =>
                http.GetEndpoint() is not RouteEndpoint route
                || route.Metadata.GetMetadata<IAllowAnonymous>() is not null
                || IsLetIn(route, http.Caller(), options.IsPublic)
                    ? next(http)
                    : Refuse(http)
        );

    /// <summary>Only who may do this is let in; where a group needs something too, both are needed.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder routes, Permission permission)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Needed(permission));

    /// <summary>Who asks; null when nobody is signed in.</summary>
    public static Caller? Caller(this HttpContext http) => http.Features.Get<Caller>();

    /// <summary>Who asks, on a route that only lets in who is signed in.</summary>
    public static Caller NeedCaller(this HttpContext http) =>
        http.Caller() ?? throw new Domain.Changes.RefusedException(Domain.Changes.Refusal.NotSignedIn, "Sign in first.");

    /// <summary>Whether phone and e-mail of liaisons may be in the answer.</summary>
    public static bool SeesStaff(this HttpContext http) => http.Caller()?.May(Permission.ReadStaff) == true;

    /// <summary>The address that the audit and the limits know somebody by.</summary>
    public static string AddressOf(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : "";

    public static Origin Origin(this HttpContext http) =>
        new(
            AddressOf(http),
            Domain.Changes.PlainText.OneLine(
                http.Request.Headers.UserAgent.ToString() is { Length: > 200 } text
                    ? text[..200]
                    : http.Request.Headers.UserAgent.ToString()
            )
        );

    /// <summary>What these routes say and decide about accounts is not older than what another node has done.</summary>
    public static RouteGroupBuilder OnFreshAccounts(this RouteGroupBuilder routes) =>
        routes.AddEndpointFilter(
            async (context, next) =>
            {
                var http = context.HttpContext;
                await http.GetEndpoint()!.Metadata.GetRequiredMetadata<HostedCity>().Access.FreshenAsync(http.RequestAborted);
                return await next(context);
            }
        );

    private static async ValueTask FindAsync(HttpContext http, HostedCity city)
    {
        _ = city.Live.Snapshot; // a city that cannot answer says so, rather than that nobody is signed in
        var header = http.Request.Headers.Authorization.ToString();
        var cookie = SessionCookie.Read(http, city);
        if (header.Length == 0)
        {
            if (cookie is not { } secret || await city.Access.FindSessionAsync(secret, http.RequestAborted) is not var (session, who))
                return;
            http.Features.Set(who.ToCaller(session.Id, AddressOf(http)));
            http.Features.Set(new CurrentSession(session, secret));
            return;
        }
        if (cookie is not null)
            throw new BadInputException(
                "The request shows an access token and a session at once, and they might be two people. Send one of them.",
                ("Authorization", "Send no cookie with it.")
            );
        if (TokenOf(header) is { } text && await city.Access.FindTokenAsync(text, http.RequestAborted) is var (token, account))
            http.Features.Set(account.ToCaller(token.Id, AddressOf(http), token.Scopes));
    }

    private static bool IsLetIn(RouteEndpoint route, Caller? caller, bool isPublic)
    {
        var needed = route.Metadata.GetOrderedMetadata<Needed>();
        foreach (var one in needed)
            if (!(caller?.May(one.Permission) ?? isPublic && one.Permission == Permission.LookUp))
                return false;
        return needed.Count > 0;
    }

    private static Task Refuse(HttpContext http)
    {
        http.Response.StatusCode = http.Caller() is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
        if (http.Caller() is not null)
            return Task.CompletedTask;
        // Browsers would open a window of their own over the page for Basic; desktop programs need to be asked for it.
        http.Response.Headers.Append("WWW-Authenticate", "Bearer realm=\"TurfMap\"");
        if (!http.Request.Headers.ContainsKey("Sec-Fetch-Site"))
            http.Response.Headers.Append("WWW-Authenticate", "Basic realm=\"TurfMap\", charset=\"UTF-8\"");
        return Task.CompletedTask;
    }

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

/// <summary>The session that a request came with.</summary>
internal sealed record CurrentSession(SignInSession Session, string Secret);

/// <summary>What a route needs.</summary>
internal sealed record Needed(Permission Permission);

/// <summary>The cookie that holds a session's secret.</summary>
/// <remarks>
/// Over https it is <c>__Host-turfmap</c>, which a browser takes and gives back only over https and only to this very host. Without https a
/// session is begun only
/// on the machine itself, under another name, so that no cookie of the one kind is ever taken for the other.
/// </remarks>
internal static class SessionCookie
{
    public static string? Read(HttpContext http, HostedCity city) =>
        http.Request.Headers.Cookie.Count > 0 && http.Request.Cookies[Name(http, city)] is { Length: > 0 and < 100 } secret ? secret : null;

    /// <summary>Whether a session may be begun over this connection.</summary>
    public static bool IsSafe(HttpContext http) =>
        http.Request.IsHttps
        || (
            http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
            && (http.Connection.RemoteIpAddress is null || System.Net.IPAddress.IsLoopback(http.Connection.RemoteIpAddress))
        );

    public static void Write(HttpContext http, HostedCity city, string secret) =>
        http.Response.Cookies.Append(Name(http, city), secret, Options(http));

    public static void Delete(HttpContext http, HostedCity city) => http.Response.Cookies.Delete(Name(http, city), Options(http));

    public static string Name(HttpContext http, HostedCity city) =>
        $"{(http.Request.IsHttps ? "__Host-" : "")}turfmap{(city.Key.Length == 0 ? "" : "-" + city.Key)}";

    /// <summary>
    /// Lax, not Strict: who follows a link from a mail is still signed in. Changes are guarded by the antiforgery header.
    /// </summary>
    private static CookieOptions Options(HttpContext http) =>
        new()
        {
            Path = "/",
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
        };
}
