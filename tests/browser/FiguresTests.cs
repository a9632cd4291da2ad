using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>
/// The figures that directors see, and how a manager gives them out. The sample city's months are released at its first start, so releasing
/// is played with answers made by hand.
/// </summary>
[Collection(OneCity.Name)]
public sealed class FiguresTests(RunningCity city, Chromium chromium)
{
    [Theory, InlineData(1440, 900, false), InlineData(390, 844, true)]
    public async Task A_director_sees_what_is_released_and_all_that_is_hidden_looks_the_same(int width, int height, bool dark)
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density", width, height, dark, "director");
        var page = visit.Page;
        await page.Locator(".figures-table").WaitForAsync();
        await page.Locator("tm-figures .trend").WaitForAsync();
        var hidden = page.Locator(".figures-table tr.is-hidden td");
        Assert.All(await hidden.AllInnerTextsAsync(), text => Assert.Equal("Hidden", text));
        await Assertions.Expect(page.Locator("tm-figures")).ToContainTextAsync("A figure from 1 to 9 could point at somebody");
        await Assertions.Expect(page.Locator("tm-releases")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>("stateOf().then(({ store }) => store.get().densityMap.draw === 'areas')"));
        await visit.HasNoAccessFaultsAsync("figures");
    }

    [Fact]
    public async Task An_area_is_followed_through_its_months_and_the_choice_stands_in_the_link()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=density", role: "director");
        var page = visit.Page;
        var area = page.Locator(".row-link").First;
        var name = await area.InnerTextAsync();
        await area.ClickAsync();
        await Assertions.Expect(page.Locator("tm-figures .section-title").First).ToContainTextAsync(name);
        Assert.Equal("areas", await page.EvaluateAsync<string>("stateOf().then(({ store }) => store.get().densityMap.draw)"));
        await page.GetByRole(AriaRole.Radio, new() { Name = "Kind", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".figures-table thead")).ToContainTextAsync("Kind");
        await page.WaitForURLAsync(address => address.Contains("by=kind", StringComparison.Ordinal));
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".figures-table thead")).ToContainTextAsync("Kind");
    }

    [Fact]
    public async Task Before_the_first_release_there_is_a_sentence_and_a_manager_looks_first_and_releases_for_good()
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "#tab=place");
        var page = visit.Page;
        var isReleased = false;
        await page.RouteAsync(
            "**/api/releases",
            route =>
            {
                isReleased |=
                    route.Request.Method == "POST"
                    && route.Request.PostData!.Contains("\"2026-04\"", StringComparison.Ordinal)
                    && route.Request.PostData.Contains("\"districts\"", StringComparison.Ordinal);
                return route.FulfillAsync(
                    new()
                    {
                        Status = route.Request.Method == "POST" ? 201 : 200,
                        ContentType = "application/json",
                        Body = isReleased ? One : None,
                    }
                );
            }
        );
        await page.RouteAsync(
            "**/api/releases/preview?*",
            route => route.FulfillAsync(new() { ContentType = "application/json", Body = Preview })
        );
        await page.RouteAsync(
            "**/api/figures?*",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        ContentType = "application/json",
                        Body = route.Request.Url.Contains("by=month", StringComparison.Ordinal) ? Months : Figures,
                    }
                )
        );
        await page.GotoAsync(new Uri(city.Address, "/#tab=density&of=figures").ToString());
        await Assertions.Expect(page.Locator("tm-figures")).ToContainTextAsync("No figures yet");

        await page.GetByRole(AriaRole.Combobox, new() { Name = "Figures by" }).SelectOptionAsync("districts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look first" }).ClickAsync();
        await Assertions
            .Expect(page.Locator("tm-releases"))
            .ToContainTextAsync("Of April 2026, directors would see 2 figures by area and by kind; 1 hidden.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Release April 2026" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("This cannot be taken back.");
        await visit.HasNoAccessFaultsAsync("release");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.False(isReleased);

        await page.GetByRole(AriaRole.Button, new() { Name = "Release April 2026" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Release for good" }).ClickAsync();
        await Assertions.Expect(page.Locator("tm-releases caption + thead + tbody tr")).ToContainTextAsync("Demo manager");
        Assert.True(isReleased);
        await Assertions.Expect(page.Locator("tm-releases")).ToContainTextAsync("This month cannot be released yet. May is not over.");
        var rows = page.Locator("tm-figures > .density-section .figures-table tbody tr");
        await Assertions.Expect(rows.Nth(0)).ToContainTextAsync("34");
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("between 12 and 20");
        await Assertions.Expect(rows.Nth(2)).ToContainTextAsync("None");
        await Assertions.Expect(rows.Nth(3)).ToContainTextAsync("Hidden");
    }

    private const string None =
        """{"layer":null,"layerName":null,"kinds":[],"months":[],"next":{"month":"2026-04","ready":true,"why":null,"until":"2026-04"}}""";

    private const string One = """
        {"layer":"districts","layerName":"Community districts","kinds":["noise"],"months":[{"month":"2026-04",
         "madeAt":"2026-05-02T09:00:00Z","by":"Demo manager","matters":70,"figures":8,"hidden":3}],
         "next":{"month":"2026-05","ready":false,"why":"May is not over.","until":null}}
        """;

    private const string Preview = """
        {"month":{"month":"2026-04","madeAt":"2026-05-02T09:00:00Z","by":"Demo manager","matters":70,"figures":8,"hidden":3},
         "layerName":"Community districts",
         "areas":[{"key":"101","name":"One","state":"value","low":34,"high":34},{"key":"102","name":"Two","state":"hidden","low":null,
          "high":null}],"kinds":[{"key":"noise","name":"noise","state":"zero","low":0,"high":0}]}
        """;

    private const string Months = """
        {"by":"month","layer":"districts","layerName":"Community districts","from":"2026-04","to":"2026-04","months":["2026-04"],
         "area":null,"kind":null,"groups":[{"key":"2026-04","name":"2026-04","state":"value","low":70,"high":70}],
         "about":{"releasedAt":"2026-05-02T09:00:00Z","smallBelow":10,"unit":"matters"}}
        """;

    private const string Figures = """
        {"by":"area","layer":"districts","layerName":"Community districts","from":"2026-04","to":"2026-04","months":["2026-04"],
         "area":null,"kind":null,"groups":[
          {"key":"104","name":"Four","state":"hidden","low":null,"high":null},{"key":"103","name":"Three","state":"zero","low":0,"high":0},
           {"key":"102","name":"Two","state":"bounded","low":12,"high":20},{"key":"101","name":"One","state":"value","low":34,"high":34}],
         "about":{"releasedAt":"2026-05-02T09:00:00Z","smallBelow":10,"unit":"matters"}}
        """;
}
