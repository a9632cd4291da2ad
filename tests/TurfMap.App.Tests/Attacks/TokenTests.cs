using System.Net;
using TurfMap.App.Accounts;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Attacks;

/// <summary>Access tokens: an open browser makes none, and none outlives what it was made under.</summary>
public sealed class TokenTests(BesiegedCity city, PreparedStores prepared) : IClassFixture<BesiegedCity>
{
    private const string NewPassword = "seven chairs beside warm lakes";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guess")]
    public async Task An_open_browser_without_the_password_makes_no_token(string? password)
    {
        using var owner = await city.SignedInAsync(Role.Manager);

        await Visitor.RefusedAsync(await MakeAsync(owner, password), HttpStatusCode.BadRequest);

        Assert.DoesNotContain(city.Book.Tokens, one => one.Account == owner.Account);
    }

    [Fact]
    public async Task With_a_second_factor_a_token_needs_a_code_and_uses_it_up()
    {
        using var owner = await city.SignedInAsync(Role.Manager);
        var key = (
            await Visitor.JsonOf(await owner.SendAsync("POST", "/api/account/second-factor", new { password = BesiegedCity.Password }))
        )
            .GetProperty("key")
            .GetString()!;
        Assert.Equal(
            HttpStatusCode.OK,
            (await owner.SendAsync("PUT", "/api/account/second-factor", new { code = TimeCodes.Now(key, -1) })).StatusCode
        );
        var code = TimeCodes.Now(key, 0);

        await Visitor.RefusedAsync(await MakeAsync(owner, BesiegedCity.Password), HttpStatusCode.BadRequest);
        await Visitor.RefusedAsync(await MakeAsync(owner, BesiegedCity.Password, "000000"), HttpStatusCode.BadRequest);
        var made = await MakeAsync(owner, BesiegedCity.Password, code);
        await Visitor.RefusedAsync(await MakeAsync(owner, BesiegedCity.Password, code), HttpStatusCode.BadRequest);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    [Fact]
    public async Task An_administrator_s_open_browser_makes_no_token_for_another_system_either()
    {
        using var administrator = await city.SignedInAsync(Role.Administrator);
        var system = city.Book.FindByName("test-client")!.Id;

        await Visitor.RefusedAsync(
            await MakeAsync(administrator, password: null, path: $"/api/accounts/{system}/tokens"),
            HttpStatusCode.BadRequest
        );

        Assert.Equal(
            HttpStatusCode.Created,
            (await MakeAsync(administrator, BesiegedCity.Password, path: $"/api/accounts/{system}/tokens")).StatusCode
        );
    }

    [Fact]
    public async Task An_account_without_a_password_needs_a_fresh_sign_in()
    {
        await using var own = await BesiegedCity.StartAsync(prepared, options => options);
        using var owner = own.Visitor();
        var account = AccountAdministration.New("by-provider", null, Role.Manager, null, own.Clock.GetUtcNow());
        await own.City.Access.TrySaveAsync(new() { Account = account }, CancellationToken.None);
        var begun = await new AccountService(own.City.Access).TryBeginAsync(own.Book.Find(account.Id)!, "provider", new Origin("", ""));
        (owner.Cookie, owner.Antiforgery) = ($"turfmap={begun!.Secret}", Secrets.Antiforgery(begun.Secret));

        Assert.Equal(HttpStatusCode.Created, (await MakeAsync(owner, password: null)).StatusCode);
        own.Clock.Ahead = TimeSpan.FromMinutes(11);
        await Visitor.RefusedAsync(await MakeAsync(owner, password: null), HttpStatusCode.Forbidden);
        await Visitor.RefusedAsync(
            await owner.SendAsync("PUT", "/api/account/password", new { password = NewPassword }),
            HttpStatusCode.Forbidden
        );
    }

    /// <summary>Who adds rows can subtract them from a count, and read off what is hidden there.</summary>
    [Fact]
    public async Task No_system_holds_imports_and_published_counts_in_one_token_or_in_two()
    {
        using var administrator = await city.SignedInAsync(Role.Administrator);
        var system = await city.AddAsync(Role.Client, $"contributor-{Guid.NewGuid():N}");

        await Visitor.RefusedAsync(await TokenAsync("import", "figures"), HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.Created, (await TokenAsync("import", "look-up")).StatusCode);
        await Visitor.RefusedAsync(await TokenAsync("figures"), HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.Created, (await TokenAsync("look-up")).StatusCode);

        Task<HttpResponseMessage> TokenAsync(params string[] scopes) =>
            administrator.SendAsync(
                "POST",
                $"/api/accounts/{system.Id}/tokens",
                new
                {
                    name = "n",
                    scopes,
                    days = 9,
                    password = BesiegedCity.Password,
                }
            );
    }

    [Theory]
    [InlineData("password")]
    [InlineData("everywhere")]
    [InlineData("signed out by an administrator")]
    [InlineData("link")]
    [InlineData("closed and opened")]
    [InlineData("promoted")]
    [InlineData("liaison")]
    public async Task A_token_ends_with_what_it_was_made_under(string how)
    {
        using var administrator = await city.SignedInAsync(Role.Administrator);
        using var owner = await city.SignedInAsync(Role.Liaison, "L1");
        var token = (await Visitor.JsonOf(await MakeAsync(owner, BesiegedCity.Password))).GetProperty("token").GetString();
        using var program = city.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync()).StatusCode);

