using System.Diagnostics;
using System.Net;
using TurfMap.Domain.Access;

namespace TurfMap.App.Tests.Attacks;

/// <summary>A session is one browser's, begins with a new secret, and is worth nothing after its end.</summary>
public sealed class SessionTests(BesiegedCity city, PreparedStores prepared) : IClassFixture<BesiegedCity>
{
    [Fact]
    public async Task A_cookie_that_was_planted_before_the_sign_in_is_not_the_one_after_it_and_opens_nothing()
    {
        const string planted = "turfmap=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        await city.AddAsync(Role.Manager, "fixed");
        using var victim = city.Visitor();
        victim.Cookie = planted;

        await victim.SignInAsync("fixed");

        Assert.NotEqual(planted, victim.Cookie);
        using var attacker = city.Visitor();
        attacker.Cookie = planted;
        Assert.False(await attacker.IsSignedInAsync());
        await Visitor.RefusedAsync(await attacker.GetAsync("/api/account"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Whoever_signs_in_where_somebody_is_signed_in_ends_that_session()
    {
        using var browser = await city.SignedInAsync(Role.Manager);
        var first = browser.Cookie;
        await city.AddAsync(Role.Liaison, "second-at-the-desk");

        await browser.SignInAsync("second-at-the-desk");

        Assert.NotEqual(first, browser.Cookie);
        using var stolen = city.Visitor();
        stolen.Cookie = first;
        Assert.False(await stolen.IsSignedInAsync());
    }

    [Fact]
    public async Task The_cookie_cannot_be_read_by_scripts_nor_sent_by_other_sites_forms()
    {
        await city.AddAsync(Role.Manager, "cookie");
        using var visitor = city.Visitor();

        var all = (await visitor.TrySignInAsync("cookie")).Headers.GetValues("Set-Cookie").ToList();
        var set = all.Single(one => one.StartsWith("turfmap=", StringComparison.Ordinal)).ToLowerInvariant();
        var device = all.Single(one => one.StartsWith("turfmap-device=", StringComparison.Ordinal)).ToLowerInvariant();

        Assert.Equal(2, all.Count);
        Assert.Contains("; httponly", device, StringComparison.Ordinal);
        Assert.Contains("; samesite=strict", device, StringComparison.Ordinal);

        Assert.Contains("; httponly", set, StringComparison.Ordinal);
        Assert.Contains("; samesite=lax", set, StringComparison.Ordinal);
        Assert.DoesNotContain("domain=", set, StringComparison.Ordinal);
        Assert.DoesNotContain("expires=", set, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_signing_out_the_copied_cookie_is_worthless()
    {
        using var visitor = await city.SignedInAsync(Role.Manager);
        Assert.True(await visitor.IsSignedInAsync());

        Assert.Equal(HttpStatusCode.NoContent, (await visitor.SendAsync("POST", "/api/sign-out")).StatusCode);

        Assert.False(await visitor.IsSignedInAsync());
        await Visitor.RefusedAsync(await visitor.GetAsync("/api/cases"), HttpStatusCode.Unauthorized);
        await Visitor.RefusedAsync(
            await visitor.SendAsync(
                "POST",
                "/api/account/tokens",
                new
                {
                    name = "n",
                    scopes = new[] { "look-up" },
                    days = 1,
                    password = BesiegedCity.Password,
                }
            ),
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_browsers_too()
    {
        using var here = await city.SignedInAsync(Role.Manager, name: "everywhere");
        using var there = city.Visitor();
        await there.SignInAsync("everywhere");

        Assert.Equal(HttpStatusCode.NoContent, (await here.SendAsync("POST", "/api/sign-out/everywhere")).StatusCode);

        Assert.False(await here.IsSignedInAsync());
        Assert.False(await there.IsSignedInAsync());
    }

    [Fact]
    public async Task Closing_an_account_ends_its_sessions_and_its_tokens_power_at_once()
    {
        using var administrator = await city.SignedInAsync(Role.Administrator);
        using var victim = await city.SignedInAsync(Role.Manager, name: "to-be-closed");
        var token = (
            await Visitor.JsonOf(
                await victim.SendAsync(
                    "POST",
                    "/api/account/tokens",
                    new
                    {
                        name = "n",
                        scopes = new[] { "cases" },
                        days = 9,
                        password = BesiegedCity.Password,
                    }
                )
            )
        ).GetProperty("token").GetString();
        using var program = city.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/cases", ("Authorization", $"Bearer {token}"))).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(administrator, victim, "manager", isClosed: true)).StatusCode);

        Assert.False(await victim.IsSignedInAsync());
        await Visitor.RefusedAsync(await program.GetAsync("/api/cases", ("Authorization", $"Bearer {token}")), HttpStatusCode.Unauthorized);
        await Visitor.RefusedAsync(await program.TrySignInAsync("to-be-closed"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_change_of_role_ends_the_sessions_and_the_tokens()
    {
        using var administrator = await city.SignedInAsync(Role.Administrator);
        using var victim = await city.SignedInAsync(Role.Manager, name: "to-be-director");
        var token = (
            await Visitor.JsonOf(
                await victim.SendAsync(
                    "POST",
                    "/api/account/tokens",
                    new
                    {
                        name = "n",
                        scopes = new[] { "cases", "look-up" },
                        days = 9,
                        password = BesiegedCity.Password,
                    }
                )
            )
        ).GetProperty("token").GetString();

        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(administrator, victim, "director", isClosed: false)).StatusCode);

        Assert.False(await victim.IsSignedInAsync());
        using var program = city.Visitor();
        foreach (var path in new[] { "/api/cases", "/api/city" })
            await Visitor.RefusedAsync(await program.GetAsync(path, ("Authorization", $"Bearer {token}")), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_without_use_and_after_twelve_in_any_case()
    {
        await using var own = await BesiegedCity.StartAsync(prepared, options => options);
        using var idle = await own.SignedInAsync(Role.Manager);
        own.Clock.Ahead = TimeSpan.FromMinutes(33);
        Assert.False(await idle.IsSignedInAsync());

        using var busy = await own.SignedInAsync(Role.Manager);
        for (var minutes = 33; minutes < 33 + 12 * 60; minutes += 20)
        {
            own.Clock.Ahead = TimeSpan.FromMinutes(minutes);
            Assert.True(await busy.IsSignedInAsync());
            var noted = own.Clock.GetUtcNow() - SignInSession.NotedEvery;
            for (
                var waited = Stopwatch.StartNew();
                own.Book.Sessions.Max(one => one.SeenAt) < noted && waited.Elapsed < TimeSpan.FromSeconds(60);

            )
                await Task.Delay(20, TestContext.Current.CancellationToken); // its use is noted beside the request
        }
        own.Clock.Ahead = TimeSpan.FromMinutes(33 + 12 * 60 + 1);
        Assert.False(await busy.IsSignedInAsync());
    }

    private async Task<HttpResponseMessage> ChangeAsync(Visitor administrator, Visitor victim, string role, bool isClosed) =>
        await administrator.SendAsync(
            "PUT",
            $"/api/accounts/{victim.Account}",
            new
            {
                displayName = "D",
                role,
                isClosed,
                stamp = city.Book.Find(victim.Account)!.Stamp,
            }
        );
}
