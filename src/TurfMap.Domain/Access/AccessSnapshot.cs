using System.Collections.Frozen;

namespace TurfMap.Domain.Access;

/// <summary>All accounts, and the sessions, tokens and links that still hold, as of one change; never changes.</summary>
public sealed class AccessSnapshot
{
    private readonly FrozenDictionary<string, Account> accounts;
    private readonly FrozenDictionary<string, Account> byName;
    private readonly FrozenDictionary<string, SignInSession> sessions;
    private readonly FrozenDictionary<string, AccessToken> tokens;
    private readonly FrozenDictionary<string, OneTimeLink> links;
    private readonly bool hasRealAccounts;

    /// <summary>Builds the book.</summary>
    public AccessSnapshot(
        long version,
        IReadOnlyList<Account> accounts,
        IReadOnlyList<SignInSession> sessions,
        IReadOnlyList<AccessToken> tokens,
        IReadOnlyList<OneTimeLink> links
    )
    {
        (Version, Accounts, Sessions, Tokens) = (version, accounts, sessions, tokens);
        this.accounts = accounts.ToFrozenDictionary(account => account.Id, StringComparer.Ordinal);
        byName = accounts.ToFrozenDictionary(account => account.Name, StringComparer.Ordinal);
        this.sessions = sessions.ToFrozenDictionary(session => session.Hash, StringComparer.Ordinal);
        this.tokens = tokens.ToFrozenDictionary(token => token.Hash, StringComparer.Ordinal);
        this.links = links.ToFrozenDictionary(link => link.Hash, StringComparer.Ordinal);
        hasRealAccounts = accounts.Any(account => !account.IsDemo);
    }

    /// <summary>The change that it was read after.</summary>
    public long Version { get; }

    /// <summary>All accounts, also closed ones.</summary>
    public IReadOnlyList<Account> Accounts { get; }

    /// <summary>The sessions that may still hold.</summary>
    public IReadOnlyList<SignInSession> Sessions { get; }

    /// <summary>The tokens that may still hold.</summary>
    public IReadOnlyList<AccessToken> Tokens { get; }

    /// <summary>Whether there is an administrator who can sign in, so that the first one need not be made.</summary>
    public bool HasAdministrator => Accounts.Any(account => account is { Role: Role.Administrator, IsClosed: false, IsDemo: false });

    /// <summary>
    /// Whether an account may be used: not a closed one, and no demo account once there are real ones, whatever it was given before.
    /// </summary>
    public bool IsOpen(Account account) => !account.IsClosed && !(account.IsDemo && hasRealAccounts);

    /// <summary>An account by its id.</summary>
    public Account? Find(string id) => accounts.GetValueOrDefault(id);

    /// <summary>An account by its sign-in name.</summary>
    public Account? FindByName(string name) => byName.GetValueOrDefault(name);

    /// <summary>The account that an identity provider knows under a name.</summary>
    public Account? FindOutside(string outside) => Accounts.FirstOrDefault(account => account.ExternalId == outside && outside.Length > 0);

    /// <summary>The session with this hash and its account, while both hold.</summary>
    public (SignInSession Session, Account Account)? FindSession(string hash, DateTimeOffset now) =>
        sessions.TryGetValue(hash, out var session)
        && session.Holds(now)
        && accounts.TryGetValue(session.Account, out var account)
        && IsOpen(account)
        && account.SecurityStamp == session.SecurityStamp
            ? (session, account)
            : null;

    /// <summary>The token with this hash and its account, while both hold.</summary>
    public (AccessToken Token, Account Account)? FindToken(string hash, DateTimeOffset now) =>
        tokens.TryGetValue(hash, out var token) && accounts.TryGetValue(token.Account, out var account) && Holds(token, account, now)
            ? (token, account)
            : null;

    /// <summary>The tokens of an account that hold.</summary>
    public IEnumerable<AccessToken> TokensOf(Account account, DateTimeOffset now) =>
        Tokens.Where(token => token.Account == account.Id && Holds(token, account, now));

    private bool Holds(AccessToken token, Account account, DateTimeOffset now) =>
        token.Holds(now) && IsOpen(account) && account.SecurityStamp == token.SecurityStamp;

    /// <summary>The link with this hash, while it holds.</summary>
    public OneTimeLink? FindLink(string hash, DateTimeOffset now) => links.TryGetValue(hash, out var link) && link.Holds(now) ? link : null;
}

/// <summary>Rows to keep together: all, or none when an account or link was changed by somebody else meanwhile.</summary>
public sealed record AccessChange
{
    /// <summary>An account, new (stamp 0) or changed from its stamp.</summary>
    public Account? Account { get; init; }

    /// <summary>Sessions, new or changed.</summary>
    public IReadOnlyList<SignInSession> Sessions { get; init; } = [];

    /// <summary>A token, new or changed.</summary>
    public AccessToken? Token { get; init; }

    /// <summary>A link, new, or used now: then it must not have been used.</summary>
    public OneTimeLink? Link { get; init; }

    /// <summary>Whether the change must leave an administrator who can sign in.</summary>
    public bool KeepsAdministrator { get; init; } = true;

    /// <summary>What the audit says of it; empty only for uses that are noted, such as a session's last one.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; init; } = [];
}

/// <summary>Which entries of the audit are asked for.</summary>
/// <param name="Before">Only entries with a smaller number, the newest first; null from the newest on.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Account">Only of this account.</param>
/// <param name="Action">Only of this action.</param>
public sealed record AuditQuery(long? Before, int Limit, string? Account = null, string? Action = null);
