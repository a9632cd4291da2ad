using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>
/// Each person's main task with nothing but keys: what Tab reaches, in an order that makes sense, and a focus that is never lost.
/// </summary>
[Collection(OneCity.Name)]
public sealed class KeyboardTests(RunningCity city, Chromium chromium)
{
    private const string Focused =
        "(() => { const one = document.activeElement; return one === document.body ? '' : (one.getAttribute('aria-label') "
        + "?? one.labels?.[0]?.textContent ?? one.textContent ?? '').trim().replace(/\\s+/g, ' '); })()";

    [Fact]
    public async Task A_liaison_finds_who_covers_a_place_and_a_partner_near_it()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, role: "liaison");
        var page = visit.Page;
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("-72.5236, 39.4715");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".cover-name").WaitForAsync();
        await ReachAsync(page, "Partners");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".rows-list").WaitForAsync();
        await ReachAsync(page, "Name, service or language");
        await page.Keyboard.TypeAsync("legal");
        await Assertions.Expect(page.Locator(".list-head .note")).ToContainTextAsync("of");
        await page.Keyboard.PressAsync("Tab"); // the order
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab"); // the first partner
        var first = await page.Locator(".rows-list .area-row").First.Locator(".area-name").InnerTextAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.StartsWith(await page.Locator(".item-title").InnerTextAsync(), first, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("All partners", await page.EvaluateAsync<string>(Focused));
    }

    [Fact]
    public async Task A_manager_sorts_the_turfs_and_opens_one()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, role: "manager");
        var page = visit.Page;
        await ReachAsync(page, "Turfs");
        await page.Keyboard.PressAsync("Enter");
        await ReachAsync(page, "Show as a table");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Grid).WaitForAsync();
        await ReachAsync(page, await page.GetByRole(AriaRole.Rowheader).First.InnerTextAsync());
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Turf", Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Turf" }).First)
            .ToHaveAttributeAsync("aria-sort", "ascending");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".cover-turf").WaitForAsync();
        Assert.Equal("All turfs", await page.EvaluateAsync<string>(Focused));
    }

    [Fact]
    public async Task A_director_goes_back_to_the_last_change_and_to_today_again()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, role: "director");
        var page = visit.Page;
        await ReachAsync(page, "The change before", partly: true);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".notice.past").WaitForAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await ReachAsync(page, "Back to today");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".notice.past")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_administrator_looks_into_an_import_and_thinks_twice_before_undoing_it()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, role: "administrator");
        var page = visit.Page;
        await ReachAsync(page, "Data");
        await page.Keyboard.PressAsync("Enter");
        await ReachAsync(page, "Place a file");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Locator(".rows-list").WaitForAsync();
        await ReachAsync(page, "Kind, file or person");
        await page.Keyboard.TypeAsync("events.csv");
        await Assertions.Expect(page.Locator(".rows-list .area-row")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await ReachAsync(page, "Undo this import");
        await page.Keyboard.PressAsync("Enter");
        await ReachAsync(page, "Keep it");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo this import" })).ToHaveCountAsync(1);
    }

    /// <summary>Presses Tab until what is wanted has the focus; every stop on the way must have one that is seen and named.</summary>
    private static async Task ReachAsync(IPage page, string name, bool partly = false)
    {
        var passed = new List<string>();
        for (var presses = 0; presses < 120; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            var now = await page.EvaluateAsync<string>(Focused);
            if (partly ? now.StartsWith(name, StringComparison.Ordinal) : now == name)
                return;
            passed.Add(now);
        }
        Assert.Fail($"Tab does not come to \"{name}\". It came to: {string.Join(" | ", passed.Distinct())}");
    }
}
