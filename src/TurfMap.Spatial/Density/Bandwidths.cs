namespace TurfMap.Spatial.Density;

/// <summary>Rules of thumb for how wide a kernel should be.</summary>
/// <remarks>
/// In the unit of the coordinates. They follow the data, so they change with every filter: use one to suggest a radius, then keep that
/// radius for all maps
/// that are compared. Fewer than two points, or points all in one place, give 0 or NaN.
/// </remarks>
public static class Bandwidths
{
    /// <summary>
    /// Scott's rule along each axis of a plane: standard deviation times n to the power -1/6 (Scott 1992); and the geometric mean of the
    /// two.
    /// </summary>
    public static (double X, double Y, double Both) Scott(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        var factor = Math.Pow(xs.Length, -1.0 / 6);
        double x = StandardDeviation(xs) * factor,
            y = StandardDeviation(ys) * factor;
        return (x, y, Math.Sqrt(x * y));
    }

    /// <summary>Silverman's rule for one axis (1986, 3.31): 0.9 min(sd, interquartile range / 1.34) n^-1/5. R's bw.nrd0.</summary>
    public static double Silverman(ReadOnlySpan<double> numbers) => OneAxis(numbers, 0.9);

    /// <summary>Scott's variation of it for one axis, with 1.06 for 0.9. R's bw.nrd.</summary>
    public static double ScottOneAxis(ReadOnlySpan<double> numbers) => OneAxis(numbers, 1.06);

    /// <summary>
    /// A quartic radius by the rule that ArcGIS uses by default: 0.9 min(SD, sqrt(1/ln 2) D) n^-1/5, with the standard distance SD about
    /// the mean centre
    /// and the median distance D from it, held within limits.
    /// </summary>
    /// <param name="xs">The x of each point.</param>
    /// <param name="ys">The y of each point.</param>
    /// <param name="least">The answer is never less.</param>
    /// <param name="most">The answer is never more.</param>
    /// <returns>The radius; the most when there are no points, the least when they are all in one place.</returns>
    public static double RobustRadius(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, double least, double most)
    {
        if (xs.Length != ys.Length || !(least <= most))
            throw new ArgumentException("There must be as many x as y, and the least must not be above the most.");
        if (xs.IsEmpty)
            return most;
        double meanX = Mean(xs),
            meanY = Mean(ys),
            squares = 0;
        var distances = new double[xs.Length];
        for (var i = 0; i < xs.Length; i++)
        {
            double dx = xs[i] - meanX,
                dy = ys[i] - meanY,
                square = dx * dx + dy * dy;
            squares += square;
            distances[i] = Math.Sqrt(square);
        }
        Array.Sort(distances);
        var spread = Math.Min(Math.Sqrt(squares / xs.Length), Math.Sqrt(1 / Math.Log(2)) * Quantile(distances, 0.5));
        return Math.Clamp(0.9 * spread * Math.Pow(xs.Length, -0.2), least, most);
    }

    private static double OneAxis(ReadOnlySpan<double> numbers, double factor)
    {
        var sorted = numbers.ToArray();
        Array.Sort(sorted);
        double deviation = StandardDeviation(sorted),
            range = (Quantile(sorted, 0.75) - Quantile(sorted, 0.25)) / 1.34;
        return factor * (range > 0 ? Math.Min(deviation, range) : deviation) * Math.Pow(sorted.Length, -0.2);
    }

    /// <summary>Between the two nearest by rank (R's type 7).</summary>
    private static double Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
            return double.NaN;
        double rank = share * (sorted.Length - 1),
            below = Math.Floor(rank);
        return sorted[(int)below] + (rank - below) * (sorted[Math.Min((int)below + 1, sorted.Length - 1)] - sorted[(int)below]);
    }

    private static double StandardDeviation(ReadOnlySpan<double> numbers)
    {
        double mean = Mean(numbers),
            squares = 0;
        foreach (var number in numbers)
            squares += (number - mean) * (number - mean);
        return Math.Sqrt(squares / (numbers.Length - 1));
    }

    private static double Mean(ReadOnlySpan<double> numbers)
    {
        var sum = 0.0;
        foreach (var number in numbers)
            sum += number;
        return sum / numbers.Length;
    }
}
