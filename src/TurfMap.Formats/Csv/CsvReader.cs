using System.Text;
using System.Text.Unicode;
using TurfMap.Formats.Csv;
using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats;

/// <summary>
/// Reads a table of text record by record: commas, semicolons, tabs or pipes; LF, CRLF or CR; quoted cells with line ends in them; UTF-8,
/// UTF-16 or windows-1252; plain, .gz or alone in a .zip.
/// </summary>
/// <remarks>
/// One pass, one thread, constant memory. Encoding, delimiter and line end are decided from the first block. The first record that is not
/// blank is the header.
/// Blank lines are passed over; a record with more or fewer cells than the header is given as it is, with a note. A quote inside an
/// unquoted cell is a character like any other.
/// Bytes that are not UTF-8 in a file that began as UTF-8 are read as windows-1252, with a note. Some hundred MB/s on plain data.
/// </remarks>
public sealed class CsvReader : IDisposable
{
    private readonly Unpacked unpacked;
    private readonly ByteWindow window;
    private readonly CsvScanner scanner;
    private readonly ReadingLimits limits;
    private readonly NoteList notes;
    private readonly byte[] header;
    private readonly byte lineEnd;
    private byte[] scratch = new byte[1024];
    private int scratchUsed;
    private byte[]? repaired;
    private int recordLength,
        recordUse;
    private long lineAfter = 1;

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
        var (text, encoding) = TextDecoding.Decode(unpacked.Content, dialect?.Encoding);
        if (encoding == TextDecoding.Western && dialect is null)
            notes.Add("The text is not UTF-8; it was read as windows-1252 (Western European). Look at names with accents.");
        window = new ByteWindow(Name, text, limits.MaxBytesPerRecord);
        window.More(TooBig);
        dialect = TakeSeparatorLine() ?? dialect ?? CsvDialect.Guess(window.Span, encoding);
        Dialect = dialect with { Encoding = encoding };
        scanner = new CsvScanner((byte)Dialect.Delimiter, Dialect.CarriageReturnEndsLine);
        lineEnd = (byte)(Dialect.CarriageReturnEndsLine ? '\r' : '\n');
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
    public long Line { get; private set; }

    /// <summary>The number of the current record, from 1; the header is 0.</summary>
    public long Row { get; private set; }

    /// <summary>Cells of the current record.</summary>
    public int FieldCount => scanner.Count;

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
    public ReadOnlySpan<byte> Record => repaired is null ? window.Span[..recordLength] : repaired.AsSpan(0, recordLength);

    /// <summary>Goes to the next record.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="UnreadableException">A quote that is never closed, too many columns, or damage.</exception>
    public bool Read()
    {
        window.Use(recordUse);
        (recordUse, recordLength, scratchUsed, repaired) = (0, 0, 0, null);
        while (true)
        {
            var used = scanner.Scan(window.Span, window.Ended, out recordLength);
            if (used == 0)
            {
                if (window.More(TooBig) || !window.Ended)
                    continue;
                // The end is known only now: what is at hand may be the last record.
                if (window.Span.Length > 0 && (used = scanner.Scan(window.Span, true, out recordLength)) == 0)
                    throw NeverClosed();
                if (window.Span.Length == 0)
                    return false;
            }
            Line = lineAfter;
            lineAfter += CountLines(used);
            if (recordLength > 0)
            {
                recordUse = used;
                break;
            }
            window.Use(used);
        }
        Row++;
        if (!Utf8.IsValid(window.Span[..recordLength]))
            RepairText();
        if (scanner.Count > limits.MaxColumns)
            throw Wrong(
                $"The line has {scanner.Count:N0} cells. Is \"{Dialect.Delimiter}\" really what separates them, and are the "
                    + "line ends right?",
                Line
            );
        if (Header is not null && scanner.Count != Header.Count)
            NoteRagged();
        return true;
    }

