using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Hosting;
using TurfMap.App.Tests.Cities;
using TurfMap.App.Tests.Http;
using Route = TurfMap.App.Tests.Attacks.Route;

namespace TurfMap.App.Tests.Laws;

public sealed class RouteLawTests(RunningCity city, RunningCities cities) : IClassFixture<RunningCity>, IClassFixture<RunningCities>
{
    private IEnumerable<RouteEndpoint> Routes => RoutesOf(city.App).Concat(RoutesOf(cities.App));

    private static IEnumerable<RouteEndpoint> RoutesOf(WebApplication app) =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>A route without the key of its city, so that one under several keys counts once.</summary>
    private static string Plain(RouteEndpoint route) =>
        route
            .RoutePattern.RawText!.TrimEnd('/')[(route.Metadata.GetMetadata<HostedCity>()?.Path.Length ?? 0)..]
            .Replace("{documentName}", "v1", StringComparison.Ordinal)
            .Replace(":long}", "}", StringComparison.Ordinal)
            .Replace(":int}", "}", StringComparison.Ordinal);

    [Fact]
    public void Every_route_says_what_it_needs_or_that_it_is_anonymous()
    {
        Assert.True(Routes.Count() > 15);
        Assert.All(
            Routes,
            route =>
                Assert.True(
                    Route.PermissionOf(route) is not null || route.Metadata.GetMetadata<IAllowAnonymous>() is not null,
                    route.RoutePattern.RawText
                )
        );
    }

    [Fact]
    public async Task The_description_of_the_API_names_the_policies_of_every_route_that_is_not_open_to_everybody()
    {
        using var described = JsonDocument.Parse(
            await city.Client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)
        );
        var paths = described.RootElement.GetProperty("paths");
        Assert.Equal(
            ["basic", "session", "token"],
            described.RootElement.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(way => way.Name).Order()
        );
        var named = 0;
        foreach (var route in RoutesOf(city.App).Where(route => paths.TryGetProperty(Plain(route), out _)))
        foreach (var method in route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
        {
            var operation = paths.GetProperty(Plain(route)).GetProperty(method.ToLowerInvariant());
            var policies = Route.PermissionOf(route) is null
                ? []
                : route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(one => one.Policy).ToArray();
            Assert.Equal(policies.Length > 0, operation.TryGetProperty("security", out var ways));
            foreach (var way in policies.Length == 0 ? [] : ways.EnumerateArray().SelectMany(way => way.EnumerateObject()))
                Assert.Equal(policies, way.Value.EnumerateArray().Select(policy => policy.GetString()));
            named += policies.Length;
        }
        Assert.True(named > 40, $"{named} policies");
    }

    [Fact]
    public void The_readme_shows_every_route_with_what_it_needs() =>
        ReadmeTable.Check(
            "routes",
            ["route", "what it does", "needs"],
            Shown()
                .Select(route =>
                    new[]
                    {
                        $"`{route.Method} {(Plain(route.Endpoint) is { Length: > 0 } path ? path : "/")}`",
                        Assert.IsType<string>(route.Endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary),
                        Route.PermissionOf(route.Endpoint)?.ToString() ?? "nothing",
                    }
                )
        );

    [Fact]
    public void The_readme_says_how_to_ask_where_an_address_does_not() =>
        ReadmeTable.Check(
            "parameters",
            ["routes", "how to ask"],
            Shown()
                .Select(route =>
                    (Path: Plain(route.Endpoint), route.Endpoint.Metadata.GetMetadata<IEndpointDescriptionMetadata>()?.Description)
                )
                .Where(route => route.Description is not null)
                .GroupBy(route => route.Description!)
                .Select(same => new[] { string.Join(", ", same.Select(route => $"`{route.Path}`")), same.Key })
        );

    /// <summary>Each route once, with each of its methods.</summary>
    private IEnumerable<(string Method, RouteEndpoint Endpoint)> Shown() =>
        Routes
            .SelectMany(route =>
                (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (method, route))
            )
            .DistinctBy(one => (one.method, Plain(one.route)))
            .OrderBy(one => Plain(one.route), StringComparer.Ordinal)
            .ThenBy(one => one.method, StringComparer.Ordinal);

    [Fact]
    public void A_city_among_several_has_the_routes_of_a_city_alone_under_its_key_and_no_others()
    {
        var alone = RoutesOf(city.App).Where(route => route.Metadata.GetMetadata<HostedCity>() is not null).Select(Plain).Order();

        Assert.Contains("/api/who", alone);
        foreach (var hosted in cities.Cities.All)
        {
            var own = RoutesOf(cities.App).Where(route => route.Metadata.GetMetadata<HostedCity>() == hosted).ToList();
            Assert.Equal(alone, own.Select(Plain).Order());
            Assert.All(own, route => Assert.Matches($"^/{hosted.Key}/(api|tiles)/", route.RoutePattern.RawText!));
        }
    }
}
