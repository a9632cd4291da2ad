using TurfMap.App.Hosting;

namespace TurfMap.App.Access;

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
