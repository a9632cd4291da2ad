using System.Text.Json;
using TurfMap.App.Accounts;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Access;

/// <summary>The claims of a token, each only in the form the standard gives it; one in another form counts as absent.</summary>
internal readonly record struct Claims(JsonElement Said)
{
    private const int LongestSubject = 255,
        LongestText = 320;

    public string? Text(string name) =>
        Said.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.String ? claim.GetString() : null;

    public double? Number(string name) =>
        Said.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.Number ? claim.GetDouble() : null;

    /// <summary>A claim that is one text or a list of them.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        !Said.TryGetProperty(name, out var claim)
            ? []
            : claim.ValueKind switch
            {
                JsonValueKind.String => [claim.GetString()!],
                JsonValueKind.Array =>
                [
                    .. claim.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!),
                ],
                _ => [],
            };

    /// <summary>The person; refuses when the token does not say who it is.</summary>
    public OutsideIdentity Identity() =>
        Text("sub") is { Length: > 0 and <= LongestSubject } subject
            ? new(Text("iss")!, subject, Shown("email"), IsTrue("email_verified"), Shown("name"), Text("acr"), Texts("amr"))
            : throw SignInRefusals.Unbelieved("The sign-in service's token does not say who signed in.");

    /// <summary>Some providers write truth as a text.</summary>
    private bool IsTrue(string name) =>
        Said.TryGetProperty(name, out var claim)
        && (claim.ValueKind == JsonValueKind.True || (claim.ValueKind == JsonValueKind.String && claim.GetString() == "true"));

    private string? Shown(string name) =>
        Text(name) is { } text && PlainText.OneLine(text) is { Length: > 0 and <= LongestText } plain ? plain : null;
}
