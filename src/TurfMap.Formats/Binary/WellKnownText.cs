using System.Buffers;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace TurfMap.Formats.Binary;

/// <summary>Reads a shape in a table's cell: WKT, EWKT ("SRID=2263;POLYGON…") or WKB in hexadecimal.</summary>
internal static class WellKnownText
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>All that the standard's grammar needs. The library's reader has signs of its own, as # for a comment.</summary>
    private static readonly SearchValues<byte> Signs = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.,() \t\r\n"u8
    );

    public static Geometry Read(ReadOnlySpan<byte> text, ReadingLimits limits)
    {
        text = text.Trim(" \t\r\n"u8);
        if (IsHex(text))
            return new WellKnownBinary(FromHex(text), limits).Read();
        if (text.StartsWith("SRID="u8) && text.IndexOf((byte)';') is > 0 and var semicolon)
            text = text[(semicolon + 1)..];
        Guard(text, limits);
        try
        {
            var shape = new WKTReader(Shapes.Services) { IsOldNtsCoordinateSyntaxAllowed = false }.Read(Encoding.UTF8.GetString(text));
            Guard(shape);
            return shape;
        }
        catch (Exception fault)
            when (fault
                    is ParseException
                        or ArgumentException
                        or FormatException
                        or InvalidOperationException
                        or IndexOutOfRangeException
                        or NullReferenceException
                        or OverflowException
                        or InvalidCastException
            )
        {
            throw new ShapeFault("It is not well-known text (POINT (…), POLYGON ((…)) …).");
        }
    }

    /// <summary>The SRID that a cell names, or 0.</summary>
    public static int Srid(string cell)
    {
        cell = cell.Trim();
        if (cell.StartsWith("SRID=", StringComparison.OrdinalIgnoreCase) && cell.IndexOf(';') is > 5 and var semicolon)
            return int.TryParse(cell.AsSpan(5, semicolon - 5), out var named) ? named : 0;
        var text = Encoding.UTF8.GetBytes(cell);
        if (!IsHex(text))
            return 0;
        try
        {
            var binary = new WellKnownBinary(FromHex(text), ReadingLimits.Default);
            binary.Read();
            return binary.Srid;
        }
        catch (ShapeFault)
        {
            return 0;
        }
    }

    /// <summary>Whether a cell looks like a shape at all.</summary>
    public static bool LooksLikeShape(string cell)
    {
        var text = cell.AsSpan().Trim();
        if (text.StartsWith("SRID=", StringComparison.OrdinalIgnoreCase) && text.IndexOf(';') is > 0 and var semicolon)
            text = text[(semicolon + 1)..];
        foreach (var word in (ReadOnlySpan<string>)["POINT", "LINESTRING", "POLYGON", "MULTI", "GEOMETRYCOLLECTION"])
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && text.Contains('('))
                return true;
        return text.Length >= 42
            && text[0] == '0'
            && text[1] is '0' or '1'
            && text.Length % 2 == 0
            && IsHex(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static bool IsHex(ReadOnlySpan<byte> text) =>
        text.Length >= 18 && text[0] == '0' && text[1] is (byte)'0' or (byte)'1' && text.IndexOfAnyExcept(HexDigits) < 0;

    private static byte[] FromHex(ReadOnlySpan<byte> text) =>
        text.Length % 2 == 0 ? Convert.FromHexString(Encoding.ASCII.GetString(text)) : throw new ShapeFault("The shape is cut off.");

    /// <summary>
    /// The library's reader calls itself for each bracketed word and would overflow the stack: depth and size are checked first.
    /// </summary>
    private static void Guard(ReadOnlySpan<byte> text, ReadingLimits limits)
    {
        if (text.ContainsAnyExcept(Signs))
            throw new ShapeFault("It holds a sign that well-known text does not have.");
        var (depth, commas) = (0, 0);
        foreach (var c in text)
        {
            if (c == '(' && ++depth > limits.MaxCollectionDepth + 3)
                throw new ShapeFault($"Brackets are nested more than {limits.MaxCollectionDepth + 3} deep.");
            if (c == ')' && --depth < 0)
                throw new ShapeFault("It closes a bracket that was not opened.");
            if (c == ',' && ++commas > limits.MaxVerticesPerFeature)
                throw new ShapeFault($"The shape has more than {limits.MaxVerticesPerFeature:N0} positions.");
        }
        if (depth != 0)
            throw new ShapeFault("A bracket is missing: it was cut off.");
    }

    private static void Guard(Geometry shape)
    {
        if (!shape.IsEmpty && !double.IsFinite(shape.EnvelopeInternal.Area + shape.EnvelopeInternal.MinX + shape.EnvelopeInternal.MinY))
            throw new ShapeFault("A coordinate is not a number (NaN or infinite).");
        foreach (var position in shape.Coordinates)
            if (!double.IsFinite(position.X) || !double.IsFinite(position.Y))
                throw new ShapeFault("A coordinate is not a number (NaN or infinite).");
    }
}
