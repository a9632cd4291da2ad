using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>axe on every screen and state, light and dark, on a desk and on a phone.</summary>
[Collection(OneCity.Name)]
public sealed class AccessTests(RunningCity city, Chromium chromium)
{
    private const string PlantedFaults = """
        () => {
          document.documentElement.removeAttribute('lang');
          document.title = '';
          const faults = document.createElement('div');
          faults.innerHTML = '<img src="/favicon.svg"><button></button><input><a href="#x"></a><ul><p>A list of none</p></ul>'
            + '<div role="slider" tabindex="0" aria-label="Slides"></div><div role="nothing">No such role</div>'
            + '<p aria-nothing="1">No such</p>'
            + '<h6>Far down</h6>';
          document.querySelector('main').prepend(faults);
        }
        """;

    /// <summary>What it is worth that nothing is found below: each of these faults on a page that had none is.</summary>
    [Fact]
    public async Task Faults_that_are_brought_onto_a_page_are_found()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        Assert.Empty(await visit.AccessFaultsAsync());

        await visit.Page.EvaluateAsync(PlantedFaults);

        var found = (await visit.AccessFaultsAsync()).Select(fault => fault.Split(' ')[0]).ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "aria-required-attr",
                "aria-roles",
                "aria-valid-attr",
                "button-name",
                "document-title",
                "heading-order",
                "html-has-lang",
                "image-alt",
                "label",
                "link-name",
                "list",
            },
            found
        );
    }

    [Theory]
    [InlineData(1440, 900, false)]
    [InlineData(1440, 900, true)]
    [InlineData(390, 844, false)]
    [InlineData(390, 844, true)]
    public async Task No_screen_has_access_faults(int width, int height, bool dark)
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "", width, height, dark);
        var page = visit.Page;
        await visit.HasNoAccessFaultsAsync("nothing chosen");
        await page.Locator("#search").FillAsync("war");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).Not.ToHaveCountAsync(0);
        await visit.HasNoAccessFaultsAsync("search results");
        await page.Locator("#search").FillAsync(await PlaceAsync());
        await page.Locator("#search").PressAsync("Enter");
        await page.Locator(".cover").WaitForAsync();
        await visit.HasNoAccessFaultsAsync("a place");
        await page.Locator("tm-date .button.date").ClickAsync();
        await visit.HasNoAccessFaultsAsync("the date");
        await page.Locator(".choice").Nth(1).ClickAsync();
        await page.Locator(".notice.past").WaitForAsync();
        await visit.HasNoAccessFaultsAsync("another date");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Layers" }).ClickAsync();
        await page.Locator("tm-layers .layer-row .icon-button").First.ClickAsync();
        await visit.HasNoAccessFaultsAsync("layers");
        foreach (var screen in new[] { "Turfs", "Partners", "Cases", "Settings" })
        {
            await visit.GoToAsync(screen);
            await page.Locator(".list-title").WaitForAsync();
            await visit.HasNoAccessFaultsAsync(screen);
            if (screen == "Settings")
                continue;
            await page.Locator(".rows-list .area-row").First.ClickAsync();
            await page.Locator(".back").WaitForAsync();
            await visit.HasNoAccessFaultsAsync(screen + ", one of them");
        }
        await visit.GoToAsync("Data");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Imports" }).ClickAsync();
        await page.Locator(".rows-list .area-row").First.ClickAsync();
        await page.Locator(".item-title").WaitForAsync();
        await visit.HasNoAccessFaultsAsync("an import");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Place a file" }).ClickAsync();
        await visit.HasNoAccessFaultsAsync("no file");
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "a.csv",
                    MimeType = "text/csv",
                    Buffer = System.Text.Encoding.UTF8.GetBytes($"id,lon,lat\n1,{await PlaceAsync()}\n2,,\n"),
                }
            );
        await page.Locator("tm-file-columns .rows").WaitForAsync();
        await visit.HasNoAccessFaultsAsync("columns");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await visit.HasNoAccessFaultsAsync("layers to add");
        await page.GetByRole(AriaRole.Button, new() { Name = "Place the rows" }).ClickAsync();
        await page.Locator(".totals").WaitForAsync(new() { Timeout = 60_000 });
        await visit.HasNoAccessFaultsAsync("result");
    }

    private async Task<string> PlaceAsync()
    {
        using var turfs = JsonDocument.Parse(
            await (await city.EnterAsync("manager")).Client.GetStringAsync(new Uri(city.Address, "/api/turfs"))
        );
        var label = turfs.RootElement.GetProperty("features")[0].GetProperty("properties").GetProperty("label");
        return string.Create(CultureInfo.InvariantCulture, $"{label[0].GetDouble()},{label[1].GetDouble()}");
    }
}
