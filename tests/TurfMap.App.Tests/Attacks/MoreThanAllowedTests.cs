using System.Net;
using TurfMap.Domain.Access;

namespace TurfMap.App.Tests.Attacks;

/// <summary>Fields that nobody asked for, scopes beyond one's role, and tokens where only a browser may go.</summary>
public sealed class MoreThanAllowedTests(BesiegedCity city, PreparedStores prepared) : IClassFixture<BesiegedCity>
{
    /// <summary>What a form might take over into an account if it took what it is given.</summary>
    private const string Extra =
        "\"role\":\"administrator\",\"Role\":3,\"isDemo\":true,\"id\":\"chosen\",\"stamp\":99,\"passwordHash\":\"x\","
        + "\"securityStamp\":\"x\",\"liaison\":\"L1\",\"hasSecondFactor\":true,\"outside\":\"x\",\"account\":\"x\","
        + "\"__proto__\":{\"role\":\"administrator\"},\"constructor\":{\"prototype\":{\"role\":\"administrator\"}}";

    [Fact]
    public async Task Fields_that_a_form_does_not_have_change_nothing_of_the_account()
    {
        var account = await city.AddAsync(Role.Liaison, "assigned");
        using var visitor = city.Visitor();
        await visitor.KeepAsync(
            await visitor.SendAsync("POST", "/api/sign-in", $$"""{"name":"assigned","password":"{{BesiegedCity.Password}}",{{Extra}}}""")
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await visitor.SendAsync(
                    "PUT",
                    "/api/account/password",
                    $$"""{"current":"{{BesiegedCity.Password}}","password":"eleven pears under loud rivers",{{Extra}}}"""
                )
            ).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Created,
            (
                await visitor.SendAsync(
                    "POST",
                    "/api/account/tokens",
                    $$"""{"name":"n","scopes":["look-up"],"days":9,"password":"eleven pears under loud rivers","hash":"x","""
                        + $$"""  "until":"2099-01-01","allows":["ManageAccounts"],{{Extra}}}"""
                )
            ).StatusCode
        );

