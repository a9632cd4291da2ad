using System.Net;
using Microsoft.Data.Sqlite;
using TurfMap.App.Accounts;
using TurfMap.Domain.Access;

namespace TurfMap.App.Tests.Attacks;

/// <summary>A store without accounts, and a sample city that anybody may open, are no way into a real one.</summary>
public sealed class FirstDaysTests(PreparedStores prepared)
{
    private static readonly object Form = new
    {
        name = "x",
        displayName = "X",
        password = "seven chairs beside warm lakes",
    };

    [Fact]
    public async Task The_first_code_makes_one_administrator_even_when_it_comes_from_eight_places_at_once()
    {
        await using var city = await BesiegedCity.StartAsync(prepared, options => options, hasAccounts: false);
        var code = (await FirstRun.CodeAsync(city.City.Access))!;
        using var visitor = city.Visitor();
        foreach (var wrong in new[] { "", "AAAA-BBBB-CCCC", code[..^1], new string('A', 9000) })
            await Visitor.RefusedAsync(
                await visitor.SendAsync(
                    "POST",
                    "/api/sign-in/first",
                    new
                    {
                        code = wrong,
                        name = "x",
                        password = "seven chairs beside warm lakes",
                    }
                ),
                HttpStatusCode.Unauthorized
            );

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number =>
                    visitor.SendAsync(
                        "POST",
                        "/api/sign-in/first",
                        new
                        {
                            code,
                            name = $"first-{number}",
                            password = "seven chairs beside warm lakes",
                        }
                    )
                )
        );

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Single(city.Book.Accounts);
        await Visitor.RefusedAsync(
            await visitor.SendAsync(
                "POST",
                "/api/sign-in/first",
                new
                {
                    code,
                    name = "second",
                    password = "seven chairs beside warm lakes",
                }
            ),
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task A_first_code_that_was_printed_before_there_was_an_administrator_makes_no_second_one()
    {
        await using var city = await BesiegedCity.StartAsync(prepared, options => options, hasAccounts: false);
        var (one, two) = ((await FirstRun.CodeAsync(city.City.Access))!, (await FirstRun.CodeAsync(city.City.Access))!);
        using var visitor = city.Visitor();
        await visitor.KeepAsync(
            await visitor.SendAsync(
                "POST",
                "/api/sign-in/first",
                new
                {
                    code = one,
                    name = "first",
                    password = "seven chairs beside warm lakes",
                }
            )
        );

        using var thief = city.Visitor();
        await Visitor.RefusedAsync(
            await thief.SendAsync(
                "POST",
                "/api/sign-in/first",
                new
                {
                    code = two,
                    name = "second",
                    password = "seven chairs beside warm lakes",
                }
            ),
            HttpStatusCode.Conflict,
            HttpStatusCode.Unauthorized
        );
        await Visitor.RefusedAsync(
            await thief.SendAsync("POST", "/api/sign-in/link", new { code = two, password = "seven chairs beside warm lakes" }),
            HttpStatusCode.Unauthorized
        );

        Assert.Single(city.Book.Accounts);
        Assert.Null(await FirstRun.CodeAsync(city.City.Access));
    }

    [Fact]
    public async Task Where_there_is_no_sample_nobody_is_a_demo_account()
    {
        await using var city = await BesiegedCity.StartAsync(prepared, options => options);
        using var visitor = city.Visitor();
        foreach (var role in new[] { "administrator", "manager", "client", "owner", "3", "Administrator", "" })
            await Visitor.RefusedAsync(
                await visitor.SendAsync(
                    "POST",
                    "/api/sign-in/demo",
                    new
                    {
                        role,
                        isDemo = true,
                        isSample = true,
                    }
                ),
                HttpStatusCode.Forbidden,
                HttpStatusCode.BadRequest
            );
        await Visitor.RefusedAsync(await visitor.SendAsync("POST", "/api/sign-in/first", Form), HttpStatusCode.Unauthorized);
        Assert.False(await visitor.IsSignedInAsync());
    }

    /// <summary>Whoever tried the sample out must not be inside when the office moves in.</summary>
    [Fact]
    public async Task When_the_first_real_account_is_made_what_demo_accounts_had_is_worth_nothing()
    {
        await using var city = await BesiegedCity.StartAsync(prepared, options => options, hasAccounts: false, isSample: true);
        await Demo.PrepareAsync(city.City.Access, "L1");
        using var visitor = city.Visitor();
        await visitor.KeepAsync(await visitor.SendAsync("POST", "/api/sign-in/demo", new { role = "manager" }));
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await visitor.SendAsync("PUT", "/api/account/password", new { current = "", password = "seven chairs beside warm lakes" })
            ).StatusCode
        );
        var token = (
            await Visitor.JsonOf(
                await visitor.SendAsync(
                    "POST",
                    "/api/account/tokens",
                    new
                    {
                        name = "n",
                        scopes = new[] { "cases" },
                        days = 300,
                        password = "seven chairs beside warm lakes",
                    }
                )
            )
        ).GetProperty("token").GetString();
        using var administrator = city.Visitor();
        await administrator.KeepAsync(await administrator.SendAsync("POST", "/api/sign-in/demo", new { role = "administrator" }));
        var added = await Visitor.JsonOf(
            await administrator.SendAsync("POST", "/api/accounts", new { name = "sleeper", role = "administrator" })
        );
        using var program = city.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/cases", ("Authorization", $"Bearer {token}"))).StatusCode);

        await city.AddAsync(Role.Administrator, "office");

        Assert.False(await visitor.IsSignedInAsync());
        Assert.False(await administrator.IsSignedInAsync());
        await Visitor.RefusedAsync(await program.GetAsync("/api/cases", ("Authorization", $"Bearer {token}")), HttpStatusCode.Unauthorized);
        await Visitor.RefusedAsync(
            await program.TrySignInAsync("demo-manager", "seven chairs beside warm lakes"),
            HttpStatusCode.Unauthorized
        );
        await Visitor.RefusedAsync(
            await program.SendAsync("POST", "/api/sign-in/demo", new { role = "director" }),
            HttpStatusCode.Forbidden
        );
        await Visitor.RefusedAsync(
            await program.SendAsync(
                "POST",
                "/api/sign-in/link",
                new { code = added.GetProperty("link").GetProperty("code").GetString(), password = "seven chairs beside warm lakes" }
            ),
            HttpStatusCode.Unauthorized
        );
    }

    [Fact]
    public async Task A_demo_manager_brings_no_cases_into_the_sample()
    {
        await using var city = await BesiegedCity.StartAsync(prepared, options => options, hasAccounts: false, isSample: true);
        await Demo.PrepareAsync(city.City.Access, "L1");
        using var visitor = city.Visitor();
        await visitor.KeepAsync(await visitor.SendAsync("POST", "/api/sign-in/demo", new { role = "manager" }));
        var before = await city.StandingAsync();

        await Visitor.RefusedAsync(
            await visitor.SendAsync("POST", "/api/imports/cases", "id", ("Idempotency-Key", "k"), ("X-Antiforgery", visitor.Antiforgery!)),
            HttpStatusCode.Forbidden
        );

        Assert.Equal(before.City, (await city.StandingAsync()).City);
    }

    /// <summary>Two accounts under one name at the provider: the store refuses every change of either, as after a lost race.</summary>
    [Fact]
    public async Task Demo_sign_in_that_loses_every_race_ends_with_a_sentence()
    {
        await using var city = await BesiegedCity.StartAsync(prepared, options => options, hasAccounts: false, isSample: true);
        Assert.SkipUnless(File.Exists(city.Store.Location), "The test reaches into the store's file.");
        await Demo.PrepareAsync(city.City.Access, "L1");
        await using (var connection = new SqliteConnection($"Data Source={city.Store.Location};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            using var command = connection.CreateCommand();
            command.CommandText = """
                DROP INDEX account_outside;
                UPDATE account SET outside = 'https://login.example|1';
                UPDATE stamp SET change = change + 1;
                """;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        using var visitor = city.Visitor();

        var answer = await visitor.SendAsync("POST", "/api/sign-in/demo", new { role = "manager" });

        await Visitor.RefusedAsync(answer, HttpStatusCode.Conflict);
        Assert.False(await visitor.IsSignedInAsync());
    }
}
