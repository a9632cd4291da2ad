namespace TurfMap.Spatial.Density;

/// <summary>How a density is corrected for the part of a kernel that falls outside the window.</summary>
public enum EdgeCorrection
{
    /// <summary>Not at all: too low near the edge.</summary>
    None,

    /// <summary>The density at a place is divided by the kernel mass about that place (Diggle 1985).</summary>
    Uniform,

    /// <summary>Each point's kernel is divided by the mass about that point, so the whole keeps its mass (Jones 1993).</summary>
    JonesDiggle,
}

/// <summary>Kernel densities at single places, summed point by point: what the fast surface is measured against.</summary>
/// <remarks>
/// In weight per square unit of the plane. With the Jones-Diggle correction, a point so far outside the window that nothing of its kernel
/// is in it counts nothing. A place costs O(n) for n points.
/// </remarks>
public sealed class KernelSums
{
    private readonly PlaneKernel _kernel;
    private readonly double[] _xs,
        _ys,
        _weights;
    private readonly EdgeMass? _mass;

    /// <summary>Takes the points; they are copied.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="xs">The x of each point.</param>
    /// <param name="ys">The y of each point.</param>
    /// <param name="weights">The weight of each point; empty means 1.</param>
    /// <param name="correction">How the edge is corrected for.</param>
    /// <param name="window">The window; needed when the edge is corrected for.</param>
    public KernelSums(
        PlaneKernel kernel,
        ReadOnlySpan<double> xs,
        ReadOnlySpan<double> ys,
        ReadOnlySpan<double> weights = default,
        EdgeCorrection correction = EdgeCorrection.None,
        NetTopologySuite.Geometries.Geometry? window = null
    )
    {
        if (xs.Length != ys.Length || (!weights.IsEmpty && weights.Length != xs.Length))
            throw new ArgumentException($"There are {xs.Length} x, {ys.Length} y and {weights.Length} weights.");
        if (correction != EdgeCorrection.None)
            ArgumentNullException.ThrowIfNull(window);
        (_kernel, _xs, _ys, _weights) = (kernel, xs.ToArray(), ys.ToArray(), weights.ToArray());
        if (weights.IsEmpty)
            Array.Fill(_weights = new double[xs.Length], 1);
        if (correction == EdgeCorrection.None)
            return;
        var mass = new EdgeMass(window!, kernel);
        if (correction == EdgeCorrection.Uniform)
            _mass = mass;
        else
            for (var i = 0; i < _xs.Length; i++)
                _weights[i] = mass.At(_xs[i], _ys[i]) is > 0 and var inside ? _weights[i] / inside : 0;
    }

    /// <summary>The density at a place. With uniform correction NaN where no mass of the kernel is inside the window.</summary>
    public double At(double x, double y)
    {
        var sum = 0.0;
        for (var i = 0; i < _xs.Length; i++)
        {
            double dx = x - _xs[i],
                dy = y - _ys[i];
            sum += _weights[i] * _kernel.At(dx * dx + dy * dy);
        }
        if (_mass is null)
            return sum;
        var inside = _mass.At(x, y);
        return inside > 0 ? sum / inside : double.NaN;
    }
}
