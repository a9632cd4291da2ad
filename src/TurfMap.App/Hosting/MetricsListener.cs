using Microsoft.AspNetCore.Connections;
using OpenTelemetry.Metrics;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Hosting;

/// <summary>Answers Prometheus on an address of its own.</summary>
/// <remarks>
/// A server of its own, so that no route of the cities is there, and no metrics are where people are. Who may ask is decided by who reaches
/// the address; an account would be one of a single city, and metrics are of all of them.
/// </remarks>
internal sealed class MetricsListener(TurfMapOptions options, MeterProvider meters) : IHostedService, IAsyncDisposable
{
    private const string Path = "/metrics";
    private WebApplication? server;

    /// <summary>Where it answers, once it does.</summary>
    public string Address => server!.Urls.First() + Path;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "TurfMap" });
        builder.WebHost.UseKestrelCore().UseUrls(options.Metrics!).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        server = builder.Build();
        server.UseOpenTelemetryPrometheusScrapingEndpoint(meters, http => http.Request.Path == Path, null, null, null);
        try
        {
            await server.StartAsync(cancellationToken);
        }
        catch (Exception wrong) when (wrong is IOException { InnerException: AddressInUseException } or FormatException)
        {
            throw new RefusedException(
                Refusal.Conflict,
                $"Metrics cannot be answered on {options.Metrics}: another program listens there, or it is no address. Name another "
                    + "one with TURFMAP_METRICS, such as http://127.0.0.1:9464."
            );
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The program it belongs to hears when it is to stop.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
