using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>What people do on the map, in a real browser against the real program.</summary>
[Collection(OneCity.Name)]
public sealed class MapTests(RunningCity city, Chromium chromium)
{
    [Fact]
    public async Task The_map_opens_on_the_whole_city_with_its_turfs()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        await Assertions.Expect(visit.Page.Locator("h1")).Not.ToBeEmptyAsync();
        Assert.True(await visit.Page.EvaluateAsync<int>("stateOf().then(({ store }) => store.get().plan.turfs.length)") > 0);
        Assert.True(await InkAsync(visit.Page) > 4, "The canvas of areas shows fewer than five colours.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_address_that_is_read_is_written_the_same(double zoomedIn)
    {
        await using var first = await Visit.OpenAsync(city, chromium);
        var view = await first.Page.EvaluateAsync<JsonElement>("stateOf().then(({ store }) => store.get().view)");
        // Within a pixel of where the map opens by itself, and at its own zoom and another.
        double Part(string name) => view.GetProperty(name).GetDouble();
        var address = string.Create(
            CultureInfo.InvariantCulture,
            $"#map={Part("zoom") + zoomedIn}/{Part("lat") + 0.00013:0.#####}/{Part("lon") + 0.00011:0.#####}"
        );
        await using var visit = await Visit.OpenAsync(city, chromium, address);
        Assert.Equal(address, await MapPartAsync(visit.Page));

        await visit.Page.EvaluateAsync("stateOf().then(({ store }) => { window.before = String(store.get().view.box); })");
        await visit.Page.SetViewportSizeAsync(1283, 777);
        await visit.UntilAsync("stateOf().then(({ store }) => String(store.get().view.box) !== before)");
        Assert.Equal(address, await MapPartAsync(visit.Page));

        await visit.Page.Locator("#map").FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.UntilAsync($"!location.hash.startsWith('{address}')");
        await visit.Page.EvaluateAsync($"location.hash = '{address}'");
        await visit.UntilAsync($"location.hash.startsWith('{address}')");
        Assert.Equal(address, await MapPartAsync(visit.Page));
    }

    /// <summary>What the address says of the map, once the map has come to rest in its box.</summary>
    private static async Task<string> MapPartAsync(IPage page)
    {
        await page.EvaluateAsync("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))");
        return new Uri(page.Url).Fragment.Split('&')[0];
    }

    [Fact]
    public async Task A_click_shows_who_covers_the_place_and_every_district_with_its_margin()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        var place = await InsideAsync();
        await ClickAsync(visit.Page, place);
        var expected = await WhoAsync(place, null);
        await Assertions
            .Expect(visit.Page.Locator(".cover-name"))
            .ToHaveTextAsync(expected.GetProperty("lead").GetProperty("name").GetString()!);
        await Assertions.Expect(visit.Page.Locator(".district")).ToHaveCountAsync(expected.GetProperty("areas").GetArrayLength());
        await Assertions.Expect(visit.Page.Locator(".district-margin").First).ToContainTextAsync("from the line");
        await Assertions.Expect(visit.Page.Locator("tm-announcer [role=status]")).ToContainTextAsync("Covered by");
        await Assertions.Expect(visit.Page.Locator(".pin")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_was_found_is_copied_as_sentence_CSV_and_JSON()
    {
        var place = await InsideAsync();
        await using var visit = await Visit.OpenAsync(city, chromium, Link(place));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Copy as sentence" }).ClickAsync();
        Assert.Equal((await WhoAsync(place, null)).GetProperty("sentence").GetString(), await ClipboardAsync(visit.Page));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Copy as CSV" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".part-toast").Last).ToContainTextAsync("CSV");
        Assert.StartsWith("lon,lat,at,", await ClipboardAsync(visit.Page), StringComparison.Ordinal);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Copy as JSON" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".part-toast").Last).ToContainTextAsync("JSON");
        Assert.Equal(
            place.Lon,
            JsonDocument.Parse(await ClipboardAsync(visit.Page)).RootElement.GetProperty("place").GetProperty("lon").GetDouble(),
            9
        );
    }

    [Fact]
    public async Task A_place_is_looked_up_with_the_keyboard_alone()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        var page = visit.Page;
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Locator("#search")).ToBeFocusedAsync();
        var place = await InsideAsync();
        await page.Keyboard.TypeAsync(string.Create(CultureInfo.InvariantCulture, $"{place.Lon}, {place.Lat}"));
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).Not.ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".cover-name")).ToBeVisibleAsync();
        await page.Locator("#map").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator(".cross")).ToBeVisibleAsync();
        var before = await page.Locator(".coordinates").TextContentAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".coordinates")).Not.ToHaveTextAsync(before!);
    }

    [Fact]
    public async Task Every_turf_and_area_is_in_a_list_too()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Tab, new() { Name = "Layers" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "List the turfs" }).ClickAsync();
        var first = page.Locator("tm-area-list .area-row").First;
        var whole = await first.Locator(".area-name").TextContentAsync();
        await first.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".cover-turf")).ToBeVisibleAsync();
        Assert.StartsWith((await page.Locator(".cover-turf").TextContentAsync())!.Trim(), whole!.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_date_shows_the_plan_of_that_date_and_says_so()
    {
        var place = await InsideAsync();
        await using var visit = await Visit.OpenAsync(city, chromium, Link(place));
        var page = visit.Page;
        var now = await page.Locator(".cover-plan").TextContentAsync();
        await page.Locator("tm-date .button.date").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "The day before this plan" }).ClickAsync();
        await Assertions.Expect(page.Locator(".notice.past")).ToContainTextAsync("not at today");
        await Assertions.Expect(page.Locator(".cover-plan")).Not.ToHaveTextAsync(now!);
        Assert.Contains("at=", new Uri(page.Url).Fragment, StringComparison.Ordinal);
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".notice.past")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".cover-plan")).ToHaveTextAsync(now!);
    }

    [Fact]
    public async Task A_link_opens_what_it_was_copied_from()
    {
        var place = await InsideAsync();
        await using var visit = await Visit.OpenAsync(city, chromium, Link(place));
        var found = await visit.Page.Locator(".cover").TextContentAsync();
        await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Layers" }).ClickAsync();
        await visit.Page.ReloadAsync();
        await visit.DrawnAsync();
        await Assertions
            .Expect(visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Layers" }))
            .ToHaveAttributeAsync("aria-selected", "true");
        await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Place" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".cover")).ToHaveTextAsync(found!);
    }

    [Fact]
    public async Task Nothing_scrolls_sideways_on_the_narrowest_phone()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, Link(await InsideAsync()), 360, 640);
        await HoldsAsync("Map");
        await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "Layers" }).ClickAsync();
        await HoldsAsync("Layers");
        foreach (var screen in new[] { "Turfs", "Cases", "Partners", "Data", "Settings" })
        {
            await visit.GoToAsync(screen);
            await HoldsAsync(screen);
        }

        async Task HoldsAsync(string screen)
        {
            Assert.Equal(360, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.True(
                await visit.Page.EvaluateAsync<bool>(
                    "(() => { const body = document.querySelector('.panel-body'); return body.scrollWidth <= body.clientWidth; })()"
                ),
                screen
            );
        }
    }

    private static string Link((double Lon, double Lat) place) =>
        string.Create(CultureInfo.InvariantCulture, $"#place={place.Lon},{place.Lat}");

    private static Task<string> ClipboardAsync(IPage page) => page.EvaluateAsync<string>("navigator.clipboard.readText()");

    private static Task<int> InkAsync(IPage page) =>
        page.EvaluateAsync<int>(
            "(() => { const canvas = document.querySelector('.pane-areas canvas'); const { data } = "
                + "canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); const seen = new Set();"
                + " for (let i = 0; i < data.length; i += 4 * 997) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]); "
                + "return seen.size; })()"
        );

    /// <summary>Brings the place to the middle of the map and clicks there.</summary>
    private static async Task ClickAsync(IPage page, (double Lon, double Lat) place)
    {
        await page.EvaluateAsync(
            "async ([lon, lat]) => { const { map } = await stateOf(); map.fly({ lon, lat, zoom: 13, exact: true }); }",
            new[] { place.Lon, place.Lat }
        );
        await page.Locator("#map").ClickAsync();
    }

    /// <summary>A place well inside a turf with a liaison: the label point of the first such turf.</summary>
    private async Task<(double Lon, double Lat)> InsideAsync()
    {
        using var turfs = JsonDocument.Parse(
            await (await city.EnterAsync("manager")).Client.GetStringAsync(new Uri(city.Address, "/api/turfs"))
        );
        var turf = turfs
            .RootElement.GetProperty("features")
            .EnumerateArray()
            .Select(feature => feature.GetProperty("properties"))
            .First(turf => turf.GetProperty("lead").ValueKind == JsonValueKind.Object);
        var label = turf.GetProperty("label");
        return (label[0].GetDouble(), label[1].GetDouble());
    }

    private async Task<JsonElement> WhoAsync((double Lon, double Lat) place, string? at)
    {
        var address = string.Create(
            CultureInfo.InvariantCulture,
            $"/api/who?lon={place.Lon}&lat={place.Lat}{(at is null ? "" : "&at=" + at)}"
        );
        using var answer = JsonDocument.Parse(
            await (await city.EnterAsync("manager")).Client.GetStringAsync(new Uri(city.Address, address))
        );
        return answer.RootElement.Clone();
    }
}
