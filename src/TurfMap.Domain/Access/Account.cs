namespace TurfMap.Domain.Access;

/// <summary>Somebody, or a system, that may sign in.</summary>
/// <remarks>
/// It is never deleted, because the audit speaks of it; it is closed. It never changes: a change is a new one, saved as a whole, and not
/// saved when it was made from an older <see cref="Stamp"/>.
/// </remarks>
public sealed record Account
{
    /// <summary>Its id, never shown and never used again.</summary>
    public required string Id { get; init; }

    /// <summary>What it signs in with, in the form of <see cref="SignInName"/>; unique.</summary>
    public required string Name { get; init; }

    /// <summary>How others see it beside what it did.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What it is to the office.</summary>
    public required Role Role { get; init; }

    /// <summary>The liaison that it is, by id; null when it is none.</summary>
    public string? Liaison { get; init; }

    /// <summary>The password's hash; null when it has none and signs in another way.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>
    /// The key of the second factor, protected; null while there is none. It counts only with <see cref="HasSecondFactor"/>.
    /// </summary>
    public string? FactorKey { get; init; }

    /// <summary>Whether a code is asked for after the password.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>The time step of the last code that was taken; a code is taken once.</summary>
    public long FactorStep { get; init; }

    /// <summary>Hashes of the recovery codes that are left.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];

    /// <summary>Wrong tries since the last good one.</summary>
    public int Failures { get; init; }

    /// <summary>Until when no try is looked at.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Whether it is closed: it can no longer sign in, and its sessions and tokens are none.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether it is one of the sample city's accounts that anybody may be with one click.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The identity provider that knows it, and under which name; empty until it came from there once.</summary>
    public string ExternalId { get; init; } = "";

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Changes with everything that makes old sessions and tokens doubtful: password, second factor, role, liaison, closing, a sign-out
    /// everywhere.
    /// </summary>
    public required string SecurityStamp { get; init; }

    /// <summary>Counts its changes: the store counts them, and it is 0 before the account is kept.</summary>
    public long Stamp { get; init; }

    /// <summary>The account as a caller.</summary>
    public Caller ToCaller(string via, string address, IReadOnlyList<string>? scopes = null) =>
        new(Id, DisplayName, Role, Liaison, via, address, scopes) { IsDemo = IsDemo };
}

/// <summary>A browser in which an account is signed in. Its secret is known only to that browser; the store keeps its hash.</summary>
public sealed record SignInSession(
    string Id,
    string Hash,
    string Account,
    string SecurityStamp,
    string How,
    string Address,
    string Agent,
    DateTimeOffset Begun,
    DateTimeOffset SeenAt,
    DateTimeOffset Until,
    DateTimeOffset? EndedAt = null
)
{
    /// <summary>How long it lasts at most, and without being used.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12),
        LongestIdle = TimeSpan.FromMinutes(30);

    /// <summary>Uses are noted at most this often.</summary>
    public static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(2);

    /// <summary>Whether it holds at a moment. Clocks of two nodes may differ by a little.</summary>
    public bool Holds(DateTimeOffset now) => EndedAt is null && now < Until && now < SeenAt + LongestIdle + NotedEvery;
}

/// <summary>A secret by which another system or a desktop program asks in an account's name. The store keeps its hash.</summary>
/// <remarks>
/// It ends with the security stamp that the account had when it was made, as sessions do. So it never outlives the person's trust in the
/// account, and a later role never widens it.
/// </remarks>
public sealed record AccessToken(
    string Id,
    string Hash,
    string Account,
    string SecurityStamp,
    string Name,
    IReadOnlyList<string> Scopes,
    DateTimeOffset Made,
    DateTimeOffset Until,
    DateTimeOffset? UsedAt = null,
    DateTimeOffset? EndedAt = null
)
{
    /// <summary>The longest that one may be good for.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Whether it holds at a moment.</summary>
    public bool Holds(DateTimeOffset now) => EndedAt is null && now < Until;
}

/// <summary>What a one-time link is for.</summary>
public enum LinkUse
{
    /// <summary>Making the first administrator of an empty store.</summary>
    FirstAdministrator,

    /// <summary>Setting the password of an account, and taking its second factor off when the administrator said so.</summary>
    SetPassword,

    /// <summary>The same, and the second factor is taken off.</summary>
    SetPasswordAndFactor,
}

/// <summary>A link or code that works once and for a while. The store keeps its hash.</summary>
public sealed record OneTimeLink(string Id, string Hash, LinkUse Use, string? Account, DateTimeOffset Until, DateTimeOffset? UsedAt = null)
{
    /// <summary>Whether it holds at a moment.</summary>
    public bool Holds(DateTimeOffset now) => UsedAt is null && now < Until;
}
