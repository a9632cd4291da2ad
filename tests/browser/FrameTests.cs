using System.Text.Json;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>The rail, its screens, links to them, and the strip of time.</summary>
[Collection(OneCity.Name)]
public sealed class FrameTests(RunningCity city, Chromium chromium)
{
    [Theory]
    [InlineData("liaison", "Map,Turfs,Cases,Partners,Data,Settings")]
    [InlineData("manager", "Map,Turfs,Cases,Partners,Data,Settings")]
    [InlineData("director", "Map,Turfs,Density,Partners,Data,Settings")]
    [InlineData("administrator", "Map,Turfs,Density,Partners,Data,Settings")]
    public async Task The_rail_holds_what_a_role_may_see(string role, string screens)
    {
        await using var visit = await Visit.OpenAsync(city, chromium, role: role);
        await Assertions.Expect(visit.Page.Locator(".rail-item")).ToHaveTextAsync(screens.Split(','));
    }

    [Fact]
    public async Task A_screen_that_one_may_not_see_is_not_opened_by_its_link()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=cases", role: "director");
        await Assertions.Expect(visit.Page.Locator(".rail-item[aria-current=page]")).ToHaveTextAsync("Map");
        await Assertions.Expect(visit.Page.Locator("tm-cases")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_partner_is_found_opened_linked_and_left_by_keyboard_and_the_focus_comes_back()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=partners");
        var page = visit.Page;
        var partner = await PartnerAsync();
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Name, service or language" }).FillAsync(partner);
        var row = page.Locator(".rows-list .area-row").Filter(new() { HasText = partner }).First;
        await row.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".item-title")).ToHaveTextAsync(partner);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "All partners" })).ToBeFocusedAsync();
        Assert.Contains("item=", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".item-title")).ToHaveTextAsync(partner);
        await page.GetByRole(AriaRole.Button, new() { Name = "All partners" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(row).ToBeFocusedAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".item-title")).ToHaveTextAsync(partner);
    }

    [Fact]
    public async Task The_search_finds_partners_and_opens_them()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        var (page, partner) = (visit.Page, await PartnerAsync());
        await page.Locator("#search").FocusAsync();
        await visit.UntilAsync("stateOf().then(({ store }) => store.get().lists.partners?.status === 'ready')");
        await page.Locator("#search").FillAsync(partner);
        await page.GetByRole(AriaRole.Option).Filter(new() { HasText = "Partner" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".item-title")).ToHaveTextAsync(partner);
        await Assertions.Expect(page.Locator(".rail-item[aria-current=page]")).ToHaveTextAsync("Partners");
    }

    [Fact]
    public async Task Partners_lie_on_the_map_while_their_list_is_open_and_one_is_opened_from_there()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=partners");
        var page = visit.Page;
        await visit.UntilAsync("stateOf().then(({ store }) => store.get().marks?.points.length > 0)");
        await page.EvaluateAsync(
            "async () => { const { store, map } = await stateOf(); const { lon, lat } = store.get().marks.points[0]; "
                + "map.fly({ lon, lat, zoom: 18, exact: true }); }"
        );
        await page.Locator("#map").ClickAsync();
        await Assertions.Expect(page.Locator(".item-title")).ToHaveCountAsync(1);
        await visit.GoToAsync("Settings");
        await visit.UntilAsync("stateOf().then(({ store }) => store.get().marks === null)");
    }

    [Fact]
    public async Task A_list_becomes_a_table_that_sorts_opens_and_comes_back()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=turfs");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Show as a table" }).ClickAsync();
        var grid = page.GetByRole(AriaRole.Grid);
        await Assertions.Expect(grid).ToHaveAttributeAsync("aria-rowcount", "25");
        Assert.Contains("wide=1", page.Url, StringComparison.Ordinal);
        await grid.GetByRole(AriaRole.Columnheader, new() { Name = "Units" }).ClickAsync();
        await Assertions
            .Expect(grid.GetByRole(AriaRole.Columnheader, new() { Name = "Units" }))
            .ToHaveAttributeAsync("aria-sort", "ascending");
        await visit.HasNoAccessFaultsAsync("the table of turfs");
        await grid.GetByRole(AriaRole.Gridcell).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "All turfs" }).ClickAsync();
        await Assertions.Expect(grid).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show as a list" }).ClickAsync();
        await Assertions.Expect(page.Locator(".rows-list .area-row")).ToHaveCountAsync(24);
    }

    [Fact]
    public async Task The_strip_steps_from_change_to_change_and_says_the_day()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "The change before" }).ClickAsync();
        await Assertions.Expect(page.Locator(".notice.past")).ToHaveCountAsync(1);
        Assert.Contains("at=", page.Url, StringComparison.Ordinal);
        var slider = page.GetByRole(AriaRole.Slider, new() { Name = "The day everything is shown for" });
        var before = await slider.GetAttributeAsync("aria-valuetext");
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(slider).Not.ToHaveAttributeAsync("aria-valuetext", before!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to today" }).ClickAsync();
        await Assertions.Expect(page.Locator(".notice.past")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_administrator_renames_the_city_and_takes_it_back()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=settings", role: "administrator");
        var (page, name) = (visit.Page, visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }));
        var before = await name.InputValueAsync();
        await name.FillAsync("  ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".problem-text[role=alert]")).ToContainTextAsync("A city needs a name");
        await name.FillAsync("Port Merrow Bay");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".part-toast")).ToContainTextAsync("Saved");
        await Assertions.Expect(page.Locator(".brand-city")).ToHaveTextAsync("Port Merrow Bay");
        await page.Locator(".part-toast").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Locator(".brand-city")).ToHaveTextAsync(before);
        await Assertions.Expect(name).ToHaveValueAsync(before);
    }

    [Fact]
    public async Task On_a_phone_the_rail_lies_at_the_thumb_and_every_target_is_large()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=turfs", 390, 844, role: "liaison");
        var sizes = await visit.Page.EvaluateAsync<JsonElement>(
            "[...document.querySelectorAll('.rail-item, .area-row, .choice-chip, .back, .filter')].map((one) => { const { "
                + "width, height, bottom } = one.getBoundingClientRect(); return [width, height, bottom]; })"
        );
        Assert.NotEqual(0, sizes.GetArrayLength());
        foreach (var size in sizes.EnumerateArray())
            Assert.True(size[0].GetDouble() >= 44 && size[1].GetDouble() >= 40, size.ToString());
        Assert.InRange(sizes[0][2].GetDouble(), 780, 844);
    }

    private async Task<string> PartnerAsync()
    {
        using var partners = JsonDocument.Parse(
            await (await city.EnterAsync("manager")).Client.GetStringAsync(new Uri(city.Address, "/api/partners"))
        );
        return partners.RootElement[0].GetProperty("name").GetString()!;
    }
}
