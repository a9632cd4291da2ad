namespace TurfMap.App.Access;

/// <summary>What is agreed with a city's identity provider.</summary>
/// <param name="Authority">The provider's issuer, as its discovery document states it; a slash at the end does not matter.</param>
/// <param name="ClientId">Under which name the provider knows this program.</param>
/// <param name="ClientSecret">Null for a program that was registered without one; then the verifier alone binds the code.</param>
/// <param name="RequiredLevel">The acr or amr that must be stated, for example "mfa"; null when any will do.</param>
internal sealed record OpenIdSettings(string Authority, string ClientId, string? ClientSecret, string? RequiredLevel)
{
    /// <summary>
    /// The authority as an address; refuses what could be listened to: only a provider on this machine may be asked without TLS.
    /// </summary>
    public Uri Address()
    {
        var address = Uri.TryCreate(Authority, UriKind.Absolute, out var given)
            ? given
            : throw new ArgumentException("The authority is not an address.", nameof(Authority));
        if (!IsSafe(address) || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new ArgumentException(
                "The authority must begin with https:// and hold no name, password, query or fragment; http:// is only for "
                    + "a provider on this machine.",
                nameof(Authority)
            );
        return address;
    }

    /// <summary>Whether an address may be asked: https, or http to this machine when the authority itself is of that kind.</summary>
    public bool MayAsk(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (IsSafe(address) && Authority.StartsWith("http://", StringComparison.OrdinalIgnoreCase));

    /// <summary>Without the secret, whoever prints it.</summary>
    public override string ToString() => $"{ClientId} at {Authority}";

    private static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
