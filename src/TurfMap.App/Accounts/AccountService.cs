using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Accounts;

/// <summary>Where somebody comes from, for the audit and for the list of their sessions.</summary>
internal readonly record struct Origin(string Address, string Agent);

/// <summary>A browser in which an account has signed in by its password before.</summary>
internal sealed record KnownDevice(string Id, string Account, string SecurityStamp)
{
    /// <summary>Whether it is one of this account, as that is now.</summary>
    public bool IsOf(Account account) => Account == account.Id && SecurityStamp == account.SecurityStamp;
}

/// <summary>A session that has begun, with the secret that only its browser may know.</summary>
internal sealed record BegunSession(string Secret, SignInSession Session, Account Account);

/// <summary>The framework's manager of accounts over a city's store, and what all that deals with accounts needs of it.</summary>
internal sealed class AccountService
{
    /// <summary>So many wrong tries, and an account rests.</summary>
    public const int MostFailures = WrongTries.Most;

    public static readonly TimeSpan Rest = WrongTries.Rest;

    /// <summary>How often a change is tried again that met another one.</summary>
    private const int Tries = 8;

    private readonly IdentityStore store;

    public AccountService(CityAccess access)
    {
        (Access, store) = (access, new IdentityStore(access));
        var options = new IdentityOptions { Lockout = { MaxFailedAccessAttempts = MostFailures, DefaultLockoutTimeSpan = Rest } };
        Users = new UserManager<AccountUser>(
            store,
            Options.Create(options),
            new PasswordHasher<AccountUser>(),
            [],
            [new PasswordRule()],
            new SameName(),
            new IdentityErrorDescriber(),
            null!,
            NullLogger<UserManager<AccountUser>>.Instance
        );
    }

    public CityAccess Access { get; }

    public UserManager<AccountUser> Users { get; }

    public DateTimeOffset Now => Access.Clock.GetUtcNow() is var now ? now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)) : default;

    /// <summary>An account as it stands; refuses when there is none.</summary>
    public Account Get(string id) => Access.Book.Find(id) ?? throw new RefusedException(Refusal.NotFound, "There is no such account.");

    public string HashPassword(Account account, string password) => Users.PasswordHasher.HashPassword(new(account), password);

    /// <summary>Changes an account, again from its new state when somebody else changed it meanwhile.</summary>
    public async Task<T> ChangeAsync<T>(string id, Func<Account, Task<(AccessChange Change, T Value)>> change)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var (changed, value) = await change(Get(id));
            if (await Access.TrySaveAsync(changed, CancellationToken.None))
                return value;
        }
        throw new RefusedException(
            Refusal.Conflict,
            "The account is being changed from somewhere else. Nothing was changed; try again in a moment."
        );
    }

    /// <summary>Counts a wrong try, also when others are counted at the same time: a guess that is not counted costs nothing.</summary>
    public async Task CountWrongTryAsync(string id, AuditEntry entry)
    {
        for (var attempt = 0; attempt < MostFailures * Tries; attempt++)
        {
            store.Audit = [entry];
            if ((await Users.AccessFailedAsync(new(Get(id)))).Succeeded)
                return;
        }
    }

    /// <summary>Begins a session for an account, with the account's own change, and says so in the audit.</summary>
    public async Task<BegunSession?> TryBeginAsync(Account account, string how, Origin from, AccessChange? with = null)
    {
        var (secret, now) = (Secrets.New(), Now);
        var session = new SignInSession(
            Secrets.NewId(),
            Secrets.Hash(secret),
            account.Id,
            account.SecurityStamp,
            how,
            from.Address,
            from.Agent,
            now,
            now,
            now + SignInSession.Longest
        );
        var entry = AuditEntry.Of(
            account.ToCaller(session.Id, from.Address),
            now,
            "sign-in",
            account.Name,
            after: $$"""{"how":"{{how}}"}"""
        );
        var change = (with ?? new AccessChange()) with { Account = account };
        return await Access.TrySaveAsync(
            change with
            {
                Sessions = [.. change.Sessions, session],
                Audit = [.. change.Audit, entry],
            },
            CancellationToken.None
        )
            ? new(secret, session, account)
            : null;
    }

    /// <summary>The account's sessions that hold, ended now, but for one.</summary>
    public IReadOnlyList<SignInSession> Ended(string account, string? but = null) =>
        [
            .. Access
                .Book.Sessions.Where(session => session.Account == account && session.Id != but)
                .Select(session => session with { EndedAt = Now }),
        ];

    private sealed class SameName : ILookupNormalizer
    {
        public string? NormalizeEmail(string? email) => email;

        public string? NormalizeName(string? name) => name;
    }
}
