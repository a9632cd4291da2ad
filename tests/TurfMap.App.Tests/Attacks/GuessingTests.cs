using System.Diagnostics;
using System.Net;
using TurfMap.App.Accounts;
using TurfMap.Domain.Access;

namespace TurfMap.App.Tests.Attacks;

/// <summary>Passwords are guessed: one after another, many at once, for names that exist and for names that do not.</summary>
public sealed class GuessingTests(BesiegedCity city, PreparedStores prepared) : IClassFixture<BesiegedCity>
{
    [Fact]
    public async Task After_ten_wrong_tries_the_right_password_gets_the_same_answer_as_a_wrong_one_until_somebody_unlocks()
    {
        var account = await city.AddAsync(Role.Manager, "guessed");
        using var visitor = city.Visitor();
        var wrong = "";
        for (var tries = 0; tries < AccountService.MostFailures; tries++)
            wrong = await SentenceAsync(await visitor.TrySignInAsync("guessed", "wrong password here"));

        Assert.Equal(wrong, await SentenceAsync(await visitor.TrySignInAsync("guessed")));
        Assert.Equal(wrong, await SentenceAsync(await visitor.TrySignInAsync("nobody-of-this-name")));
        Assert.False(await visitor.IsSignedInAsync());
        using var administrator = await city.SignedInAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.SendAsync("POST", $"/api/accounts/{account.Id}/unlock")).StatusCode);
        await visitor.SignInAsync("guessed");
    }

    [Fact]
    public async Task Strangers_who_guess_lock_out_neither_the_persons_browser_nor_their_session()
    {
        await city.AddAsync(Role.Manager, "locked-from-outside");
        using var own = city.Visitor();
        var first = await own.TrySignInAsync("locked-from-outside");
        await own.KeepAsync(first);
        var device = first.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("turfmap-device=", StringComparison.Ordinal));
        using var stranger = city.Visitor();
        for (var tries = 0; tries < AccountService.MostFailures; tries++)
            await SentenceAsync(await stranger.TrySignInAsync("locked-from-outside", "wrong password here"));
        await SentenceAsync(await stranger.TrySignInAsync("locked-from-outside"));

        Assert.Equal(
            HttpStatusCode.OK,
            (await own.SendAsync("POST", "/api/account/second-factor", new { password = BesiegedCity.Password })).StatusCode
        );
        using var again = city.Visitor();
        again.Cookie = device.Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, (await again.TrySignInAsync("locked-from-outside")).StatusCode);
        await SentenceAsync(await stranger.TrySignInAsync("locked-from-outside"));
    }

    [Fact]
    public async Task A_known_browser_has_ten_tries_too_and_is_a_stranger_to_other_accounts()
    {
        await city.AddAsync(Role.Manager, "known-browser");
        await city.AddAsync(Role.Manager, "other-account");
        using var own = city.Visitor();
        var device = (await own.TrySignInAsync("known-browser"))
            .Headers.GetValues("Set-Cookie")
            .Single(one => one.StartsWith("turfmap-device=", StringComparison.Ordinal))
            .Split(';')[0];
        using var thief = city.Visitor();
        thief.Cookie = device;
        for (var tries = 0; tries < AccountService.MostFailures; tries++)
        {
            await SentenceAsync(await thief.TrySignInAsync("known-browser", "wrong password here"));
            await SentenceAsync(await thief.TrySignInAsync("other-account", "wrong password here"));
        }

        await SentenceAsync(await thief.TrySignInAsync("known-browser"));
        Assert.NotNull(city.Book.FindByName("other-account")!.LockedUntil);
        Assert.Null(city.Book.FindByName("known-browser")!.LockedUntil);
    }

    [Fact]
    public async Task Fifty_guesses_at_once_are_all_refused_and_the_account_rests()
    {
        var account = await city.AddAsync(Role.Manager, "besieged");
        using var first = city.Visitor();
        using var second = city.Visitor();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(number => (number % 2 == 0 ? first : second).TrySignInAsync("besieged", $"wrong password {number}"))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        Assert.True(city.Book.Find(account.Id)!.LockedUntil > DateTimeOffset.UtcNow);
        using var late = city.Visitor();
        await Visitor.RefusedAsync(await late.TrySignInAsync("besieged"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_right_guess_among_fifty_at_once_is_not_let_in_once_ten_were_wrong()
    {
        await city.AddAsync(Role.Manager, "unlucky");
        var visitors = Enumerable.Range(0, 50).Select(_ => city.Visitor()).ToList();
        var wrong = visitors.Take(AccountService.MostFailures).Select(visitor => visitor.TrySignInAsync("unlucky", "wrong password here"));
        Assert.All(await Task.WhenAll(wrong), answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));

        var right = await Task.WhenAll(visitors.Select(visitor => visitor.TrySignInAsync("unlucky")));

        Assert.All(right, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        Assert.DoesNotContain(city.Book.Sessions, session => session.Account == city.Book.FindByName("unlucky")!.Id);
        visitors.ForEach(visitor => visitor.Dispose());
    }

    /// <summary>
    /// All pay for the hashing of one password, which is most of the time; the medians of 15 interleaved tries may differ by a factor of 2,
    /// not more. That catches an answer without hashing
    /// (a twentieth of the time), and not a difference of a few milliseconds, which somebody with thousands of tries might see; those are
    /// limited to 30 a minute.
    /// A busy machine gets three chances: an answer without hashing would be quicker in each.
    /// </summary>
    [Fact]
    public async Task The_time_of_the_answer_does_not_tell_whether_a_name_exists_rests_or_is_closed()
    {
        string[] names = ["unknown-here", "known-here", "resting-here", "closed-here", "no.password-here", "ＫNOWN-here", ""];
        var known = await city.AddAsync(Role.Manager, "known-here");
        foreach (
            var (name, change) in new (string, Func<Account, Account>)[]
            {
                ("resting-here", one => one with { LockedUntil = DateTimeOffset.UtcNow.AddHours(1) }),
                ("closed-here", one => one with { IsClosed = true }),
                ("no.password-here", one => one with { PasswordHash = null }),
            }
        )
        {
            var account = change(await city.AddAsync(Role.Manager, name));
            Assert.True(
                await city.City.Access.TrySaveAsync(
                    new() { Account = account, Audit = [new(DateTimeOffset.UtcNow, "", "Tests", "", "", "account", name)] },
                    CancellationToken.None
                )
            );
        }
        var told = "";
        for (var chance = 0; chance < 3; chance++)
        {
            var medians = await MediansAsync(
                names,
                () =>
                    new AccountAdministration(new AccountService(city.City.Access)).UnlockAsync(
                        new("", "Tests", Role.Administrator, null, "", ""),
                        known.Id
                    )
            );
            if (medians.Max(median => median.Time) < 2 * medians.Min(median => median.Time))
                return;
            told += string.Join(", ", medians.Select(median => $"\"{median.Name}\": {median.Time:0.0} ms")) + "; ";
        }
        Assert.Fail(told);
    }

    private async Task<List<(string Name, double Time)>> MediansAsync(string[] names, Func<Task> unlock)
    {
        var times = names.ToDictionary(name => name, _ => new List<double>());
        for (var round = 0; round < 15; round++)
        {
            if (round % 5 == 0)
                await unlock();
            foreach (var name in names)
            {
                using var visitor = city.Visitor();
                await visitor.GetAsync("/healthz"); // connects
                var begun = Stopwatch.GetTimestamp();
                var answer = await visitor.TrySignInAsync(name, $"wrong password {round}");
                times[name].Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            }
        }
        return [.. names.Select(name => (name, times[name].Order().ElementAt(7)))];
    }

    [Theory]
    [InlineData("аdmin")] // Cyrillic
    [InlineData("ａｄｍｉｎ")]
    [InlineData("admin\u0000")]
    [InlineData("admin\u200B")]
    [InlineData("\u202Enimda")]
    [InlineData("ad\u00ADmin")]
    [InlineData("admin ' or 1=1 --")]
    [InlineData("İdmin")]
    [InlineData("__proto__")]
    [InlineData("")]
    [InlineData("   ")]
    public async Task A_name_that_only_looks_like_another_is_nobody_and_cannot_be_made(string name)
    {
        if (city.Book.FindByName("admin") is null)
            await city.AddAsync(Role.Administrator, "admin");
        using var visitor = city.Visitor();
        using var administrator = await city.SignedInAsync(Role.Administrator);

        await Visitor.RefusedAsync(await visitor.TrySignInAsync(name), HttpStatusCode.Unauthorized);
        if (name != "__proto__")
            await Visitor.RefusedAsync(
                await administrator.SendAsync("POST", "/api/accounts", new { name, role = "liaison" }),
                HttpStatusCode.BadRequest
            );
    }

    /// <summary>
    /// U+212A is a sign of its own that becomes a plain k in small letters: an identity provider may call somebody else by it.
    /// </summary>
    [Fact]
    public async Task A_sign_that_becomes_a_letter_only_in_small_letters_is_not_that_letter()
    {
        await city.AddAsync(Role.Manager, "kelvin");
        using var visitor = city.Visitor();

        await Visitor.RefusedAsync(await visitor.TrySignInAsync("\u212Aelvin"), HttpStatusCode.Unauthorized);

        Assert.Null(SignInName.Of("\u212Aelvin"));
        Assert.Equal("kelvin", SignInName.Of(" KELVIN "));
    }

    [Fact]
    public async Task Huge_names_and_passwords_are_refused_without_work()
    {
        using var visitor = city.Visitor();
        var huge = new string('a', 900_000);
        await Visitor.RefusedAsync(await visitor.TrySignInAsync(huge), HttpStatusCode.Unauthorized);
        await Visitor.RefusedAsync(await visitor.TrySignInAsync("x", huge), HttpStatusCode.Unauthorized);
        await Visitor.RefusedAsync(
            await visitor.SendAsync("POST", "/api/sign-in/link", new { code = huge, password = "x" }),
            HttpStatusCode.Unauthorized
        );
        await Visitor.RefusedAsync(await visitor.SendAsync("POST", "/api/sign-in/demo", new { role = huge }), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_thirty_first_try_of_an_address_within_a_minute_waits_and_others_do_not()
    {
        await city.AddAsync(Role.Manager, "limited");
        using var attacker = city.Visitor();
        for (var tries = 0; tries < 30; tries++)
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                (await attacker.SendAsync("POST", "/api/sign-in/link/look", new { code = $"guess {tries}" })).StatusCode
            );

        var over = await attacker.TrySignInAsync("limited");

        await Visitor.RefusedAsync(over, HttpStatusCode.TooManyRequests);
        Assert.InRange(over.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        await Visitor.RefusedAsync(
            await attacker.SendAsync(
                "POST",
                "/api/sign-in",
                new { name = "limited", password = BesiegedCity.Password },
                ("X-Forwarded-For", "10.9.8.7"),
                ("X-Real-IP", "10.9.8.7"),
                ("Forwarded", "for=10.9.8.7")
            ),
            HttpStatusCode.TooManyRequests
        );
        using var other = city.Visitor();
        await other.SignInAsync("limited");
    }

    [Fact]
    public async Task Whoever_asks_without_end_is_told_when_to_come_again()
    {
        await using var own = await BesiegedCity.StartAsync(prepared, options => options with { RequestsPerSecond = 1 });
        using var visitor = own.Visitor();
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => visitor.GetAsync("/api/me")));

        var over = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);

        Assert.True(over.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        using var other = own.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/me")).StatusCode);
    }

    private static async Task<string> SentenceAsync(HttpResponseMessage answer)
    {
        await Visitor.RefusedAsync(answer, HttpStatusCode.Unauthorized);
        return (await Visitor.JsonOf(answer)).GetProperty("detail").GetString()!;
    }
}
