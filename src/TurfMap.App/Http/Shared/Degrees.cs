using System.Globalization;

namespace TurfMap.App.Http.Shared;

/// <summary>A longitude or latitude as it stands in an address.</summary>
/// <remarks>Bound as a plain number, 40,7 would be read as 407, and lat=4&amp;lat=5 as 45: a place that nobody asked for.</remarks>
internal readonly record struct Degrees(double Value)
{
    public static bool TryParse(string? text, IFormatProvider? provider, out Degrees degrees)
    {
        var isNumber = double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var value
        );
        degrees = new(value);
        return isNumber;
    }
}
