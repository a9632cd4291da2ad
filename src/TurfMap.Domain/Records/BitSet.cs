using System.Numerics;

namespace TurfMap.Domain.Records;

/// <summary>A bit for each case: bit i &amp; 63 of word i / 64.</summary>
public static class BitSet
{
    /// <summary>Sets the bit of every case for which something holds.</summary>
    public static ulong[] Of(int cases, Func<int, bool> holds)
    {
        var bits = new ulong[(cases + 63) >> 6];
        for (var i = 0; i < cases; i++)
            if (holds(i))
                bits[i >> 6] |= 1ul << i;
        return bits;
    }

    /// <summary>How many bits two of them share.</summary>
    public static int CountBoth(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        var count = 0;
        for (var i = 0; i < one.Length; i++)
            count += BitOperations.PopCount(one[i] & other[i]);
        return count;
    }
}
