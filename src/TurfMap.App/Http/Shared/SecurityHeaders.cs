using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TurfMap.App.Hosting;

namespace TurfMap.App.Http.Shared;

/// <summary>The headers by which browsers let nothing foreign in; every answer has them, also a refusal, which begins with none.</summary>
internal sealed partial class SecurityHeaders(TurfMapOptions options, PageFiles files)
{
    private const string Year = "max-age=31536000";

    private volatile Made last = new(PageFiles.Edition.None, PolicyOf("", options.TileUrl));

    public void Put(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy();
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY"; // browsers that know no frame-ancestors
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = Year;
    }

    /// <summary>Made anew when the files were changed.</summary>
    private string Policy()
    {
        var (known, now) = (last, files.Known);
        if (known.Edition != now)
            last = known = new(now, PolicyOf(now.Find("/") ?? "", options.TileUrl));
        return known.Policy;
    }

    /// <summary>Only the import map stands in the page itself, and only with the very text that lies there now.</summary>
    private static string PolicyOf(string page, string? tiles)
    {
        var map = ImportMap().Match(page);
        var hash = map.Success
            ? $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(map.Groups[1].Value.ReplaceLineEndings("\n"))))}'"
            : "";
        var images = Uri.TryCreate(
            tiles?.Replace("{s}", "a", StringComparison.Ordinal).Replace('{', 'x').Replace('}', 'x'),
            UriKind.Absolute,
            out var host
        )
            ? " "
                + (
                    tiles!.Contains("{s}.", StringComparison.Ordinal)
                        ? $"{host.Scheme}://*.{host.Authority[(host.Authority.IndexOf('.') + 1)..]}"
                        : host.GetLeftPart(UriPartial.Authority)
                )
            : "";
        return $"default-src 'none'; script-src 'self'{hash}; style-src 'self'; img-src 'self' data: blob:{images}; connect-src "
            + "'self'; font-src 'self'; "
            + "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    private sealed record Made(PageFiles.Edition Edition, string Policy);

    [GeneratedRegex("""<script type="importmap">(.*?)</script>""", RegexOptions.Singleline, 60_000)]
    private static partial Regex ImportMap();
}
