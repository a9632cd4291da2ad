namespace TurfMap.Spatial.Density;

/// <summary>Which points of columns are asked for: a bit for each, 64 to a word, or nothing for all.</summary>
internal static class Selected
{
    public static void Check(int xs, int ys, ReadOnlySpan<ulong> selection, ReadOnlySpan<float> weights = default)
    {
        if (xs != ys)
            throw new ArgumentException($"There are {xs} x and {ys} y.");
        if (!selection.IsEmpty && selection.Length < (xs + 63) / 64)
            throw new ArgumentException($"The selection has {selection.Length} words; {xs} points need {(xs + 63) / 64}.");
        if (!weights.IsEmpty && weights.Length != xs)
            throw new ArgumentException($"There are {weights.Length} weights for {xs} points.");
    }

    /// <summary>The bits of the 64 points from one on, those behind the last point cleared.</summary>
    public static ulong Word(ReadOnlySpan<ulong> selection, int point, int points)
    {
        var word = selection.IsEmpty ? ulong.MaxValue : selection[point >> 6];
        return points - point >= 64 ? word : word & ((1UL << (points - point)) - 1);
    }

    /// <summary>1 for a point that is asked for, else 0: added and multiplied by, where what comes next cannot be foreseen.</summary>
    public static int One(ReadOnlySpan<ulong> selection, int point) => selection.IsEmpty ? 1 : (int)(selection[point >> 6] >> point & 1);
}
