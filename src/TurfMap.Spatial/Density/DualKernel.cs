namespace TurfMap.Spatial.Density;

/// <summary>
/// Two densities over one another: cases for each resident (Bithell 1990), and the log of the relative risk (Kelsall and Diggle 1995).
/// </summary>
/// <remarks>
/// Both with the same kernel: then what the edge cuts off cuts off both alike, and no correction is needed. Blank (NaN) where too little
/// lies under the kernel.
/// How much lies under it is counted as the kernel does: a point in the middle counts its weight, one at the rim nothing; that is density
/// over the kernel's peak.
/// </remarks>
public static class DualKernel
{
    /// <summary>The ratio in each cell.</summary>
    /// <param name="cases">The upper surface, without a window or with the same as the lower.</param>
    /// <param name="population">The lower surface, of the same raster and radius.</param>
    /// <param name="leastCases">Blank where fewer cases lie under the kernel.</param>
    /// <param name="leastPopulation">Blank where fewer residents lie under the kernel.</param>
    /// <returns>Weight of cases for one of the population; NaN is blank.</returns>
    public static float[] Ratio(KernelSurface cases, KernelSurface population, double leastCases, double leastPopulation)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(population);
        if (cases.Raster != population.Raster || cases.Radius != population.Radius)
            throw new ArgumentException("The two surfaces have different rasters or radii.");
        var peak = PlaneKernel.Quartic(cases.Radius).Peak;
        ReadOnlySpan<float> above = cases.Density,
            below = population.Density;
        var ratio = new float[above.Length];
        for (var i = 0; i < ratio.Length; i++)
            ratio[i] =
                above[i] / peak >= leastCases && below[i] / peak >= leastPopulation && below[i] > 0 ? above[i] / below[i] : float.NaN;
        return ratio;
    }

    /// <summary>
    /// The log of the relative risk in each cell: the log of the ratio over what it would be were the cases spread as the population is. 0
    /// means as many as elsewhere.
    /// </summary>
    /// <inheritdoc cref="Ratio(KernelSurface, KernelSurface, double, double)"/>
    /// <returns>Natural logs; NaN is blank, also where there is no case at all.</returns>
    public static float[] LogRelativeRisk(KernelSurface cases, KernelSurface population, double leastCases, double leastPopulation)
    {
        var ratio = Ratio(cases, population, leastCases, leastPopulation);
        var common = cases.Weight / population.Weight;
        for (var i = 0; i < ratio.Length; i++)
            ratio[i] = ratio[i] > 0 ? (float)Math.Log(ratio[i] / common) : float.NaN;
        return ratio;
    }

    /// <summary>Ratio and log relative risk at one place, summed point by point.</summary>
    /// <param name="cases">The kernel sums of the cases.</param>
    /// <param name="population">The kernel sums of the population, with the same kernel.</param>
    /// <param name="caseWeight">The weight of all cases.</param>
    /// <param name="populationWeight">The weight of all the population.</param>
    /// <param name="x">The place.</param>
    /// <param name="y">The place.</param>
    public static (double Ratio, double LogRelativeRisk) At(
        KernelSums cases,
        KernelSums population,
        double caseWeight,
        double populationWeight,
        double x,
        double y
    )
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(population);
        double above = cases.At(x, y),
            below = population.At(x, y);
        return below > 0 ? (above / below, Math.Log(above / caseWeight / (below / populationWeight))) : (double.NaN, double.NaN);
    }
}
