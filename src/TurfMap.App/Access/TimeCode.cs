using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TurfMap.App.Access;

/// <summary>Six-digit codes that follow from a key and the time (RFC 6238: SHA-1, 30 seconds), as authenticator apps show them.</summary>
/// <remarks>
/// The framework's own verifier takes a code as often as it is sent within its time; here it is taken once, so the step of the last one is
/// asked for.
/// </remarks>
internal static class TimeCode
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;

    /// <summary>How many digits a code has.</summary>
    public const int Digits = 6;

    /// <summary>How many steps a phone's clock may be off.</summary>
    private const int Tolerance = 1;

    /// <summary>How far off a clock is recognised, to say so; such a code is not taken.</summary>
    private const int Recognised = 20;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(20);

    /// <summary>The key as apps take it.</summary>
    public static string Text(byte[] key)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < key.Length * 8; bit += 5)
        {
            var five = 0;
            for (var i = 0; i < 5; i++)
                five = five << 1 | (bit + i < key.Length * 8 ? key[(bit + i) / 8] >> 7 - (bit + i) % 8 & 1 : 0);
            text.Append(Base32[five]);
        }
        return text.ToString();
    }

    /// <summary>The code of a step.</summary>
    public static string At(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8],
            hash = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The standard's algorithm; authenticator apps know no other one everywhere.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    public static long Step(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>
    /// Looks at a code: the step it belongs to when it is taken; else how many minutes the phone's clock seems to be ahead, if it is.
    /// </summary>
    public static (long? Step, int? MinutesAhead) Verify(byte[] key, string code, DateTimeOffset now, long lastStep)
    {
        var current = Step(now);
        (long? found, int? off) = (null, null);
        for (var distance = -Recognised; distance <= Recognised; distance++)
            if (!Secrets.Same(At(key, current + distance), code))
                continue;
            else if (Math.Abs(distance) <= Tolerance)
                found = current + distance;
            else
                off = distance;
        return found is { } step ? (step > lastStep ? step : null, null) : (null, off is { } steps ? steps / 2 : null);
    }
}
