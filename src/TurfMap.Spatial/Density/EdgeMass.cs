using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Density;

/// <summary>How much of a kernel about a place lies within a window: 1 far inside, a half on a straight edge, less in corners.</summary>
/// <remarks>
/// Exact to about 1e-12, for any polygon with holes: the integral over the window is a sum of integrals along its edges (as in Meyer and
/// Held's polyCub.iso),
/// polynomials for the quartic kernel and smooth functions, summed in panels, for the Gaussian. A place costs O(n) for n corners. Safe to
/// share between threads.
/// </remarks>
public sealed class EdgeMass
{
    // Gauss and Legendre's eight points on -1 to 1; exact for polynomials of degree 15.
    private static readonly double[] Places = [0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363];
    private static readonly double[] Weights = [0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];
    private readonly List<(double X1, double Y1, double X2, double Y2)> _edges = [];
    private readonly PlaneKernel _kernel;

    /// <summary>Takes a window.</summary>
    /// <param name="window">A valid polygon or multipolygon in the plane of the points; not changed.</param>
    /// <param name="kernel">The kernel.</param>
    public EdgeMass(Geometry window, PlaneKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(window);
        _kernel = kernel;
        foreach (var (ring, isHole) in WindowRings.Of(window))
            for (var i = 0; i + 1 < ring.Count; i++)
                _edges.Add(
                    WindowRings.RunsAgainstTheClock(ring) != isHole
                        ? (ring.GetX(i), ring.GetY(i), ring.GetX(i + 1), ring.GetY(i + 1))
                        : (ring.GetX(i + 1), ring.GetY(i + 1), ring.GetX(i), ring.GetY(i))
                );
    }

    /// <summary>The mass of the kernel about a place that lies within the window, 0 to 1. The place need not be inside.</summary>
    public double At(double x, double y)
    {
        var mass = 0.0;
        foreach (var (x1, y1, x2, y2) in _edges)
            mass += Along(x1 - x, y1 - y, x2 - x, y2 - y);
        // What rounding leaves of nothing is nothing.
        return mass < 1e-12 ? 0 : Math.Min(mass, 1);
    }

    /// <summary>The mass over the triangle between the origin and an edge, signed.</summary>
    private double Along(double x1, double y1, double x2, double y2)
    {
        double dx = x2 - x1,
            dy = y2 - y1,
            length = Math.Sqrt(dx * dx + dy * dy),
            cross = x1 * y2 - x2 * y1;
        if (length == 0 || cross == 0)
            return 0;
        // Along the edge from the foot of the perpendicular; beyond the kernel's reach only the angle counts.
        double foot = cross / length,
            from = (x1 * dx + y1 * dy) / length,
            to = (x2 * dx + y2 * dy) / length;
        var reach = Math.Sqrt(Math.Max(0, _kernel.Reach * _kernel.Reach - foot * foot));
        double near = Math.Clamp(from, -reach, reach),
            far = Math.Clamp(to, -reach, reach);
        return (Angle(foot, from, near) + Angle(foot, far, to)) / (2 * Math.PI) + foot * Within(foot * foot, near, far);
    }

    private static double Angle(double foot, double from, double to) =>
        from == to ? 0 : Math.Atan2(foot * (to - from), foot * foot + from * to);

    private double Within(double square, double from, double to)
    {
        if (from == to)
            return 0;
        var panels = _kernel.IsQuartic ? 1 : (int)Math.Ceiling((to - from) / _kernel.Size);
        double sum = 0,
            half = (to - from) / (2 * panels);
        for (var panel = 0; panel < panels; panel++)
        {
            var middle = from + (2 * panel + 1) * half;
            for (var i = 0; i < Places.Length; i++)
            {
                double below = middle - half * Places[i],
                    above = middle + half * Places[i];
                sum +=
                    half * Weights[i] * (_kernel.MassOverSquare(square + below * below) + _kernel.MassOverSquare(square + above * above));
            }
        }
        return sum;
    }
}
