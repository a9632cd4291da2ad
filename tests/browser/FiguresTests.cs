using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>The months that a manager gives out, and what a director sees of them.</summary>
[Collection(OneCity.Name)]
public sealed class FiguresTests(RunningCity city, Chromium chromium)
{
    [Fact]
    public async Task A_manager_looks_first_releases_for_good_and_directors_see_figures_of_which_the_hidden_look_the_same()
    {
        await using (var director = await Visit.OpenAsync(city, chromium, "#tab=density", role: "director"))
        {
            await Assertions.Expect(director.Page.Locator("tm-figures")).ToContainTextAsync("No figures yet");
            await Assertions.Expect(director.Page.Locator("tm-releases")).ToHaveCountAsync(0);
            await director.HasNoAccessFaultsAsync("no figures");
        }
        await using (var manager = await Visit.OpenAsync(city, chromium, "#tab=density&of=figures"))
        {
            var page = manager.Page;
            await page.GetByRole(AriaRole.Combobox, new() { Name = "Figures by" }).SelectOptionAsync("districts");
            await page.GetByRole(AriaRole.Button, new() { Name = "Look first" }).ClickAsync();
            await Assertions.Expect(page.Locator("tm-releases")).ToContainTextAsync(new Regex("Of .* 20\\d\\d, directors would see \\d+ figures by area and by kind"));
            await page.GetByRole(AriaRole.Combobox, new() { Name = "Up to and with" }).SelectOptionAsync(new SelectOptionValue { Index = 2 });
            await page.Locator("tm-releases .button.primary").ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("This cannot be taken back.");
            await manager.HasNoAccessFaultsAsync("release");
            await page.GetByRole(AriaRole.Button, new() { Name = "Release for good" }).ClickAsync();
            await Assertions.Expect(page.Locator("tm-releases tbody tr").First).ToContainTextAsync("Demo manager", new() { Timeout = 30_000 });
            await Assertions.Expect(page.Locator("tm-releases caption + thead + tbody tr")).ToHaveCountAsync(3);
        }
        await using (var director = await Visit.OpenAsync(city, chromium, "#tab=density&months=2024-07~2024-07", role: "director"))
        {
            var page = director.Page;
            var hidden = page.Locator(".figures-table tr.is-hidden");
            await page.Locator(".figures-table").WaitForAsync();
            Assert.InRange(await hidden.CountAsync(), 1, 41);
            Assert.Equal(["Hidden"], (await hidden.Locator("td").AllInnerTextsAsync()).Distinct());
            await Assertions.Expect(page.Locator("tm-figures")).ToContainTextAsync("A figure from 1 to 9 could point at somebody");
            Assert.True(await page.EvaluateAsync<bool>("stateOf().then(({ store }) => store.get().densityMap.draw === 'areas')"));
            await director.HasNoAccessFaultsAsync("figures");
            await page.Locator(".row-link").First.ClickAsync();
            await Assertions.Expect(page.Locator("tm-figures .section-title").First).ToContainTextAsync("July 2024");
            await page.GetByRole(AriaRole.Radio, new() { Name = "Kind" }).ClickAsync();
            await Assertions.Expect(page.Locator(".figures-table thead")).ToContainTextAsync("Kind");
            Assert.Contains("by=kind", page.Url, StringComparison.Ordinal);
        }
    }
}
