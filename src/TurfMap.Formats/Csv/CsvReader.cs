using System.Text;
using System.Text.Unicode;
using CsvHelper;
using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats;

/// <summary>
/// Reads a table of text record by record: commas, semicolons, tabs or pipes; LF, CRLF or CR; quoted cells with line ends in them; UTF-8,
/// UTF-16 or windows-1252; plain, .gz or alone in a .zip.
/// </summary>
/// <remarks>
/// One pass, one thread, constant memory. Encoding and delimiter are decided from the first block; LF, CRLF and CR each end a line. The
/// first record that is not blank is the header.
/// Blank lines are passed over; a record with more or fewer cells than the header is given as it is, with a note. A quote inside an
/// unquoted cell is a character like any other.
/// Bytes that are not UTF-8 in a file that began as UTF-8 are read as windows-1252, with a note. Some hundred MB/s on plain data.
/// </remarks>
public sealed class CsvReader : IDisposable
{
    private const int BlockBytes = 256 << 10;
    private readonly Unpacked unpacked;
    private readonly HeadStream block;
    private readonly CountingStream text;
    private readonly CsvHelper.CsvReader csv;
    private readonly CsvReaderOptions options;
    private readonly ReadingLimits limits;
    private readonly NoteList notes;
    private readonly byte[] header;
    private byte[]? repaired;

    /// <summary>Opens a table and reads its header.</summary>
    /// <param name="name">The file as the person knows it, for messages.</param>
    /// <param name="content">The bytes, packed or not; closed with the reader.</param>
    /// <param name="dialect">How the table is written; null to find out.</param>
    /// <param name="limits">How much the file may ask for; null for the default.</param>
    /// <exception cref="UnreadableException">Empty, not text, or damaged.</exception>
    public CsvReader(string name, Stream content, CsvDialect? dialect = null, ReadingLimits? limits = null)
        : this(Unpacked.Open(name, content, _ => null, limits ?? ReadingLimits.Default), dialect, limits ?? ReadingLimits.Default) { }

    internal CsvReader(Unpacked unpacked, CsvDialect? dialect, ReadingLimits limits)
    {
        (this.unpacked, this.limits) = (unpacked, limits);
        notes = new NoteList(limits.MaxNotes);
        if (Recognition.Recognise(unpacked.Content.Head) is not FileFormat.Csv and var other)
            throw Wrong(
                other == FileFormat.Unknown
                    ? Recognition.Explain(unpacked.Content.Head)
                    : $"A table (CSV) is needed here, but the content is {other}."
            );
        var (decoded, encoding) = TextDecoding.Decode(unpacked.Content, dialect?.Encoding);
        if (encoding == TextDecoding.Western && dialect is null)
            notes.Add("The text is not UTF-8; it was read as windows-1252 (Western European). Look at names with accents.");
        block = new HeadStream(decoded, BlockBytes);
        text = new CountingStream(block);
        options = new CsvReaderOptions
        {
            Separator = dialect?.Delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = limits.MaxBytesPerRecord,
        };
        csv = CsvHelper.CsvReader.Create(text, options);
        Dialect = new CsvDialect(csv.Separator, encoding);
        if (!Read())
            throw Wrong("The file holds no rows, not even a header.");
        Row = 0;
        header = Record.ToArray();
        Header = ReadHeader();
    }

    /// <summary>The file as the person knows it.</summary>
    public string Name => unpacked.Name;

    /// <summary>How the table is written.</summary>
    public CsvDialect Dialect { get; }

    /// <summary>The names of the columns, without blanks around them; a column without a name is "column 3".</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The header's bytes as written, as UTF-8, without the line end.</summary>
    public ReadOnlyMemory<byte> HeaderRecord => header;

    /// <summary>The line, from 1, on which the current record begins.</summary>
    public long Line => csv.LineNumber;

    /// <summary>The number of the current record, from 1; the header is 0.</summary>
    public long Row { get; private set; }

    /// <summary>Cells of the current record.</summary>
    public int FieldCount => csv.FieldCount;

    /// <summary>Bytes taken from the stream as given (packed).</summary>
    public long BytesRead => unpacked.BytesRead;

    /// <summary>What was repaired or passed over so far.</summary>
    public IReadOnlyList<FormatNote> Notes => notes;

    /// <summary>How many notes there were in all.</summary>
    public long NoteCount => notes.Total;

    internal NoteList NoteList => notes;

    /// <summary>
    /// The current record's bytes as written, quotes included, as UTF-8, without the line end; good until the next <see cref="Read"/>.
    /// </summary>
    public ReadOnlySpan<byte> Record => repaired ?? csv.RawRecord;

