namespace TurfMap.Spatial.Density;

/// <summary>The kernel of scipy's gaussian_kde: normal, with the points' own covariance times the square of a factor.</summary>
/// <remarks>
/// Elongated along the points' main direction, integrates to 1, knows no edge. Here to be compared with others' numbers; maps use
/// <see cref="PlaneKernel"/>.
/// </remarks>
public sealed class CovarianceKernel
{
    private readonly double[] _xs,
        _ys,
        _shares;
    private readonly double _determinant;

    /// <summary>
    /// Fits the kernel with Scott's factor, n to the power -1/6 (which in a plane is Silverman's too); n is the effective number of
    /// weighted points.
    /// </summary>
    /// <param name="xs">The x of each point; they are copied.</param>
    /// <param name="ys">The y of each point.</param>
    /// <param name="weights">The weight of each point, not negative; empty means 1.</param>
    /// <exception cref="ArgumentException">The points are fewer than three, or on a line.</exception>
    public CovarianceKernel(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, ReadOnlySpan<double> weights = default)
    {
        if (xs.Length != ys.Length || (!weights.IsEmpty && weights.Length != xs.Length))
            throw new ArgumentException($"There are {xs.Length} x, {ys.Length} y and {weights.Length} weights.");
        (_xs, _ys, _shares) = (xs.ToArray(), ys.ToArray(), weights.ToArray());
        if (weights.IsEmpty)
            Array.Fill(_shares = new double[xs.Length], 1);
        double total = _shares.Sum(),
            meanX = 0,
            meanY = 0,
            squares = 0;
        for (var i = 0; i < _xs.Length; i++)
        {
            _shares[i] /= total;
            (meanX, meanY, squares) = (meanX + _shares[i] * _xs[i], meanY + _shares[i] * _ys[i], squares + _shares[i] * _shares[i]);
        }
        EffectivePoints = 1 / squares;
        Factor = Math.Pow(EffectivePoints, -1.0 / 6);
        double xx = 0,
            xy = 0,
            yy = 0,
            scale = Factor * Factor / (1 - squares);
        for (var i = 0; i < _xs.Length; i++)
        {
            double dx = _xs[i] - meanX,
                dy = _ys[i] - meanY;
            (xx, xy, yy) = (xx + _shares[i] * dx * dx, xy + _shares[i] * dx * dy, yy + _shares[i] * dy * dy);
        }
        (XX, XY, YY) = (xx * scale, xy * scale, yy * scale);
        _determinant = XX * YY - XY * XY;
        if (!(_determinant > 0))
            throw new ArgumentException("The points do not spread in two directions.");
    }

    /// <summary>The square of the sum of weights over the sum of their squares.</summary>
    public double EffectivePoints { get; }

    /// <summary>What the points' standard deviations are multiplied with.</summary>
    public double Factor { get; }

    /// <summary>The kernel's variance along x.</summary>
    public double XX { get; }

    /// <summary>The kernel's covariance.</summary>
    public double XY { get; }

    /// <summary>The kernel's variance along y.</summary>
    public double YY { get; }

    /// <summary>The density at a place; its integral over the plane is 1.</summary>
    public double At(double x, double y)
    {
        var sum = 0.0;
        for (var i = 0; i < _xs.Length; i++)
        {
            double dx = x - _xs[i],
                dy = y - _ys[i];
            sum += _shares[i] * Math.Exp(-(YY * dx * dx - 2 * XY * dx * dy + XX * dy * dy) / (2 * _determinant));
        }
        return sum / (2 * Math.PI * Math.Sqrt(_determinant));
    }
}
