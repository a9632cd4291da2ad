using System.Globalization;
using System.Text.Json;

namespace TurfMap.Domain.Importing;

/// <summary>Values of features as a person writes them in a cell.</summary>
internal static class FieldText
{
    /// <summary>42, 1.5, true; never 42.0 or 1E+20.</summary>
    public static string? Of(object value) =>
        value switch
        {
            long whole => whole.ToString(CultureInfo.InvariantCulture),
            double number => Of(number),
            bool yes => yes ? "true" : "false",
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    /// <summary>A number without an exponent, where that can be.</summary>
    public static string Of(double number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return
            text.Contains('E', StringComparison.Ordinal)
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain)
            ? plain.ToString(CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>A text as it is; a JSON list of plain values with semicolons between them; null, and nested, for any other JSON.</summary>
    public static string? Of(string text, out bool nested)
    {
        nested = false;
        if (text.Length < 2 || (text[0], text[^1]) is not (('{', '}') or ('[', ']')))
            return text;
        try
        {
            using var json = JsonDocument.Parse(text);
            nested =
                json.RootElement.ValueKind == JsonValueKind.Object
                || json.RootElement.EnumerateArray().Any(part => part.ValueKind is JsonValueKind.Object or JsonValueKind.Array);
            return nested ? null : string.Join(';', json.RootElement.EnumerateArray().Where(part => part.ValueKind != JsonValueKind.Null));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // No JSON, or a text in it with half of a character.
            return text;
        }
    }
}
