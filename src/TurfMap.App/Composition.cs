using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Logging.Console;
using TurfMap.App.Access;
using TurfMap.App.Files;
using TurfMap.App.Hosting;
using TurfMap.App.Hosting.Jobs;
using TurfMap.App.Http.Accounts;
using TurfMap.App.Http.Assign;
using TurfMap.App.Http.Density;
using TurfMap.App.Http.Deployment;
using TurfMap.App.Http.Edits;
using TurfMap.App.Http.Figures;
using TurfMap.App.Http.Geography;
using TurfMap.App.Http.Imports;
using TurfMap.App.Http.Records;
using TurfMap.App.Http.SavedViews;
using TurfMap.App.Http.Shared;
using TurfMap.App.Http.Who;
using TurfMap.Storage;

namespace TurfMap.App;

/// <summary>Builds the web service: the only place that says new for anything with state.</summary>
internal static class Composition
{
    /// <summary>The bodies that each room of the API reads and writes.</summary>
    private static readonly JsonSerializerContext[] Contracts =
    [
        SharedJsonContext.Default,
        DeploymentJsonContext.Default,
        CityJsonContext.Default,
        WhoJsonContext.Default,
        AssignJsonContext.Default,
        EditsJsonContext.Default,
        ImportsJsonContext.Default,
        RecordsJsonContext.Default,
        FiguresJsonContext.Default,
        SavedViewsJsonContext.Default,
        AccountsJsonContext.Default,
    ];

    /// <summary>A service of one city, with routes at the root.</summary>
    public static WebApplication Build(TurfMapOptions options, CityStore store, TimeProvider clock, FirstRunSetup? welcome = null) =>
        Build(options, [new CityLocation("", store.Location, () => store)], clock, welcome);

    /// <summary>A service of several cities, each under its key.</summary>
    public static WebApplication Build(
        TurfMapOptions options,
        IReadOnlyList<CityEntry> cities,
        TimeProvider clock,
        FirstRunSetup? welcome = null
    ) =>
        Build(
            options,
            [.. cities.Select(city => new CityLocation(city.Key, city.Store, () => Open(city.Store, options, clock)))],
            clock,
            welcome
        );

    /// <summary>Opens a city's store, and brings it up first when that is allowed.</summary>
    public static CityStore Open(string store, TurfMapOptions options, TimeProvider clock)
    {
        var city = CityStore.Open(store, clock, options.Upgrade ? StoreAccess.Upgrade : StoreAccess.Write);
        if (options.Upgrade)
            city.Upgrade();
        return city;
    }

    private static WebApplication Build(TurfMapOptions options, CityLocation[] places, TimeProvider clock, FirstRunSetup? welcome)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "TurfMap" });
        builder
            .WebHost.UseUrls(options.Urls)
            .ConfigureKestrel(server =>
            {
                server.AddServerHeader = false;
                server.Limits.MaxRequestBodySize = options.UploadBytes;
            });
        builder
            .Logging.AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            // Its base class would note every request that lacks a session.
            .AddFilter(typeof(CallerAuthenticationHandler).FullName, LogLevel.Warning)
            // What goes wrong is told to the person; the handler would write down what a provider says in its own words.
            .AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None);

        builder.Logging.AddJsonConsole().AddConsoleFormatter<LogPrivacy, ConsoleFormatterOptions>();
        builder.Logging.AddConsole(console => console.FormatterName = LogPrivacy.FormatterName);
        builder.AddTelemetry(options);

        var services = builder.Services;
        services.AddSingleton(options).AddSingleton(clock);
        services.AddSingleton(provider =>
        {
            var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger<FileReaders>();
            return new FileReaders(options.ReaderLimits, reason => Messages.ReaderEndedEarly(log, reason));
        });
        services.AddSingleton<Stopping>().AddHostedService(provider => provider.GetRequiredService<Stopping>());
        services
            .AddSingleton(provider => new TurfMapMetrics(
                provider.GetRequiredService<IMeterFactory>(),
                () => provider.GetRequiredService<HostedCities>().All
            ))
            .AddSingleton(provider => Host(places, options, clock, welcome, provider))
            .AddHostedService(provider => provider.GetRequiredService<HostedCities>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.DrainSeconds) + Stopping.Finishing);
        services.AddProblemDetails(pages => pages.CustomizeProblemDetails = Problems.Describe).AddExceptionHandler<Problems>();
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            foreach (var room in Contracts)
                json.SerializerOptions.TypeInfoResolverChain.Insert(0, room);
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        });
        services
            .Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal)
            .Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
        services.AddResponseCompression(packing => packing.MimeTypes = ["text/html", "text/css", "text/javascript", "image/svg+xml"]);
        services.AddOpenApi(PoliciesDescription.Add);
        services.AddCallers(options).AddProvider([.. places.Select(place => place.Key)]);
        services.AddSingleton<PageFiles>().AddSingleton<SecurityHeaders>();
        services.AddRequestLimits(options);
        return Route(builder.Build(), options);
    }

    private static HostedCities Host(
        CityLocation[] places,
        TurfMapOptions options,
        TimeProvider clock,
        FirstRunSetup? welcome,
        IServiceProvider provider
    )
    {
        var logs = provider.GetRequiredService<ILoggerFactory>();
        var metrics = provider.GetRequiredService<TurfMapMetrics>();
        return new([.. places.Select(Host)], welcome, provider.GetRequiredService<Stopping>(), clock, logs.CreateLogger<HostedCities>());

        HostedCity Host(CityLocation place)
        {
            var live = new LiveCity(clock, logs.CreateLogger<LiveCity>(), duration => metrics.Read(place.Key, duration));
            var files = new JobFiles(
                Path.Combine(options.TempFolder, place.Key),
                StoreName.Mark(place.Store),
                clock,
                logs.CreateLogger<JobFiles>()
            );
            return new(
                place,
                live,
                new(files, (query, csv) => query.Prepare(live, clock, csv), options.UploadBytes * 10, clock, logs.CreateLogger<JobBoard>()),
                new(clock)
            );
        }
    }

    private static WebApplication Route(WebApplication app, TurfMapOptions options)
    {
        var cities = app.Services.GetRequiredService<HostedCities>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseReverseProxy(options);
        app.UseResponseCompression();
        app.UsePages(cities);
        app.UseAuthentication();
        app.UseRequestLimits(options);
        app.UseCsrfProtection();
        app.UseAuthorization();
        app.UseSeen();
        app.MapOpenApi().MadeOnce().AllowAnonymous().WithSummary("The description of all routes, as OpenAPI");
        foreach (var city in cities.All)
        {
            var routes = app.MapGroup(city.Path).WithMetadata(city);
            routes.MapCity();
            routes.MapWho(city);
            routes.MapAssign();
            routes.MapJobs();
            routes.MapEdits();
            routes.MapImports();
            routes.MapCases();
            routes.MapEvents();
            foreach (var of in new[] { RecordSet.Cases, RecordSet.Events })
            {
                routes.MapFigures(of);
                routes.MapDensities(of);
                routes.MapPointTiles(of);
            }
            routes.MapViews();
            routes.MapReleases();
            routes.MapSignIn();
            routes.MapAccounts();
            routes.MapAudit();
        }
        if (!cities.IsOne)
            app.MapCities(options, cities);
        app.MapHealth();
        return app;
    }
}
