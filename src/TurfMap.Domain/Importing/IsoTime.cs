namespace TurfMap.Domain.Importing;

/// <summary>Reads the way in which nearly all files write dates: 2026-03-28, with or without T14:05, T14:05:30, T14:05:30.000 and Z.</summary>
/// <remarks>Everything else is left to the library, which takes ten times as long.</remarks>
public static class IsoTime
{
    /// <summary>False for whatever is not written so, and for days and hours that do not exist.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out DateTime time)
    {
        time = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-' || !Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)
            || year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
            return false;
        if (text.Length == 10)
        {
            time = new(year, month, day);
            return true;
        }
        if (!TryReadClock(text[^1] == 'Z' ? text[10..^1] : text[10..], out var seconds))
            return false;
        time = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).AddTicks(seconds * TimeSpan.TicksPerSecond);
        return true;
    }

    private static bool TryReadClock(ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        if (text.Length < 6 || text[0] is not ('T' or ' ') || text[3] != ':' || !Number(text[1..3], out var hour) || !Number(text[4..6], out var minute) || hour > 23 || minute > 59)
            return false;
        var second = 0;
        if (text.Length > 6 && (text.Length < 9 || text[6] != ':' || !Number(text[7..9], out second) || second > 59))
            return false;
        if (text.Length > 9 && (text[9] != '.' || text.Length == 10 || text[10..].ContainsAnyExcept('0')))
            return false;
        seconds = (hour * 60 + minute) * 60 + second;
        return true;
    }

    private static bool Number(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            number = number * 10 + digit - '0';
        }
        return true;
    }
}
