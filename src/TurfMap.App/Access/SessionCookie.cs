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

    /// <summary>What a server in front of this one puts into a request; what one that is named says is taken out before.</summary>
    private static readonly string[] ProxyHeaders =
    [
        "Forwarded",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Forwarded-Host",
        "X-Real-IP",
    ];

    /// <summary>Whether a session may be begun over this connection.</summary>
    public static bool IsSafe(HttpContext http) => http.Request.IsHttps || IsThisMachine(http);

    /// <summary>
    /// Without https only a browser on this machine. A proxy on it that passes requests on under its own name for this server looks like
    /// one: it asks by HTTP/1.0 as nginx does by default, adds headers, or passes on the page that the browser says it is on.
    /// </summary>
    private static bool IsThisMachine(HttpContext http) =>
        IsLoopback(http.Request.Host.Host)
        && (http.Connection.RemoteIpAddress is null || System.Net.IPAddress.IsLoopback(http.Connection.RemoteIpAddress))
        && !HttpProtocol.IsHttp10(http.Request.Protocol)
        && !Array.Exists(ProxyHeaders, http.Request.Headers.ContainsKey)
        && IsOfThisMachine(http.Request.Headers.Origin.ToString())
        && IsOfThisMachine(http.Request.Headers.Referer.ToString());

    private static bool IsOfThisMachine(string page) =>
        page.Length == 0 || Uri.TryCreate(page, UriKind.Absolute, out var address) && IsLoopback(address.Host);

    private static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1" or "[::1]";

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
