namespace TurfMap.Formats;

/// <summary>What a JSON text may hold beside what its grammar says.</summary>
public static class JsonText
{
    private const int Escape = 6;

    /// <summary>
    /// Whether an escape names half of a character: a surrogate without its other half, such as <c>\ud83d</c> alone. The grammar allows it,
    /// but no text can hold it, and reading such a text later throws.
    /// </summary>
    /// <param name="json">Valid JSON as UTF-8.</param>
    /// <remarks>One pass over the backslashes; nothing is allocated.</remarks>
    public static bool HasHalfCharacter(ReadOnlySpan<byte> json)
    {
        for (int next; (next = json.IndexOf((byte)'\\')) >= 0; )
        {
            json = json[next..];
            if (Unit(json) is not { } unit)
                json = json[Math.Min(2, json.Length)..];
            else if (char.IsHighSurrogate(unit) && Unit(json[Escape..]) is { } low && char.IsLowSurrogate(low))
                json = json[(2 * Escape)..];
            else if (char.IsSurrogate(unit))
                return true;
            else
                json = json[Escape..];
        }
        return false;
    }

    /// <summary>The UTF-16 unit of an escape such as \u00e9 at the start; null when none stands there.</summary>
    private static char? Unit(ReadOnlySpan<byte> text) =>
        text.Length >= Escape
        && text.StartsWith("\\u"u8)
        && ushort.TryParse(
            text[2..Escape],
            System.Globalization.NumberStyles.AllowHexSpecifier,
            System.Globalization.CultureInfo.InvariantCulture,
            out var unit
        )
            ? (char)unit
            : null;
}
