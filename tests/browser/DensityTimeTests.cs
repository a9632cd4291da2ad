using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>
/// Months, weeks, comparisons and hot spots of the density screen. What is compared and found is told by hand, so that every verdict is
/// there.
/// </summary>
[Collection(OneCity.Name)]
public sealed class DensityTimeTests(RunningCity city, Chromium chromium)
{
    [Fact]
    public async Task Months_are_chosen_by_dragging_and_by_the_keyboard_and_given_back()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density");
        var page = visit.Page;
        await page.Locator("tm-trend .trend-end").First.WaitForAsync();
        await page.Locator("tm-trend").ScrollIntoViewIfNeededAsync();
        var bars = await page.Locator(".trend-bar").CountAsync();
        Assert.InRange(bars, 12, 120);
        var box = (await page.Locator(".trend-bars").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + box.Width * 2.5f / bars, box.Y + box.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + box.Width * 4.5f / bars, box.Y + box.Height / 2, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await page.WaitForURLAsync(address => address.Contains("cases=", StringComparison.Ordinal));
        Assert.Matches("cases=all~\\d{4}-\\d{2}-01~\\d{4}-\\d{2}-(28|29|30|31)", page.Url);
        await Assertions.Expect(page.Locator(".trend-bar.is-out")).ToHaveCountAsync(bars - 3);

        var before = page.Url;
        var last = page.GetByRole(AriaRole.Slider, new() { Name = "Last month" });
        await last.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(last).ToHaveAttributeAsync("aria-valuenow", "6");
        await page.WaitForURLAsync(address => address != before);
        await Assertions.Expect(page.Locator(".trend-bar.is-out")).ToHaveCountAsync(bars - 4);
        await page.GetByRole(AriaRole.Button, new() { Name = "All months again" }).ClickAsync();
        await Assertions.Expect(page.Locator(".trend-bar.is-out")).ToHaveCountAsync(0);
        Assert.DoesNotContain("cases=", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bars_and_their_table_say_what_the_server_counted()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density");
        var page = visit.Page;
        await page.Locator("tm-trend summary").ClickAsync();
        using var told = JsonDocument.Parse(
            await (await city.EnterAsync("manager")).Client.GetStringAsync(new Uri(city.Address, "/api/cases/counts?by=month"))
        );
        foreach (
            var group in told
                .RootElement.GetProperty("groups")
                .EnumerateArray()
                .Where(one => one.GetProperty("key").GetString() is { Length: > 0 })
        )
        {
            var month = DateOnly.ParseExact(group.GetProperty("key").GetString()! + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var row = page.Locator("tm-trend tbody tr")
                .Filter(
                    new()
                    {
                        Has = page.GetByRole(
                            AriaRole.Rowheader,
                            new() { Name = month.ToString("MMMM yyyy", CultureInfo.InvariantCulture), Exact = true }
                        ),
                    }
                );
            await Assertions
                .Expect(row.Locator("td"))
                .ToContainTextAsync(group.GetProperty("cases").GetInt32().ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_comparison_says_more_fewer_not_clear_and_too_few_in_words_signs_and_a_table()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=place");
        var page = visit.Page;
        await page.RouteAsync(
            "**/api/cases/compare?*",
            route => route.FulfillAsync(new() { ContentType = "application/json", Body = Compared })
        );
        await visit.GoToAsync("Cases");
        await page.GotoAsync(
            new Uri(
                city.Address,
                "/#tab=density&view=compare&over=area:boroughs&versus=2026-05-01~2026-05-31~2026-06-01~2026-06-30"
            ).ToString()
        );
        var rows = page.Locator("tm-density-compare .rows-list .area-row");
        await Assertions.Expect(rows).ToHaveCountAsync(5);
        await Assertions.Expect(rows.Nth(0)).ToContainTextAsync("7 against 0: at least 1.2 times as many");
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("34 against 12: 2.8 times as many (1.4 to 6.0)");
        await Assertions.Expect(rows.Nth(2)).ToContainTextAsync("12 against 34: 65 % fewer (30 to 84 %)");
        await Assertions.Expect(rows.Nth(3)).ToContainTextAsync("so not clearly different");
        await Assertions.Expect(rows.Nth(4)).ToContainTextAsync("2 against 1: too few to say");
        Assert.Equal(5, await page.Locator("tm-density-compare .rows-list .verdict-sign").CountAsync());
        Assert.Equal(
            ["div-0", "div-6", "div-3", "none hatched"],
            await page.EvaluateAsync<string[]>(
                "stateOf().then(({ store }) => ['2', '3', '4', '5'].map((code) => store.get().densityMap.fills[code]))"
            )
        );
        await visit.HasNoAccessFaultsAsync("comparison");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Fewer") }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        var saved = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "Comparison as CSV" }).ClickAsync()
        );
        var csv = await File.ReadAllTextAsync((await saved.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.Contains("Westering,Fewer,12,34,0.35,0.16,0.7,3", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Periods_that_share_days_are_refused_where_it_is_wrong()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=place");
        var page = visit.Page;
        await page.RouteAsync(
            "**/api/cases/compare?*",
            route => route.FulfillAsync(new() { ContentType = "application/json", Body = Compared })
        );
        await visit.GoToAsync("Cases");
        await page.GotoAsync(new Uri(city.Address, "/#tab=density&view=compare&over=kind").ToString());
        await page.GetByRole(AriaRole.Radio, new() { Name = "Other periods" }).ClickAsync();
        await page.Locator("[name=second-first]").FillAsync("2026-05-01");
        await page.Locator("[name=second-last]").FillAsync("2026-05-10");
        await page.Locator("[name=first-first]").FillAsync("2026-05-10");
        await page.Locator("[name=first-last]").FillAsync("2026-05-12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#versus-problem")).ToHaveTextAsync("The two periods share days. Choose periods that do not.");
        await Assertions.Expect(page.Locator("[name=first-first]")).ToBeFocusedAsync();
        await page.Locator("[name=first-first]").FillAsync("2026-05-11");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(address =>
            address.Contains("versus=2026-05-11~2026-05-12~2026-05-01~2026-05-10", StringComparison.Ordinal)
        );
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Hot_spots_are_said_in_words_and_nothing_found_is_a_result(bool found)
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=place");
        var page = visit.Page;
        await page.RouteAsync(
            "**/api/cases/hotspots?*",
            route => route.FulfillAsync(new() { ContentType = "application/json", Body = Spots(found) })
        );
        await visit.GoToAsync("Cases");
        await page.GotoAsync(new Uri(city.Address, "/#tab=density&view=hotspots").ToString());
        var panel = page.Locator("tm-density-hotspots");
        if (found)
        {
            await Assertions.Expect(panel).ToContainTextAsync("More than its surroundings would give by chance; surer than 99 of 100");
            await Assertions.Expect(panel).ToContainTextAsync("46, where 9.4 would be expected");
        }
        else
            await Assertions.Expect(panel).ToContainTextAsync("Nothing stands out");
        await panel.GetByText("How this was tested").ClickAsync();
        await Assertions.Expect(panel).ToContainTextAsync("1,204 places were tested at once");
        await Assertions.Expect(panel).ToContainTextAsync("begin with the number 20260601");
        await visit.HasNoAccessFaultsAsync("hot spots");
    }

    private const string Compared = """
        {"about1":{"drawn":90},"about2":{"drawn":91},"on":"area:boroughs","q":0.05,"groups":[
          {"key":"5","name":"Gull Isles","first":1,"second":2,"ratio":2.1,"low":0.1,"high":120,"verdict":"few"},
          {"key":"4","name":"Eastbank","first":40,"second":36,"ratio":0.9,"low":0.6,"high":1.4,"verdict":"unclear"},
          {"key":"3","name":"Westering","first":34,"second":12,"ratio":0.35,"low":0.16,"high":0.7,"verdict":"fewer"},
          {"key":"2","name":"Highmill","first":12,"second":34,"ratio":2.8,"low":1.4,"high":6,"verdict":"more"},
          {"key":"1","name":"Old Merrow","first":0,"second":7,"ratio":null,"low":1.2,"high":null,"verdict":"more"}]}
        """;

    private static string Spots(bool found) =>
        $$"""
            {"type":"FeatureCollection","about":{},"on":"hexagons","tested":1204,"of":"count",
             "q":0.05,"permutations":999,"seed":20260601,"neighbours":"queen","features":[
              {{(
                found
                    ? """{"type":"Feature","id":"1,1","properties":{"cases":46,"expected":9.4,"verdict":"more","sureness":99,"""
                        + """ "sentence":""},"geometry":"""
                        + """{"type":"Polygon","coordinates":[[[-72.5,39.5],[-72.49,39.5],[-72.49,39.51],[-72.5,39.5]]]}}"""
                    : ""
            )}}]}
            """;
}
