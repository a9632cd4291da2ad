namespace TurfMap.App.Accounts;

/// <summary>
/// Who the provider says somebody is. Issuer and subject together name the person; the rest may change, and the address may be anybody's
/// unless it is verified.
/// </summary>
internal sealed record OutsideIdentity(
    string Issuer,
    string Subject,
    string? Email,
    bool EmailIsVerified,
    string? Name,
    string? Level,
    IReadOnlyList<string> Methods
)
{
    /// <summary>Without the person, whoever prints it.</summary>
    public override string ToString() => $"Somebody known to {Issuer}";
}
