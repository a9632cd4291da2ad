using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>What the page keeps is data, and a tab that nobody knows finds its place in it.</summary>
[Collection(OneCity.Name)]
public sealed class StateTests(RunningCity city, Chromium chromium)
{
    /// <summary>Looks at every value that enters the state and freezes it, so that whoever changes one in place fails.</summary>
    private const string Watch = """
        stateOf().then(({ store }) => {
          window.notData = [];
          const look = (value, path) => {
            if (value === null || typeof value === 'string' || typeof value === 'boolean' || Object.isFrozen(value)) return;
            if (typeof value === 'number') {
              if (!Number.isFinite(value)) notData.push(`${path} is ${value}`);
            } else if (Array.isArray(value) || (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)) {
              for (const [key, inner] of Object.entries(value)) look(inner, `${path}.${key}`);
              Object.freeze(value);
            } else notData.push(`${path} is ${typeof value === 'object' ? value.constructor?.name : typeof value}`);
          };
          const lookAt = (state, keys) => { for (const key of keys) look(state[key], key); };
          lookAt(store.get(), Object.keys(store.get()));
          store.on(Object.keys(store.get()), lookAt);
        })
        """;

    [Fact]
    public async Task The_state_is_data_that_json_writes_and_reads_through_a_whole_visit()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        var page = visit.Page;
        await page.EvaluateAsync(Watch);
        await page.Locator("#map").ClickAsync();
        await Assertions.Expect(page.Locator("tm-place .answer")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy as sentence" }).ClickAsync();
        await Assertions.Expect(page.Locator(".part-toast")).ToHaveCountAsync(1);
        foreach (var tab in (string[])["layers", "turfs", "cases", "partners", "imports", "settings"])
        {
            await page.EvaluateAsync($"location.hash = '#tab={tab}'");
            await Assertions.Expect(page.Locator($"tm-{tab}")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator($"tm-{tab} .skeleton")).ToHaveCountAsync(0);
            if (tab is "turfs" or "cases" or "partners" or "imports")
                await page.Locator($"tm-{tab} .rows-list .area-row").First.ClickAsync();
        }
        foreach (var view in (string[])["hexagons", "surface", "areas", "points", "hotspots", "compare"])
        {
            await page.EvaluateAsync($"location.hash = '#tab=density&view={view}'");
            await Assertions.Expect(page.Locator("tm-density-key .key-lines")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("tm-density .skeleton")).ToHaveCountAsync(0);
        }
        await FileTests.DropAsync(page, "places.csv", PlacesOf(await page.EvaluateAsync<double[]>(Center)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Place the rows" }).ClickAsync();
        await visit.UntilAsync("stateOf().then(({ store }) => store.get().dots?.count > 0)");
        Assert.Empty(await page.EvaluateAsync<string[]>("notData"));
        Assert.True(
            await page.EvaluateAsync<bool>(
                "stateOf().then(({ store }) => JSON.stringify(structuredClone(store.get())) === JSON.stringify(store.get()))"
            )
        );
    }

    [Fact]
    public async Task A_tab_that_is_added_stands_in_the_rail_and_opens_its_panel()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        var page = visit.Page;
        await page.EvaluateAsync(
            """
            stateOf().then(({ addFeature }) => {
              class Shelters extends HTMLElement { connectedCallback() { this.textContent = 'Four shelters'; } }
              customElements.define('tm-shelters', Shelters);
              const look = { key: 'shelters', icon: 'pin', title: 'Shelters' };
              addFeature({ ...look, order: 65, needs: 'readPartners', screen: look, panel: 'tm-shelters' });
            })
            """
        );
        await visit.GoToAsync("Shelters");
        await Assertions.Expect(page.Locator("#panel-body")).ToHaveTextAsync("Four shelters");
        await Assertions.Expect(page.Locator(".rail-item[aria-current=page]")).ToHaveTextAsync("Shelters");
        Assert.Contains("tab=shelters", page.Url, StringComparison.Ordinal);
    }

    private const string Center = "stateOf().then(({ store }) => [store.get().view.lon, store.get().view.lat])";

    private static string PlacesOf(double[] center) =>
        Enumerable
            .Range(0, 20)
            .Aggregate(
                new StringBuilder("id,longitude,latitude\n"),
                (text, row) =>
                    text.Append(CultureInfo.InvariantCulture, $"r{row},{center[0] + row * 1e-4:F6},{center[1] + row * 1e-4:F6}\n")
            )
            .ToString();
}
