namespace TurfMap.Domain.Changes;

/// <summary>What every edited field must hold to; refuses with a sentence that names it.</summary>
internal static class Validate
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly DateOnly Latest = new(2199, 12, 31);

    public static void Text(string field, string? text, int longest, bool mayBeEmpty = false)
    {
        if (string.IsNullOrWhiteSpace(text) && !mayBeEmpty)
            throw new RefusedException(Refusal.Invalid, $"{field} is empty, and is needed.");
        if (text?.Length > longest)
            throw new RefusedException(Refusal.Invalid, $"{field} is {text.Length:N0} letters long; at most {longest} are kept.");
        if (text?.Any(char.IsControl) == true)
            throw new RefusedException(Refusal.Invalid, $"{field} holds characters that cannot be shown. Write it on one line.");
    }

    public static void List(string field, IReadOnlyList<string> parts)
    {
        if (parts.Count > 100)
            throw new RefusedException(Refusal.Invalid, $"{field} lists {parts.Count} entries; at most 100 are kept.");
        foreach (var part in parts)
        {
            if (string.IsNullOrWhiteSpace(part))
                throw new RefusedException(Refusal.Invalid, $"{field} holds an empty entry. Leave it out.");
            Text(field, part, 100);
            if (part.Contains(';', StringComparison.Ordinal))
                throw new RefusedException(Refusal.Invalid, $"{field}: \"{part}\" holds a semicolon. Write it as two entries.");
        }
    }

    public static void Number(string field, double? number, double least, double most)
    {
        if (number is { } value && !(value >= least && value <= most))
            throw new RefusedException(Refusal.Invalid, $"{field} is {value}; a number from {least} to {most} is needed.");
    }

    public static void Date(string field, DateOnly? date)
    {
        if (date is { } day && (day < Earliest || day > Latest))
            throw new RefusedException(
                Refusal.Invalid,
                $"{field} is {day:yyyy-MM-dd}; a date from {Earliest:yyyy} to {Latest:yyyy} is needed."
            );
    }
}
