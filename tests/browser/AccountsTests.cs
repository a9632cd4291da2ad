using System.Net.Http.Json;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>What administrators do with accounts, and what the audit says of it.</summary>
[Collection(OneNewCity.Name)]
public sealed class AccountsTests(NewCity city, Chromium chromium)
{
    [Fact]
    public async Task An_account_is_made_its_link_is_shown_once_and_the_audit_tells()
    {
        await using var visit = await OpenAsync();
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "New account" }).ClickAsync();
        await page.GetByLabel("Name that others see").FillAsync("Noor Tansy");
        await page.GetByLabel("Liaison id").FillAsync("L7");
        await page.GetByLabel("Sign-in name").FillAsync("noor@city.example");
        await page.Keyboard.PressAsync("Enter");
        var link = await page.GetByLabel("One-time link").InputValueAsync();
        Assert.StartsWith(new Uri(city.Address, "/sign-in.html#set-password=").ToString(), link, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        Assert.DoesNotContain(link, await page.ContentAsync(), StringComparison.Ordinal);
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Noor Tansy" });
        await Assertions.Expect(row).ToContainTextAsync("No password yet");
        await Assertions.Expect(row).ToContainTextAsync("L7");
        await page.GetByLabel("Filter by name").FillAsync("nobody like this");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No account matches" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear the filter" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit Noor Tansy" }).ClickAsync();
        await page.Locator("dialog select[name=role]").SelectOptionAsync("manager");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done-note")).ToContainTextAsync("Noor Tansy is saved");
        await Assertions.Expect(row).ToContainTextAsync("Manager");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Audit" }).ClickAsync();
        await page.GetByLabel("What was done").SelectOptionAsync("account");
        await page.Locator(".audit li").Filter(new() { HasText = "Noor Tansy" }).First.Locator("summary").ClickAsync();
        var change = page.Locator(".audit details[open] .difference tr").Filter(new() { HasText = "role" });
        await Assertions.Expect(change.Locator(".was")).ToHaveTextAsync("liaison");
        await Assertions.Expect(change.Locator(".is")).ToHaveTextAsync("manager");
        var export = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Export all as CSV" }).ClickAsync()
        );
        Assert.StartsWith("number,at,account,", (await File.ReadAllLinesAsync((await export.PathAsync())!))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        await using var visit = await OpenAsync();
        visit.Expects(409);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit Olu Adeyemi" }).ClickAsync();
        await page.GetByLabel("Closed").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator("dialog").GetByRole(AriaRole.Alert)).ToContainTextAsync("last administrator");
        await Assertions.Expect(page.Locator("dialog").GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Who_was_slower_is_told_and_shown_what_stands_now()
    {
        var person = await city.PersonAsync("liaison", "Farah Ember");
        await using var visit = await OpenAsync();
        visit.Expects(412);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit Farah Ember" }).ClickAsync();
        var administrator = await city.AdministratorAsync();
        var stamp = (await administrator.GetAsync("/api/accounts"))
            .GetProperty("accounts")
            .EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == person.Id)
            .GetProperty("stamp")
            .GetInt64();
        using var faster = await administrator.Client.PutAsJsonAsync(
            $"/api/accounts/{person.Id}",
            new
            {
                displayName = "Farah Ember-Wick",
                role = "director",
                isClosed = false,
                stamp,
            }
        );
        Assert.True(faster.IsSuccessStatusCode);
        await page.Locator("dialog").GetByLabel("Name that others see").FillAsync("F. Ember");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions
            .Expect(page.Locator("dialog").GetByRole(AriaRole.Alert))
            .ToContainTextAsync("Somebody changed this account meanwhile");
        await Assertions.Expect(page.Locator("dialog").GetByLabel("Name that others see")).ToHaveValueAsync("Farah Ember-Wick");
        await Assertions.Expect(page.Locator("dialog select[name=role]")).ToHaveValueAsync("director");
        await page.Locator("dialog").GetByLabel("Name that others see").FillAsync("F. Ember");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit F. Ember" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_administrator_helps_a_person_and_gives_another_system_its_token()
    {
        var person = await city.PersonAsync("manager", "Ivo Marrow");
        await using var visit = await OpenAsync();
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit Ivo Marrow" }).ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await Assertions.Expect(page.Locator("dialog")).ToContainTextAsync("Not signed in anywhere now");
        Assert.False((await person.Session.GetAsync("/api/me")).GetProperty("signedIn").GetBoolean());
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a one-time link" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "A link for Ivo Marrow" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New account" }).ClickAsync();
        await page.Locator("dialog select[name=role]").SelectOptionAsync("client");
        await page.GetByLabel("Name that others see").FillAsync("Request sync");
        await page.GetByLabel("Sign-in name").FillAsync("request-sync");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the account" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit Request sync" }).ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "New token" }).ClickAsync();
        await page.Locator("input[name=label]").FillAsync("nightly");
        await page.Locator("input[name=proof]").FillAsync(NewCity.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        await Assertions
            .Expect(page.GetByLabel("Token", new() { Exact = true }))
            .ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^tm_"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(page.Locator("tm-account-tokens .lines")).ToContainTextAsync("nightly");
    }

    private async Task<Visit> OpenAsync()
    {
        var visit = await Visit.OpenPageAsync(city, chromium, "accounts.html", who: await city.AdministratorAsync());
        await visit.Page.Locator(".people").WaitForAsync();
        return visit;
    }
}
