using Microsoft.Playwright;
using TurfMap.Tests;

namespace TurfMap.Browser.Tests;

/// <summary>axe on the pages about signing in and accounts, in each of their states.</summary>
[Collection(OneNewCity.Name)]
public sealed class PagesAccessTests(NewCity city, Chromium chromium)
{
    [Theory]
    [InlineData(1440, 900, false)]
    [InlineData(1440, 900, true)]
    [InlineData(390, 844, false)]
    [InlineData(390, 844, true)]
    public async Task Signing_in_has_no_access_faults(int width, int height, bool dark)
    {
        var person = await city.PersonAsync("liaison");
        var key = (await person.Session.PostAsync("/api/account/second-factor", new { password = NewCity.Password }))
            .GetProperty("key")
            .GetString()!;
        using var confirmed = await person.Session.Client.PutAsync(
            "/api/account/second-factor",
            System.Net.Http.Json.JsonContent.Create(new { code = TimeCodes.Now(key) })
        );
        Assert.True(confirmed.IsSuccessStatusCode);
        await using var visit = await Visit.OpenPageAsync(city, chromium, "sign-in.html", width, height, dark);
        visit.Expects(401);
        var page = visit.Page;
        await page.Locator("input[name=name]").WaitForAsync();
        await HasNoFaultsAsync(visit, "name and password");
        await SignInTests.SignInAsync(page, person.Name, "not the password");
        await page.Locator("[role=alert] .callout").WaitForAsync();
        await HasNoFaultsAsync(visit, "wrong password");
        await SignInTests.SignInAsync(page, person.Name, NewCity.Password);
        await page.Locator("input[name=code]").WaitForAsync();
        await HasNoFaultsAsync(visit, "code");
        var administrator = await city.AdministratorAsync();
        var link = await administrator.PostAsync($"/api/accounts/{person.Id}/link", new { removesSecondFactor = false });
        await page.GotoAsync("about:blank"); // so that the next address is a new page, not a step within this one
        await page.GotoAsync(new Uri(city.Address, "/sign-in.html#set-password=" + link.GetProperty("code").GetString()).ToString());
        await page.Locator("input[name=again]").WaitForAsync();
        await page.Locator("input[name=password]").FillAsync("short");
        await page.Keyboard.PressAsync("Enter");
        await HasNoFaultsAsync(visit, "set password");
        await page.GotoAsync("about:blank"); // so that the next address is a new page, not a step within this one
        await page.GotoAsync(new Uri(city.Address, "/sign-in.html#set-password=none-such").ToString());
        await page.Locator("[role=alert] .callout").WaitForAsync();
        await HasNoFaultsAsync(visit, "bad link");
    }

    [Theory]
    [InlineData(1440, 900, false)]
    [InlineData(1440, 900, true)]
    [InlineData(390, 844, false)]
    [InlineData(390, 844, true)]
    public async Task Ones_own_account_has_no_access_faults(int width, int height, bool dark)
    {
        var person = await city.PersonAsync("manager");
        await person.Session.PostAsync(
            "/api/account/tokens",
            new
            {
                name = "QGIS",
                scopes = new[] { "look-up" },
                days = 30,
                password = NewCity.Password,
            }
        );
        await using var visit = await Visit.OpenPageAsync(city, chromium, "account.html", width, height, dark, person.Session);
        var page = visit.Page;
        await page.Locator("tm-tokens-section .lines").WaitForAsync();
        await HasNoFaultsAsync(visit, "account");
        await page.GetByRole(AriaRole.Button, new() { Name = "New token" }).ClickAsync();
        await HasNoFaultsAsync(visit, "new token");
        await page.Locator("input[name=label]").FillAsync("GDAL");
        await page.Locator("input[name=proof]").FillAsync(NewCity.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        await page.Locator("tm-secret input").WaitForAsync();
        await HasNoFaultsAsync(visit, "token shown");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await HasNoFaultsAsync(visit, "proof");
        await page.Locator("input[name=proof]").FillAsync(NewCity.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("svg.qr").WaitForAsync();
        await HasNoFaultsAsync(visit, "key");
        await page.Locator("dialog input[name=code]").FillAsync(TimeCodes.Now((await page.Locator(".key").TextContentAsync())!));
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".codes").WaitForAsync();
        await HasNoFaultsAsync(visit, "recovery codes");
    }

    [Theory]
    [InlineData(1440, 900, false)]
    [InlineData(1440, 900, true)]
    [InlineData(390, 844, false)]
    [InlineData(390, 844, true)]
    public async Task Accounts_and_audit_have_no_access_faults(int width, int height, bool dark)
    {
        var person = await city.PersonAsync("manager");
        await using var visit = await Visit.OpenPageAsync(
            city,
            chromium,
            "accounts.html",
            width,
            height,
            dark,
            await city.AdministratorAsync()
        );
        visit.Expects(409);
        var page = visit.Page;
        await page.Locator(".people").WaitForAsync();
        await HasNoFaultsAsync(visit, "accounts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit Olu Adeyemi" }).ClickAsync();
        await page.GetByLabel("Closed").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.Locator("dialog [role=alert] .callout").WaitForAsync();
        await HasNoFaultsAsync(visit, "refused change");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator($"[data-account='{person.Name}']").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a one-time link" }).ClickAsync();
        await page.Locator("tm-secret input").WaitForAsync();
        await HasNoFaultsAsync(visit, "link");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New account" }).ClickAsync();
        await HasNoFaultsAsync(visit, "new account");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByLabel("Filter by name").FillAsync("nobody like this");
        await HasNoFaultsAsync(visit, "no match");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Audit" }).ClickAsync();
        await page.GetByLabel("What was done").SelectOptionAsync("account");
        await page.Locator(".audit summary").First.ClickAsync();
        await page.Locator(".difference").First.WaitForAsync();
        await HasNoFaultsAsync(visit, "audit");
        await page.Context.ClearCookiesAsync();
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = person.Session.Cookie.Name,
                Value = person.Session.Cookie.Value,
                Url = city.Address.ToString(),
            },
        ]);
        await page.ReloadAsync();
        await page.Locator(".nothing").WaitForAsync();
        await HasNoFaultsAsync(visit, "no permission");
    }

    /// <summary>
    /// Neither axe nor a finger finds anything: everything to press is 44 pixels high or a link within text, and nothing scrolls sideways.
    /// </summary>
    private static async Task HasNoFaultsAsync(Visit visit, string state)
    {
        await visit.HasNoAccessFaultsAsync(state);
        Assert.True(
            await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            state + " scrolls sideways"
        );
        var small = await visit.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('button, select, summary, input:not([type=checkbox]), a.button')].filter(one => "
                + "one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML.slice(0, 120))"
        );
        Assert.True(small.Length == 0, state + ": " + string.Join("\n", small));
    }
}
