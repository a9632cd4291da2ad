using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TurfMap.Domain.Records;

/// <summary>Narrows the bits of a choice by what stands in a column of small numbers: 64 cases to a word.</summary>
/// <remarks>
/// Words without a bit are passed over. Without vectors, and for the last few cases, it goes one by one; the answer is the same.
/// </remarks>
internal static class ColumnFilter
{
    private const int Word = 64;

    /// <summary>So many values fit into one vector, a bit for each.</summary>
    private const int MostInVector = 256;

    /// <summary>Keeps the cases whose value lies between two, both included; none when the least is more than the most.</summary>
    public static void Between(Span<ulong> bits, ReadOnlySpan<ushort> column, int least, int most)
    {
        (least, most) = (Math.Max(least, 0), Math.Min(most, ushort.MaxValue));
        if (least > most)
            bits.Clear();
        else if (least > 0 || most < ushort.MaxValue)
            Between(bits, column, (ushort)least, (ushort)(most - least));
    }

    /// <summary>Keeps the cases whose value is allowed. Every value must have its place in the list.</summary>
    public static void Allowed(Span<ulong> bits, ReadOnlySpan<ushort> column, ReadOnlySpan<bool> allowed)
    {
        // Often it is one value, or several side by side.
        int first = allowed.IndexOf(true),
            last = allowed.LastIndexOf(true);
        if (first < 0)
            bits.Clear();
        else if (!allowed[first..last].Contains(false))
            Between(bits, column, first, last);
        else if (allowed.Length <= MostInVector && Avx2.IsSupported)
            Few(bits, column, allowed);
        else
            OneByOne(bits, column, allowed, 0);
    }

    /// <summary>The least and the most value above 0 of the chosen cases; null when all are 0, or none is chosen.</summary>
    public static (ushort Least, ushort Most)? Span(ReadOnlySpan<ulong> bits, ReadOnlySpan<ushort> column)
    {
        // Less 1, what is none, or not chosen, is the most there is and no longer the least.
        var (word, least, most) = (0, ushort.MaxValue, (ushort)0);
        if (Vector256.IsHardwareAccelerated)
        {
            var (low, high, one) = (Vector256<ushort>.AllBitsSet, Vector256<ushort>.Zero, Vector256<ushort>.One);
            for (; word < column.Length / Word; word++)
            for (var (left, i) = (bits[word], 0); left != 0; left >>>= 16, i += 16)
            {
                var values = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(column), (nuint)(word * Word + i)) & Chosen((ushort)left);
                (low, high) = (Vector256.Min(low, values - one), Vector256.Max(high, values));
            }
            for (var i = 0; i < Vector256<ushort>.Count; i++)
                (least, most) = (Math.Min(least, low[i]), Math.Max(most, high[i]));
        }
        for (; word < bits.Length; word++)
        for (var left = bits[word]; left != 0; left &= left - 1)
        {
            var value = column[word * Word + BitOperations.TrailingZeroCount(left)];
            (least, most) = (Math.Min(least, (ushort)(value - 1)), Math.Max(most, value));
        }
        return most == 0 ? null : ((ushort)(least + 1), most);
    }

    /// <summary>All ones in the places whose bit is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Chosen(ushort bits)
    {
        var places = Vector256.Create((ushort)1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);
        return Vector256.Equals(Vector256.Create(bits) & places, places);
    }

    private static void Between(Span<ulong> bits, ReadOnlySpan<ushort> column, ushort least, ushort width)
    {
        var word = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var (from, wide) = (Vector256.Create(least), Vector256.Create(width));
            for (; word < column.Length / Word; word++)
                if (bits[word] != 0)
                {
                    ref var at = ref Unsafe.Add(ref MemoryMarshal.GetReference(column), word * Word);
                    var low = Vector256
                        .NarrowWithSaturation(Within(ref at, 0, from, wide), Within(ref at, 16, from, wide))
                        .ExtractMostSignificantBits();
                    bits[word] &=
                        low
                        | (ulong)
                            Vector256
                                .NarrowWithSaturation(Within(ref at, 32, from, wide), Within(ref at, 48, from, wide))
                                .ExtractMostSignificantBits() << 32;
                }
        }
        for (; word < bits.Length; word++)
        {
            var mask = 0ul;
            var values = column.Slice(word * Word, Math.Min(Word, column.Length - word * Word));
            for (var i = 0; i < values.Length; i++)
                mask |= ((ushort)(values[i] - least) <= width ? 1ul : 0) << i;
            bits[word] &= mask;
        }
    }

    /// <summary>All ones where a value less the least is no more than the width; below the least it wraps round and is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Within(ref ushort at, nuint offset, Vector256<ushort> least, Vector256<ushort> width)
    {
        var above = Vector256.LoadUnsafe(ref at, offset) - least;
        return Vector256.Equals(Vector256.Min(above, width), above).AsInt16();
    }

    /// <summary>
    /// The list as 256 bits in one vector: a value's upper bits choose the word, its lower five the bit, which is moved to where a sign
    /// stands.
    /// </summary>
    private static void Few(Span<ulong> bits, ReadOnlySpan<ushort> column, ReadOnlySpan<bool> allowed)
    {
        Span<uint> words = stackalloc uint[MostInVector / 32];
        words.Clear();
        for (var value = 0; value < allowed.Length; value++)
            words[value >> 5] |= allowed[value] ? 1u << value : 0;
        var list = Vector256.Create<uint>(words);
        var whole = column.Length / Word;
        for (var word = 0; word < whole; word++)
            if (bits[word] != 0)
            {
                ref var at = ref Unsafe.Add(ref MemoryMarshal.GetReference(column), word * Word);
                var mask = 0ul;
                for (var i = 0; i < Word; i += 16)
                {
                    var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref at, (nuint)i));
                    mask |= (ulong)(Signs(list, low) | Signs(list, high) << 8) << i;
                }
                bits[word] &= mask;
            }
        OneByOne(bits, column, allowed, whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Signs(Vector256<uint> list, Vector256<uint> values) =>
        Avx2.ShiftLeftLogicalVariable(Vector256.ShuffleNative(list, values >>> 5), Vector256.AndNot(Vector256.Create(31u), values))
            .ExtractMostSignificantBits();

    private static void OneByOne(Span<ulong> bits, ReadOnlySpan<ushort> column, ReadOnlySpan<bool> allowed, int fromWord)
    {
        for (var word = fromWord; word < bits.Length; word++)
            if (bits[word] is var left and not 0)
            {
                var values = column.Slice(word * Word, Math.Min(Word, column.Length - word * Word));
                ulong even = 0,
                    odd = 0;
                if (values.Length == Word && BitOperations.PopCount(left) > 16)
                    for (var i = 0; i < Word; i += 2)
                    {
                        even |= (allowed[values[i]] ? 1ul : 0) << i;
                        odd |= (allowed[values[i + 1]] ? 1ul : 0) << i;
                    }
                else
                    for (; left != 0; left &= left - 1)
                        even |= (allowed[values[BitOperations.TrailingZeroCount(left)]] ? 1ul : 0) << BitOperations.TrailingZeroCount(left);
                bits[word] &= even | odd << 1;
            }
    }
}
