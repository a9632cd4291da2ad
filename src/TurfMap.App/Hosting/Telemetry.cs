using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Hosting;

/// <summary>
/// Metrics and traces by OpenTelemetry. Nothing of it is built, and nothing is measured, until something is set to take them.
/// </summary>
/// <remarks>Where they are sent, and how, is said by the standard <c>OTEL_…</c> variables, which the library reads.</remarks>
internal static class Telemetry
{
    /// <summary>The framework's, the driver's and the runtime's meters; authentication and the like tell too little to keep.</summary>
    private static readonly string[] Meters =
    [
        TurfMapMetrics.MeterName,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting",
        "Npgsql",
        "System.Runtime",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder, TurfMapOptions options)
    {
        if (options.Traces && !options.IsExported)
            throw new RefusedException(
                Refusal.Invalid,
                "TURFMAP_TRACES is on, but nothing is set to take traces. Name a collector with OTEL_EXPORTER_OTLP_ENDPOINT."
            );
        if (options.Metrics is null && !options.IsExported)
            return;
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("turfmap"));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters);
            if (options.IsExported)
                metrics.AddOtlpExporter();
            if (options.Metrics is not null)
                metrics.AddPrometheusExporter();
        });
        if (options.Metrics is not null)
            builder.Services.AddSingleton<MetricsListener>().AddHostedService(services => services.GetRequiredService<MetricsListener>());
        if (options.Traces)
            telemetry.WithTracing(traces =>
                traces.AddAspNetCoreInstrumentation().AddSource("Npgsql").AddProcessor(new SpanPrivacy()).AddOtlpExporter()
            );
    }
}
