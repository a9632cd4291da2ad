using System.Net;
using TurfMap.App.Tests.SignIn;
using TurfMap.Domain.Access;

namespace TurfMap.App.Tests.Attacks;

/// <summary>Where the way back from the provider leads, and what a spreadsheet makes of the audit.</summary>
public sealed class ProviderAndExportTests(PreparedStores prepared)
{
    [Theory]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/\r\nSet-Cookie: turfmap=planted", "/")]
    [InlineData("///evil.example", "/")]
    [InlineData("evil.example", "/")]
    [InlineData("", "/")]
    [InlineData("/plätze", "/")]
    [InlineData("/\u2028/evil.example", "/")]
    [InlineData("/account.html#sessions", "/account.html#sessions")]
    public async Task The_way_back_from_the_provider_leads_to_a_page_of_ours(string next, string leadsTo)
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Clock.Now = DateTimeOffset.UtcNow;
        await using var city = await BesiegedCity.StartAsync(
            prepared,
            options =>
                options with
                {
                    OidcAuthority = provider.Issuer,
                    OidcClient = TestProvider.ClientId,
                    OidcSecret = TestProvider.Secret,
                }
        );
        await city.AddAsync(Role.Liaison, "pat@city.example");
        using var browser = city.Visitor();

        var away = await browser.GetAsync($"/api/sign-in/provider?next={Uri.EscapeDataString(next)}");
        Assert.StartsWith(provider.Issuer, away.Headers.Location!.ToString(), StringComparison.Ordinal);
        browser.Cookie = away.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var answer = provider.SignIn(away.Headers.Location);
        var callback =
            $"/api/sign-in/provider/callback?code={Uri.EscapeDataString(answer.Code!)}&state={Uri.EscapeDataString(answer.State!)}";
        using var other = city.Visitor();
        var planted = await other.GetAsync(callback);
        Assert.Equal("/sign-in.html", planted.Headers.Location!.ToString());
        Assert.Null(Visitor.CookieOf(planted));

        var back = await browser.GetAsync(callback);

        Assert.Equal((HttpStatusCode.Redirect, leadsTo), (back.StatusCode, back.Headers.Location!.ToString()));
        Assert.NotNull(Visitor.CookieOf(back));
        var again = await browser.GetAsync(callback);
        Assert.Equal("/sign-in.html", again.Headers.Location!.ToString());
        Assert.Null(Visitor.CookieOf(again));
    }

    [Theory]
    [InlineData("next=//evil.example")]
    [InlineData("next=https%3A%2F%2Fevil.example")]
    [InlineData("next=%0d%0aLocation:%20https://evil.example")]
    [InlineData("error=%0d%0aLocation:%20https://evil.example&state=x&code=y")]
    public async Task Without_a_provider_the_way_there_leads_back_to_the_sign_in_page(string query)
    {
        await using var city = await BesiegedCity.StartAsync(prepared, options => options);
        using var browser = city.Visitor();
        foreach (var path in new[] { "/api/sign-in/provider", "/api/sign-in/provider/callback" })
        {
            var answer = await browser.GetAsync($"{path}?{query}");
            Assert.Equal("/sign-in.html", answer.Headers.Location!.ToString());
            Assert.DoesNotContain("evil", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        }
    }

    /// <summary>A code of an area is whatever a file of boundaries had.</summary>
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("x;+1", "x;'+1")]
    public async Task A_formula_in_the_code_of_an_area_is_text_in_matched_files_and_counts(string code, string shown)
    {
        await using var city = await BesiegedCity.StartAsync(prepared, options => options);
        (string, string) client = ("Authorization", $"Bearer {TurfMap.Tests.TestAccess.TokenOf(Role.Client)}");
        (string, string) manager = ("Authorization", $"Bearer {TurfMap.Tests.TestAccess.TokenOf(Role.Manager)}");
        using var program = city.Visitor();
        await ImportAsync(
            "layer?layer=evil&code=code",
            $$$"""
            {"type":"Feature","properties":{"code":"{{{code}}}"},"geometry":{"type":"Polygon",
            "coordinates":[[[-74,40],[-73,40],[-73,41],[-74,41],[-74,40]]]}}
            """
        );
        await ImportAsync("cases", "id,kind,status,opened,lon,lat\nC-1,noise,open,2026-01-02,-73.5,40.5\n");

        var matched = await program.AskAsync("POST", "/api/assign?layers=evil", new StringContent("lon,lat\n-73.5,40.5\n"), client);
        var counts = await program.GetAsync("/api/cases/counts?by=area:evil&format=csv", manager);

        foreach (var answer in new[] { matched, counts })
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains(shown, text, StringComparison.Ordinal);
            Assert.DoesNotMatch("(?:^|[,;\\n])[=@]", text);
        }

        async Task ImportAsync(string kind, string content) =>
            Assert.Equal(
                System.Net.HttpStatusCode.Created,
                (
                    await program.AskAsync(
                        "POST",
                        $"/api/imports/{kind}",
                        new StringContent(content),
                        client,
                        ("Idempotency-Key", $"{Guid.NewGuid()}"),
                        ("X-File-Name", kind.StartsWith("layer", StringComparison.Ordinal) ? "evil.geojson" : "cases.csv")
                    )
                ).StatusCode
            );
    }

    /// <summary>
    /// Whoever opens the export by a double click runs no formula, whichever sign their spreadsheet takes for the end of a cell.
    /// </summary>
    [Theory]
    [InlineData("=HYPERLINK(\"https://evil.example\")")]
    [InlineData("@SUM(1)")]
    [InlineData("+1+cmd|' /C calc'!A0")]
    [InlineData("-2+3")]
    [InlineData("x;=HYPERLINK(\"https://evil.example\")")]
    [InlineData("x;+1")]
    [InlineData("x;;@SUM(1)")]
    [InlineData("\uFF1D1+1")]
    public async Task A_formula_in_a_name_is_text_in_the_export_of_the_audit(string formula)
    {
        await using var city = await BesiegedCity.StartAsync(prepared, options => options);
        using var manager = await city.SignedInAsync(Role.Manager);
        Assert.Equal(
            HttpStatusCode.Created,
            (
                await manager.SendAsync(
                    "POST",
                    "/api/account/tokens",
                    new
                    {
                        name = formula,
                        scopes = new[] { "look-up" },
                        days = 1,
                        password = BesiegedCity.Password,
                    }
                )
            ).StatusCode
        );
        using var administrator = await city.SignedInAsync(Role.Administrator);
        Assert.Equal(
            HttpStatusCode.Created,
            (
                await administrator.SendAsync(
                    "POST",
                    "/api/accounts",
                    new
                    {
                        name = "shown",
                        displayName = formula,
                        role = "liaison",
                    }
                )
            ).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await administrator.SendAsync("POST", $"/api/accounts/{city.Book.FindByName("shown")!.Id}/sign-out")).StatusCode
        );
        await city.Store.Access.AuditAsync(
            [new(DateTimeOffset.UtcNow, "", formula, formula, formula, "test", formula)],
            CancellationToken.None
        );

        var text = await (await administrator.GetAsync("/api/audit/export")).Content.ReadAsStringAsync();

        foreach (var separator in new[] { ',', ';', '\t' })
        foreach (var cell in text.Split(['\n', separator]).Select(cell => cell.TrimStart('"')))
            Assert.False(
                cell.Length > 0 && "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20".Contains(cell[0], StringComparison.Ordinal),
                $"A cell after {separator}: {cell}"
            );
    }
}
