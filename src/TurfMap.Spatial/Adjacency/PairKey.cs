namespace TurfMap.Spatial.Adjacency;

/// <summary>
/// Two numbers without order as one key. The plain hash of a long mixes its halves by XOR, which sends all neighbouring numbers to a few
/// slots; this one spreads them.
/// </summary>
internal sealed class PairKey : IEqualityComparer<long>
{
    public static PairKey Comparer { get; } = new();

    public static long Of(int a, int b) => ((long)Math.Min(a, b) << 32) | (uint)Math.Max(a, b);

    public bool Equals(long x, long y) => x == y;

    public int GetHashCode(long key) => (int)(unchecked((ulong)key * 0x9E3779B97F4A7C15) >> 32);
}
