using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Tests.Http;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Laws;

public sealed class RouteLawTests(RunningCity city) : IClassFixture<RunningCity>
{
    private IEnumerable<RouteEndpoint> Routes => city.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    [Fact]
    public void Every_route_has_a_policy_or_says_that_it_is_anonymous()
    {
        Assert.True(Routes.Count() > 15);
        Assert.All(Routes, route => Assert.True(
            route.Metadata.GetMetadata<IAuthorizeData>() is not null || route.Metadata.GetMetadata<IAllowAnonymous>() is not null, route.RoutePattern.RawText));
    }

    [Fact]
    public void The_readme_names_every_setting_command_and_route()
    {
        var readme = File.ReadAllText(Path.Combine(RealData.Checkout, "README.md"));
        var options = File.ReadAllText(Path.Combine(RealData.Checkout, "src", "TurfMap.App", "TurfMapOptions.cs"));
        var settings = System.Text.RegularExpressions.Regex.Matches(options, "\"(TURFMAP_[A-Z_]+)\"").Select(match => match.Groups[1].Value).Distinct();
        string[] commands = ["serve", "assign", "import", "batches", "check"];
        var routes = Routes.Select(route => route.RoutePattern.RawText!.TrimEnd('/').Replace("{documentName}", "v1", StringComparison.Ordinal)).Distinct();

        Assert.All(settings.Concat(commands).Concat(routes), word => Assert.True(readme.Contains(word, StringComparison.Ordinal), $"README.md does not mention {word}"));
    }
}
