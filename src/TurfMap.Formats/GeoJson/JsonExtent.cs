using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TurfMap.Formats.GeoJson;

/// <summary>
/// Finds where a JSON value ends, by counting brackets outside strings, 64 bytes at a time. What is inside is checked when it is parsed.
/// </summary>
internal static class JsonExtent
{
    public const int Incomplete = 0,
        TooDeep = -1;

    private const int Block = 64;

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
        var scan = new Scan(maxDepth);
        var at = 1;
        for (; text.Length - at >= Block; at += Block)
            if (scan.Find(text.Slice(at, Block)) is not 0 and var end)
                return end < 0 ? TooDeep : at + end;
        Span<byte> rest = stackalloc byte[Block];
        rest.Clear();
        text[at..].CopyTo(rest);
        return scan.Find(rest) switch
        {
            0 => Incomplete,
            < 0 => TooDeep,
            var end => at + end,
        };
    }

    /// <summary>What is known between two blocks: how deep the brackets stand, and whether a string or an escape goes on.</summary>
    private struct Scan(int maxDepth)
    {
        private int depth = 1;
        private ulong inString;
        private bool escape;

        /// <summary>The place after the bracket that ends the value; 0 when it does not end here, -1 when it is too deep.</summary>
        public int Find(ReadOnlySpan<byte> block)
        {
            var low = Vector256.Create(block);
            var high = Vector256.Create(block[32..]);
            var quotes = Bits(low, high, (byte)'"');
            var slashes = Bits(low, high, (byte)'\\');
            if (slashes != 0 || escape)
                quotes = WithoutEscaped(quotes, slashes);
            // Each bit says whether an odd number of quotes stands up to it: whether it lies in a string.
            var strings = quotes;
            for (var step = 1; step < Block; step *= 2)
                strings ^= strings << step;
            strings ^= inString;
            inString = (ulong)((long)strings >> 63);
            // 0x20 makes [ and ] of { and }.
            var (lowFolded, highFolded) = (low | Vector256.Create((byte)0x20), high | Vector256.Create((byte)0x20));
            var opens = Bits(lowFolded, highFolded, (byte)'{') & ~strings;
            var closes = Bits(lowFolded, highFolded, (byte)'}') & ~strings;
            var (opened, closed) = (BitOperations.PopCount(opens), BitOperations.PopCount(closes));
            if (depth <= closed || depth + opened > maxDepth)
                return Walk(opens, closes);
            depth += opened - closed;
            return 0;
        }

        private int Walk(ulong opens, ulong closes)
        {
            for (var both = opens | closes; both != 0; both &= both - 1)
            {
                var at = BitOperations.TrailingZeroCount(both);
                if ((closes >> at & 1) != 0)
                {
                    if (--depth == 0)
                        return at + 1;
                }
                else if (++depth > maxDepth)
                    return TooDeep;
            }
            return 0;
        }

        private ulong WithoutEscaped(ulong quotes, ulong slashes)
        {
            if (escape)
                (quotes, slashes, escape) = (quotes & ~1UL, slashes & ~1UL, false);
            while (slashes != 0)
            {
                var at = BitOperations.TrailingZeroCount(slashes);
                escape = at == Block - 1;
                quotes &= ~(2UL << at);
                slashes &= ~(3UL << at);
            }
            return quotes;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong Bits(Vector256<byte> low, Vector256<byte> high, byte wanted) =>
            Vector256.Equals(low, Vector256.Create(wanted)).ExtractMostSignificantBits()
            | (ulong)Vector256.Equals(high, Vector256.Create(wanted)).ExtractMostSignificantBits() << 32;
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
        return end > 0 ? end
            : end == 0 ? 1
            : final ? text.Length
            : Incomplete;
    }
}