        switch (how)
        {
            case "password":
                await DoneAsync(
                    owner.SendAsync("PUT", "/api/account/password", new { current = BesiegedCity.Password, password = NewPassword })
                );
                break;
            case "everywhere":
                await DoneAsync(owner.SendAsync("POST", "/api/sign-out/everywhere"));
                break;
            case "signed out by an administrator":
                await DoneAsync(administrator.SendAsync("POST", $"/api/accounts/{owner.Account}/sign-out"));
                break;
            case "link":
                var code = await SecretsTests.LinkAsync(administrator, owner.Account);
                await DoneAsync(program.SendAsync("POST", "/api/sign-in/link", new { code, password = NewPassword }));
                break;
            case "closed and opened":
                await ChangeAsync("liaison", "L1", isClosed: true);
                await ChangeAsync("liaison", "L1", isClosed: false);
                break;
            case "promoted":
                await ChangeAsync("manager", "L1", isClosed: false);
                break;
            default:
                await ChangeAsync("liaison", "L2", isClosed: false);
                break;
        }

        await Visitor.RefusedAsync(await AskAsync(), HttpStatusCode.Unauthorized);
        Assert.DoesNotContain(city.Book.Tokens, one => one.Account == owner.Account);

        Task<HttpResponseMessage> AskAsync() => program.GetAsync("/api/cases", ("Authorization", $"Bearer {token}"));

        Task ChangeAsync(string role, string liaison, bool isClosed) =>
            DoneAsync(
                administrator.SendAsync(
                    "PUT",
                    $"/api/accounts/{owner.Account}",
                    new
                    {
                        displayName = "x",
                        role,
                        liaison,
                        isClosed,
                        stamp = city.Book.Find(owner.Account)!.Stamp,
                    }
                )
            );
    }

    private static async Task DoneAsync(Task<HttpResponseMessage> asked) =>
        Assert.True((await asked).IsSuccessStatusCode, await (await asked).Content.ReadAsStringAsync());

    private static Task<HttpResponseMessage> MakeAsync(
        Visitor by,
        string? password,
        string? code = null,
        string path = "/api/account/tokens"
    ) =>
        by.SendAsync(
            "POST",
            path,
            new
            {
                name = "n",
                scopes = path == "/api/account/tokens" ? new[] { "cases" } : new[] { "look-up" },
                days = 9,
                password,
                code,
            }
        );
}