    /// <summary>Goes to the next record.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="UnreadableException">A quote that is never closed, too many columns, or damage.</exception>
    public bool Read()
    {
        repaired = null;
        if (!Next())
            return false;
        Row++;
        var raw = csv.RawRecord;
        // Only the last record can have a quote that is still open, and no line end follows it then.
        if (csv.ByteOffset + raw.Length == text.Count && IsOpen(csv.GetRawSpan(csv.FieldCount - 1)))
            throw Wrong(
                "A quote (\") is opened on this line, or below it, and never closed, so the rest of the file would be one "
                    + "cell. Close or remove the quote and try again.",
                Line
            );
        if (!Utf8.IsValid(raw))
            RepairText();
        if (csv.FieldCount > limits.MaxColumns)
            throw Wrong(
                $"The line has {csv.FieldCount:N0} cells. Is \"{Dialect.Delimiter}\" really what separates them, and are the "
                    + "line ends right?",
                Line
            );
        if (Header is not null && csv.FieldCount != Header.Count)
            NoteRagged();
        return true;
    }

    /// <summary>
    /// A cell's text as UTF-8, without its quotes; empty when the record has fewer cells. Good until the next <see cref="Read"/>.
    /// </summary>
    /// <param name="i">From 0.</param>
    public ReadOnlySpan<byte> Field(int i)
    {
        var cell = csv.GetSpan(i);
        // Blanks between a closing quote and the delimiter belong to neither.
        if (
            cell is [.., (byte)' ']
            && csv.GetRawSpan(i) is [(byte)'"', .., (byte)' '] raw
            && raw.TrimEnd((byte)' ') is [.., (byte)'"'] trimmed
        )
            cell = cell[..^(raw.Length - trimmed.Length)];
        return repaired is null ? cell : FromWestern(cell);
    }

    /// <summary>A cell's text; empty when the record has fewer cells.</summary>
    /// <param name="i">From 0.</param>
    public string Text(int i) => Encoding.UTF8.GetString(Field(i));

    /// <summary>The first records after the header, without going there: what lies in the first block (some hundred kilobytes).</summary>
    /// <param name="rows">How many at most.</param>
    /// <remarks>Only before the first <see cref="Read"/>.</remarks>
    public IReadOnlyList<IReadOnlyList<string>> Sample(int rows = 200)
    {
        if (Row != 0)
            throw new InvalidOperationException("A sample is taken before the first record is read.");
        var sample = new List<IReadOnlyList<string>>();
        using var look = CsvHelper.CsvReader.Create(block.HeadMemory, options);
        look.Read();
        while (sample.Count < rows && look.Read() && (block.HeadIsAll || look.ByteOffset + look.RawRecord.Length < block.Head.Length))
            sample.Add([.. Enumerable.Range(0, Math.Min(look.FieldCount, limits.MaxColumns)).Select(look.GetString)]);
        return sample;
    }

    /// <summary>The place of a column by its name, case aside; -1 when there is none.</summary>
    /// <param name="name">As in the header.</param>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Header.Count; i++)
            if (string.Equals(Header[i], name.Trim(), StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }

    /// <summary>Closes the stream.</summary>
    public void Dispose()
    {
        csv.Dispose();
        unpacked.Dispose();
    }

    private bool Next()
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException tooLong)
        {
            throw Wrong(
                $"One record is longer than {limits.MaxBytesPerRecord:N0} bytes: most likely a quote (\") is opened on this "
                    + "line and never closed. Close or remove it and try again.",
                tooLong.LineNumber
            );
        }
    }

    private string[] ReadHeader()
    {
        var names = new string[FieldCount];
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Text(i).Trim();
            if (names[i].Length == 0)
                names[i] = $"column {i + 1}";
            else if (!seen.Add(names[i]))
                notes.Add(
                    $"Two columns are named \"{names[i]}\"; the first is used where a column is asked for by this name.",
                    line: Line,
                    column: names[i]
                );
        }
        return names;
    }

    /// <summary>Whether a cell as written begins with a quote that nothing closes.</summary>
    private static bool IsOpen(ReadOnlySpan<byte> raw)
    {
        if (raw is not [(byte)'"', ..])
            return false;
        for (raw = raw[1..]; raw.IndexOf((byte)'"') is >= 0 and var quote; raw = raw[(quote + 2)..])
            if (quote + 1 == raw.Length || raw[quote + 1] != '"')
                return false;
        return true;
    }

    private void RepairText()
    {
        notes.AddOnce(
            "encoding",
            "Some text is not UTF-8; it was read as windows-1252 (Western European). Look at names with accents.",
            line: Line
        );
        repaired = FromWestern(csv.RawRecord);
    }

    private static byte[] FromWestern(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetBytes(TextDecoding.Windows1252.GetString(bytes));

    private void NoteRagged()
    {
        var (has, due) = (csv.FieldCount, Header.Count);
        if (has > due && Enumerable.Range(due, has - due).All(i => Field(i).Length == 0))
            return;
        notes.Add(
            $"The line has {has} cells where the header has {due}; "
                + $"{(has > due ? "those beyond it have no name" : "the missing ones were taken as empty")}.",
            Row,
            Line
        );
    }

    private UnreadableException Wrong(string problem, long? line = null) => new(unpacked.Name, problem, line);
}
