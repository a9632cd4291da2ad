using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace TurfMap.Formats.GeoJson;

/// <summary>
/// Walks one complete JSON value, strictly (RFC 8259), without building anything. Every fault becomes a sentence with its place.
/// </summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> text, JsonPlace place)
{
    private static readonly SearchValues<byte> StringStops = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(b => (byte)b),
        (byte)'"',
        (byte)'\\',
    ]);

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);

    private readonly ReadOnlySpan<byte> text = text;

    /// <summary>Whether the text is known to be ASCII throughout, so that its strings need no decoding.</summary>
    public bool IsAscii { get; init; }

    public int At { get; set; }

    public readonly JsonPlace Place => place;

    public readonly ReadOnlySpan<byte> Rest => text[At..];

    /// <summary>The next byte that is not blank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Peek() => (uint)At < (uint)text.Length && text[At] > ' ' ? text[At] : PeekBeyondBlanks();

    private byte PeekBeyondBlanks()
    {
        var at = At;
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            at++;
        At = at;
        return at < text.Length
            ? text[at]
            : throw Wrong("The text ends in the middle of a value. The file was cut off; download or copy it again.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(byte wanted)
    {
        if (Peek() != wanted)
            return false;
        At++;
        return true;
    }

    public void Take(byte wanted)
    {
        if (!TryTake(wanted))
            throw Syntax($"'{(char)wanted}' is missing");
    }

    /// <summary>
    /// Goes to the next member or element; false after the closing bracket. Start with first = true after the opening one.
    /// </summary>
    public bool Next(byte close, ref bool first)
    {
        if (TryTake(close))
            return false;
        if (!first)
        {
            Take((byte)',');
            if (Peek() == close)
                throw Syntax("there is a comma with nothing after it");
        }
        first = false;
        return true;
    }

    /// <summary>A member's name, raw, up to and with its colon.</summary>
    public ReadOnlySpan<byte> Name()
    {
        var name = RawString(out var escaped);
        Take((byte)':');
        return escaped ? Encoding.UTF8.GetBytes(Unescape(name)) : name;
    }

    /// <summary>A string as written, without its quotes.</summary>
    public ReadOnlySpan<byte> RawString(out bool escaped)
    {
        if (Peek() != '"')
            throw Syntax("a name in quotes is missing");
        escaped = false;
        var start = ++At;
        while (true)
        {
            var stop = StringStop(text[At..]);
            if (stop < 0)
                throw Wrong("A text in quotes is never closed. The file was cut off or a quote (\") is missing.");
            At += stop;
            if (text[At] == '"')
                return text[start..At++];
            if (text[At] != '\\')
                throw Syntax("a text in quotes holds a line end or control character (write \\n instead)");
            escaped = true;
            At += 2;
            if (At > text.Length)
                throw Wrong("A text in quotes is never closed. The file was cut off or a quote (\") is missing.");
        }
    }

    public string Text()
    {
        var raw = RawString(out var escaped);
        return escaped ? Unescape(raw) : (IsAscii ? Encoding.Latin1 : Encoding.UTF8).GetString(raw);
    }

    /// <summary>Passes over the bytes when exactly they come next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPass(ReadOnlySpan<byte> expected)
    {
        if (text.Length - At < expected.Length || !text.Slice(At, expected.Length).SequenceEqual(expected))
            return false;
        At += expected.Length;
        return true;
    }

    /// <summary>What was passed over since a place before.</summary>
    public readonly ReadOnlySpan<byte> Since(int start) => text[start..At];

    /// <summary>
    /// Where the quote, backslash or control character stands that comes first. Most strings are short: one block finds their end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int StringStop(ReadOnlySpan<byte> rest)
    {
        if (!Vector256.IsHardwareAccelerated || rest.Length < 32)
            return rest.IndexOfAny(StringStops);
        var block = Vector256.Create(rest);
        var stops =
            Vector256.Equals(block, Vector256.Create((byte)'"'))
            | Vector256.Equals(block, Vector256.Create((byte)'\\'))
            | Vector256.LessThan(block, Vector256.Create((byte)' '));
        var mask = stops.ExtractMostSignificantBits();
        if (mask != 0)
            return BitOperations.TrailingZeroCount(mask);
        var more = rest[32..].IndexOfAny(StringStops);
        return more < 0 ? more : more + 32;
    }

    public bool TryLiteral(ReadOnlySpan<byte> word)
    {
        Peek();
        if (!text[At..].StartsWith(word))
            return false;
        At += word.Length;
        return true;
    }

    /// <summary>Passes over a value, checking it; its bytes are returned.</summary>
    public ReadOnlySpan<byte> Skip(int depth = 0)
    {
        if (depth > place.Limits.MaxDepth)
            throw Wrong($"Brackets are nested more than {place.Limits.MaxDepth} deep, which real data does not need.");
        var c = Peek();
        var start = At;
        if (c == '"')
            RawString(out _);
        else if (c is (byte)'{' or (byte)'[')
        {
            At++;
            var first = true;
            while (Next(c == '{' ? (byte)'}' : (byte)']', ref first))
            {
                if (c == '{')
                    Name();
                Skip(depth + 1);
            }
        }
        else if (!TryLiteral("true"u8) && !TryLiteral("false"u8) && !TryLiteral("null"u8))
        {
            var used = DecimalText.Scan(text[At..], out _, out _);
            if (used == 0)
                throw Syntax("a value is missing or is not written as JSON");
            At += used > 0 ? used : NumberLength(text[At..]);
        }
        return text[start..At];
    }

    public static int NumberLength(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(NumberBytes) is var end and >= 0 ? end : text.Length;

    public readonly UnreadableException Wrong(string problem) => place.Wrong(text, At, problem);

    public readonly UnreadableException Syntax(string what)
    {
        var near = Encoding.UTF8.GetString(text.Slice(At, Math.Min(24, text.Length - At))).ReplaceLineEndings(" ").Trim();
        return Wrong(
            $"This is not valid JSON: {what}{(near.Length > 0 ? $", just before: {near}" : "")}. Export the file again, or "
                + "correct it there."
        );
    }

    private readonly string Unescape(ReadOnlySpan<byte> raw)
    {
        var built = new StringBuilder(raw.Length);
        for (var slash = raw.IndexOf((byte)'\\'); slash >= 0; slash = raw.IndexOf((byte)'\\'))
        {
            built.Append(Encoding.UTF8.GetString(raw[..slash]));
            var code = raw[slash + 1];
            raw = raw[(slash + 2)..];
            if (code == 'u')
            {
                if (raw.Length < 4 || !ushort.TryParse(raw[..4], System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit))
                    throw Syntax("\\u is not followed by four hexadecimal digits");
                built.Append((char)unit);
                raw = raw[4..];
                continue;
            }
            var plain = "\"\\/bfnrt"u8.IndexOf(code);
            if (plain < 0)
                throw Syntax($"\\{(char)code} is no escape that JSON knows");
            built.Append("\"\\/\b\f\n\r\t"[plain]);
        }
        built.Append(Encoding.UTF8.GetString(raw));
        for (var i = 0; i < built.Length; i++)
        {
            if (char.IsHighSurrogate(built[i]) && i + 1 < built.Length && char.IsLowSurrogate(built[i + 1]))
                i++;
            else if (char.IsSurrogate(built[i]))
                built[i] = '\uFFFD';
        }
        return built.ToString();
    }
}
