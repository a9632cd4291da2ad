namespace TurfMap.Spatial.Tiles;

/// <summary>Numbers that order the plane so that each tile, of each zoom, is one stretch: the bits of y and x taken in turn (Morton 1966).</summary>
internal static class ZOrder
{
    private const int Digit = 11;

    public static ulong Key(uint x, uint y) => Spread(x) | Spread(y) << 1;

    public static (uint X, uint Y) Place(ulong key) => (Gather(key), Gather(key >> 1));

    /// <summary>The key at which a cell begins, when the world is 2^bits cells wide.</summary>
    public static ulong CellStart(uint x, uint y, int bits) => bits == 0 ? 0 : Key(x, y) << (64 - 2 * bits);

    /// <summary>The last key of a cell.</summary>
    public static ulong CellEnd(uint x, uint y, int bits) => bits == 0 ? ulong.MaxValue : CellStart(x, y, bits) | (ulong.MaxValue >> (2 * bits));

    /// <summary>The first place whose key is not below the one asked for.</summary>
    public static int From(ReadOnlySpan<ulong> keys, ulong key)
    {
        int low = 0, high = keys.Length;
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

    /// <summary>Sorts keys with their numbers; equal keys keep their order. By digits from the lowest, those left out that are the same in all keys.</summary>
    public static void Sort(ref ulong[] keys, ref int[] numbers, CancellationToken cancel)
    {
        ulong all = ulong.MaxValue, any = 0;
        foreach (var key in keys)
            (all, any) = (all & key, any | key);
        var (otherKeys, otherNumbers) = (new ulong[keys.Length], new int[keys.Length]);
        var starts = new int[1 << Digit];
        for (var shift = 0; shift < 64; shift += Digit)
        {
            if (((any ^ all) >> shift & ((1 << Digit) - 1)) == 0)
                continue;
            cancel.ThrowIfCancellationRequested();
            Array.Clear(starts);
            foreach (var key in keys)
                starts[(int)(key >> shift) & ((1 << Digit) - 1)]++;
            for (int i = 0, sum = 0; i < starts.Length; i++)
                (starts[i], sum) = (sum, sum + starts[i]);
            for (var i = 0; i < keys.Length; i++)
            {
                var to = starts[(int)(keys[i] >> shift) & ((1 << Digit) - 1)]++;
                (otherKeys[to], otherNumbers[to]) = (keys[i], numbers[i]);
            }
            (keys, otherKeys, numbers, otherNumbers) = (otherKeys, keys, otherNumbers, numbers);
        }
    }

    private static ulong Spread(uint number)
    {
        ulong bits = number;
        bits = (bits | bits << 16) & 0x0000ffff0000ffff;
        bits = (bits | bits << 8) & 0x00ff00ff00ff00ff;
        bits = (bits | bits << 4) & 0x0f0f0f0f0f0f0f0f;
        bits = (bits | bits << 2) & 0x3333333333333333;
        return (bits | bits << 1) & 0x5555555555555555;
    }

    private static uint Gather(ulong key)
    {
        var bits = key & 0x5555555555555555;
        bits = (bits | bits >> 1) & 0x3333333333333333;
        bits = (bits | bits >> 2) & 0x0f0f0f0f0f0f0f0f;
        bits = (bits | bits >> 4) & 0x00ff00ff00ff00ff;
        bits = (bits | bits >> 8) & 0x0000ffff0000ffff;
        return (uint)(bits | bits >> 16);
    }
}
