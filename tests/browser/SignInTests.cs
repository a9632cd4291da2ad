using Microsoft.Playwright;
using TurfMap.Tests;

namespace TurfMap.Browser.Tests;

/// <summary>Coming in, in each way there is, and going out.</summary>
[Collection(OneNewCity.Name)]
public sealed class SignInTests(NewCity city, Chromium chromium)
{
    [Fact]
    public async Task The_first_administrator_is_made_with_the_code_from_the_console()
    {
        await using var fresh = new NewCity();
        await fresh.InitializeAsync();
        await using var visit = await Visit.OpenPageAsync(fresh, chromium, "accounts.html");
        var page = visit.Page;
        visit.Expects(400, 401);
        await visit.ComesToAsync(address => address.Contains("/sign-in.html?next=", StringComparison.Ordinal));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Set up TurfMap");
        await page.GetByLabel("Code from the server").FillAsync("AAAA-BBBB-CCCC");
        await page.GetByLabel("Name that others see").FillAsync("Olu Adeyemi");
        await page.GetByLabel("Sign-in name").FillAsync("olu@city.example");
        await PasswordAsync(page, "password", "too short");
        await Assertions.Expect(page.Locator(".meter-text")).ToContainTextAsync("9 of 12");
        await PasswordAsync(page, "again", "too short");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#password-field-problem")).ToContainTextAsync("3 letters to go");
        await PasswordAsync(page, "password", NewCity.Password);
        await PasswordAsync(page, "again", "something else here");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#again-field-problem")).ToContainTextAsync("not the same");
        await PasswordAsync(page, "again", NewCity.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The code is not right");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await page.GetByLabel("Code from the server").FillAsync((await fresh.FirstCodeAsync()).ToLowerInvariant());
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();
        await visit.ComesToAsync("/accounts.html");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit Olu Adeyemi" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wrong_password_is_said_so_and_the_right_one_opens_what_was_asked_for()
    {
        var person = await city.PersonAsync("manager");
        await using var visit = await Visit.OpenPageAsync(city, chromium, "account.html");
        var page = visit.Page;
        visit.Expects(401);
        await visit.ComesToAsync("/sign-in.html?next=%2Faccount.html");
        await SignInAsync(page, person.Name, "not the password");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("name or the password is not right");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await SignInAsync(page, person.Name.ToUpperInvariant(), NewCity.Password);
        await visit.ComesToAsync(address => address == new Uri(city.Address, "/account.html").ToString());
        await Assertions.Expect(page.Locator(".facts-list")).ToContainTextAsync(person.DisplayName);
        await page.GoBackAsync();
        Assert.DoesNotContain("sign-in", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fields_are_what_password_managers_look_for()
    {
        await city.AdministratorAsync();
        await using var visit = await Visit.OpenPageAsync(city, chromium, "sign-in.html");
        var page = visit.Page;
        await Assertions.Expect(page.Locator("input[name=name]")).ToHaveAttributeAsync("autocomplete", "username");
        await Assertions.Expect(page.Locator("input[name=password]")).ToHaveAttributeAsync("autocomplete", "current-password");
        await Assertions.Expect(page.Locator("input[name=name]")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the password" }).ClickAsync();
        await Assertions.Expect(page.Locator("input[name=password]")).ToHaveAttributeAsync("type", "text");
        await page.EvaluateAsync("navigator.clipboard.writeText('pasted words')");
        await page.Locator("input[name=password]").FocusAsync();
        await page.Keyboard.PressAsync("Control+v");
        await Assertions.Expect(page.Locator("input[name=password]")).ToHaveValueAsync("pasted words");
    }

    [Fact]
    public async Task After_the_password_a_code_is_asked_for_and_a_recovery_code_does_as_well()
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
        var recovery = System
            .Text.Json.JsonDocument.Parse(await confirmed.Content.ReadAsStringAsync())
            .RootElement.GetProperty("recoveryCodes")[0]
            .GetString()!;
        await using var visit = await Visit.OpenPageAsync(city, chromium, "sign-in.html?next=/account.html");
        var page = visit.Page;
        visit.Expects(401);
        await SignInAsync(page, person.Name, NewCity.Password);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Enter your code");
        await Assertions.Expect(page.Locator("input[name=code]")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("input[name=code]")).ToHaveAttributeAsync("autocomplete", "one-time-code");
        await page.Keyboard.TypeAsync("000000");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("code");
        var code = TimeCodes.Now(key, stepsAhead: 1); // the one of now was used to confirm
        await page.Locator("input[name=code]").FillAsync($"{code[..3]} {code[3..]}");
        await page.Keyboard.PressAsync("Enter");
        await visit.ComesToAsync(address => address == new Uri(city.Address, "/account.html").ToString());
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(new Uri(city.Address, "/sign-in.html?next=/account.html").ToString());
        await SignInAsync(page, person.Name, NewCity.Password);
        await page.Locator("input[name=code]").FillAsync(recovery.ToUpperInvariant());
        await page.Keyboard.PressAsync("Enter");
        await visit.ComesToAsync(address => address == new Uri(city.Address, "/account.html").ToString());
        await Assertions.Expect(page.Locator("tm-factor-section")).ToContainTextAsync("9 recovery codes left");
    }

    [Fact]
    public async Task A_one_time_link_sets_a_password_once_and_does_not_stay_in_the_address()
    {
        var administrator = await city.AdministratorAsync();
        var made = await administrator.PostAsync(
            "/api/accounts",
            new
            {
                name = "invited@city.example",
                displayName = "Rosa Fenn",
                role = "liaison",
            }
        );
        var link = "sign-in.html#set-password=" + made.GetProperty("link").GetProperty("code").GetString();
        await using var visit = await Visit.OpenPageAsync(city, chromium, link);
        var page = visit.Page;
        visit.Expects(400, 401);
        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("For Rosa Fenn, liaison.");
        Assert.Equal(new Uri(city.Address, "/sign-in.html").ToString(), page.Url);
        await Assertions.Expect(page.Locator("input[name=name]")).ToHaveValueAsync("invited@city.example");
        await PasswordAsync(page, "password", "passwordpassword");
        await PasswordAsync(page, "again", "passwordpassword");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose another one");
        await PasswordAsync(page, "password", NewCity.Password);
        await PasswordAsync(page, "again", NewCity.Password);
        await page.Keyboard.PressAsync("Enter");
        await visit.ComesToAsync(address => address.Split('#')[0] == city.Address.ToString());
        await page.GotoAsync("about:blank"); // so that the next address is a new page, not a step within this one
        await page.GotoAsync(new Uri(city.Address, "/" + link).ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This link does not work");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("used already");
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/.//evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task A_next_page_on_another_server_is_refused(string next)
    {
        var person = await city.PersonAsync("manager");
        await using var visit = await Visit.OpenPageAsync(city, chromium, "sign-in.html?next=" + Uri.EscapeDataString(next));
        visit.Expects(401);
        await SignInAsync(visit.Page, person.Name, NewCity.Password);
        await visit.ComesToAsync(address => address.Split('#')[0] == city.Address.ToString());
    }

    [Fact]
    public async Task A_problem_in_the_address_is_not_shown_as_ours()
    {
        await city.AdministratorAsync();
        await using var visit = await Visit.OpenPageAsync(
            city,
            chromium,
            "sign-in.html?problem=" + Uri.EscapeDataString("<img src=x onerror=alert(1)>No account.")
        );
        await visit.Page.Locator("input[name=name]").WaitForAsync();
        await Assertions.Expect(visit.Page.Locator("body")).Not.ToContainTextAsync("No account.");
    }

    [Fact]
    public async Task What_the_server_left_for_the_page_is_shown_as_text_once()
    {
        await city.AdministratorAsync();
        await using var visit = await Visit.OpenPageAsync(city, chromium, "sign-in.html");
        await visit.Page.EvaluateAsync(
            "document.cookie = 'turfmap-problem=' + encodeURIComponent('<img src=x onerror=alert(1)>No account.') + '; path=/sign-in.html'"
        );
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("<img src=x onerror=alert(1)>No account.");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.Locator("input[name=name]").WaitForAsync();
        await Assertions.Expect(visit.Page.Locator("body")).Not.ToContainTextAsync("No account.");
    }

    [Fact]
    public async Task Too_many_tries_say_when_to_try_again()
    {
        await city.AdministratorAsync();
        await using var visit = await Visit.OpenPageAsync(city, chromium, "sign-in.html");
        visit.Expects(401, 429);
        await visit.Page.EvaluateAsync(
            "Promise.all(Array.from({ length: 100 }, () => fetch('api/sign-in', { method: 'POST', headers: { "
                + "'content-type': 'application/json' }, body: '{}' })))"
        );
        await SignInAsync(visit.Page, "somebody", "a wrong password");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Try again in");
    }

    internal static async Task SignInAsync(IPage page, string name, string password)
    {
        await page.Locator("input[name=name]").FillAsync(name);
        await PasswordAsync(page, "password", password);
        await page.Keyboard.PressAsync("Enter");
    }

    private static Task PasswordAsync(IPage page, string name, string password) => page.Locator($"input[name={name}]").FillAsync(password);
}
