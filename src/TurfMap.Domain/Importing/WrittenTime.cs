namespace TurfMap.Domain.Importing;

/// <summary>
/// Reads the ways in which nearly all files write a time: 2026-03-28 or 2026/03/28, or 3/28/2026 with the month first; alone, or with a
/// clock such as T14:05, 14:05:30.123Z or 02:05:30 PM.
/// </summary>
/// <remarks>
/// The time is the one that is written, by the clock of whoever wrote it: an offset or a Z behind it is passed over, so what was reported
/// late in the evening stays on that
/// evening. Fractions of a second are dropped. Everything else is left to the library, which takes ten times as long.
/// </remarks>
public static class WrittenTime
{
    /// <summary>False for whatever is not written so, and for days and hours that do not exist.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out DateTime time)
    {
        time = default;
        if (!TryReadDay(ref text, out var day))
            return false;
        var seconds = 0;
        if (!text.IsEmpty && !TryReadClock(text, out seconds))
            return false;
        time = day.AddTicks(seconds * TimeSpan.TicksPerSecond);
        return true;
    }

    private static bool TryReadDay(ref ReadOnlySpan<char> text, out DateTime day)
    {
        day = default;
        int year,
            month,
            date;
        if (text.Length >= 10 && (text[4] is '-' or '/') && text[7] == text[4])
        {
            if (
                !TryTake(ref text, 4, out year)
                || !TryPass(ref text)
                || !TryTake(ref text, 2, out month)
                || !TryPass(ref text)
                || !TryTake(ref text, 2, out date)
            )
                return false;
        }
        else if (
            !TryTakeShort(ref text, out month)
            || !TryPassSlash(ref text)
            || !TryTakeShort(ref text, out date)
            || !TryPassSlash(ref text)
            || !TryTake(ref text, 4, out year)
        )
            return false;
        if (year == 0 || month is 0 or > 12 || date == 0 || date > DateTime.DaysInMonth(year, month))
            return false;
        day = new(year, month, date);
        return true;
    }

    private static bool TryReadClock(ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        if (
            text[0] is not ('T' or ' ')
            || !TryPass(ref text)
            || !TryTakeShort(ref text, out var hour)
            || !TryPass(ref text, ':')
            || !TryTake(ref text, 2, out var minute)
        )
            return false;
        var second = 0;
        if (TryPass(ref text, ':') && !TryTake(ref text, 2, out second))
            return false;
        if (TryPass(ref text, '.'))
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length;
            if (digits == 0)
                return false;
            text = text[digits..];
        }
        if (!TryTakeHalf(ref text, ref hour) || hour > 23 || minute > 59 || second > 59 || !IsOffset(text))
            return false;
        seconds = (hour * 60 + minute) * 60 + second;
        return true;
    }

    /// <summary>AM or PM, where one follows; the hour is made one of 24.</summary>
    private static bool TryTakeHalf(ref ReadOnlySpan<char> text, ref int hour)
    {
        var half = text.TrimStart(' ');
        if (half.Length != 2 || (half[1] | 0x20) != 'm' || (half[0] | 0x20) is not ('a' or 'p'))
            return true;
        if (hour is 0 or > 12)
            return false;
        hour = hour % 12 + ((half[0] | 0x20) == 'p' ? 12 : 0);
        text = [];
        return true;
    }

    /// <summary>Nothing, Z, +02, +0200 or -02:00.</summary>
    private static bool IsOffset(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text is "Z" or "z")
            return true;
        return (text[0] is '+' or '-') && TryPass(ref text) && TryTake(ref text, 2, out _) && (text.IsEmpty || TryTakeMinutes(text));
    }

    private static bool TryTakeMinutes(ReadOnlySpan<char> text)
    {
        TryPass(ref text, ':');
        return TryTake(ref text, 2, out _) && text.IsEmpty;
    }

    private static bool TryPass(ref ReadOnlySpan<char> text)
    {
        text = text[1..];
        return true;
    }

    private static bool TryPass(ref ReadOnlySpan<char> text, char wanted) => !text.IsEmpty && text[0] == wanted && TryPass(ref text);

    private static bool TryPassSlash(ref ReadOnlySpan<char> text) => TryPass(ref text, '/');

    /// <summary>One digit or two.</summary>
    private static bool TryTakeShort(ref ReadOnlySpan<char> text, out int number) =>
        TryTake(ref text, text.Length > 1 && char.IsAsciiDigit(text[1]) ? 2 : 1, out number);

    private static bool TryTake(ref ReadOnlySpan<char> text, int digits, out int number)
    {
        number = 0;
        if (text.Length < digits)
            return false;
        foreach (var digit in text[..digits])
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            number = number * 10 + digit - '0';
        }
        text = text[digits..];
        return true;
    }
}
