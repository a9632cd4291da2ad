using Microsoft.Extensions.FileProviders;
using TurfMap.App.Cities;
using TurfMap.Domain;

namespace TurfMap.App.Http;

/// <summary>Serves the front end as it lies, under a policy that lets nothing foreign in.</summary>
internal static class Pages
{
    /// <summary>What pages of all cities and the list of cities use together.</summary>
    private static readonly PathString[] Shared = ["/css", "/js", "/lib", "/favicon.svg"];

    /// <summary>Adds the policy to every answer and serves the files: at the root, or under each city's key.</summary>
    public static void UsePages(this WebApplication app, TurfMapOptions options, HostedCities cities)
    {
        var root = FindRoot(options);
        var protections = app.Services.GetRequiredService<Protections>();
        app.Use((http, next) =>
        {
            protections.Put(http);
            return next(http);
        });
        app.UseWhen(http => http.GetEndpoint() is null, pages =>
        {
            if (root is not null)
                pages.UseFiles(new PhysicalFileProvider(root), cities);
            if (!cities.IsOne)
                pages.Use((http, next) => IsOf(cities, http.Request.Path) ? next(http) : throw Unknown(cities, http.Request.Path));
        });
    }

    private static void UseFiles(this IApplicationBuilder pages, PhysicalFileProvider files, HostedCities cities)
    {
        foreach (var city in cities.All)
            pages.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = city.Path }).UseStaticFiles(Files(files, city.Path));
        if (!cities.IsOne)
            pages.UseWhen(http => Array.Exists(Shared, path => http.Request.Path.StartsWithSegments(path)), shared => shared.UseStaticFiles(Files(files, "")));
    }

    private static StaticFileOptions Files(PhysicalFileProvider files, string path) =>
        new() { FileProvider = files, RequestPath = path, OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache" };

    private static bool IsOf(HostedCities cities, PathString path) => cities.All.Any(city => path.StartsWithSegments(city.Path));

    private static RefusedException Unknown(HostedCities cities, PathString path)
    {
        var named = path.Value!.Split('/', 3)[1];
        return new(Refusal.NotFound, $"There is no city \"{(named.Length <= 40 ? named : named[..40] + "…")}\" here. The cities are: {cities.Listed}. Ask one of them, such as /{cities.All[0].Key}/api/who.");
    }

    /// <summary>The front end lies beside the published program, or in the checkout the program was built in.</summary>
    public static string? FindRoot(TurfMapOptions options)
    {
        if (options.WebRoot is { } named)
            return Path.GetFullPath(named);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "wwwroot", "index.html")))
                return Path.Combine(folder.FullName, "wwwroot");
        return null;
    }
}
