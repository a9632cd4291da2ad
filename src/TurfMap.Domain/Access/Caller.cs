namespace TurfMap.Domain.Access;

/// <summary>Who asks: an account by a session in the browser, or by an access token; or the person at the console.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Name">How others see who did something.</param>
/// <param name="Role">The account's role, now.</param>
/// <param name="Liaison">The liaison that the account is; null when it is none.</param>
/// <param name="Via">The session or token, by its id, as the audit names it.</param>
/// <param name="Address">The network address that the request came from; empty at the console.</param>
/// <param name="Scopes">The scopes of a token; null when the role alone decides.</param>
public sealed record Caller(
    string AccountId,
    string Name,
    Role Role,
    string? Liaison,
    string Via,
    string Address,
    IReadOnlyList<string>? Scopes = null
)
{
    /// <summary>Whether it is one of the sample city's accounts that anybody may be with one click.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Whether this caller may do something: the role allows it, and the token too, if there is one.</summary>
    public bool May(Permission permission) => Rules.May(Role, permission) && (Scopes is null || Rules.Allow(Scopes, permission));
}
