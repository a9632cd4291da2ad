using System.Text;
using NetTopologySuite.Geometries;
using TurfMap.Formats.Binary;
using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats.Csv;

/// <summary>A table as features: points from two columns or one, or shapes from a column of WKT or WKB.</summary>
internal sealed class CsvFeatureReader : IFeatureReader
{
    private readonly CsvReader table;
    private readonly CoordinateColumns columns;
    private readonly ReadingLimits limits;
    private readonly string[] names;
    private bool read;

    public CsvFeatureReader(Unpacked unpacked, ReadingLimits limits, CoordinateColumns? columns)
    {
        this.limits = limits;
        table = new CsvReader(unpacked, null, limits);
        var sample = table.Sample();
        this.columns = columns ?? CoordinateColumns.Guess(table.Header, sample);
        names = [.. table.Header];
        DeclaredCrs = this.columns.Crs ?? SridOf(sample);
        table.NoteList.Add(this.columns.Explanation);
    }

    public FileFormat Format => FileFormat.Csv;

    public string? DeclaredCrs { get; }

    public IReadOnlyList<FormatNote> Notes => table.Notes;

    public long NoteCount => table.NoteCount;

    public long BytesRead => table.BytesRead;

    public IEnumerable<Feature> Read(CancellationToken cancel = default)
    {
        if (read)
            throw new InvalidOperationException("The features can be walked once.");
        read = true;
        while (table.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (table.Row > limits.MaxFeatures)
                throw new UnreadableException(
                    table.Name,
                    $"The file holds more than {limits.MaxFeatures:N0} rows. Split it and try again."
                );
            yield return new Feature(table.Row, Shape(), Fields(), Line: table.Line);
        }
    }

    public void Dispose() => table.Dispose();

    /// <summary>The texts true, null, 12 alone are JSON that holds nothing, not tables.</summary>
    public static bool LooksLikeJsonScalar(ReadOnlySpan<byte> head)
    {
        var text = head.Trim(" \t\r\n"u8);
        return text.SequenceEqual("null"u8)
            || text.SequenceEqual("true"u8)
            || text.SequenceEqual("false"u8)
            || (
                text.Length is > 0 and < 40
                && (text[0] == '"' && text[^1] == '"' || DecimalText.TryRead(text, out _))
                && text.IndexOfAny((byte)'\n', (byte)'\r') < 0
            );
    }

    private FieldRow Fields()
    {
        var values = new object?[names.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = table.Field(i) is { Length: > 0 } text ? Encoding.UTF8.GetString(text) : null;
        return new FieldRow(names, values, values.Length);
    }

    private Geometry? Shape()
    {
        if (columns.Wkt is { } wkt)
            return FromText(wkt);
        if (columns.TryPlace(table, out var x, out var y, out var why))
            return Shapes.Factory.CreatePoint(new Coordinate(x, y));
        if (why is not null)
            table.NoteList.Add(
                $"The row has no usable place: {why}. It was taken without one.",
                table.Row,
                table.Line,
                columns.NameOf(table.Header)
            );
        return null;
    }

    private Geometry? FromText(int column)
    {
        var text = table.Field(column).Trim((byte)' ');
        if (text.Length == 0)
            return null;
        try
        {
            return WellKnownText.Read(text, limits);
        }
        catch (ShapeFault fault)
        {
            table.NoteList.Add(
                $"The shape cannot be read: {fault.Message} The row was taken without a shape.",
                table.Row,
                table.Line,
                table.Header[column]
            );
            return null;
        }
    }

    private string? SridOf(IReadOnlyList<IReadOnlyList<string>> sample)
    {
        if (columns.Wkt is not { } wkt)
            return null;
        foreach (var row in sample)
            if (wkt < row.Count && WellKnownText.Srid(row[wkt]) is > 0 and var srid)
                return $"EPSG:{srid}";
        return null;
    }
}
