namespace TurfMap.Spatial.Density;

/// <summary>A round kernel in a plane: how the weight of one point is spread about it. Its integral over the plane is 1.</summary>
/// <remarks>
/// Distances are in the unit of the plane, values in weight per square unit. Quartic: 3/(pi R²) (1 - d²/R²)² within R (Silverman 1986);
/// Gaussian: exp(-d²/2h²)/(2 pi h²).
/// They spread alike when R = h times the root of 8.
/// </remarks>
public readonly record struct PlaneKernel
{
    private PlaneKernel(bool isQuartic, double size)
    {
        if (!(size > 0 && double.IsFinite(size)))
            throw new ArgumentOutOfRangeException(nameof(size), size, "A kernel must be wider than 0.");
        (IsQuartic, Size) = (isQuartic, size);
    }

    /// <summary>Whether it ends at its size (quartic), or has it as its standard deviation along each axis (Gaussian).</summary>
    public bool IsQuartic { get; }

    /// <summary>The radius of a quartic kernel, the standard deviation of a Gaussian one.</summary>
    public double Size { get; }

    /// <summary>The highest value, at distance 0.</summary>
    public double Peak => (IsQuartic ? 3 : 0.5) / (Math.PI * Size * Size);

    /// <summary>The distance from which on the kernel is 0 (for a Gaussian: less than a millionth of a billionth of its peak).</summary>
    public double Reach => IsQuartic ? Size : 8.5 * Size;

    /// <summary>A kernel that falls to 0 at a radius.</summary>
    public static PlaneKernel Quartic(double radius) => new(true, radius);

    /// <summary>A normal density with the same standard deviation along each axis.</summary>
    public static PlaneKernel Gaussian(double standardDeviation) => new(false, standardDeviation);

    /// <summary>The value at the square of a distance.</summary>
    public double At(double squaredDistance)
    {
        var part = squaredDistance / (Size * Size);
        if (!IsQuartic)
            return Peak * Math.Exp(-part / 2);
        return part < 1 ? Peak * (1 - part) * (1 - part) : 0;
    }

    /// <summary>The mass within a distance, divided by the distance's square and by 2 pi; smooth also at 0.</summary>
    internal double MassOverSquare(double squaredDistance)
    {
        double square = Size * Size,
            part = squaredDistance / square;
        if (IsQuartic)
            return (part < 1 ? (3 - 3 * part + part * part) / square : 1 / squaredDistance) / (2 * Math.PI);
        var half = part / 2;
        var mean = half < 1e-4 ? 1 - half / 2 + half * half / 6 : (1 - Math.Exp(-half)) / half;
        return mean / (4 * Math.PI * square);
    }
}
