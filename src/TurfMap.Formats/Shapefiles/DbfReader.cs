using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats.Shapefiles;

/// <summary>Reads a dBase table row by row.</summary>
internal sealed class DbfReader : IDisposable
{
    private readonly record struct Column(string Name, char Type, int Start, int Length, int Decimals);

    private readonly string name;
    private readonly Stream content;
    private readonly NoteList notes;
    private readonly List<Column> columns = [];
    private readonly string[] names;
    private readonly byte[] row;
    private readonly Encoding? encoding;
    private readonly long due;
    private long done;

    public DbfReader(string name, Stream content, string? codePage, ReadingLimits limits, NoteList notes)
    {
        (this.name, this.content, this.notes) = (name, content, notes);
        var head = new byte[32];
        if (content.ReadAtLeast(head, 32, throwOnEndOfStream: false) < 32)
            throw Wrong("The .dbf ends within its head. It was cut off; copy it again.");
        due = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
        int headLength = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8)),
            rowLength = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(10));
        encoding = FindEncoding(codePage, head[29]);
        var rest = new byte[Math.Max(0, headLength - 32)];
        if (headLength < 33 || rowLength < 1 || content.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false) < rest.Length)
            throw Wrong("The head of the .dbf is damaged. Copy or export it again.");
        ReadColumns(rest, rowLength, limits);
        names = Unique(columns.Select(c => c.Name));
        row = new byte[rowLength];
    }

    /// <summary>Whether the row last read is marked as deleted.</summary>
    public bool LastDeleted { get; private set; }

    public bool TryRead(long number, out FieldRow fields, out bool deleted)
    {
        fields = FieldRow.Empty;
        deleted = LastDeleted = false;
        if (done >= due)
            return false;
        done++;
        if (content.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
            throw Wrong("The .dbf ends in the middle of a row. It was cut off; copy it again.", number);
        deleted = LastDeleted = row[0] == '*';
        var values = new object?[columns.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Value(columns[i], number);
        fields = new FieldRow(names, values, values.Length);
        return true;
    }

    public bool HasMore() => done < due;

    /// <summary>Reads to the end, where a packed file is checked for damage.</summary>
    public void PassRest() => content.CopyTo(Stream.Null);

    public void Dispose() => content.Dispose();

    private void ReadColumns(byte[] rest, int rowLength, ReadingLimits limits)
    {
        var start = 1;
        for (var at = 0; at + 32 <= rest.Length && rest[at] != 0x0D; at += 32)
        {
            var length = rest[at + 16];
            var end = Array.IndexOf(rest, (byte)0, at, 11) is >= 0 and var zero ? zero : at + 11;
            var type = (char)rest[at + 11];
            // Long text keeps the high byte of its length where numbers keep their decimals.
            var wide = type == 'C' ? length + 256 * rest[at + 17] : length;
            wide = start + wide <= rowLength ? wide : length;
            if (start + wide > rowLength || columns.Count == limits.MaxColumns)
                throw Wrong("The columns of the .dbf are longer than its rows. The file is damaged; copy or export it again.");
            columns.Add(new Column(Decode(rest.AsSpan(at, end - at)).Trim(), type, start, wide, rest[at + 17]));
            start += wide;
        }
    }

    private object? Value(Column column, long number)
    {
        var text = row.AsSpan(column.Start, column.Length);
        switch (column.Type)
        {
            case 'N' or 'F':
                return Number(column, text.Trim(" \0"u8), number);
            case 'L':
                return text.Length == 0
                    ? null
                    : (char)text[0] switch
                    {
                        'T' or 't' or 'Y' or 'y' => true,
                        'F' or 'f' or 'N' or 'n' => false,
                        _ => null,
                    };
            case 'D':
                var day = Encoding.ASCII.GetString(text.Trim(" \0"u8));
                return day.Length == 8 && day.All(char.IsAsciiDigit)
                    ? day == "00000000"
                        ? null
                        : $"{day[..4]}-{day[4..6]}-{day[6..]}"
                    : day.Length == 0
                        ? null
                        : day;
            case 'I' when text.Length == 4:
                return (long)BinaryPrimitives.ReadInt32LittleEndian(text);
            case 'O' or 'B' when text.Length == 8:
                return BinaryPrimitives.ReadDoubleLittleEndian(text) is var number8 && double.IsFinite(number8) ? number8 : null;
            default:
                var value = Decode(text.TrimEnd(" \0"u8));
                return value.Length == 0 ? null : value;
        }
    }

    private object? Number(Column column, ReadOnlySpan<byte> text, long number)
    {
        if (text.Length == 0 || text.IndexOfAnyExcept((byte)'*') < 0)
            return null;
        if (column.Decimals == 0 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            return value;
        notes.Add($"The value \"{Decode(text)}\" is not a number; it was kept as text.", number, null, column.Name);
        return Decode(text);
    }

    private string Decode(ReadOnlySpan<byte> text)
    {
        if (encoding is null)
            return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : TextDecoding.Windows1252.GetString(text);
        return encoding.GetString(text);
    }

    /// <summary>The .cpg decides, then the language byte of the table; with neither, UTF-8 where it is valid, else windows-1252.</summary>
    private static Encoding? FindEncoding(string? codePage, byte language)
    {
        var asked = codePage?.Trim().ToUpperInvariant() ?? "";
        asked = asked
            .Replace("ANSI ", "", StringComparison.Ordinal)
            .Replace("CP", "", StringComparison.Ordinal)
            .Replace("WINDOWS-", "", StringComparison.Ordinal);
        if (asked is "UTF-8" or "UTF8" or "65001")
            return null;
        if (asked.StartsWith("8859", StringComparison.Ordinal))
            asked = "ISO-8859-" + asked[4..].TrimStart('-', '_');
        var number = int.TryParse(asked, out var named) ? named : 0;
        if (asked.Length == 0)
            number = language switch
            {
                0x01 => 437,
                0x02 => 850,
                0x03 or 0x57 or 0x58 or 0x59 => 1252,
                0xC8 => 1250,
                0xC9 => 1251,
                0xCA => 1254,
                0xCB => 1253,
                _ => 0,
            };
        try
        {
            if (number > 0)
                return CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.GetEncoding(number);
            return asked.Length > 0 ? CodePagesEncodingProvider.Instance.GetEncoding(asked) ?? Encoding.GetEncoding(asked) : null;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string[] Unique(IEnumerable<string> given)
    {
        var used = new HashSet<string>();
        return [.. given.Select((n, i) => used.Add(n.Length == 0 ? n = $"column {i + 1}" : n) ? n : Other(n))];

        string Other(string taken)
        {
            for (var k = 2; ; k++)
                if (used.Add($"{taken}_{k}"))
                    return $"{taken}_{k}";
        }
    }

    private UnreadableException Wrong(string problem, long? number = null) => new(name, problem, null, number);
}
