using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>A file from the drop to the download.</summary>
[Collection(OneCity.Name)]
public sealed class FileTests(RunningCity city, Chromium chromium)
{
    private const int Rows = 3000;

    [Fact]
    public async Task A_dropped_file_comes_back_with_its_districts()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        var page = visit.Page;
        await DropAsync(page, "requests.csv", await SampleAsync());
        await Assertions.Expect(page.Locator("tm-file-columns .rows th.used")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Place the rows" }).ClickAsync();
        await Assertions.Expect(page.Locator("tm-file-result .totals")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator(".counts tbody tr")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".unplaced")).ToContainTextAsync("2 rows not placed");
        await visit.UntilAsync("stateOf().then(({ store }) => store.get().dots?.count > 0)");
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Download the result" }).ClickAsync()
        );
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!);
        Assert.Equal(Rows + 3, lines.Length);
        Assert.StartsWith("id,longitude,latitude,", lines[0], StringComparison.Ordinal);
        Assert.Contains("_margin_m", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("-placed.csv", download.SuggestedFilename, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_counts_sort_and_an_area_is_shown_on_the_map()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        var page = visit.Page;
        await DropAsync(page, "requests.csv", await SampleAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Place the rows" }).ClickAsync();
        await page.Locator(".counts").WaitForAsync(new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Area", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".counts th[aria-sort=ascending]")).ToContainTextAsync("Area");
        var names = await page.Locator(".counts tbody .area-name").AllTextContentsAsync();
        Assert.Equal(
            names.Order(StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering | CompareOptions.IgnoreCase)),
            names
        );
        await page.Locator(".counts tbody .area-row").First.ClickAsync();
        await visit.UntilAsync("stateOf().then(({ store }) => store.get().area !== null)");
        Assert.Contains("area=", new Uri(page.Url).Fragment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_is_refused_with_what_to_do()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        await DropAsync(visit.Page, "cases.xlsx", "PK\u0003\u0004 not a table");
        await Assertions.Expect(visit.Page.Locator("tm-file .callout.danger")).ToContainTextAsync("Save the sheet as CSV");
    }

    internal static async Task DropAsync(IPage page, string name, string text) =>
        await page.EvaluateAsync(
            "([name, text]) => { const dropped = new DataTransfer(); dropped.items.add(new File([text], name, { type: 'text/csv' }));"
                + " for (const kind of ['dragenter', 'dragover', 'drop']) window.dispatchEvent(new DragEvent(kind, { "
                + "dataTransfer: dropped, bubbles: true, cancelable: true })); }",
            new[] { name, text }
        );

    /// <summary>Rows spread around the middles of turfs, one without coordinates and one at 0, 0.</summary>
    private async Task<string> SampleAsync()
    {
        using var turfs = JsonDocument.Parse(
            await (await city.EnterAsync("manager")).Client.GetStringAsync(new Uri(city.Address, "/api/turfs"))
        );
        var labels = turfs
            .RootElement.GetProperty("features")
            .EnumerateArray()
            .Select(feature => feature.GetProperty("properties").GetProperty("label"))
            .Select(label => (Lon: label[0].GetDouble(), Lat: label[1].GetDouble()))
            .ToArray();
        var text = new StringBuilder("id,longitude,latitude\n");
        for (var row = 0; row < Rows; row++)
        {
            var (lon, lat) = labels[row % labels.Length];
            text.Append(CultureInfo.InvariantCulture, $"r{row},{lon + 1e-5 * (row % 7):F6},{lat + 1e-5 * (row % 5):F6}\n");
        }
        return text.Append("empty,,\nzero,0,0\n").ToString();
    }
}
