using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using TurfMap.App.Access;

namespace TurfMap.App.Http.Shared;

/// <summary>What stands before every handler: how often, how much, and whether a change comes from our own page.</summary>
internal static class Guard
{
    /// <summary>The header in which our page proves that it is ours.</summary>
    public const string AntiforgeryHeader = "X-Antiforgery";

    /// <summary>The largest body of a request that is no file.</summary>
    private const long LargestForm = 1 << 20;

    /// <summary>
    /// Up to this size, a form that is too large is read to its end before it is refused: a connection cut while the other side still sends
    /// loses the sentence.
    /// </summary>
    private const long LargestReadInVain = 8 << 20;

    /// <summary>Marks routes that take files.</summary>
    public static TBuilder TakesFiles<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Files());

    /// <summary>Marks routes where passwords and codes are tried.</summary>
    public static TBuilder TakesSecrets<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new SecretsTried());

    public static void AddLimits(this IServiceCollection services, TurfMapOptions options) =>
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

    /// <summary>Refuses who asks too often; nothing stands in the way where both limits are off.</summary>
    public static void UseLimits(this WebApplication app, TurfMapOptions options)
    {
        if (options.SignInsPerMinute > 0 || options.RequestsPerSecond > 0)
            app.UseRateLimiter();
    }

    /// <summary>Bounds bodies, and refuses changes that another page sends with our cookie.</summary>
    public static void UseGuard(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<Files>() is not null)
                    BoundFile(http);
                else if (
                    http.GetEndpoint() is not null
                    && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size
                )
                {
                    if (http.Request.ContentLength is > LargestForm and <= LargestReadInVain)
                        return RefuseTooLargeAsync(http, size);
                    size.MaxRequestBodySize = LargestForm;
                }
                if (
                    HttpMethods.IsGet(http.Request.Method)
                    || HttpMethods.IsHead(http.Request.Method)
                    || HttpMethods.IsOptions(http.Request.Method)
                    || http.GetEndpoint() is null
                )
                    return next(http);
                if (IsForeign(http))
                    throw new Domain.Changes.RefusedException(
                        Domain.Changes.Refusal.Forbidden,
                        "The request comes from another site's page. Nothing was changed. Open TurfMap itself and do it there."
                    );
                if (
                    http.GetEndpoint()!.Metadata.GetMetadata<IAllowAnonymous>() is null
                    && http.Features.Get<CurrentSession>() is { } current
                    && !Secrets.Same(Secrets.Antiforgery(current.Secret), http.Request.Headers[AntiforgeryHeader].ToString())
                )
                    throw new Domain.Changes.RefusedException(
                        Domain.Changes.Refusal.Forbidden,
                        $"The request lacks the {AntiforgeryHeader} header of this session. Nothing was changed. Reload the "
                            + "page and try again."
                    );
                return next(http);
            }
        );

    /// <summary>
    /// A form is small and comes at once: who sends it letter by letter wants to hold connections. A file may be large and take its time.
    /// </summary>
    private static void BoundFile(HttpContext http)
    {
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }

    private static async Task RefuseTooLargeAsync(HttpContext http, IHttpMaxRequestBodySizeFeature size)
    {
        size.MaxRequestBodySize = LargestReadInVain;
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        throw new BadHttpRequestException("The form is too large.", StatusCodes.Status413PayloadTooLarge);
    }

    /// <summary>Browsers say which site's page sends a request; programs say nothing.</summary>
    private static bool IsForeign(HttpContext http)
    {
        var site = http.Request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is not ("same-origin" or "none");
        return http.Request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(
                Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && from.Authority.Equals(http.Request.Host.Value, StringComparison.OrdinalIgnoreCase)
            );
    }

    /// <summary>One house of IPv6 has more addresses than there are limits.</summary>
    private static string Network(HttpContext http)
    {
        if (
            http.Connection.RemoteIpAddress
            is not { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } address
        )
            return Authentication.AddressOf(http);
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
