using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TurfMap.Formats.Csv;

/// <summary>Finds the fields of one record, 32 bytes at a time.</summary>
internal sealed class CsvScanner(byte delimiter, bool crEndsLine)
{
    /// <summary>Where a field's text lies in its record, and how it was written.</summary>
    internal record struct Span(int Start, int End, bool Doubled, bool Sloppy);

    private Span[] fields = new Span[64];

    public int Count { get; private set; }

    public bool HasQuotes { get; private set; }

    /// <summary>Where the quote that is still open began, when a scan asked for more.</summary>
    public int OpenQuote { get; private set; }

    public ref readonly Span this[int index] => ref fields[index];

    /// <summary>Scans one record from the start of the text.</summary>
    /// <returns>Bytes to use, line end included; 0 when the record is not wholly there.</returns>
    public int Scan(ReadOnlySpan<byte> text, bool final, out int recordLength)
    {
        Count = 0;
        HasQuotes = false;
        OpenQuote = -1;
        recordLength = 0;
        int fieldStart = 0,
            i = 0;
        while (i < text.Length)
        {
            var mask = Specials(text, i, out var width);
            var next = i + width;
            while (mask != 0)
            {
                var at = i + BitOperations.TrailingZeroCount(mask);
                mask &= mask - 1;
                var c = text[at];
                if (c == delimiter)
                {
                    Add(fieldStart, at);
                    fieldStart = at + 1;
                }
                else if (c == '"')
                {
                    if (at != fieldStart)
                        continue;
                    var after = Quoted(text, at, final);
                    if (after < 0)
                        return 0;
                    if (after < text.Length && text[after] == delimiter)
                        fieldStart = next = after + 1;
                    else
                        return End(text, after, final, ref recordLength);
                    // The quoted field ended the way a field ends; go on from there.
                    if (fieldStart == text.Length)
                        return Rest(text, fieldStart, final, ref recordLength);
                    break;
                }
                else if (c == '\n' || crEndsLine)
                {
                    var length = c == '\n' && at > fieldStart && text[at - 1] == '\r' ? at - 1 : at;
                    Add(fieldStart, length);
                    return End(text, length, final, ref recordLength);
                }
            }
            i = next;
        }
        return Rest(text, fieldStart, final, ref recordLength);
    }

    private int Rest(ReadOnlySpan<byte> text, int fieldStart, bool final, ref int recordLength)
    {
        if (!final || text.Length == 0)
            return 0;
        var length = text.Length > fieldStart && text[^1] == '\r' && !crEndsLine ? text.Length - 1 : text.Length;
        Add(fieldStart, length);
        recordLength = length;
        return text.Length;
    }

    /// <summary>The record ends at the given place; the line end after it is used up too.</summary>
    private static int End(ReadOnlySpan<byte> text, int at, bool final, ref int recordLength)
    {
        recordLength = at;
        if (at == text.Length)
            return final ? at : 0;
        if (text[at] == '\n')
            return at + 1;
        if (at + 1 == text.Length && !final)
            return 0;
        return at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1;
    }

    /// <summary>Reads a quoted field and returns where the delimiter or line end after it lies; -1 when more is needed.</summary>
    private int Quoted(ReadOnlySpan<byte> text, int open, bool final)
    {
        HasQuotes = true;
        var doubled = false;
        var i = open + 1;
        while (true)
        {
            var quote = text[i..].IndexOf((byte)'"');
            if (quote < 0 || (!final && i + quote + 1 >= text.Length))
            {
                OpenQuote = open;
                return -1;
            }
            i += quote + 1;
            if (i == text.Length || text[i] != '"')
                break;
            doubled = true;
            i++;
        }
        var close = i - 1;
        if (i == text.Length || text[i] == delimiter || IsLineEnd(text, i))
        {
            Add(open + 1, close, doubled);
            return i;
        }
        if (text[i] == '\r' && i + 1 == text.Length && !final)
            return -1;
        var rest = i;
        while (rest < text.Length && text[rest] != delimiter && !IsLineEnd(text, rest))
            rest++;
        if (rest == text.Length && !final)
            return -1;
        var blank = text[i..rest].Trim((byte)' ').Length == 0;
        Add(blank ? open + 1 : open, blank ? close : rest, doubled, !blank);
        return rest;
    }

    private bool IsLineEnd(ReadOnlySpan<byte> text, int at) =>
        text[at] == '\n' || (text[at] == '\r' && (crEndsLine || (at + 1 < text.Length && text[at + 1] == '\n')));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Specials(ReadOnlySpan<byte> text, int at, out int width)
    {
        if (Vector256.IsHardwareAccelerated && text.Length - at >= 32)
        {
            width = 32;
            var block = Vector256.Create(text.Slice(at, 32));
            var hit =
                Vector256.Equals(block, Vector256.Create(delimiter))
                | Vector256.Equals(block, Vector256.Create((byte)'"'))
                | Vector256.Equals(block, Vector256.Create((byte)'\n'));
            if (crEndsLine)
                hit |= Vector256.Equals(block, Vector256.Create((byte)'\r'));
            return hit.ExtractMostSignificantBits();
        }
        width = Math.Min(32, text.Length - at);
        var mask = 0u;
        for (var k = 0; k < width; k++)
        {
            var c = text[at + k];
            if (c == delimiter || c is (byte)'"' or (byte)'\n' || (crEndsLine && c == '\r'))
                mask |= 1u << k;
        }
        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int start, int end, bool doubled = false, bool sloppy = false)
    {
        if (Count == fields.Length)
            Array.Resize(ref fields, fields.Length * 2);
        fields[Count++] = new Span(start, end, doubled, sloppy);
    }
}
