namespace TurfMap.Spatial.Density;

/// <summary>
/// A Gaussian kernel density whose width follows the points: narrow where they are dense, wide where they are few (Abramson 1982).
/// </summary>
/// <remarks>
/// Each point's standard deviation is the given one times the pilot density at the point to the power -1/2, over the geometric mean of
/// these powers, but at most
/// times the trim. No edge correction. O(n²) to build for n points, O(n) for a place. For experts: two such maps are not comparable.
/// </remarks>
public sealed class AdaptiveKernel
{
    private readonly double[] _xs,
        _ys,
        _deviations;

    /// <summary>Finds the width at each point.</summary>
    /// <param name="xs">The x of each point; they are copied.</param>
    /// <param name="ys">The y of each point.</param>
    /// <param name="deviation">The standard deviation that is varied.</param>
    /// <param name="pilotDeviation">The standard deviation of the fixed kernel that finds where points are dense.</param>
    /// <param name="trim">The most that the width is multiplied with.</param>
    /// <param name="cancel">Stops the work.</param>
    public AdaptiveKernel(
        ReadOnlySpan<double> xs,
        ReadOnlySpan<double> ys,
        double deviation,
        double pilotDeviation,
        double trim = 5,
        CancellationToken cancel = default
    )
    {
        var pilot = new KernelSums(PlaneKernel.Gaussian(pilotDeviation), xs, ys);
        (_xs, _ys, _deviations) = (xs.ToArray(), ys.ToArray(), new double[xs.Length]);
        var logs = 0.0;
        for (var i = 0; i < xs.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var power = 1 / Math.Sqrt(pilot.At(_xs[i], _ys[i]));
            _deviations[i] = power;
            logs += Math.Log(power);
        }
        var mean = Math.Exp(logs / xs.Length);
        for (var i = 0; i < _deviations.Length; i++)
            _deviations[i] = deviation * Math.Min(trim, _deviations[i] / mean);
    }

    /// <summary>The standard deviation at each point.</summary>
    public ReadOnlySpan<double> Deviations => _deviations;

    /// <summary>The density at a place; its integral over the plane is 1.</summary>
    public double At(double x, double y)
    {
        var sum = 0.0;
        for (var i = 0; i < _xs.Length; i++)
        {
            double dx = x - _xs[i],
                dy = y - _ys[i];
            sum += PlaneKernel.Gaussian(_deviations[i]).At(dx * dx + dy * dy);
        }
        return sum / _xs.Length;
    }
}