        var after = city.Book.Find(account.Id)!;
        Assert.Equal(
            (Role.Liaison, null, false, false, ""),
            (after.Role, after.Liaison, after.IsDemo, after.HasSecondFactor, after.ExternalId)
        );
        Assert.Null(city.Book.Find("chosen"));
        var token = Assert.Single(city.Book.Tokens, one => one.Account == account.Id);
        Assert.Equal(["look-up"], token.Scopes);
        Assert.True(token.Until < city.Clock.GetUtcNow().AddDays(10));
    }

    [Fact]
    public async Task A_new_account_takes_nothing_but_what_its_form_has()
    {
        using var administrator = await city.SignedInAsync(Role.Administrator);
        var added = await administrator.SendAsync(
            "POST",
            "/api/accounts",
            """{"name":"fresh","role":"liaison","displayName":"F","id":"chosen","isDemo":true,"stamp":7"""
                + ""","passwordHash":"x","isClosed":true,"hasSecondFactor":true,"link":{"code":"mine"}}"""
        );
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);

        var account = city.Book.FindByName("fresh")!;
        Assert.Equal((false, false, false, null), (account.IsDemo, account.IsClosed, account.HasSecondFactor, account.PasswordHash));
        Assert.NotEqual("chosen", account.Id);
        Assert.Null(city.Book.FindLink(TurfMap.App.Accounts.Secrets.Hash("mine"), city.Clock.GetUtcNow()));
    }

    [Theory]
    [InlineData(Role.Liaison, """["import"]""")]
    [InlineData(Role.Director, """["cases"]""")]
    [InlineData(Role.Administrator, """["cases"]""")]
    [InlineData(Role.Director, """["look-up","edit"]""")]
    [InlineData(Role.Director, """[null,"cases","edit","import"]""")]
    [InlineData(Role.Director, """[null]""")]
    [InlineData(Role.Director, """["","cases"]""")]
    [InlineData(Role.Manager, """["accounts"]""")]
    [InlineData(Role.Manager, """["ManageAccounts"]""")]
    [InlineData(Role.Manager, """["look-up;cases"]""")]
    [InlineData(Role.Manager, """["__proto__"]""")]
    [InlineData(Role.Manager, """[]""")]
    [InlineData(Role.Manager, """null""")]
    public async Task No_token_is_made_with_a_scope_that_the_role_does_not_have(Role role, string scopes)
    {
        using var visitor = await city.SignedInAsync(role);

        await Visitor.RefusedAsync(
            await visitor.SendAsync("POST", "/api/account/tokens", $$"""{"name":"n","days":9,"scopes":{{scopes}}}"""),
            HttpStatusCode.BadRequest
        );

        Assert.DoesNotContain(city.Book.Tokens, one => one.Account == visitor.Account);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("367")]
    [InlineData("2147483647")]
    [InlineData("2147483648")]
    [InlineData("1e400")]
    [InlineData("null")]
    public async Task No_token_is_good_for_longer_than_a_year(string days)
    {
        using var visitor = await city.SignedInAsync(Role.Manager);

        await Visitor.RefusedAsync(
            await visitor.SendAsync("POST", "/api/account/tokens", $$"""{"name":"n","scopes":["look-up"],"days":{{days}}}"""),
            HttpStatusCode.BadRequest
        );

        Assert.DoesNotContain(city.Book.Tokens, one => one.Account == visitor.Account);
    }

    [Fact]
    public async Task Nobody_fills_the_memory_with_tokens()
    {
        const string form = $$"""{"name":"n","scopes":["look-up"],"days":1,"password":"{{BesiegedCity.Password}}"}""";
        await using var own = await BesiegedCity.StartAsync(prepared, options => options with { SignInsPerMinute = 0 });
        using var visitor = await own.SignedInAsync(Role.Manager);
        for (var made = 0; made < 100; made++)
            Assert.Equal(HttpStatusCode.Created, (await visitor.SendAsync("POST", "/api/account/tokens", form)).StatusCode);

        await Visitor.RefusedAsync(await visitor.SendAsync("POST", "/api/account/tokens", form), HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData(Role.Liaison)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Director)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Client)]
    public async Task A_token_with_every_scope_manages_no_account_reads_no_audit_and_makes_no_token(Role role)
    {
        using var program = city.Visitor();
        var before = await city.StandingAsync();
        var routes = Route
            .Of(city.App, "test-liaison")
            .Where(route => route.Needs is Permission.OwnAccount or Permission.ManageAccounts or Permission.ReadAudit)
            .ToList();
        Assert.True(routes.Count >= 20);
        foreach (var route in routes)
            await Visitor.RefusedAsync(
                await program.SendAsync(
                    route.Method,
                    route.Path,
                    route.IsUnsafe ? "{}" : null,
                    ("Authorization", $"Bearer {TurfMap.Tests.TestAccess.TokenOf(role)}")
                ),
                HttpStatusCode.Forbidden
            );
        Assert.Equal(before, await city.StandingAsync());
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_closed_or_made_something_else_nor_an_old_state_written_over_a_new_one()
    {
        await using var own = await BesiegedCity.StartAsync(prepared, options => options, hasAccounts: false);
        using var administrator = await own.SignedInAsync(Role.Administrator);
        var stamp = own.Book.Find(administrator.Account)!.Stamp;

        await Visitor.RefusedAsync(
            await administrator.SendAsync(
                "PUT",
                $"/api/accounts/{administrator.Account}",
                new
                {
                    role = "director",
                    isClosed = false,
                    stamp,
                }
            ),
            HttpStatusCode.Conflict
        );
        await Visitor.RefusedAsync(
            await administrator.SendAsync(
                "PUT",
                $"/api/accounts/{administrator.Account}",
                new
                {
                    role = "administrator",
                    isClosed = true,
                    stamp,
                }
            ),
            HttpStatusCode.Conflict
        );
        await Visitor.RefusedAsync(
            await administrator.SendAsync(
                "PUT",
                $"/api/accounts/{administrator.Account}",
                new
                {
                    role = "client",
                    isClosed = false,
                    stamp,
                }
            ),
            HttpStatusCode.BadRequest
        );
        foreach (var old in new long?[] { stamp - 1, 0, -1, long.MaxValue, null })
            await Visitor.RefusedAsync(
                await administrator.SendAsync(
                    "PUT",
                    $"/api/accounts/{administrator.Account}",
                    new
                    {
                        role = "administrator",
                        isClosed = false,
                        stamp = old,
                    }
                ),
                HttpStatusCode.PreconditionFailed
            );

        Assert.True(await administrator.IsSignedInAsync());
        Assert.Equal(
            (Role.Administrator, false),
            (own.Book.Find(administrator.Account)!.Role, own.Book.Find(administrator.Account)!.IsClosed)
        );
    }

    [Fact]
    public async Task Two_administrators_who_close_each_other_at_once_leave_one()
    {
        await using var own = await BesiegedCity.StartAsync(prepared, options => options, hasAccounts: false);
        using var one = await own.SignedInAsync(Role.Administrator);
        using var two = await own.SignedInAsync(Role.Administrator);

        await Task.WhenAll(CloseAsync(one, two), CloseAsync(two, one));

        Assert.True(own.Book.HasAdministrator);

        Task<HttpResponseMessage> CloseAsync(Visitor by, Visitor whom) =>
            by.SendAsync(
                "PUT",
                $"/api/accounts/{whom.Account}",
                new
                {
                    role = "administrator",
                    isClosed = true,
                    stamp = own.Book.Find(whom.Account)!.Stamp,
                }
            );
    }
}
