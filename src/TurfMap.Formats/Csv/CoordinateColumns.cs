using System.Text;
using TurfMap.Formats.Csv;

namespace TurfMap.Formats;

/// <summary>Where the coordinates of a table stand. Column numbers from 0.</summary>
/// <param name="Lon">Longitude in degrees.</param>
/// <param name="Lat">Latitude in degrees.</param>
/// <param name="X">Easting in feet or metres.</param>
/// <param name="Y">Northing in feet or metres.</param>
/// <param name="Wkt">Shapes as well-known text, or as WKB in hexadecimal.</param>
/// <param name="Pair">Both in one cell: "(40.7, -74.0)", latitude first, an address before it or not.</param>
/// <param name="Address">Street addresses; given beside the others when there is such a column.</param>
/// <param name="Crs">The coordinate system that the header names ("EPSG:26985"), else null.</param>
/// <param name="Explanation">What was decided and why, for the person to confirm.</param>
public sealed record CoordinateColumns(
    int? Lon,
    int? Lat,
    int? X,
    int? Y,
    int? Wkt,
    int? Pair,
    int? Address,
    string? Crs,
    string Explanation
)
{
    /// <summary>Whether the columns give a place without looking up an address.</summary>
    public bool HavePlace => Lon is not null || X is not null || Wkt is not null || Pair is not null;

    /// <summary>Whether the coordinates are feet or metres of a system that nobody has named yet.</summary>
    public bool NeedCrs => X is not null && Crs is null;

    /// <summary>
    /// Finds the columns by their names and by the values under them; where the two disagree the values win and the explanation says so.
    /// </summary>
    /// <param name="header">Names; case, blanks, underscores and punctuation do not matter.</param>
    /// <param name="sampleRows">Some rows; with none, the names alone decide.</param>
    public static CoordinateColumns Guess(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> sampleRows)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(sampleRows);
        return new CoordinateGuess(header, sampleRows).Decide();
    }

    /// <summary>Reads the place of the current record of a table.</summary>
    /// <param name="table">Positioned on a record.</param>
    /// <param name="x">Longitude, or easting.</param>
    /// <param name="y">Latitude, or northing.</param>
    /// <param name="why">When there is no place although something is written: why, as part of a sentence. Null when the cells are empty
    /// (or say NULL, NA).</param>
    /// <returns>True with finite numbers, degrees within their range, and not (0, 0). Shapes in <see cref="Wkt"/> are not read
    /// here.</returns>
    public bool TryPlace(CsvReader table, out double x, out double y, out string? why)
    {
        ArgumentNullException.ThrowIfNull(table);
        (x, y, why) = (0, 0, null);
        if (Pair is { } pair)
            return IsBlank(table.Field(pair)) ? false
                : PairText.TryRead(table.Field(pair), out x, out y) ? Sound(ref x, ref y, true, ref why)
                : Fail(
                    out x,
                    out y,
                    table.Field(pair).Contains((byte)'(') || !table.Field(pair).ContainsAnyInRange((byte)'a', (byte)'z')
                        ? $"\"{Shorten(table.Text(pair))}\" is not a pair of numbers"
                        : null,
                    out why
                );
        if ((Lon ?? X) is not { } first || (Lat ?? Y) is not { } second)
            return false;
        var firstText = table.Field(first);
        var secondText = table.Field(second);
        if (IsBlank(firstText) && IsBlank(secondText))
            return false;
        if (!DecimalText.TryRead(firstText, out x))
            return Fail(
                out x,
                out y,
                IsBlank(firstText) ? $"\"{table.Header[first]}\" is empty" : $"\"{Shorten(table.Text(first))}\" is not a number",
                out why
            );
        if (!DecimalText.TryRead(secondText, out y))
            return Fail(
                out x,
                out y,
                IsBlank(secondText) ? $"\"{table.Header[second]}\" is empty" : $"\"{Shorten(table.Text(second))}\" is not a number",
                out why
            );
        return Sound(ref x, ref y, Lon is not null, ref why);
    }

    internal string? NameOf(IReadOnlyList<string> header) =>
        (Pair ?? Lon ?? X ?? Wkt) is { } column && column < header.Count ? header[column] : null;

    internal static bool IsBlank(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        return text.Length == 0
            || (
                text.Length <= 4
                && Encoding.ASCII.GetString(text).ToUpperInvariant() is "NULL" or "NA" or "N/A" or "NONE" or "-" or "." or "NAN"
            );
    }

    private static bool Sound(ref double x, ref double y, bool degrees, ref string? why)
    {
        why =
            x == 0 && y == 0 ? "the place is (0, 0), which stands for unknown"
            : degrees && x is < -180 or > 180 ? $"the longitude {x} lies outside -180 to 180"
            : degrees && y is < -90 or > 90 ? $"the latitude {y} lies outside -90 to 90"
            : null;
        return why is null;
    }

    private static bool Fail(out double x, out double y, string? reason, out string? why)
    {
        (x, y, why) = (0, 0, reason);
        return false;
    }

    private static string Shorten(string text) => (text.Length > 40 ? text[..40] + "…" : text).ReplaceLineEndings(" ");
}
