using System.Text.Json;
using TurfMap.App.Http;
using TurfMap.App.Jobs;
using TurfMap.Storage;

namespace TurfMap.App;

/// <summary>Builds the web service: the only place that says new for anything with state.</summary>
internal static class Composition
{
    public static WebApplication Build(TurfMapOptions options, CityStore store, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "TurfMap" });
        builder.WebHost.UseUrls(options.Urls).ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = options.UploadMegabytes * 1_000_000L;
            server.Limits.MinRequestBodyDataRate = null;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        var services = builder.Services;
        services.AddSingleton(options).AddSingleton(clock).AddSingleton(store);
        services.AddSingleton<LiveCity>().AddHostedService(provider => provider.GetRequiredService<LiveCity>());
        services.AddSingleton<JobBoard>().AddHostedService(provider => provider.GetRequiredService<JobBoard>());
        services.AddSingleton<MapPayloads>().AddSingleton<WhoTexts>();
        services.AddProblemDetails().AddExceptionHandler<Problems>();
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, Shapes.Default);
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        });
        services.AddResponseCompression(packing => packing.MimeTypes = ["text/html", "text/css", "text/javascript", "image/svg+xml"]);
        services.AddOpenApi();
        services.AddAuthorization();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseResponseCompression();
        app.UsePages(options);
        app.UseAuthorization();
        app.MapOpenApi().AllowAnonymous();
        app.MapCity();
        app.MapWho();
        app.MapAssign();
        app.MapJobs();
        app.MapHealth();
        return app;
    }
}
