using System.Security.Claims;
using TurfMap.App.Accounts;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Access;

/// <summary>The session that a request came with.</summary>
internal sealed record CurrentSession(SignInSession Session, string Secret);

/// <summary>Who asks, as <see cref="HttpContext.User"/>; without a session when they showed an access token.</summary>
internal sealed class CallerPrincipal(Caller caller, CurrentSession? session = null)
    : ClaimsPrincipal(
        new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, caller.AccountId),
                new Claim(ClaimTypes.Name, caller.Name),
                new Claim(ClaimTypes.Role, RoleName.Of(caller.Role)),
            ],
            SchemeName
        )
    )
{
    /// <summary>The scheme by which callers are known.</summary>
    public const string SchemeName = "TurfMap";

    public Caller Caller { get; } = caller;

    public CurrentSession? Session { get; } = session;
}

/// <summary>What handlers ask of a request about who sent it.</summary>
internal static class RequestCaller
{
    /// <summary>Who asks; null when nobody is signed in.</summary>
    public static Caller? Caller(this HttpContext http) => (http.User as CallerPrincipal)?.Caller;

    /// <summary>Who asks, on a route that only lets in who is signed in.</summary>
    public static Caller NeedCaller(this HttpContext http) =>
        http.Caller() ?? throw new RefusedException(Refusal.NotSignedIn, "Sign in first.");

    /// <summary>The session in this browser; null when nobody is signed in, or by a token.</summary>
    public static CurrentSession? Session(this HttpContext http) => (http.User as CallerPrincipal)?.Session;

    /// <summary>Whether phone and e-mail of liaisons may be in the answer.</summary>
    public static bool SeesStaff(this HttpContext http) => http.Caller()?.May(Permission.ReadStaff) == true;

    /// <summary>The address that the audit and the limits know somebody by.</summary>
    public static string RemoteAddress(this HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : "";

    public static Origin Origin(this HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return new(http.RemoteAddress(), PlainText.OneLine(agent.Length > 200 ? agent[..200] : agent));
    }
}
