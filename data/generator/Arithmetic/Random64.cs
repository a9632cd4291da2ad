namespace SampleCity.Arithmetic;

/// <summary>SplitMix64 with a named stream for each purpose, so that tuning one part of the city leaves the others as they were.</summary>
internal sealed class Random64
{
    private const ulong CitySeed = 0x504F52544D455252; // "PORTMERR"
    private ulong _state;

    public Random64(string stream)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in stream) hash = (hash ^ letter) * 1099511628211UL;
        _state = hash ^ CitySeed;
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>In [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + (high - low) * Unit();

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Standard normal, from twelve uniforms: no transcendental function, so the same everywhere.</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += Unit();
        return sum;
    }

    public double LogNormal(double median, double sigma) => median * Exact.Exp(sigma * Normal());

    /// <summary>An index drawn in proportion to the weights.</summary>
    public int Weighted(IReadOnlyList<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        var at = Unit() * total;
        for (var i = 0; i < weights.Count; i++)
        {
            at -= weights[i];
            if (at < 0) return i;
        }
        return weights.Count - 1;
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
