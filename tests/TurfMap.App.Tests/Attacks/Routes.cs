using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.Domain.Access;

namespace TurfMap.App.Tests.Attacks;

/// <summary>
/// A route of the service as it is asked: its method, its path with something for each hole, what it needs, and what its handler takes by
/// name.
/// </summary>
internal sealed record Route(string Method, string Path, Permission? Needs, IReadOnlyList<string> Parameters)
{
    /// <summary>What a provider's answer holds; the framework reads it.</summary>
    private static readonly string[] Answer = ["code", "state", "error", "iss"];

    /// <summary>All routes that the service has, so that one that is added later is attacked too.</summary>
    public static IReadOnlyList<Route> Of(WebApplication app, string hole = "x") =>
        [
            .. app
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .SelectMany(route =>
                    (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new Route(
                        method,
                        Filled(route.RoutePattern, hole),
                        PermissionOf(route),
                        [
                            .. (route.Metadata.GetMetadata<System.Reflection.MethodInfo>()?.GetParameters() ?? [])
                                .Where(taken =>
                                    Nullable.GetUnderlyingType(taken.ParameterType) is not null
                                    || taken.ParameterType == typeof(string)
                                    || taken.ParameterType.IsPrimitive
                                )
                                .Select(taken => taken.Name!),
                            .. Filled(route.RoutePattern, hole).EndsWith("/provider/callback", StringComparison.Ordinal) ? Answer : [],
                        ]
                    ))
                ),
        ];

    /// <summary>The permission that is the route's own policy; null for one that is open to everybody.</summary>
    public static Permission? PermissionOf(Endpoint route) =>
        route.Metadata.GetMetadata<IAllowAnonymous>() is null && route.Metadata.GetMetadata<IAuthorizeData>() is { Policy: { } policy }
            ? Enum.Parse<Permission>(policy)
            : null;

    public bool IsUnsafe => Method is not ("GET" or "HEAD" or "OPTIONS" or "TRACE");

    public override string ToString() => $"{Method} {Path}";

    private static string Filled(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern, string hole) =>
        "/"
        + string.Join(
            '/',
            pattern.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "documentName" } => "v1",
                            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies.Count: > 0 } => "1",
                            _ => hole,
                        }
                    )
                )
            )
        );
}
