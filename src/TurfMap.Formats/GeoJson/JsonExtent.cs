using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TurfMap.Formats.GeoJson;

/// <summary>Finds where a JSON value ends, by counting brackets outside strings, 32 bytes at a time. What is inside is checked when it is parsed.</summary>
internal static class JsonExtent
{
    public const int Incomplete = 0, TooDeep = -1;

    private static readonly SearchValues<byte> ScalarEnds = SearchValues.Create(",]} \t\r\n:"u8);

    /// <summary>The length of the value that starts the text; <see cref="Incomplete"/> or <see cref="TooDeep"/>.</summary>
    public static int Find(ReadOnlySpan<byte> text, bool final, int maxDepth)
    {
        if (text.Length == 0)
            return Incomplete;
        if (text[0] == '"')
            return StringEnd(text, 0) is var end and >= 0 ? end : Incomplete;
        if (text[0] is not ((byte)'{' or (byte)'['))
            return Scalar(text, final);
        var depth = 0;
        for (var i = 0; i < text.Length;)
        {
            var mask = Specials(text, i, out var width);
            var next = i + width;
            while (mask != 0)
            {
                var at = i + BitOperations.TrailingZeroCount(mask);
                mask &= mask - 1;
                var c = text[at];
                if (c == '"')
                {
                    next = StringEnd(text, at);
                    if (next < 0)
                        return Incomplete;
                    if (next >= i + width)
                        break;
                    // The string ended within this block: drop what lay inside it.
                    mask &= uint.MaxValue << (next - i);
                    next = i + width;
                    continue;
                }
                if (c is (byte)'{' or (byte)'[')
                {
                    if (++depth > maxDepth)
                        return TooDeep;
                }
                else if (--depth == 0)
                    return at + 1;
            }
            i = next;
        }
        return Incomplete;
    }

    /// <summary>The place after the string that opens at the given place; -1 when it does not end.</summary>
    private static int StringEnd(ReadOnlySpan<byte> text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            var hit = text[i..].IndexOfAny((byte)'"', (byte)'\\');
            if (hit < 0)
                return -1;
            i += hit;
            if (text[i] == '"')
                return i + 1;
            i++;
        }
        return -1;
    }

    private static int Scalar(ReadOnlySpan<byte> text, bool final)
    {
        var end = text.IndexOfAny(ScalarEnds);
        return end > 0 ? end : end == 0 ? 1 : final ? text.Length : Incomplete;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Specials(ReadOnlySpan<byte> text, int at, out int width)
    {
        if (Vector256.IsHardwareAccelerated && text.Length - at >= 32)
        {
            width = 32;
            var block = Vector256.Create(text.Slice(at, 32));
            // 0x20 makes [ and ] of { and }.
            var folded = block | Vector256.Create((byte)0x20);
            return (Vector256.Equals(folded, Vector256.Create((byte)'{')) | Vector256.Equals(folded, Vector256.Create((byte)'}'))
                | Vector256.Equals(block, Vector256.Create((byte)'"'))).ExtractMostSignificantBits();
        }
        width = Math.Min(32, text.Length - at);
        var mask = 0u;
        for (var k = 0; k < width; k++)
            if (text[at + k] is (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)'"')
                mask |= 1u << k;
        return mask;
    }
}
