using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace TurfMap.Spatial.Tiles;

/// <summary>
/// Numbers that order the plane so that each tile, of each zoom, is one stretch: the bits of y and x taken in turn (Morton 1966).
/// </summary>
internal static class ZOrder
{
    private const int HeapBits = 12,
        DigitBits = 8,
        FewInHeap = 40;
    private const ulong Evens = 0x5555555555555555;

    public static ulong Key(uint x, uint y) => Spread(x) | Spread(y) << 1;

    public static (uint X, uint Y) Place(ulong key) => (Gather(key), Gather(key >> 1));

    /// <summary>The key at which a cell begins, when the world is 2^bits cells wide.</summary>
    public static ulong CellStart(uint x, uint y, int bits) => bits == 0 ? 0 : Key(x, y) << (64 - 2 * bits);

    /// <summary>The last key of a cell.</summary>
    public static ulong CellEnd(uint x, uint y, int bits) =>
        bits == 0 ? ulong.MaxValue : CellStart(x, y, bits) | (ulong.MaxValue >> (2 * bits));

    /// <summary>The first place whose key is not below the one asked for.</summary>
    public static int From(ReadOnlySpan<ulong> keys, ulong key)
    {
        int low = 0,
            high = keys.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (keys[middle] < key)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>
    /// Sorts keys with their numbers; equal keys keep their order. First into heaps by the upper bits in which keys differ, then each heap,
    /// on two threads.
    /// </summary>
    public static void Sort(Memory<ulong> keys, Memory<int> numbers, CancellationToken cancel)
    {
        ulong all = ulong.MaxValue,
            any = 0;
        foreach (var key in keys.Span)
            (all, any) = (all & key, any | key);
        if (all >= any)
            return;
        var shift = Math.Max(0, 64 - BitOperations.LeadingZeroCount(any ^ all) - HeapBits);
        var starts = new int[(1 << HeapBits) + 1];
        var (fromKeys, fromNumbers) = (keys.ToArray(), numbers.ToArray());
        Deal(fromKeys, fromNumbers, keys.Span, numbers.Span, shift, starts.AsSpan(0, 1 << HeapBits));
        // Dealt out, each start stands where its heap ends.
        Parallel.For(
            0,
            1 << HeapBits,
            new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = 2 },
            heap =>
            {
                var from = heap == 0 ? 0 : starts[heap - 1];
                var length = starts[heap] - from;
                SortHeap(
                    keys.Span.Slice(from, length),
                    numbers.Span.Slice(from, length),
                    fromKeys.AsSpan(from, length),
                    fromNumbers.AsSpan(from, length)
                );
            }
        );
    }

    /// <summary>By digits from the lowest, those left out that are the same in all keys; a few by putting each where it belongs.</summary>
    private static void SortHeap(Span<ulong> keys, Span<int> numbers, Span<ulong> otherKeys, Span<int> otherNumbers)
    {
        if (keys.Length <= FewInHeap)
        {
            for (var i = 1; i < keys.Length; i++)
            {
                var (key, number, at) = (keys[i], numbers[i], i);
                for (; at > 0 && keys[at - 1] > key; at--)
                    (keys[at], numbers[at]) = (keys[at - 1], numbers[at - 1]);
                (keys[at], numbers[at]) = (key, number);
            }
            return;
        }
        ulong all = ulong.MaxValue,
            any = 0;
        foreach (var key in keys)
            (all, any) = (all & key, any | key);
        Span<int> starts = stackalloc int[1 << DigitBits];
        var isElsewhere = false;
        for (
            var shift = BitOperations.TrailingZeroCount(any ^ all);
            shift < 64 && (any ^ all) >> shift != 0;
            shift += DigitBits, isElsewhere = !isElsewhere
        )
            if (isElsewhere)
                Deal(otherKeys, otherNumbers, keys, numbers, shift, starts);
            else
                Deal(keys, numbers, otherKeys, otherNumbers, shift, starts);
        if (isElsewhere)
        {
            otherKeys.CopyTo(keys);
            otherNumbers.CopyTo(numbers);
        }
    }

    /// <summary>Deals keys out by a digit, in order; the starts become the ends.</summary>
    private static void Deal(
        ReadOnlySpan<ulong> keys,
        ReadOnlySpan<int> numbers,
        Span<ulong> toKeys,
        Span<int> toNumbers,
        int shift,
        Span<int> starts
    )
    {
        var mask = starts.Length - 1;
        starts.Clear();
        foreach (var key in keys)
            starts[(int)(key >> shift) & mask]++;
        for (int i = 0, sum = 0; i < starts.Length; i++)
            (starts[i], sum) = (sum, sum + starts[i]);
        for (var i = 0; i < keys.Length; i++)
        {
            var to = starts[(int)(keys[i] >> shift) & mask]++;
            (toKeys[to], toNumbers[to]) = (keys[i], numbers[i]);
        }
    }

    private static ulong Spread(uint number)
    {
        if (Bmi2.X64.IsSupported)
            return Bmi2.X64.ParallelBitDeposit(number, Evens);
        ulong bits = number;
        bits = (bits | bits << 16) & 0x0000ffff0000ffff;
        bits = (bits | bits << 8) & 0x00ff00ff00ff00ff;
        bits = (bits | bits << 4) & 0x0f0f0f0f0f0f0f0f;
        bits = (bits | bits << 2) & 0x3333333333333333;
        return (bits | bits << 1) & Evens;
    }

    private static uint Gather(ulong key)
    {
        if (Bmi2.X64.IsSupported)
            return (uint)Bmi2.X64.ParallelBitExtract(key, Evens);
        var bits = key & Evens;
        bits = (bits | bits >> 1) & 0x3333333333333333;
        bits = (bits | bits >> 2) & 0x0f0f0f0f0f0f0f0f;
        bits = (bits | bits >> 4) & 0x00ff00ff00ff00ff;
        bits = (bits | bits >> 8) & 0x0000ffff0000ffff;
        return (uint)(bits | bits >> 16);
    }
}
