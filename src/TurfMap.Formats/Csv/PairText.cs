namespace TurfMap.Formats.Csv;

/// <summary>
/// A pair of numbers in one cell: "40.7, -74.0", "(40.7, -74.0)", or in brackets after an address. Latitude comes first, as the portals
/// write it, unless it cannot be one.
/// </summary>
internal static class PairText
{
    public static bool TryRead(ReadOnlySpan<byte> cell, out double lon, out double lat)
    {
        (lon, lat) = (0, 0);
        var text = cell.Trim(" \t\r\n"u8);
        var open = text.LastIndexOf((byte)'(');
        if (open >= 0)
        {
            var close = text[open..].IndexOf((byte)')');
            if (close < 0)
                return false;
            text = text.Slice(open + 1, close - 1);
        }
        var comma = text.IndexOfAny((byte)',', (byte)';');
        if (comma < 0 || !DecimalText.TryRead(text[..comma], out lat) || !DecimalText.TryRead(text[(comma + 1)..].Trim(" \t"u8), out lon))
            return false;
        if (lat is < -90 or > 90 || (lat < -60 && lon is > 0 and < 90))
            (lon, lat) = (lat, lon);
        return true;
    }
}
