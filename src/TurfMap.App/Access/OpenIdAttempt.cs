using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TurfMap.App.Access;

/// <summary>What is remembered of a sign-in on its way.</summary>
/// <remarks>
/// The caller keeps it in a protected cookie of the browser that began, for at most ten minutes, and deletes it when the answer comes,
/// whatever the answer: an attempt is good for one answer.
/// </remarks>
internal sealed record OpenIdAttempt(string State, string Nonce, string Verifier, DateTimeOffset Begun)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Three secrets of 256 bits that nobody can guess.</summary>
    public static OpenIdAttempt Begin(DateTimeOffset now) => new(Secret(), Secret(), Secret(), now);

    /// <summary>What the provider is told of the verifier: its SHA-256 (PKCE, S256).</summary>
    public string Challenge() => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>Whether a token was made for this attempt; takes as long for a near miss as for a far one.</summary>
    public bool HasNonce(string? nonce) => Same(Nonce, nonce);

    /// <summary>Refuses an answer to another attempt, and one that comes too late.</summary>
    public void Expect(string? state, DateTimeOffset now)
    {
        if (!Same(State, state))
            throw SignInRefusals.Again("This answer of the sign-in service belongs to another sign-in than the one begun in this browser.");
        if (now - Begun > Longest)
            throw SignInRefusals.Again($"The sign-in took longer than {Longest.TotalMinutes:0} minutes.");
        if (Begun - now > IdTokens.ClockDifference)
            throw SignInRefusals.Again("This server's clock was set back while the sign-in was on its way.");
    }

    /// <summary>Without the secrets, whoever prints it.</summary>
    public override string ToString() => $"Begun {Begun:O}";

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static bool Same(string ours, string? given) =>
        ours.Length > 0
        && given is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ours), Encoding.UTF8.GetBytes(given));
}

/// <summary>What the browser brings back from the provider: the query of the callback, as it stands.</summary>
internal sealed record OpenIdAnswer(string? Code, string? State, string? Error, string? Issuer)
{
    /// <summary>Without the code, whoever prints it.</summary>
    public override string ToString() => Error is null ? "A code" : "An error";
}
