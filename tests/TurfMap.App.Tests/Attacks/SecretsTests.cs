using System.Net;
using System.Text;
using TurfMap.App.Accounts;
using TurfMap.Domain.Access;

namespace TurfMap.App.Tests.Attacks;

/// <summary>Tokens, codes and links that are used again, altered, or too old.</summary>
public sealed class SecretsTests(BesiegedCity city, PreparedStores prepared) : IClassFixture<BesiegedCity>
{
    private static (string, string) Bearer(string token) => ("Authorization", $"Bearer {token}");

    [Fact]
    public async Task An_access_token_opens_nothing_after_its_end_after_its_time_or_with_one_letter_changed()
    {
        await using var own = await BesiegedCity.StartAsync(prepared, options => options);
        using var owner = await own.SignedInAsync(Role.Manager);
        using var program = own.Visitor();
        var (first, id) = await TokenAsync(owner, 2);
        var (second, _) = await TokenAsync(owner, 2);
        foreach (var token in new[] { first, second })
            Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/city", Bearer(token))).StatusCode);

        for (var at = 0; at < first.Length; at++)
        {
            var altered = first.ToCharArray();
            altered[at] = altered[at] == 'x' ? 'y' : 'x';
            await Visitor.RefusedAsync(await program.GetAsync("/api/city", Bearer(new string(altered))), HttpStatusCode.Unauthorized);
        }
        foreach (
            var near in new[]
            {
                first + "A",
                first[..^1],
                first.ToUpperInvariant(),
                "",
                "tm_",
                Secrets.Hash(first),
                $"{first},{second}",
                first + "\u0020" + second,
            }
        )
            await Visitor.RefusedAsync(await program.GetAsync("/api/city", Bearer(near)), HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.SendAsync("DELETE", $"/api/account/tokens/{id}")).StatusCode);
        await Visitor.RefusedAsync(await program.GetAsync("/api/city", Bearer(first)), HttpStatusCode.Unauthorized);
        await Visitor.RefusedAsync(await owner.SendAsync("DELETE", $"/api/account/tokens/{id}"), HttpStatusCode.NotFound);
        own.Clock.Ahead = TimeSpan.FromDays(2.01);
        await Visitor.RefusedAsync(await program.GetAsync("/api/city", Bearer(second)), HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!!")]
    [InlineData("Basic YQ")]
    [InlineData("Basic Og==")]
    [InlineData("Basic /////w==")]
    [InlineData("Basic AAAA")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Digest username=\"x\"")]
    [InlineData("Negotiate TlRMTVNTUAAB")]
    [InlineData("bearer tm_")]
    [InlineData("tm_")]
    public async Task An_odd_authorization_header_lets_nobody_in(string header)
    {
        using var visitor = city.Visitor();
        await Visitor.RefusedAsync(await visitor.GetAsync("/api/city", ("Authorization", header)), HttpStatusCode.Unauthorized);
        await Visitor.RefusedAsync(
            await visitor.GetAsync("/api/city", ("Authorization", header + new string('A', 8000))),
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task A_password_is_no_token_and_a_token_is_no_password()
    {
        using var owner = await city.SignedInAsync(Role.Manager, name: "basic");
        var (token, _) = await TokenAsync(owner, 9);
        using var visitor = city.Visitor();

        await Visitor.RefusedAsync(
            await visitor.GetAsync(
                "/api/city",
                ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"basic:{BesiegedCity.Password}"))}")
            ),
            HttpStatusCode.Unauthorized
        );
        await Visitor.RefusedAsync(await visitor.TrySignInAsync("basic", token), HttpStatusCode.Unauthorized);
        await Visitor.RefusedAsync(await visitor.GetAsync("/api/city", Bearer(owner.Cookie!.Split('=')[1])), HttpStatusCode.Unauthorized);
        visitor.Cookie = $"turfmap={token}";
        await Visitor.RefusedAsync(await visitor.GetAsync("/api/city"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_cookie_and_a_token_at_once_are_nobody()
    {
        using var owner = await city.SignedInAsync(Role.Administrator);
        foreach (var token in new[] { TurfMap.Tests.TestAccess.TokenOf(Role.Liaison), "tm_wrong" })
        {
            await Visitor.RefusedAsync(await owner.GetAsync("/api/accounts", Bearer(token)), HttpStatusCode.BadRequest);
            await Visitor.RefusedAsync(await owner.SendAsync("POST", "/api/sign-out", null, Bearer(token)), HttpStatusCode.BadRequest);
        }
        Assert.True(await owner.IsSignedInAsync());
    }

    [Fact]
    public async Task A_link_for_a_password_works_once_and_a_newer_one_or_a_new_password_ends_it()
    {
        using var administrator = await city.SignedInAsync(Role.Administrator);
        var account = await city.AddAsync(Role.Liaison, "linked");
        var (lost, used) = (await LinkAsync(administrator, account.Id), await LinkAsync(administrator, account.Id));
        using var visitor = city.Visitor();
        await Visitor.RefusedAsync(
            await visitor.SendAsync("POST", "/api/sign-in/link", new { code = lost, password = "stolen by an older letter" }),
            HttpStatusCode.Unauthorized
        );

        Assert.Equal(
            HttpStatusCode.OK,
            (
                await visitor.SendAsync("POST", "/api/sign-in/link", new { code = used, password = "seven chairs beside warm lakes" })
            ).StatusCode
        );

        foreach (var code in new[] { used, lost })
        {
            await Visitor.RefusedAsync(
                await visitor.SendAsync("POST", "/api/sign-in/link", new { code, password = "another one for the thief" }),
                HttpStatusCode.Unauthorized
            );
            await Visitor.RefusedAsync(
                await visitor.SendAsync("POST", "/api/sign-in/link/look", new { code }),
                HttpStatusCode.Unauthorized
            );
        }
        await visitor.SignInAsync("linked", "seven chairs beside warm lakes");
        var waiting = await LinkAsync(administrator, account.Id);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await visitor.SendAsync(
                    "PUT",
                    "/api/account/password",
                    new { current = "seven chairs beside warm lakes", password = "five lamps above cold stairs" }
                )
            ).StatusCode
        );
        await Visitor.RefusedAsync(
            await visitor.SendAsync("POST", "/api/sign-in/link", new { code = waiting, password = "another one for the thief" }),
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task A_link_used_from_two_places_at_once_lets_one_in()
    {
        using var administrator = await city.SignedInAsync(Role.Administrator);
        var account = await city.AddAsync(Role.Liaison, "raced");
        var code = await LinkAsync(administrator, account.Id);
        using var visitor = city.Visitor();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number =>
                    visitor.SendAsync("POST", "/api/sign-in/link", new { code, password = $"seven chairs beside warm lakes {number}" })
                )
        );

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(
            answers.Where(answer => answer.StatusCode != HttpStatusCode.OK),
            answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode)
        );
        Assert.Single(city.Book.Sessions, session => session.Account == account.Id);
    }

    [Fact]
    public async Task A_link_is_worth_nothing_after_three_days_nor_for_a_closed_account()
    {
        await using var own = await BesiegedCity.StartAsync(prepared, options => options);
        using var administrator = await own.SignedInAsync(Role.Administrator);
        var account = await own.AddAsync(Role.Liaison, "late");
        var code = await LinkAsync(administrator, account.Id);
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await administrator.SendAsync(
                    "PUT",
                    $"/api/accounts/{account.Id}",
                    new
                    {
                        role = "liaison",
                        isClosed = true,
                        stamp = own.Book.Find(account.Id)!.Stamp,
                    }
                )
            ).StatusCode
        );
        using var visitor = own.Visitor();
        await Visitor.RefusedAsync(
            await visitor.SendAsync("POST", "/api/sign-in/link", new { code, password = "seven chairs beside warm lakes" }),
            HttpStatusCode.Unauthorized
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await administrator.SendAsync(
                    "PUT",
                    $"/api/accounts/{account.Id}",
                    new
                    {
                        role = "liaison",
                        isClosed = false,
                        stamp = own.Book.Find(account.Id)!.Stamp,
                    }
                )
            ).StatusCode
        );
        var again = await LinkAsync(administrator, account.Id);

        own.Clock.Ahead = TimeSpan.FromDays(3.01);

        await Visitor.RefusedAsync(
            await visitor.SendAsync("POST", "/api/sign-in/link", new { code = again, password = "seven chairs beside warm lakes" }),
            HttpStatusCode.Unauthorized
        );
    }

    internal static async Task<string> LinkAsync(Visitor administrator, string account) =>
        (await Visitor.JsonOf(await administrator.SendAsync("POST", $"/api/accounts/{account}/link", new { })))
            .GetProperty("code")
            .GetString()!;

    private static async Task<(string Token, string Id)> TokenAsync(Visitor owner, int days)
    {
        var made = await Visitor.JsonOf(
            await owner.SendAsync(
                "POST",
                "/api/account/tokens",
                new
                {
                    name = "n",
                    scopes = new[] { "look-up" },
                    days,
                    password = BesiegedCity.Password,
                }
            )
        );
        return (made.GetProperty("token").GetString()!, made.GetProperty("id").GetString()!);
    }
}
