using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Tests;

/// <summary>Accounts and what they sign in with.</summary>
public abstract partial class StoreContract
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    private static Account Person(string id, Role role = Role.Administrator) =>
        new()
        {
            Id = id,
            Name = id + "@example.org",
            DisplayName = id.ToUpperInvariant(),
            Role = role,
            PasswordHash = "pbkdf2$" + id,
            CreatedAt = Now,
            SecurityStamp = "s-" + id,
        };

    private static SignInSession Browser(string id, string account = "ana") =>
        new(id, "hash-" + id, account, "s-" + account, "password", "10.0.0.1", "Agent", Now, Now, Now.AddHours(12));

    private static AuditEntry Told(string action, string subject) => new(Now, "ana", "Ana", "session 1", "10.0.0.1", action, subject);

    private Task<bool> SaveAsync(Account account) =>
        Store.Access.TrySaveAccessAsync(new() { Account = account, Audit = [Told("account", account.Id)] }, Cancel);

    private Task<bool> SaveAsync(params SignInSession[] sessions) =>
        Store.Access.TrySaveAccessAsync(new() { Sessions = sessions, Audit = [Told("sign-in", sessions[0].Account)] }, Cancel);

    private Task<bool> SaveAsync(OneTimeLink link) =>
        Store.Access.TrySaveAccessAsync(new() { Link = link, Audit = [Told("link", link.Id)] }, Cancel);

    private Task<AccessSnapshot> BookAsync() => Store.Access.ReadAccessAsync(Cancel);

    [Fact]
    public async Task Accounts_and_what_they_sign_in_with_come_back_the_same()
    {
        var ana = Person("ana") with
        {
            DisplayName = "Ána 日本",
            Liaison = "L1",
            FactorKey = "key",
            HasSecondFactor = true,
            FactorStep = 57_000_000,
            RecoveryCodes = ["a", "b"],
            Failures = 3,
            LockedUntil = Now.AddMinutes(5),
            ExternalId = "https://login.example.org|42",
        };
        var bare = Person("bo", Role.Client) with { PasswordHash = null, IsClosed = true, IsDemo = true };
        var token = new AccessToken(
            "t1",
            "hash-t1",
            "ana",
            "s-ana",
            "Desktop",
            ["look-up", "cases"],
            Now,
            Now.AddDays(90),
            Now.AddDays(-1)
        );
        var link = new OneTimeLink("l1", "hash-l1", LinkUse.SetPasswordAndFactor, "bo", Now.AddDays(1));
        Assert.True(
            await Store.Access.TrySaveAccessAsync(
                new()
                {
                    Account = ana,
                    Sessions = [Browser("1"), Browser("2")],
                    Token = token,
                    Link = link,
                    Audit = [Told("account", "ana")],
                },
                Cancel
            )
        );
        Assert.True(await SaveAsync(bare));
        Assert.True(await SaveAsync(new OneTimeLink("l2", "hash-l2", LinkUse.FirstAdministrator, null, Now.AddDays(1))));
        await Store.Access.AddKeyAsync("key-1", "<key/>", Cancel);
        await Store.Access.AddKeyAsync("key-2", "<key id=\"2\"/>", Cancel);

        var book = await BookAsync();
        Assert.Equivalent(ana with { Stamp = 1 }, book.Find("ana"), strict: true);
        Assert.Equivalent(bare with { Stamp = 1 }, book.FindByName("bo@example.org"), strict: true);
        Assert.Equal([Browser("1"), Browser("2")], book.Sessions);
        Assert.Equivalent(token, Assert.Single(book.Tokens), strict: true);
        Assert.Equal(link, book.FindLink("hash-l1", Now));
        Assert.Null(book.FindLink("hash-l2", Now)!.Account);
        Assert.Equal(["<key/>", "<key id=\"2\"/>"], await Store.Access.ReadKeysAsync(Cancel));
        Assert.Equal(book.Version, await Store.Access.ReadAccessVersionAsync(Cancel));
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task An_account_that_was_changed_meanwhile_is_not_saved_over()
    {
        await SaveAsync(Person("ana"));
        var ana = (await BookAsync()).Find("ana")!;

        Assert.True(await SaveAsync(ana with { DisplayName = "First" }));
        Assert.False(await SaveAsync(ana with { DisplayName = "Second" }));
        Assert.False(await SaveAsync(Person("ana")));

        var first = (await BookAsync()).Find("ana")!;
        Assert.Equal(("First", 2), (first.DisplayName, first.Stamp));
        Assert.Equal(2, (await Store.Access.ListAuditAsync(new(null, 100), Cancel)).Count);
        Assert.True(await SaveAsync(first with { DisplayName = "Third" }));
    }

    [Fact]
    public async Task Of_many_changes_of_one_account_at_once_exactly_one_is_kept()
    {
        await SaveAsync(Person("ana"));
        var book = await BookAsync();

        var kept = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SaveAsync(book.Find("ana")! with { Failures = i + 1 })));

        Assert.Single(kept, saved => saved);
        Assert.Equal(Array.IndexOf(kept, true) + 1, (await BookAsync()).Find("ana")!.Failures);
    }

    [Fact]
    public async Task A_link_works_once_however_many_use_it_at_once()
    {
        var link = new OneTimeLink("l1", "hash", LinkUse.FirstAdministrator, null, Now.AddDays(1));
        await SaveAsync(link);

        var kept = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    Store.Access.TrySaveAccessAsync(
                        new()
                        {
                            Account = Person("a" + i),
                            Link = link with { UsedAt = Now },
                            Audit = [Told("link", "l1")],
                        },
                        Cancel
                    )
                )
        );

        Assert.Single(kept, saved => saved);
        Assert.Equal("a" + Array.IndexOf(kept, true), Assert.Single((await BookAsync()).Accounts).Id);
        Assert.Null((await BookAsync()).FindLink("hash", Now));
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task A_name_is_that_of_one_account()
    {
        await SaveAsync(Person("ana") with { ExternalId = "x|1" });
        await SaveAsync(Person("bo"));

        Assert.False(await SaveAsync(Person("cy") with { Name = "ana@example.org" }));
        Assert.False(await SaveAsync(Person("cy") with { ExternalId = "x|1" }));
        Assert.False(await SaveAsync((await BookAsync()).Find("bo")! with { Name = "ana@example.org" }));

        Assert.Equal(["ana", "bo"], (await BookAsync()).Accounts.Select(account => account.Id));
        Assert.Equal("bo@example.org", (await BookAsync()).Find("bo")!.Name);
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("role")]
    [InlineData("password")]
    public async Task The_last_administrator_stays_one(string change)
    {
        await SaveAsync(Person("ana"));
        await SaveAsync(Person("bo"));
        await SaveAsync(Person("cy") with { PasswordHash = null });
        await SaveAsync(Person("dee") with { IsDemo = true });
        await SaveAsync(Person("ed", Role.Manager));
        var version = await Store.Access.ReadAccessVersionAsync(Cancel);
        Account Leaving(Account account) =>
            change == "closed" ? account with { IsClosed = true }
            : change == "role" ? account with { Role = Role.Manager }
            : account with { PasswordHash = null };

        var (ana, bo) = ((await BookAsync()).Find("ana")!, (await BookAsync()).Find("bo")!);
        Assert.True(await SaveAsync(Leaving(bo)));
        var last = Leaving(ana);
        var refused = await RefusalAsync(() => SaveAsync(last));

        Assert.Equal(Refusal.Conflict, refused.Refusal);
        Assert.Contains("ANA is the last administrator", refused.Message, StringComparison.Ordinal);
        Assert.Equal(version + 1, await Store.Access.ReadAccessVersionAsync(Cancel));
        Assert.Equivalent(ana, (await BookAsync()).Find("ana"));
        Assert.True(
            await Store.Access.TrySaveAccessAsync(
                new()
                {
                    Account = last,
                    KeepsAdministrator = false,
                    Audit = [Told("account", "ana")],
                },
                Cancel
            )
        );
    }

    [Fact]
    public async Task A_use_that_is_noted_revives_nothing_and_moves_no_version_on()
    {
        await SaveAsync(Person("ana"));
        var token = new AccessToken("t1", "hash-t1", "ana", "s-ana", "Desktop", ["look-up"], Now, Now.AddDays(90));
        await Store.Access.TrySaveAccessAsync(
            new()
            {
                Sessions = [Browser("1"), Browser("2")],
                Token = token,
                Audit = [Told("sign-in", "ana")],
            },
            Cancel
        );
        await SaveAsync(Browser("1") with { EndedAt = Now });
        var versions = (await Store.Access.ReadAccessVersionAsync(Cancel), await Store.City.ReadVersionAsync(Cancel));

        var seen = Now.AddMinutes(3);
        foreach (var one in new[] { "1", "2", "never kept" })
            await Store.Access.TrySaveAccessAsync(new() { Sessions = [Browser(one) with { SeenAt = seen, Agent = "Other" }] }, Cancel);
        await Store.Access.TrySaveAccessAsync(new() { Sessions = [Browser("2") with { SeenAt = Now.AddMinutes(1) }] }, Cancel);
        await Store.Access.TrySaveAccessAsync(new() { Token = token with { UsedAt = seen } }, Cancel);

        Assert.Equal(Browser("2") with { SeenAt = seen }, Assert.Single((await BookAsync()).Sessions));
        Assert.Equal(seen, Assert.Single((await BookAsync()).Tokens).UsedAt);
        Assert.Equal(versions, (await Store.Access.ReadAccessVersionAsync(Cancel), await Store.City.ReadVersionAsync(Cancel)));

        // Nor does a change that was made before its end was known.
        await SaveAsync(Browser("1") with { SeenAt = seen });
        Assert.Single((await BookAsync()).Sessions);
        await Store.Access.TrySaveAccessAsync(new() { Token = token with { EndedAt = seen }, Audit = [Told("token", "t1")] }, Cancel);
        await Store.Access.TrySaveAccessAsync(new() { Token = token with { UsedAt = seen.AddMinutes(1) } }, Cancel);
        Assert.Empty((await BookAsync()).Tokens);
    }

    [Fact]
    public async Task A_token_ends_for_good_with_the_security_stamp_it_was_made_under()
    {
        var ana = Person("ana");
        await SaveAsync(ana);
        var token = new AccessToken("t1", "hash-t1", "ana", "s-ana", "Desktop", ["look-up"], Now, Now.AddDays(90));
        await Store.Access.TrySaveAccessAsync(new() { Token = token, Audit = [Told("token", "t1")] }, Cancel);
        var standing = (await BookAsync()).Find("ana")!;
        await SaveAsync(standing with { DisplayName = "Ana B" });
        Assert.Single((await BookAsync()).Tokens);

        await SaveAsync((await BookAsync()).Find("ana")! with { SecurityStamp = "another" });
        await SaveAsync((await BookAsync()).Find("ana")! with { SecurityStamp = "s-ana" });

        Assert.Empty((await BookAsync()).Tokens);
    }

    [Fact]
    public async Task What_no_longer_holds_is_not_read_and_goes_after_a_month()
    {
        await SaveAsync(Person("ana"));
        var old = Now.AddDays(-31);
        await SaveAsync(
            Browser("idle") with
            {
                SeenAt = Now.AddHours(-1),
            },
            Browser("over") with
            {
                Until = Now.AddMinutes(-1),
            },
            Browser("ended") with
            {
                EndedAt = Now,
            },
            Browser("long over") with
            {
                Begun = old,
                SeenAt = old,
                Until = old,
            },
            Browser("long ended") with
            {
                EndedAt = old,
            }
        );
        await SaveAsync(new OneTimeLink("l1", "hash", LinkUse.SetPassword, "ana", Now.AddMinutes(-1)));
        await Store.Access.TrySaveAccessAsync(
            new() { Token = new("t1", "hash", "ana", "s-ana", "Old", [], old, Now.AddMinutes(-1)), Audit = [Told("token", "t1")] },
            Cancel
        );

        await SaveAsync(Browser("new"));

        var book = await BookAsync();
        Assert.Equal("new", Assert.Single(book.Sessions).Id);
        Assert.Empty(book.Tokens);
        Assert.Null(book.FindLink("hash", Now.AddDays(-1)));
        Assert.Equal(
            "idle over ended new",
            await Store.Engine.ReadAsync(
                session => string.Join(' ', session.List("SELECT id FROM session ORDER BY fid", row => row.GetString(0))),
                Freshness.Newest,
                Cancel
            )
        );
    }

    [Fact]
    public async Task The_check_finds_sessions_without_an_account()
    {
        await SaveAsync(Person("ana"));
        await SaveAsync(Browser("1"), Browser("2"));
        Assert.Empty(await Store.CheckAsync(Cancel));

        Tamper("UPDATE session SET account = 'nobody'");

        Assert.Contains("2 sessions belong to an account that is not there.", await Store.CheckAsync(Cancel));
    }
}
