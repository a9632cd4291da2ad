using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace TurfMap.Formats;

/// <summary>Writes a table as RFC 4180 text: UTF-8, cells quoted where they must be, lines ended by CRLF unless told otherwise.</summary>
/// <remarks>
/// Formula-safe writing puts an apostrophe before text that a spreadsheet would take for a formula (<see cref="SpreadsheetText"/>).
/// Buffered: call <see cref="Flush"/> or dispose. Does not close the stream. One thread.
/// </remarks>
public sealed class CsvWriter(Stream output, char delimiter = ',', bool formulaSafe = false, string lineEnd = "\r\n") : IDisposable
{
    private readonly SearchValues<byte> special = SearchValues.Create([(byte)delimiter, (byte)'"', (byte)'\r', (byte)'\n']);
    private readonly byte[] end = Encoding.UTF8.GetBytes(lineEnd);
    private byte[] buffer = new byte[64 << 10];
    private int used;
    private bool first = true;

    /// <summary>Writes a cell of text; null is an empty cell.</summary>
    public void Write(string? text)
    {
        if (formulaSafe && text is not null)
            text = SpreadsheetText.Safe(text);
        Write(text is null ? default : Encoding.UTF8.GetBytes(text).AsSpan());
    }

    /// <summary>Writes a cell of UTF-8 text as it is, quoted where it must be. The formula-safe option does not look at it.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        Separate();
        if (text.IndexOfAny(special) < 0 && !(text.Length > 0 && (text[0] == ' ' || text[^1] == ' ')))
        {
            Put(text);
            return;
        }
        Put("\""u8);
        for (var quote = text.IndexOf((byte)'"'); quote >= 0; quote = text.IndexOf((byte)'"'))
        {
            Put(text[..(quote + 1)]);
            Put("\""u8);
            text = text[(quote + 1)..];
        }
        Put(text);
        Put("\""u8);
    }

    /// <summary>Writes a number in the shortest form that reads back the same; NaN and infinity are an empty cell.</summary>
    public void Write(double number)
    {
        Separate();
        if (double.IsFinite(number) && Utf8Formatter.TryFormat(number, Room(32), out var written))
            used += written;
    }

    /// <summary>Writes a whole number.</summary>
    public void Write(long number)
    {
        Separate();
        if (Utf8Formatter.TryFormat(number, Room(32), out var written))
            used += written;
    }

    /// <summary>Writes cells that are already one written record (see <see cref="CsvReader.Record"/>), as they are.</summary>
    public void WriteRecord(ReadOnlySpan<byte> record)
    {
        Separate();
        Put(record);
    }

    /// <summary>Ends the line.</summary>
    public void EndRow()
    {
        Put(end);
        first = true;
    }

    /// <summary>Writes a whole line of text cells.</summary>
    public void WriteRow(IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
            Write(cell);
        EndRow();
    }

    /// <summary>Hands what is buffered to the stream.</summary>
    public void Flush()
    {
        output.Write(buffer, 0, used);
        used = 0;
        output.Flush();
    }

    /// <summary>Flushes. Leaves the stream open.</summary>
    public void Dispose() => Flush();

    private void Separate()
    {
        if (!first)
            Put([(byte)delimiter]);
        first = false;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > buffer.Length / 2)
        {
            output.Write(buffer, 0, used);
            output.Write(bytes);
            used = 0;
            return;
        }
        bytes.CopyTo(Room(bytes.Length));
        used += bytes.Length;
    }

    private Span<byte> Room(int count)
    {
        if (buffer.Length - used < count)
        {
            output.Write(buffer, 0, used);
            used = 0;
        }
        return buffer.AsSpan(used);
    }
}
