using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>The density of cases and events, as people meet it.</summary>
[Collection(OneCity.Name)]
public sealed class DensityTests(RunningCity city, Chromium chromium)
{
    private const string Drawn = "stateOf().then(({ store }) => store.get().densityMap)";

    [Theory, InlineData(1440, 900, false), InlineData(390, 844, true)]
    public async Task The_map_shows_hexagons_and_its_legend_says_what_they_are_of(int width, int height, bool dark)
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density", width, height, dark);
        var (page, key) = (visit.Page, visit.Page.Locator("tm-density-key"));
        await key.Locator(".legend").WaitForAsync();
        await Assertions.Expect(key.Locator(".legend-unit")).ToHaveTextAsync("per square mile and month");
        await Assertions.Expect(key).ToContainTextAsync(new Regex(@"Opened .+ · [\d,]+ of [\d,]+ cases"));
        await Assertions.Expect(key).ToContainTextAsync(new Regex(@"Cases to .+; [\d.]+ % not placed"));
        await Assertions.Expect(page.Locator("tm-density .left-out")).ToContainTextAsync("have no place");
        await Assertions.Expect(page.Locator("tm-density")).ToContainTextAsync("A case is a report, not a need");
        Assert.True(await page.EvaluateAsync<int>("stateOf().then(({ store }) => store.get().density.about.drawn)") > 100);
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
        using var told = JsonDocument.Parse(
            await (await city.EnterAsync("manager")).Client.GetStringAsync(new Uri(city.Address, "/api/cases/counts?by=kind&kind=noise"))
        );
        var count = told.RootElement.GetProperty("cases").GetInt32();
        await Assertions
            .Expect(page.Locator("tm-density .list-head .note"))
            .ToHaveTextAsync(string.Create(CultureInfo.InvariantCulture, $"{count:N0} cases"));
        Assert.Contains("cases=", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Assertions
            .Expect(page.Locator("tm-density .list-head .note"))
            .ToHaveTextAsync(string.Create(CultureInfo.InvariantCulture, $"{count:N0} cases"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Everything again" }).ClickAsync();
        await Assertions.Expect(noise).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.DoesNotContain("cases=", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_else_is_chosen_stands_above_as_chips_and_each_is_taken_off_again()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density&in=wards:4");
        var (page, chips) = (visit.Page, visit.Page.Locator("tm-density-filters ul.chips"));
        await Assertions.Expect(chips).ToContainTextAsync("Wards: Ward 4");
        await page.GetByText("More filters").ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Language" })
            .GetByRole(AriaRole.Button, new() { NameRegex = new("^Spanish ") })
            .ClickAsync();
        await Assertions.Expect(chips).ToContainTextAsync("Language: Spanish");
        Assert.Contains("language=es", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the filter Wards: Ward 4" }).ClickAsync();
        await Assertions.Expect(chips).Not.ToContainTextAsync("Ward 4");
        Assert.DoesNotContain("in=", page.Url, StringComparison.Ordinal);
        await visit.HasNoAccessFaultsAsync("more filters");
    }

    [Fact]
    public async Task A_filter_that_lets_nothing_through_says_so()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density&cases=all~1990-01-01~1990-02-01");
        await Assertions.Expect(visit.Page.Locator("tm-density .empty-title")).ToHaveTextAsync("Nothing fits");
    }

    [Fact]
    public async Task Places_that_are_probably_a_default_are_named_left_out_and_taken_in_on_request()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density");
        var page = visit.Page;
        await Assertions.Expect(page.Locator(".left-out")).ToContainTextAsync("probably a geocoder’s default");
        var before = await page.EvaluateAsync<int>("stateOf().then(({ store }) => store.get().density.about.drawn)");
        await page.GetByText("1 such place").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("at one place. Show it$") }).ClickAsync();
        await visit.UntilAsync("stateOf().then(({ store }) => store.get().view.zoom >= 15)");
        await page.GetByLabel("Take those places in").CheckAsync();
        await visit.UntilAsync($"stateOf().then(({{ store }}) => store.get().density.about.drawn > {before})");
        Assert.Contains("sinks=1", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_view_and_how_it_is_made_stand_in_the_link_and_one_step_back_is_the_view_before()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Radio, new() { Name = "Areas" }).CheckAsync(new() { Force = true });
        await page.GetByLabel("Areas of").First.SelectOptionAsync("wards");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Count" }).CheckAsync(new() { Force = true });
        await Assertions.Expect(page.Locator("tm-density-key .legend-unit")).ToHaveTextAsync("in the period");
        Assert.Contains("view=areas&on=wards&measure=count", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("tm-density-key .legend-unit")).ToHaveTextAsync("in the period");
        // one to three thousand, whatever the other wards have
        Assert.Equal("seq-5", await page.EvaluateAsync<string>(Drawn + ".then((what) => what.fills['1'])"));
        await page.GetByRole(AriaRole.Radio, new() { Name = "Hexagons" }).CheckAsync(new() { Force = true });
        await Assertions.Expect(page.Locator("tm-density-key")).ToContainTextAsync("Hexagons of 1,320 feet");
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("tm-density-key .legend-unit")).ToHaveTextAsync("in the period");
    }

    [Fact]
    public async Task What_the_map_shows_is_in_a_table_too_by_the_keyboard_and_as_a_file()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density&in=wards:4");
        var page = visit.Page;
        await page.GetByText("As a table").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var grid = page.GetByRole(AriaRole.Grid, new() { Name = "Hexagons" });
        await grid.Locator("[data-row='0'] [data-column='0']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await visit.UntilAsync("stateOf().then(({ store }) => store.get().view.zoom >= 15)");
        Assert.Contains(
            "format=csv",
            await page.GetByRole(AriaRole.Link, new() { Name = "CSV of this view" }).GetAttributeAsync("href"),
            StringComparison.Ordinal
        );
        await visit.HasNoAccessFaultsAsync("density as a table");
    }

    [Fact]
    public async Task Events_are_counted_in_the_same_way_with_kinds_of_their_own()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density&cases=open~~~noise");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Radio, new() { Name = "Events" }).CheckAsync(new() { Force = true });
        await Assertions.Expect(page.Locator("tm-density-key .legend-heading")).ToContainTextAsync("Events");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^workshop ") }))
            .ToHaveAttributeAsync("aria-pressed", "false");
        Assert.DoesNotContain("noise", page.Url, StringComparison.Ordinal);
        Assert.Contains("of=events", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_director_is_never_asked_about_cases_and_sees_events()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "", role: "director");
        var (page, asked) = (visit.Page, new List<string>());
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/api/cases", StringComparison.Ordinal))
                asked.Add(request.Url);
        };
        await Assertions.Expect(page.Locator("tm-rail")).Not.ToContainTextAsync("Cases");
        await visit.GoToAsync("Density");
        await Assertions.Expect(page.Locator("tm-figures")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Events" }).CheckAsync(new() { Force = true });
        await Assertions.Expect(page.Locator("tm-density-key .legend-heading")).ToContainTextAsync("Events");
        Assert.Empty(asked);
    }

    [Fact]
    public async Task Where_colours_are_the_readers_own_the_steps_have_marks()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "");
        await visit.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await visit.Page.GotoAsync(new Uri(city.Address, "/#tab=density").ToString());
        var marks = visit.Page.Locator("tm-density-key .ramp-marks");
        await Assertions.Expect(marks.Last).ToBeVisibleAsync();
        Assert.Equal(0, await marks.First.Locator("circle").CountAsync());
        Assert.True(await marks.Last.Locator("circle").CountAsync() > await marks.Nth(2).Locator("circle").CountAsync());
    }

    [Theory, InlineData(1440, 900, false), InlineData(390, 844, true)]
    public async Task The_surface_keeps_its_radius_at_every_zoom_and_says_what_is_blank(int width, int height, bool dark)
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density&view=surface", width, height, dark);
        var (page, key) = (visit.Page, visit.Page.Locator("tm-density-key"));
        await Assertions.Expect(key).ToContainTextAsync("Quartic, radius 2,640 ft");
        await Assertions.Expect(key).ToContainTextAsync("Too few people to show");
        var before = await page.EvaluateAsync<string>(Drawn + ".then((what) => what.key.breaks.join())");
        await page.GetByRole(AriaRole.Radio, new() { Name = "5,280 ft" }).CheckAsync(new() { Force = true });
        await Assertions.Expect(key).ToContainTextAsync("Quartic, radius 5,280 ft");
        Assert.Contains("radius=5280", page.Url, StringComparison.Ordinal);
        Assert.Equal(before, await page.EvaluateAsync<string>(Drawn + ".then((what) => what.key.breaks.join())"));
        await visit.HasNoAccessFaultsAsync("surface");
    }

    [Fact]
    public async Task Points_are_drawn_once_each_and_one_alone_opens_as_in_the_list()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density&view=points&in=wards:4&language=ko");
        var page = visit.Page;
        await visit.UntilAsync(
            "stateOf().then(({ store }) => { const { density, pointTiles } = store.get(); const about = density.about; "
                + "return about && pointTiles.reduce((sum, { n }) => sum + n, 0) === about.count - about.unplaced - "
                + "about.outside; })"
        );
        await page.EvaluateAsync(
            "stateOf().then(({ store, map }) => { const { pointTiles } = store.get(); const one = pointTiles[0]; map.fly({ "
                + "lon: one.x / 256 * 360 - 180, lat: Math.atan(Math.sinh(Math.PI * (1 - 2 * one.y / 256))) * 180 / "
                + "Math.PI, zoom: 18, exact: true }); })"
        );
        await visit.UntilAsync(
            "stateOf().then(({ store }) => store.get().view.zoom === 18 && store.get().pointTiles.some(({ n }) => n === 1))"
        );
        await page.EvaluateAsync(
            "stateOf().then(({ store, map }) => { const one = store.get().pointTiles.find(({ n }) => n === 1); map.fly({ "
                + "lon: one.x / 256 * 360 - 180, lat: Math.atan(Math.sinh(Math.PI * (1 - 2 * one.y / 256))) * 180 / "
                + "Math.PI, zoom: 18, exact: true }); })"
        );
        await page.Locator("#map").ClickAsync();
        await Assertions.Expect(page.Locator("tm-cases .item-title")).ToHaveCountAsync(1);
        Assert.Contains("tab=cases&item=", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_is_kept_under_a_name_opened_deleted_and_brought_back()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density&view=areas&on=wards&measure=count");
        var page = visit.Page;
        await page.GetByText("Saved views").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save this view" }).ClickAsync();
        await Assertions.Expect(page.Locator("#save-view-problem")).ToHaveTextAsync("Give it a name.");
        await page.Locator(".save-view").GetByLabel("Name").FillAsync("Wards by count");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save this view" }).ClickAsync();
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Wards by count" });
        await Assertions.Expect(link).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Hexagons" }).CheckAsync(new() { Force = true });
        await Assertions.Expect(page.Locator("tm-density-key")).ToContainTextAsync("Hexagons of 1,320 feet");
        await link.ClickAsync();
        await Assertions.Expect(page.Locator("tm-density-key .legend-unit")).ToHaveTextAsync("in the period");
        await visit.HasNoAccessFaultsAsync("saved views");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete “Wards by count”" }).ClickAsync();
        await Assertions.Expect(link).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo: Deleted “Wards by count”." }).ClickAsync();
        await Assertions.Expect(link).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task In_spanish_every_word_of_it_is_spanish()
    {
        await using var visit = await Visit.OpenPageAsync(
            city,
            chromium,
            "#tab=density",
            who: await city.EnterAsync("manager"),
            locale: "es-ES"
        );
        await Assertions.Expect(visit.Page.Locator("tm-density-key .legend-heading")).ToContainTextAsync("Casos por milla cuadrada y mes");
        await Assertions.Expect(visit.Page.Locator("tm-density .list-title")).ToHaveTextAsync("Densidad");
    }
}
