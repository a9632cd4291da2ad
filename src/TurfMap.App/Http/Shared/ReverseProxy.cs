using Microsoft.AspNetCore.HttpOverrides;
using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Http.Shared;

/// <summary>What a server in front of this one says, where it is believed; and which host this is.</summary>
internal static class ReverseProxy
{
    public static void UseReverseProxy(this WebApplication app, TurfMapOptions options)
    {
        if (options.Proxies.Count > 0)
        {
            var forwarded = new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
                ForwardLimit = null,
            };
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var network in options.Proxies)
                forwarded.KnownIPNetworks.Add(network);
            app.UseForwardedHeaders(forwarded);
        }
        // No text of ours holds it, PostgreSQL cannot be asked for it, and whoever sends it tries something.
        app.Use(
            (http, next) =>
                http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
                    ? throw new BadInputException("The address holds the character U+0000, which no text here has. Ask without it.")
                    : next(http)
        );
        var host = options.Address is { } address ? new Uri(address).Authority : null;
        app.Use(
            (http, next) =>
            {
                if (
                    host is not null
                    && !http.Request.Path.StartsWithSegments("/healthz")
                    && !http.Request.Path.StartsWithSegments("/readyz")
                    && !host.Equals(http.Request.Host.Value, StringComparison.OrdinalIgnoreCase)
                )
                    throw new BadInputException(
                        $"This service is at {options.Address} and answers under no other name.",
                        ("Host", "Another host was asked for.")
                    );
                return next(http);
            }
        );
    }
}
