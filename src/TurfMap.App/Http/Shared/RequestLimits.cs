using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using TurfMap.App.Access;
using TurfMap.App.Hosting;

namespace TurfMap.App.Http.Shared;

/// <summary>How often somebody may ask, and how much they may send.</summary>
internal static class RequestLimits
{
    /// <summary>The largest body of a request that is no file.</summary>
    private const long LargestForm = 1 << 20;

    /// <summary>
    /// Up to this size, a form that is too large is read to its end before it is refused: a connection cut while the other side still sends
    /// loses the sentence.
    /// </summary>
    private const long LargestReadInVain = 8 << 20;

    /// <summary>
    /// Half of what the slowest lines carried that people send files over, after the first seconds: a browser may still be reading then.
    /// </summary>
    private static readonly Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate SlowestFile = new(
        bytesPerSecond: 4096,
        gracePeriod: TimeSpan.FromSeconds(10)
    );

    /// <summary>Marks routes that take files.</summary>
    public static TBuilder TakesFiles<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Files());

    /// <summary>Marks routes where passwords and codes are tried.</summary>
    public static TBuilder TakesSecrets<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new SecretsTried());

    public static void AddRequestLimits(this IServiceCollection services, TurfMapOptions options) =>
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (context, cancel) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(10);
                throw new TooOftenException(wait);
            };
            limits.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(http =>
                    options.SignInsPerMinute == 0 || http.GetEndpoint()?.Metadata.GetMetadata<SecretsTried>() is null
                        ? RateLimitPartition.GetNoLimiter("")
                        : RateLimitPartition.GetSlidingWindowLimiter(
                            Network(http),
                            _ =>
                                new()
                                {
                                    PermitLimit = options.SignInsPerMinute,
                                    Window = TimeSpan.FromMinutes(1),
                                    SegmentsPerWindow = 6,
                                }
                        )
                ),
                PartitionedRateLimiter.Create<HttpContext, string>(http =>
                    options.RequestsPerSecond == 0 || http.GetEndpoint() is null
                        ? RateLimitPartition.GetNoLimiter("")
                        : RateLimitPartition.GetTokenBucketLimiter(
                            http.Caller()?.AccountId ?? Network(http),
                            _ =>
                                new()
                                {
                                    TokenLimit = options.RequestsPerSecond * 20,
                                    TokensPerPeriod = options.RequestsPerSecond,
                                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                                    AutoReplenishment = true,
                                }
                        )
                )
            );
        });

    /// <summary>Refuses who asks too often, and bounds what they send.</summary>
    public static void UseRequestLimits(this WebApplication app, TurfMapOptions options)
    {
        if (options.SignInsPerMinute > 0 || options.RequestsPerSecond > 0)
            app.UseRateLimiter();
        app.Use((http, next) => http.GetEndpoint() is { } endpoint ? BoundBodyAsync(http, endpoint, next) : next(http));
    }

    private static Task BoundBodyAsync(HttpContext http, Endpoint endpoint, RequestDelegate next)
    {
        if (endpoint.Metadata.GetMetadata<Files>() is not null)
            BoundFile(http);
        else if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            if (http.Request.ContentLength is > LargestForm and <= LargestReadInVain)
                return RefuseTooLargeAsync(http, size);
            size.MaxRequestBodySize = LargestForm;
        }
        return next(http);
    }

    /// <summary>
    /// A form is small and comes at once: who sends it letter by letter wants to hold connections. A file may be large and take its time,
    /// but no line is so slow that it never ends.
    /// </summary>
    private static void BoundFile(HttpContext http)
    {
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = SlowestFile;
    }

    private static async Task RefuseTooLargeAsync(HttpContext http, IHttpMaxRequestBodySizeFeature size)
    {
        size.MaxRequestBodySize = LargestReadInVain;
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        throw new BadHttpRequestException("The form is too large.", StatusCodes.Status413PayloadTooLarge);
    }

    /// <summary>One house of IPv6 has more addresses than there are limits.</summary>
    private static string Network(HttpContext http)
    {
        if (
            http.Connection.RemoteIpAddress
            is not { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } address
        )
            return http.RemoteAddress();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }

    private sealed class Files;

    private sealed class SecretsTried;
}

/// <summary>Somebody asks more often than is allowed.</summary>
internal sealed class TooOftenException(TimeSpan wait)
    : Exception($"Too many requests came from you in a short time. Try again in {Whole(wait)} seconds.")
{
    public int WaitSeconds => Whole(wait);

    private static int Whole(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
