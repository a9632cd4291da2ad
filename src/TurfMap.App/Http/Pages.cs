using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;

namespace TurfMap.App.Http;

/// <summary>Serves the front end as it lies, under a policy that lets nothing foreign in.</summary>
internal static partial class Pages
{
    /// <summary>Adds the policy to every answer and serves the files.</summary>
    public static void UsePages(this WebApplication app, TurfMapOptions options)
    {
        var root = FindRoot(options);
        var policy = Policy(root is null ? "" : File.ReadAllText(Path.Combine(root, "index.html")), options.TileUrl);
        app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return next(http);
        });
        if (root is null)
            return;
        var files = new PhysicalFileProvider(root);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache" });
    }

    /// <summary>The front end lies beside the published program, or in the checkout the program was built in.</summary>
    private static string? FindRoot(TurfMapOptions options)
    {
        if (options.WebRoot is { } named)
            return Path.GetFullPath(named);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "wwwroot", "index.html")))
                return Path.Combine(folder.FullName, "wwwroot");
        return null;
    }

    /// <summary>Only the import map stands in the page itself, and only with the very text that lies there now.</summary>
    private static string Policy(string page, string? tiles)
    {
        var map = ImportMap().Match(page);
        var hash = map.Success ? $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(map.Groups[1].Value.ReplaceLineEndings("\n"))))}'" : "";
        var images = Uri.TryCreate(tiles?.Replace("{s}", "a", StringComparison.Ordinal).Replace('{', 'x').Replace('}', 'x'), UriKind.Absolute, out var host)
            ? " " + (tiles!.Contains("{s}.", StringComparison.Ordinal) ? $"{host.Scheme}://*.{host.Authority[(host.Authority.IndexOf('.') + 1)..]}" : host.GetLeftPart(UriPartial.Authority)) : "";
        return $"default-src 'none'; script-src 'self'{hash}; style-src 'self'; img-src 'self' data: blob:{images}; connect-src 'self'; font-src 'self'; "
            + "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    [GeneratedRegex("""<script type="importmap">(.*?)</script>""", RegexOptions.Singleline, 250)]
    private static partial Regex ImportMap();
}
