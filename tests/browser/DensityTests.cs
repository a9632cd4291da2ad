using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>The density of cases, as a manager meets it.</summary>
[Collection(OneCity.Name)]
public sealed class DensityTests(RunningCity city, Chromium chromium)
{
    [Theory, InlineData(1440, 900, false), InlineData(390, 844, true)]
    public async Task The_map_shows_hexagons_and_the_panel_says_what_they_are_of(int width, int height, bool dark)
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density", width, height, dark);
        var page = visit.Page;
        await page.Locator("tm-density .legend").WaitForAsync();
        await Assertions.Expect(page.Locator("tm-density .legend-unit")).ToHaveTextAsync("per square mile and month");
        await Assertions.Expect(page.Locator("tm-density .facts-short")).ToContainTextAsync("have no place in the city and are not on the map");
        await Assertions.Expect(page.Locator("tm-density")).ToContainTextAsync("A case is a report, not a need");
        Assert.True(await page.EvaluateAsync<int>("stateOf().then(({ store }) => store.get().density.shapes.list.length)") > 100);
        await visit.HasNoAccessFaultsAsync("density");
    }

    [Fact]
    public async Task A_choice_narrows_the_map_stands_in_the_link_and_is_taken_back()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density");
        var page = visit.Page;
        var noise = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^noise ") });
        await noise.ClickAsync();
        await Assertions.Expect(noise).ToHaveAttributeAsync("aria-pressed", "true");
        using var told = JsonDocument.Parse(await (await city.EnterAsync("manager")).Client.GetStringAsync(new Uri(city.Address, "/api/cases/counts?by=kind&kind=noise")));
        var count = told.RootElement.GetProperty("cases").GetInt32();
        await Assertions.Expect(page.Locator("tm-density .list-head .note")).ToHaveTextAsync(string.Create(CultureInfo.InvariantCulture, $"{count:N0} cases"));
        Assert.Contains("cases=", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("tm-density .list-head .note")).ToHaveTextAsync(string.Create(CultureInfo.InvariantCulture, $"{count:N0} cases"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Everything again" }).ClickAsync();
        await Assertions.Expect(noise).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.DoesNotContain("cases=", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_director_has_no_cases_to_look_at()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density", role: "director");
        await Assertions.Expect(visit.Page.Locator("tm-density")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("tm-rail")).Not.ToContainTextAsync("Cases");
    }
}
