using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>The sample city's people: in with one click, out from the map.</summary>
[Collection(OneCity.Name)]
public sealed class DemoTests(RunningCity city, Chromium chromium)
{
    [Fact]
    public async Task Who_is_not_signed_in_comes_to_the_demo_and_with_one_click_to_the_map()
    {
        await using var visit = await Visit.OpenPageAsync(city, chromium, "#tab=layers");
        visit.Expects(401);
        var page = visit.Page;
        await visit.ComesToAsync(address => address.Contains("/sign-in.html?next=", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".callout")).ToContainTextAsync("This is a sample city");
        await Assertions.Expect(page.Locator(".demo-choice")).ToHaveCountAsync(4);
        await visit.BecomeAsync("manager");
        await Assertions.Expect(page.Locator(".demo-note")).ToContainTextAsync("Sample city, demo account: manager");
    }

    [Fact]
    public async Task The_person_menu_works_by_keyboard_and_signs_out()
    {
        await using var visit = await Visit.OpenPageAsync(city, chromium, "sign-in.html");
        visit.Expects(401);
        var page = visit.Page;
        await visit.BecomeAsync("administrator");
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Account menu" });
        await button.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Your account" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Accounts and audit" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(button).ToBeFocusedAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-expanded", "false");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("Enter");
        await visit.ComesToAsync("/sign-in.html");
        await page.GotoAsync(city.Address.ToString());
        await visit.ComesToAsync("/sign-in.html");
    }

    [Fact]
    public async Task Accounts_are_offered_to_administrators_only()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Account menu" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Accounts and audit" })).ToHaveCountAsync(0);
        await visit.Page.GotoAsync(new Uri(city.Address, "/accounts.html").ToString());
        await Assertions
            .Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 2 }))
            .ToHaveTextAsync("Only administrators see this page");
    }

    [Fact]
    public async Task A_session_that_ended_leads_to_the_sign_in_and_back_to_the_same_view()
    {
        await using var visit = await Visit.OpenPageAsync(city, chromium, "sign-in.html");
        visit.Expects(401);
        var page = visit.Page;
        await visit.BecomeAsync("liaison");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Layers" }).ClickAsync();
        // Any request that is still on its way would be refused as well, and the page would be left before somebody types.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.Context.ClearCookiesAsync();
        await page.Locator("#search").FillAsync("war");
        await visit.ComesToAsync(address => address.Contains("/sign-in.html?next=", StringComparison.Ordinal));
        await visit.BecomeAsync("liaison");
        await Assertions.Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Layers" })).ToHaveAttributeAsync("aria-selected", "true");
    }
}
