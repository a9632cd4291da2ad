namespace TurfMap.Statistics.HotSpots;

/// <summary>How often chance would put values into a neighbourhood that are as unusual together as those seen.</summary>
/// <param name="P">The two-sided pseudo-probability of each area, from 1/(permutations + 1) to 1; NaN where there is no value, no
/// neighbour, or nothing varies.</param>
/// <param name="Direction">1 where the neighbours have more than the others would give on average, -1 where less, 0 where neither or no
/// data.</param>
public sealed record Permuted(IReadOnlyList<double> P, IReadOnlyList<int> Direction);

/// <summary>
/// Conditional permutations: each area keeps its own value, its neighbours get values drawn from all others without putting back.
/// </summary>
/// <remarks>
/// p = (R + 1)/(n + 1), R the number of n draws whose sum is at least as far from its expectation, on either side, as the sum seen; equal
/// counts as far.
/// Because the own value stays, Gi and Gi* have the same p. Each area has a stream of its own: the same seed gives the same p, whatever the
/// other areas are asked.
/// O(permutations x neighbours). The least p is 1/(n + 1): 999 draws cannot stand among more than about 50 areas at 5 % unless several are
/// extreme; use 9,999.
/// </remarks>
public static class ConditionalPermutations
{
    /// <summary>Draws for every area.</summary>
    /// <param name="values">Values of the areas; NaN is no data and is neither drawn nor a neighbour.</param>
    /// <param name="neighbours">Neighbours without the area itself.</param>
    /// <param name="permutations">1 or more, such as 999.</param>
    /// <param name="seed">Any number; to be kept with the result.</param>
    /// <param name="cancel">Looked at once for each area.</param>
    /// <exception cref="ArgumentException">Values and neighbours differ in number, or a value is infinite.</exception>
    public static Permuted Run(
        ReadOnlySpan<double> values,
        NeighbourLists neighbours,
        int permutations,
        int seed,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        GetisOrd.Check(values, neighbours);
        var (p, direction, pool) = (new double[values.Length], new int[values.Length], new double[values.Length]);
        for (var i = 0; i < p.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var (others, spread) = Others(values, i, pool);
            var (sum, members) = (0.0, 0);
            foreach (var j in neighbours.Of(i))
                if (!double.IsNaN(values[j]))
                    (sum, members) = (sum + values[j] - spread.Mean, members + 1);
            if (double.IsNaN(values[i]) || members == 0 || members >= others || !(spread.Most > 1e-12 * Math.Abs(spread.Mean)))
            {
                p[i] = double.NaN;
                continue;
            }
            var rounding = 1e-12 * members * spread.Most;
            var random = SeededRandom.For(seed, i);
            var asFar = 0;
            for (var draw = 0; draw < permutations; draw++)
                if (Math.Abs(Draw(pool.AsSpan(0, others), members, ref random)) >= Math.Abs(sum) - rounding)
                    asFar++;
            p[i] = (asFar + 1.0) / (permutations + 1);
            direction[i] = Math.Abs(sum) <= rounding ? 0 : Math.Sign(sum);
        }
        return new(p, direction);
    }

    /// <summary>The values of all other areas, as distances from their mean.</summary>
    private static (int Count, (double Mean, double Most) Spread) Others(ReadOnlySpan<double> values, int area, double[] pool)
    {
        var (count, sum, most) = (0, 0.0, 0.0);
        for (var j = 0; j < values.Length; j++)
            if (j != area && !double.IsNaN(values[j]))
                sum += pool[count++] = values[j];
        var mean = sum / count;
        for (var k = 0; k < count; k++)
            most = Math.Max(most, Math.Abs(pool[k] -= mean));
        return (count, (mean, most));
    }

    /// <summary>The sum of some values of a pool, each at most once. Leaves the pool in another order, which is as good.</summary>
    private static double Draw(Span<double> pool, int members, ref SeededRandom random)
    {
        var sum = 0.0;
        for (var k = 0; k < members; k++)
        {
            var at = k + random.Below(pool.Length - k);
            (pool[k], pool[at]) = (pool[at], pool[k]);
            sum += pool[k];
        }
        return sum;
    }
}
