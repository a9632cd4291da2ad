using System.Net;
using TurfMap.App.Accounts;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Attacks;

/// <summary>The second factor: a code is taken once, also when it comes from two places at once, and nothing goes around it.</summary>
public sealed class SecondFactorTests(BesiegedCity city) : IClassFixture<BesiegedCity>
{
    [Fact]
    public async Task A_code_is_taken_once_even_from_eight_places_at_the_same_moment()
    {
        var (_, name, key, _) = await WithFactorAsync();
        using var visitor = city.Visitor();
        var code = Next(key, 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => visitor.TrySignInAsync(name, code: code)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        await Visitor.RefusedAsync(await visitor.TrySignInAsync(name, code: code), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_recovery_code_is_taken_once_even_from_eight_places_at_the_same_moment()
    {
        var (_, name, _, codes) = await WithFactorAsync();
        using var visitor = city.Visitor();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => visitor.TrySignInAsync(name, code: codes[0])));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        await Visitor.RefusedAsync(await visitor.TrySignInAsync(name, code: codes[0]), HttpStatusCode.Unauthorized);
        Assert.Equal(codes.Length - 1, city.Book.FindByName(name)!.RecoveryCodes.Count);
    }

    [Fact]
    public async Task A_wrong_try_at_the_same_moment_uses_up_no_recovery_code()
    {
        for (var round = 0; round < 6; round++)
        {
            var (_, name, _, codes) = await WithFactorAsync();
            using var visitor = city.Visitor();
            var wrong = Enumerable.Range(0, 5).Select(_ => visitor.TrySignInAsync(name, code: "wrong"));

            var right = visitor.TrySignInAsync(name, code: codes[0]);
            await Task.WhenAll([right, .. wrong]);

            Assert.Equal(HttpStatusCode.OK, (await right).StatusCode);
            Assert.Equal(codes.Length - 1, city.Book.FindByName(name)!.RecoveryCodes.Count);
        }
    }

    [Fact]
    public async Task Codes_are_counted_like_passwords_so_that_a_million_of_them_cannot_be_tried()
    {
        var (_, name, key, _) = await WithFactorAsync();
        using var visitor = city.Visitor();
        var (now, right) = (TimeCodes.Step(DateTimeOffset.UtcNow), Next(key, 0));
        var taken = Enumerable.Range(-25, 51).Select(step => TimeCodes.At(key, now + step)).ToHashSet();
        foreach (
            var wrong in Enumerable
                .Range(100_000, 1000)
                .Select(number => $"{number}")
                .Where(code => !taken.Contains(code))
                .Take(AccountService.MostFailures)
        )
            await Visitor.RefusedAsync(await visitor.TrySignInAsync(name, code: wrong), HttpStatusCode.Unauthorized);

        await Visitor.RefusedAsync(await visitor.TrySignInAsync(name, code: right), HttpStatusCode.Unauthorized);

        Assert.NotNull(city.Book.FindByName(name)!.LockedUntil);
    }

    [Fact]
    public async Task A_code_of_another_minute_is_answered_like_one_that_is_no_code_at_all()
    {
        var (_, name, key, _) = await WithFactorAsync();
        using var visitor = city.Visitor();
        var sentences = new HashSet<string>();
        foreach (var code in new[] { "000000", Next(key, -12), Next(key, -4), Next(key, 4), Next(key, 12) })
        {
            var answer = await visitor.TrySignInAsync(name, code: code);
            await Visitor.RefusedAsync(answer, HttpStatusCode.Unauthorized);
            sentences.Add((await Visitor.JsonOf(answer)).GetProperty("detail").GetString()!);
        }

        Assert.Single(sentences);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("000000")]
    [InlineData("٠٠٠٠٠٠")]
    [InlineData("-00001")]
    [InlineData("1e5")]
    [InlineData("' OR 1=1 --")]
    public async Task Without_a_right_code_the_password_alone_lets_nobody_in(string code)
    {
        var (_, name, _, _) = await WithFactorAsync();
        using var visitor = city.Visitor();

        await Visitor.RefusedAsync(await visitor.TrySignInAsync(name, code: code), HttpStatusCode.Unauthorized);
        await Visitor.RefusedAsync(await visitor.TrySignInAsync(name), HttpStatusCode.Unauthorized);

        Assert.False(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task A_link_for_a_password_does_not_go_around_the_second_factor()
    {
        var (owner, name, _, _) = await WithFactorAsync();
        using var administrator = await city.SignedInAsync(Role.Administrator);
        var code = await SecretsTests.LinkAsync(administrator, owner.Account);
        using var visitor = city.Visitor();

        var answer = await visitor.SendAsync("POST", "/api/sign-in/link", new { code, password = "seven chairs beside warm lakes" });

        Assert.False((await Visitor.JsonOf(answer)).GetProperty("signedIn").GetBoolean());
        Assert.Null(Visitor.CookieOf(answer));
        Assert.False(await owner.IsSignedInAsync());
        await Visitor.RefusedAsync(await visitor.TrySignInAsync(name, "seven chairs beside warm lakes"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Whoever_finds_an_open_browser_takes_no_second_factor_off_and_sets_no_password_without_the_old_one()
    {
        var (owner, name, _, _) = await WithFactorAsync();
        foreach (
            var (method, path) in new[]
            {
                ("POST", "/api/account/second-factor/remove"),
                ("POST", "/api/account/recovery-codes"),
                ("POST", "/api/account/second-factor"),
            }
        )
            await Visitor.RefusedAsync(await owner.SendAsync(method, path, new { password = "guess" }), HttpStatusCode.BadRequest);
        await Visitor.RefusedAsync(
            await owner.SendAsync("PUT", "/api/account/password", new { current = "guess", password = "seven chairs beside warm lakes" }),
            HttpStatusCode.BadRequest
        );
        Assert.True(city.Book.FindByName(name)!.HasSecondFactor);

        for (var tries = 0; tries < AccountService.MostFailures; tries++)
            await owner.SendAsync("PUT", "/api/account/password", new { current = "guess", password = "seven chairs beside warm lakes" });

        await Visitor.RefusedAsync(
            await owner.SendAsync(
                "PUT",
                "/api/account/password",
                new { current = BesiegedCity.Password, password = "seven chairs beside warm lakes" }
            ),
            HttpStatusCode.TooManyRequests
        );
    }

    private async Task<(Visitor Owner, string Name, string Key, string[] Codes)> WithFactorAsync()
    {
        var name = $"factor-{Guid.NewGuid():N}";
        var owner = await city.SignedInAsync(Role.Manager, name: name);
        var key = (
            await Visitor.JsonOf(await owner.SendAsync("POST", "/api/account/second-factor", new { password = BesiegedCity.Password }))
        )
            .GetProperty("key")
            .GetString()!;
        var confirmed = await owner.SendAsync("PUT", "/api/account/second-factor", new { code = Next(key, -1) });
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        return (
            owner,
            name,
            key,
            [.. (await Visitor.JsonOf(confirmed)).GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)]
        );
    }

    private static string Next(string key, int ahead) => TimeCodes.Now(key, ahead);
}
