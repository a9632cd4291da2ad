using System.Text.Json;

namespace TurfMap.Browser.Tests;

/// <summary>The sample city with its pages as they lie, as those who work on them see them.</summary>
public sealed class CityOfSources : RunningCity
{
    protected override string Form => "sources";
}

[Collection(OneCity.Name)]
public sealed class SourcesTests(CityOfSources city, Chromium chromium) : IClassFixture<CityOfSources>
{
    [Fact]
    public async Task The_pages_work_as_they_lie_module_by_module()
    {
        await using var visit = await Visit.OpenPageAsync(city, chromium, "sign-in.html");
        visit.Expects(401);
        await visit.BecomeAsync("manager");
        var scripts = await visit.Page.EvaluateAsync<JsonElement>(
            "performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname).filter((path) => path.endsWith('.js'))"
        );
        Assert.True(scripts.GetArrayLength() > 60, "The pages are bundled.");
        Assert.DoesNotContain(scripts.EnumerateArray(), path => path.GetString()!.Contains("/built/", StringComparison.Ordinal));
        await visit.Page.EvaluateAsync("location.hash = 'tab=density'");
        await visit.UntilAsync("stateOf().then(({ store }) => store.get().densityMap)");
    }
}
