using Microsoft.Playwright;
using TurfMap.Tests;

namespace TurfMap.Browser.Tests;

/// <summary>What people do with their own account.</summary>
[Collection(OneNewCity.Name)]
public sealed class AccountTests(NewCity city, Chromium chromium)
{
    [Fact]
    public async Task A_password_is_changed_and_other_browsers_are_signed_out()
    {
        var person = await city.PersonAsync("manager");
        var elsewhere = await SignedIn.AsAsync(city.Address, "/api/sign-in", new { name = person.Name, password = NewCity.Password });
        await using var visit = await OpenAsync(person);
        visit.Expects(400);
        var page = visit.Page;
        await page.Locator("input[name=current]").FillAsync("not mine");
        await page.Locator("input[name=password]").FillAsync("eleven green umbrellas");
        await page.Locator("input[name=again]").FillAsync("eleven green umbrellas");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("tm-password-section").GetByRole(AriaRole.Alert)).ToContainTextAsync("password is not right");
        await Assertions.Expect(page.Locator("#current-field-problem")).ToBeVisibleAsync();
        await page.Locator("input[name=current]").FillAsync(NewCity.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".done-note")).ToContainTextAsync("The password is changed");
        await Assertions.Expect(page.Locator("input[name=current]")).ToHaveValueAsync("");
        Assert.False((await elsewhere.GetAsync("/api/me")).GetProperty("signedIn").GetBoolean());
        elsewhere.Client.Dispose();
    }

    [Fact]
    public async Task A_second_factor_is_set_up_with_the_key_and_gives_recovery_codes_once()
    {
        var person = await city.PersonAsync("director");
        await using var visit = await OpenAsync(person);
        visit.Expects(400);
        var page = visit.Page;
        await page.Locator("tm-factor-section").GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await page.Locator("input[name=proof]").FillAsync(NewCity.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code" })).ToBeVisibleAsync();
        Assert.StartsWith(
            "otpauth://totp/",
            await page.GetByRole(AriaRole.Link, new() { Name = "Open in an authenticator app" }).GetAttributeAsync("href"),
            StringComparison.Ordinal
        );
        var key = (await page.Locator(".key").TextContentAsync())!.Trim();
        Assert.Matches("^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$", key);
        await page.Locator("dialog input[name=code]").FillAsync(TimeCodes.Now(key));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Assertions.Expect(page.Locator("tm-recovery-codes [role=status]")).ToHaveTextAsync("Copied");
        Assert.Contains(
            (await page.Locator(".codes li").First.TextContentAsync())!,
            await page.EvaluateAsync<string>("navigator.clipboard.readText()"),
            StringComparison.Ordinal
        );
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Download as text" }).ClickAsync()
        );
        Assert.Equal(12, (await File.ReadAllLinesAsync((await download.PathAsync())!)).Length);
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await Assertions.Expect(page.Locator("tm-factor-section")).ToContainTextAsync("10 recovery codes left");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch off" }).ClickAsync();
        await page.Locator("input[name=proof]").FillAsync(NewCity.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("tm-factor-section .chip")).ToHaveTextAsync("Off");
    }

    [Fact]
    public async Task A_token_is_shown_once_works_and_is_revoked()
    {
        var person = await city.PersonAsync("manager");
        await using var visit = await OpenAsync(person);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "New token" }).ClickAsync();
        await page.Locator("input[name=label]").FillAsync("QGIS on my desk");
        await page.Locator("input[name=proof]").FillAsync(NewCity.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        var token = await page.GetByLabel("Token", new() { Exact = true }).InputValueAsync();
        Assert.StartsWith("tm_", token, StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".how")).ToContainTextAsync("QGIS");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        Assert.Equal(token, await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        Assert.DoesNotContain(token, await page.ContentAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("tm-tokens-section .lines")).ToContainTextAsync("QGIS on my desk");
        Assert.Equal(200, await StatusAsync(token));
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke QGIS on my desk" }).ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("tm-tokens-section")).ToContainTextAsync("No tokens yet");
        Assert.Equal(401, await StatusAsync(token));
    }

    [Fact]
    public async Task Another_session_is_ended_and_signing_out_everywhere_ends_this_one_too()
    {
        var person = await city.PersonAsync("liaison");
        var elsewhere = await SignedIn.AsAsync(city.Address, "/api/sign-in", new { name = person.Name, password = NewCity.Password });
        await using var visit = await OpenAsync(person);
        var page = visit.Page;
        await Assertions.Expect(page.Locator("tm-sessions-section li")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("tm-sessions-section li").First).ToContainTextAsync("This browser");
        await page.Locator("tm-sessions-section li").Nth(1).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Locator("tm-sessions-section li")).ToHaveCountAsync(1);
        Assert.False((await elsewhere.GetAsync("/api/me")).GetProperty("signedIn").GetBoolean());
        elsewhere.Client.Dispose();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await visit.ComesToAsync("/sign-in.html");
        Assert.False((await person.Session.GetAsync("/api/me")).GetProperty("signedIn").GetBoolean());
    }

    private async Task<Visit> OpenAsync(Person person)
    {
        var visit = await Visit.OpenPageAsync(city, chromium, "account.html", who: person.Session);
        await visit.Page.Locator("tm-tokens-section .section").WaitForAsync();
        return visit;
    }

    /// <summary>As QGIS and GDAL send it: any name, and the token as password.</summary>
    private async Task<int> StatusAsync(string token)
    {
        using var asking = new HttpClient();
        asking.DefaultRequestHeaders.Authorization = new(
            "Basic",
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("me:" + token))
        );
        using var answer = await asking.GetAsync(new Uri(city.Address, "/api/layers"));
        return (int)answer.StatusCode;
    }
}
