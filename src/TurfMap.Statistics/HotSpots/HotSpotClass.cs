namespace TurfMap.Statistics.HotSpots;

/// <summary>What may be said of an area and its surroundings, after the many looks have been allowed for.</summary>
public enum HotSpotClass
{
    /// <summary>Nothing to compare: no value, no neighbours, or no variation at all.</summary>
    NoData,

    /// <summary>No more and no less than chance would give.</summary>
    NotClearlyDifferent,

    /// <summary>More than chance would give, at a false discovery rate of 10 %.</summary>
    Hot90,

    /// <summary>More than chance would give, at 5 %.</summary>
    Hot95,

    /// <summary>More than chance would give, at 1 %.</summary>
    Hot99,

    /// <summary>Less than chance would give, at 10 %.</summary>
    Cold90,

    /// <summary>Less than chance would give, at 5 %.</summary>
    Cold95,

    /// <summary>Less than chance would give, at 1 %.</summary>
    Cold99,
}

/// <summary>Puts scores and q-values into words.</summary>
public static class HotSpotClasses
{
    /// <summary>The class of each area.</summary>
    /// <param name="z">Scores; their sign says hot or cold. NaN has no data.</param>
    /// <param name="q">Q-values: probabilities after <see cref="Significance.BenjaminiHochberg"/>. A limit is reached when q is at most
    /// 0.10, 0.05 or 0.01.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static HotSpotClass[] Of(ReadOnlySpan<double> z, ReadOnlySpan<double> q)
    {
        if (z.Length != q.Length)
            throw new ArgumentException($"There are {z.Length} scores for {q.Length} q-values.", nameof(q));
        var classes = new HotSpotClass[z.Length];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = Of(z[i], q[i]);
        return classes;
    }

    /// <summary>The class of one area.</summary>
    public static HotSpotClass Of(double z, double q) =>
        (z, q) switch
        {
            _ when double.IsNaN(z) || double.IsNaN(q) => HotSpotClass.NoData,
            (> 0, <= 0.01) => HotSpotClass.Hot99,
            (> 0, <= 0.05) => HotSpotClass.Hot95,
            (> 0, <= 0.10) => HotSpotClass.Hot90,
            (< 0, <= 0.01) => HotSpotClass.Cold99,
            (< 0, <= 0.05) => HotSpotClass.Cold95,
            (< 0, <= 0.10) => HotSpotClass.Cold90,
            _ => HotSpotClass.NotClearlyDifferent,
        };
}
