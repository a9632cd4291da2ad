using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Access;
using TurfMap.App.Hosting;
using TurfMap.App.Tests.Cities;
using TurfMap.App.Tests.Http;
using TurfMap.Tests;

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
                    route.Metadata.GetMetadata<Needed>() is not null || route.Metadata.GetMetadata<IAllowAnonymous>() is not null,
                    route.RoutePattern.RawText
                )
        );
    }

    [Fact]
    public void The_readme_names_every_setting_command_and_route()
    {
        var readme = File.ReadAllText(Path.Combine(RealData.Checkout, "README.md"));
        var options = File.ReadAllText(Path.Combine(RealData.Checkout, "src", "TurfMap.App", "TurfMapOptions.cs"));
        var settings = System
            .Text.RegularExpressions.Regex.Matches(options, "\"(TURFMAP_[A-Z_]+)\"")
            .Select(match => match.Groups[1].Value)
            .Distinct();
        string[] commands = ["serve", "assign", "import", "batches", "check", "backup", "restore", "export", "upgrade"];
        var routes = Routes.Select(Plain).Distinct();

        Assert.All(
            settings.Concat(commands).Concat(routes),
            word => Assert.True(readme.Contains(word, StringComparison.Ordinal), $"README.md does not mention {word}")
        );
    }

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
