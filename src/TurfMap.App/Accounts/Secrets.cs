using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TurfMap.App.Accounts;

/// <summary>
/// Secrets that are shown to one person or program once; the store keeps their hashes. They are random and long, so a plain hash is enough.
/// </summary>
internal static class Secrets
{
    /// <summary>What access tokens begin with, so that they are recognised where they should not lie.</summary>
    public const string TokenMark = "tm_";

    /// <summary>No letter that could be taken for another.</summary>
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>256 random bits.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12));

    /// <summary>Twelve letters in three groups (60 bits), for codes that a person may have to type; good for a while and once.</summary>
    public static string NewCode() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>A code as it is compared: without what people add or leave out.</summary>
    public static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    public static string Hash(string secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(secret), hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>
    /// What a page proves with that it is ours: it follows from the session's secret, which no other page can read or guess.
    /// </summary>
    public static string Antiforgery(string session) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(session), "antiforgery"u8));

    /// <summary>Compares without telling by the time it takes where the first difference is.</summary>
    public static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
