using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace TurfMap.Tests;

/// <summary>What an authenticator app does, written from RFC 6238 and RFC 4648 alone.</summary>
internal static class TimeCodes
{
    public static string Now(string key, int stepsAhead = 0) => At(key, Step(DateTimeOffset.UtcNow) + stepsAhead);

    public static long Step(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / 30;

    public static string At(string key, long step)
    {
        var bits = string.Concat(
            key.Where(char.IsLetterOrDigit)
                .Select(letter =>
                    Convert
                        .ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal), 2)
                        .PadLeft(5, '0')
                )
        );
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The standard's own algorithm.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
