using System.Globalization;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>The gallery of parts: every part in every state, without anybody signed in.</summary>
[Collection(OneCity.Name)]
public sealed class GalleryTests(RunningCity city, Chromium chromium)
{
    private const int Rows = 100_000;
    private const int MostDrawn = 60;

    /// <summary>The folder that photographs are put into; none are taken without one.</summary>
    private static string? Pictures => Environment.GetEnvironmentVariable("TURFMAP_PICTURES") is { Length: > 0 } named ? named : null;

    [Theory]
    [InlineData(1440, 900, false)]
    [InlineData(1440, 900, true)]
    [InlineData(1024, 768, false)]
    [InlineData(1024, 768, true)]
    [InlineData(390, 844, false)]
    [InlineData(390, 844, true)]
    public async Task No_part_has_access_faults_and_none_is_wider_than_the_page(int width, int height, bool dark)
    {
        await using var visit = await OpenAsync(width, height, dark);
        var page = visit.Page;
        await page.Locator("#line .u-over").First.WaitForAsync();
        await PhotographAsync(page, "gallery", width, dark);
        await visit.HasNoAccessFaultsAsync("gallery");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    [Theory]
    [InlineData(1440, 900, false)]
    [InlineData(390, 844, true)]
    public async Task What_opens_has_no_access_faults(int width, int height, bool dark)
    {
        await using var visit = await OpenAsync(width, height, dark);
        var page = visit.Page;

        async Task LookAsync(string state)
        {
            await PhotographAsync(page, state, width, dark, whole: false);
            await visit.HasNoAccessFaultsAsync(state);
        }

        await page.Locator("#many").GetByRole(AriaRole.Button, new() { Name = "Columns" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Columns" })).ToBeVisibleAsync();
        await LookAsync("columns");
        await page.Keyboard.PressAsync("Escape");

        var places = page.GetByRole(AriaRole.Combobox, new() { Name = "Place", Exact = true });
        await places.FillAsync("ar");
        await Assertions.Expect(page.Locator("#combobox").GetByRole(AriaRole.Option)).Not.ToHaveCountAsync(0);
        await LookAsync("options");
        await places.PressAsync("Escape");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Person", Exact = true }).FillAsync("x");
        await Assertions.Expect(page.Locator("#combobox .results-none strong:visible")).ToHaveTextAsync("The server did not answer.");
        await LookAsync("failed");
        await page.Keyboard.PressAsync("Escape");

        await page.Locator(".dates-button").First.ClickAsync();
        await page.Locator("#dates input[name=last]").First.FillAsync("2019-01-01");
        await page.Locator("#dates .dates-own button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#dates .problem-text:visible")).ToContainTextAsync("before the first");
        await Assertions.Expect(page.Locator("#dates input[name=last]").First).ToBeFocusedAsync();
        await LookAsync("dates");
        await page.Keyboard.PressAsync("Escape");

        var question = page.GetByRole(AriaRole.Button, new() { Name = "A question" });
        await question.ClickAsync();
        await Assertions.Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
        await LookAsync("dialog");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(question).ToBeFocusedAsync();

        await page.Locator("#tip").GetByRole(AriaRole.Button, new() { Name = "What is a fair share?" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Tooltip)).ToBeVisibleAsync();
        await LookAsync("tip");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Tooltip)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_table_of_a_hundred_thousand_rows_is_walked_through_by_keyboard_and_draws_few_of_them()
    {
        await using var visit = await OpenAsync();
        var page = visit.Page;
        var table = page.Locator("#many");
        await Assertions
            .Expect(table.GetByRole(AriaRole.Grid))
            .ToHaveAttributeAsync("aria-rowcount", (Rows + 1).ToString(CultureInfo.InvariantCulture));
        await table.Locator("[data-row='0'] [data-column='0']").FocusAsync();
        await FewDrawnAsync(table);

        await page.Keyboard.PressAsync("ArrowDown");
        await IsAtAsync(table, 1, 0);
        await page.Keyboard.PressAsync("ArrowRight");
        await IsAtAsync(table, 1, 1);
        await page.Keyboard.PressAsync("End");
        await IsAtAsync(table, 1, 5);
        await page.Keyboard.PressAsync("Control+End");
        await IsAtAsync(table, Rows - 1, 5);
        await Assertions
            .Expect(table.Locator("[role=row]:focus-within"))
            .ToHaveAttributeAsync("aria-rowindex", (Rows + 1).ToString(CultureInfo.InvariantCulture));
        await FewDrawnAsync(table);
        await page.Keyboard.PressAsync("PageUp");
        await Assertions.Expect(table.Locator(":focus")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Control+Home");
        await IsAtAsync(table, 0, 0);
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(table.GetByRole(AriaRole.Button, new() { Name = "Name", Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(table.GetByRole(AriaRole.Columnheader).First).ToHaveAttributeAsync("aria-sort", "ascending");
        await Assertions.Expect(table.GetByRole(AriaRole.Grid)).ToHaveAttributeAsync("aria-busy", "false");
        await page.Keyboard.PressAsync("ArrowDown");
        await IsAtAsync(table, 0, 0);
        await Assertions.Expect(table.Locator(":focus")).ToHaveTextAsync("Alder Bridge Centre 78");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#table")).ToContainTextAsync("Opened: Alder Bridge Centre 78");

        await table.GetByRole(AriaRole.Grid).EvaluateAsync("grid => { grid.scrollTop = 2_000_000; }");
        await Assertions.Expect(table.Locator("[data-row='45454']")).ToBeVisibleAsync();
        await FewDrawnAsync(table);
        await Assertions.Expect(table.Locator(":focus")).ToHaveTextAsync("Alder Bridge Centre 78"); // scrolled away, and still in the page
    }

    [Fact]
    public async Task A_table_is_filtered_and_taken_along_as_it_is_shown()
    {
        await using var visit = await OpenAsync();
        var table = visit.Page.Locator("#many");
        await table.GetByRole(AriaRole.Textbox).FillAsync("harbour clinic AREA 24");
        await Assertions.Expect(table.Locator(".table-count")).ToContainTextAsync(" of 100,000");
        await Assertions.Expect(table.GetByRole(AriaRole.Grid)).ToHaveAttributeAsync("aria-busy", "false");
        var shown =
            int.Parse(await table.GetByRole(AriaRole.Grid).GetAttributeAsync("aria-rowcount") ?? "", CultureInfo.InvariantCulture) - 1;
        await table.GetByRole(AriaRole.Button, new() { Name = "Columns" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Visits" }).UncheckAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() =>
            table.GetByRole(AriaRole.Button, new() { Name = "Download what is shown as CSV" }).ClickAsync()
        );
        Assert.Equal("places.csv", download.SuggestedFilename);
        var lines = (await File.ReadAllTextAsync(await download.PathAsync())).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Name,Service,Area,Share,Since", lines[0].TrimStart('\uFEFF'));
        Assert.Equal(shown, lines.Length - 1);
        Assert.All(lines.Skip(1), line => Assert.Contains("Harbour", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_undone_message_gives_the_focus_to_the_next_and_then_back()
    {
        await using var visit = await OpenAsync();
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "With undo" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Note", Exact = true }).ClickAsync();
        var toasts = page.Locator(".part-toast");
        await Assertions.Expect(toasts).ToHaveCountAsync(2);
        await toasts.First.GetByRole(AriaRole.Button, new() { Name = "Undo" }).FocusAsync(); // their time stands still
        await visit.HasNoAccessFaultsAsync("messages");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(toasts).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#toasts .note")).ToHaveTextAsync("Undone.");
        await Assertions.Expect(toasts.First.GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(toasts).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Note", Exact = true })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_chart_is_read_by_keyboard_and_has_its_numbers_as_a_table()
    {
        await using var visit = await OpenAsync();
        var chart = visit.Page.GetByRole(AriaRole.Slider).First;
        await chart.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Home");
        await Assertions.Expect(chart).ToHaveAttributeAsync("aria-valuetext", new System.Text.RegularExpressions.Regex("^1 Dec 2025: "));
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(chart).ToHaveAttributeAsync("aria-valuetext", new System.Text.RegularExpressions.Regex("^8 Dec 2025: "));
        await Assertions.Expect(visit.Page.Locator("tm-line table").First.GetByRole(AriaRole.Row)).ToHaveCountAsync(53);
    }

    private async Task<Visit> OpenAsync(int width = 1440, int height = 900, bool dark = false)
    {
        var visit = await Visit.OpenPageAsync(city, chromium, "gallery.html", width, height, dark);
        await visit.Page.Locator("#many .grid").WaitForAsync();
        return visit;
    }

    private static Task IsAtAsync(ILocator table, int row, int column) =>
        Assertions
            .Expect(table.Locator(string.Create(CultureInfo.InvariantCulture, $"[data-row='{row}'] [data-column='{column}']")))
            .ToBeFocusedAsync();

    private static async Task FewDrawnAsync(ILocator table) =>
        Assert.InRange(await table.GetByRole(AriaRole.Row).CountAsync(), 5, MostDrawn);

    private static async Task PhotographAsync(IPage page, string name, int width, bool dark, bool whole = true)
    {
        if (Pictures is { } folder)
            await page.ScreenshotAsync(
                new()
                {
                    Path = Path.Combine(
                        folder,
                        string.Create(CultureInfo.InvariantCulture, $"{name}-{width}-{(dark ? "dark" : "light")}.png")
                    ),
                    FullPage = whole,
                }
            );
    }
}
