namespace TurfMap.Statistics;

/// <summary>Numbers that look random and follow from a seed, the same on every machine and in every version.</summary>
/// <remarks>SplitMix64 (Steele, Lea and Flood 2014). Not for secrets.</remarks>
internal struct SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A stream for one part of the work, so that the answer does not depend on the order in which parts are done.</summary>
    public static SeededRandom For(int seed, int part) => new(new SeededRandom(((ulong)(uint)seed << 32) | (uint)part).Next());

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to below a limit of 1 or more; uneven by less than one in 2^32 for any limit.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);
}