    /// <summary>
    /// A cell's text as UTF-8, without its quotes; empty when the record has fewer cells. Good until the next <see cref="Read"/>.
    /// </summary>
    /// <param name="i">From 0.</param>
    public ReadOnlySpan<byte> Field(int i)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(i);
        if (i >= scanner.Count)
            return default;
        ref readonly var field = ref scanner[i];
        var text = Record[field.Start..field.End];
        return field.Doubled || field.Sloppy ? Unquote(text, field.Sloppy) : text;
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
        var look = new CsvScanner((byte)Dialect.Delimiter, Dialect.CarriageReturnEndsLine);
        var text = window.Span[recordUse..];
        while (sample.Count < rows && look.Scan(text, window.Ended, out var length) is > 0 and var used)
        {
            if (length > 0)
            {
                var cells = new string[Math.Min(look.Count, limits.MaxColumns)];
                for (var i = 0; i < cells.Length; i++)
                    cells[i] = Encoding.UTF8.GetString(text[look[i].Start..look[i].End]).Replace("\"\"", "\"", StringComparison.Ordinal);
                sample.Add(cells);
            }
            text = text[used..];
        }
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
    public void Dispose() => unpacked.Dispose();

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

    /// <summary>Excel's own first line "sep=;" says the delimiter.</summary>
    private CsvDialect? TakeSeparatorLine()
    {
        var text = window.Span;
        if (text.Length < 6 || !text.StartsWith("sep="u8) || text[5] is not ((byte)'\r' or (byte)'\n'))
            return null;
        var delimiter = (char)text[4];
        var cr = text[5] == '\r' && (text.Length == 6 || text[6] != '\n');
        window.Use(text[5] == '\r' && !cr ? 7 : 6);
        lineAfter = 2;
        return new CsvDialect(delimiter, cr);
    }

    private ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> text, bool sloppy)
    {
        if (scratchUsed + text.Length > scratch.Length)
        {
            // Spans handed out before keep the old array.
            scratch = new byte[Math.Max(scratch.Length * 2, text.Length * 2)];
            scratchUsed = 0;
        }
        var start = scratchUsed;
        for (var i = sloppy ? 1 : 0; i < text.Length; i++)
        {
            if (text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
                i++;
            else if (sloppy && text[i] == '"')
                continue;
            scratch[scratchUsed++] = text[i];
        }
        return scratch.AsSpan(start, scratchUsed - start);
    }

    private void RepairText()
    {
        notes.AddOnce(
            "encoding",
            "Some text is not UTF-8; it was read as windows-1252 (Western European). Look at names with accents.",
            line: Line
        );
        var bytes = Encoding.UTF8.GetBytes(TextDecoding.Windows1252.GetString(window.Span[..recordLength]));
        scanner.Scan(bytes, true, out recordLength);
        repaired = bytes;
    }

    private void NoteRagged()
    {
        var (has, due) = (scanner.Count, Header.Count);
        if (has > due && Enumerable.Range(due, has - due).All(i => Field(i).Length == 0))
            return;
        notes.Add(
            $"The line has {has} cells where the header has {due}; "
                + $"{(has > due ? "those beyond it have no name" : "the missing ones were taken as empty")}.",
            Row,
            Line
        );
    }

    private long CountLines(int used)
    {
        if (!scanner.HasQuotes)
            return 1;
        var count = window.Span[..used].Count(lineEnd);
        return window.Span[used - 1] == lineEnd || (lineEnd == '\r' && used > 1 && window.Span[used - 2] == '\r') ? count : count + 1;
    }

    private UnreadableException NeverClosed() =>
        Wrong(
            "A quote (\") is opened on this line, or below it, and never closed, so the rest of the file would be one "
                + "cell. Close or remove the quote and try again.",
            lineAfter
        );

    private UnreadableException TooBig() =>
        Wrong(
            $"One record is longer than {limits.MaxBytesPerRecord:N0} bytes: most likely a quote (\") is opened on this "
                + "line and never closed. Close or remove it and try again.",
            lineAfter
        );

    private UnreadableException Wrong(string problem, long? line = null) => new(unpacked.Name, problem, line);
}
