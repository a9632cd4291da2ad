using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Http.Shared;

/// <summary>Serves the front end under a policy that lets nothing foreign in.</summary>
internal static class Pages
{
    private const string Immutable = "turfmap.immutable";

    /// <summary>The type of a file that is sent packed, as it was when the bundle was made.</summary>
    private const string Packed = "turfmap.packed";
    private const string PackedEnd = ".br";

    private static readonly FileExtensionContentTypeProvider Types = new()
    {
        Mappings = { [PackedEnd] = "application/octet-stream", [".map"] = "application/json" },
    };

    /// <summary>What pages of all cities and the list of cities use together.</summary>
    private static readonly PathString[] Shared = ["/css", "/js", "/lib", "/built", "/favicon.svg"];

    /// <summary>Adds the policy to every answer and serves the files: at the root, or under each city's key.</summary>
    public static void UsePages(this WebApplication app, HostedCities cities)
    {
        var (files, protections) = (app.Services.GetRequiredService<PageFiles>(), app.Services.GetRequiredService<SecurityHeaders>());
        app.Use(
            (http, next) =>
            {
                protections.Put(http);
                return next(http);
            }
        );
        app.UseWhen(
            http => http.GetEndpoint() is null,
            pages =>
            {
                if (files.Root is { } root)
                {
                    var provider = new PhysicalFileProvider(root);
                    pages.Use((http, next) => ServeAsync(http, next, files, protections, cities));
                    pages.Use((http, next) => PackedAsync(http, next, provider, cities));
                    pages.UseFiles(provider, cities);
                }
                if (!cities.IsOne)
                    pages.Use((http, next) => IsOf(cities, http.Request.Path) ? next(http) : throw Unknown(cities, http.Request.Path));
            }
        );
    }

    /// <summary>A page is answered with the names of the files as they are now; a file by such a name is that file, for ever.</summary>
    private static Task ServeAsync(
        HttpContext http,
        RequestDelegate next,
        PageFiles files,
        SecurityHeaders protections,
        HostedCities cities
    )
    {
        var request = http.Request;
        if (!cities.IsOne && PageFiles.Split(request.Path) is var (name, shared))
        {
            http.Items[Immutable] = name == files.Known.Hash;
            request.Path = shared;
            return next(http);
        }
        if (
            request.Method is not ("GET" or "HEAD")
            || cities.All.FirstOrDefault(city => request.Path.StartsWithSegments(city.Path)) is not { } city
            || !request.Path.StartsWithSegments(city.Path, out var rest)
        )
            return next(http);
        if (PageFiles.Split(rest) is var (hash, file))
        {
            // An older page that asks for what has been changed since gets what there is, but does not keep it.
            http.Items[Immutable] = hash == files.Known.Hash;
            request.Path = new PathString(city.Path).Add(file);
            return next(http);
        }
        // A city without a slash at the end is no page: the files' own step leads to the one with it, beside which all that the page names
        // is found.
        if (!rest.HasValue || files.Known.Find(rest.Value) is null || files.Look() is var now && now.Find(rest.Value) is not { } page)
            return next(http);
        protections.Put(http);
        return PageAsync(http, page, now.Hash);
    }

    /// <summary>What is in a bundle was packed, as well as can be, when it was made. Who takes it so gets it so.</summary>
    private static Task PackedAsync(HttpContext http, RequestDelegate next, PhysicalFileProvider files, HostedCities cities)
    {
        var (request, folder) = (
            http.Request,
            cities.All.FirstOrDefault(city => http.Request.Path.StartsWithSegments(city.Path))?.Path ?? ""
        );
        if (
            request.Path.StartsWithSegments(folder, out var file)
            && file.StartsWithSegments("/built")
            && Types.TryGetContentType(file.Value!, out var type)
            && request
                .GetTypedHeaders()
                .AcceptEncoding.Any(one => one.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && one.Quality is not 0)
            && files.GetFileInfo(file.Value + PackedEnd).Exists
        )
        {
            http.Items[Packed] = type;
            request.Path = request.Path.Value + PackedEnd;
        }
        return next(http);
    }

    private static async Task PageAsync(HttpContext http, string page, string hash)
    {
        var bytes = Encoding.UTF8.GetBytes(page);
        var tag = $"\"{hash}-{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "no-cache";
        if (http.Request.Headers.IfNoneMatch.Contains(tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        http.Response.ContentType = "text/html; charset=utf-8";
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static void UseFiles(this IApplicationBuilder pages, PhysicalFileProvider files, HostedCities cities)
    {
        foreach (var city in cities.All)
            pages
                .UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = city.Path })
                .UseStaticFiles(Files(files, city.Path));
        if (!cities.IsOne)
            pages.UseWhen(
                http => Array.Exists(Shared, path => http.Request.Path.StartsWithSegments(path)),
                shared => shared.UseStaticFiles(Files(files, ""))
            );
    }

    private static StaticFileOptions Files(PhysicalFileProvider files, string path) =>
        new()
        {
            FileProvider = files,
            RequestPath = path,
            ContentTypeProvider = Types,
            OnPrepareResponse = context => Describe(context.Context),
        };

    private static void Describe(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = http.Items[Immutable] is true ? "public, max-age=31536000, immutable" : "no-cache";
        if (http.Items[Packed] is not string type)
            return;
        headers.ContentType = type;
        headers.ContentEncoding = "br";
        headers.Vary = "Accept-Encoding";
    }

    private static bool IsOf(HostedCities cities, PathString path) => cities.All.Any(city => path.StartsWithSegments(city.Path));

    private static RefusedException Unknown(HostedCities cities, PathString path)
    {
        var named = path.Value!.Split('/', 3)[1];
        return new(
            Refusal.NotFound,
            $"There is no city \"{(named.Length <= 40 ? named : named[..40] + "…")}\" here. The cities are: "
                + $"{cities.Listed}. Ask one of them, such as /{cities.All[0].Key}/api/who."
        );
    }
}
