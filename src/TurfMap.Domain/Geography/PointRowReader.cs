using System.Globalization;
using System.Text;
using TurfMap.Formats;

namespace TurfMap.Domain.Geography;

/// <summary>
/// Reads rows of a CSV file into blocks, with the coordinates that stand in two columns, in one as a pair, or in one as a WKT point.
/// </summary>
internal sealed class PointRowReader(CsvReader csv, CoordinateColumns columns)
{
    private readonly int x = columns.Lon ?? columns.X ?? -1;
    private readonly int y = columns.Lat ?? columns.Y ?? -1;
    private readonly int text = columns.Wkt ?? columns.Pair ?? -1;
    private readonly bool latitudeFirst = columns.Wkt is null && columns.Pair is not null;

    /// <summary>Fills a block; false when the file has ended.</summary>
    public bool Fill(PointBlock block)
    {
        block.Clear(csv.Row);
        var more = true;
        while (block.Count < PointBlock.Capacity && (more = csv.Read()))
        {
            var (lon, lat, given) = x >= 0 ? FromColumns() : FromText();
            block.Add(csv.Record, csv.Line, csv.FieldCount, lon, lat, given);
        }
        block.BytesRead = csv.BytesRead;
        return more;
    }

    private (double, double, PlaceStatus) FromColumns()
    {
        if (x >= csv.FieldCount || y >= csv.FieldCount)
            return (double.NaN, double.NaN, PlaceStatus.NoCoordinates);
        var a = csv.Field(x);
        var b = csv.Field(y);
        if (IsEmpty(a) && IsEmpty(b))
            return (double.NaN, double.NaN, PlaceStatus.NoCoordinates);
        return Number(a, out var lon) && Number(b, out var lat) && (lon, lat) is not (0, 0)
            ? (lon, lat, PlaceStatus.Inside)
            : (double.NaN, double.NaN, PlaceStatus.BadCoordinates);
    }

    /// <summary>Takes the two numbers out of "POINT (-74.0 40.7)" or "(40.7, -74.0)".</summary>
    private (double, double, PlaceStatus) FromText()
    {
        if (text < 0 || text >= csv.FieldCount || IsEmpty(csv.Field(text)))
            return (double.NaN, double.NaN, PlaceStatus.NoCoordinates);
        var cell = csv.Text(text);
        var (open, close) = (cell.LastIndexOf('('), cell.LastIndexOf(')'));
        var inside = open >= 0 && close > open ? cell[(open + 1)..close] : cell;
        var parts = inside.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (
            parts.Length < 2
            || !double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var first)
            || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var second)
            || !double.IsFinite(first)
            || !double.IsFinite(second)
            || (first, second) is (0, 0)
        )
            return (double.NaN, double.NaN, PlaceStatus.BadCoordinates);
        return latitudeFirst ? (second, first, PlaceStatus.Inside) : (first, second, PlaceStatus.Inside);
    }

    private static bool IsEmpty(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim(" \t"u8);
        return cell.IsEmpty
            || cell.SequenceEqual("NULL"u8)
            || cell.SequenceEqual("null"u8)
            || cell.SequenceEqual("N/A"u8)
            || cell.SequenceEqual("NA"u8);
    }

    private static bool Number(ReadOnlySpan<byte> cell, out double number)
    {
        if (DecimalText.TryRead(cell, out number))
            return double.IsFinite(number);
        return double.TryParse(
                Encoding.UTF8.GetString(cell),
                NumberStyles.Float | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture,
                out number
            ) && double.IsFinite(number);
    }
}
