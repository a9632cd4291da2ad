using System.Buffers;
using System.Globalization;

namespace TurfMap.Formats;

/// <summary>Reads numbers straight from UTF-8 bytes, correctly rounded.</summary>
public static class DecimalText
{
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789.,-eE+"u8);

    private static readonly double[] PowersOfTen =
    [
        1e0,
        1e1,
        1e2,
        1e3,
        1e4,
        1e5,
        1e6,
        1e7,
        1e8,
        1e9,
        1e10,
        1e11,
        1e12,
        1e13,
        1e14,
        1e15,
        1e16,
        1e17,
        1e18,
        1e19,
        1e20,
        1e21,
        1e22,
    ];

    /// <summary>
    /// Reads a number as people write it in a table: blanks around it, a plus sign and thousands separators ("1,234,567.8") are taken.
    /// </summary>
    /// <returns>False for anything else, and for NaN, infinity and numbers too large for a double.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value)
    {
        text = text.Trim((byte)' ');
        if (text.Length > 1 && text[0] == '+' && text[1] != '-')
            text = text[1..];
        var used = Scan(text, out value, out _);
        if (used == text.Length && used > 0)
            return true;
        value = 0;
        return text.Length is > 0 and <= 64
            && text.IndexOfAnyExcept(NumberBytes) < 0
            && WellGrouped(text)
            && double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    /// <summary>Reads the JSON number at the start of the text.</summary>
    /// <returns>Bytes used; 0 when there is no number there; -1 when it is too large for a double.</returns>
    internal static int Scan(ReadOnlySpan<byte> text, out double value, out int decimals)
    {
        var i = 0;
        ulong mantissa = 0;
        value = 0;
        decimals = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative)
            i++;
        var firstDigit = i;
        for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
            mantissa = mantissa * 10 + (uint)(text[i] - '0');
        var digits = i - firstDigit;
        if (digits == 0 || (digits > 1 && text[firstDigit] == '0'))
            return 0;
        if (i < text.Length && text[i] == '.')
        {
            var point = ++i;
            for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
                mantissa = mantissa * 10 + (uint)(text[i] - '0');
            decimals = i - point;
            if (decimals == 0)
                return 0;
            digits += decimals;
        }
        var plain = true;
        if (i < text.Length && (text[i] | 0x20) == 'e')
        {
            plain = false;
            i++;
            if (i < text.Length && text[i] is (byte)'+' or (byte)'-')
                i++;
            var power = i;
            while (i < text.Length && (uint)(text[i] - '0') <= 9)
                i++;
            if (i == power)
                return 0;
        }
        // Both parts are exact doubles, so the one division rounds correctly (Clinger's fast path).
        if (plain && digits <= 19 && mantissa <= 1UL << 53 && decimals <= 22)
        {
            value = mantissa / PowersOfTen[decimals];
            if (negative)
                value = -value;
            return i;
        }
        return double.TryParse(text[..i], NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value) ? i : -1;
    }

    /// <summary>Commas only as thousands separators: "40,7" is not 407.</summary>
    private static bool WellGrouped(ReadOnlySpan<byte> text)
    {
        var whole = text.IndexOf((byte)'.') is var point and >= 0 ? text[..point] : text;
        if (text[whole.Length..].Contains((byte)','))
            return false;
        for (var comma = whole.IndexOf((byte)','); comma >= 0; comma = whole.IndexOf((byte)','))
        {
            if (comma == 0 || whole[(comma + 1)..].IndexOf((byte)',') is var next && (next < 0 ? whole.Length - comma - 1 : next) != 3)
                return false;
            whole = whole[(comma + 1)..];
        }
        return true;
    }
}
