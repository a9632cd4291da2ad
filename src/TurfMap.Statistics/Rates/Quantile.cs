namespace TurfMap.Statistics.Rates;

internal static class Quantile
{
    /// <summary>Where a growing function reaches a probability, between two bounds, to the last bits of a double.</summary>
    public static double Find(Func<double, double> probability, double wanted, double low, double high)
    {
        for (var middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2)
            if (probability(middle) < wanted)
                low = middle;
            else
                high = middle;
        return high;
    }
}

internal static class ThrowIf
{
    public static void NotBetweenZeroAndOne(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "must be between 0 and 1");
    }
}
