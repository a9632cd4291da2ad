using TurfMap.Domain.Records;
using TurfMap.Spatial.Density;

namespace TurfMap.Domain.Density;

/// <summary>
/// Where cases gather, as a surface in classes: quartic kernel of a fixed radius in the city's plane, one for each constituent's issue
/// (<see cref="SurfaceIssues"/>).
/// </summary>
/// <remarks>
/// Per area: for each square mile and month, corrected for the edge of the land. Per residents (dual kernel): cases over residents with the
/// same kernel, where the edge cuts off both alike.
/// Blank where fewer distinct constituents than asked for lie inside the kernel's disc; the number is a lower bound, so it is never shown
/// with fewer. Constituents who are not known count each.
/// </remarks>
/// <param name="Window">The cells.</param>
/// <param name="Issues">What the surface is of: distinct issues of the chosen cases.</param>
/// <param name="Breaks">The ends of the classes.</param>
/// <param name="Classes">A class for each cell, or <see cref="SurfaceClasses.Blank"/> or <see cref="SurfaceClasses.Outside"/>.</param>
public sealed record Surface(SurfaceWindow Window, int Issues, IReadOnlyList<int> Breaks, byte[] Classes)
{
    /// <summary>Fewer cases than this make no surface: each would be a hill of its own.</summary>
    public const int LeastCases = 30;

    /// <summary>The radius of surfaces per residents, in feet.</summary>
    public const int RadiusOfResidents = 5280;

    private const double SquareMile = 1609.344 * 1609.344;

    /// <summary>A surface per area. O(cases + cells times the square of ten), on two threads.</summary>
    /// <param name="cases">All cases.</param>
    /// <param name="issues">The first of each issue among those that are drawn.</param>
    /// <param name="window">The cells.</param>
    /// <param name="months">The length of the period.</param>
    /// <param name="leastConstituents">Blank where fewer lie inside the kernel; 0 when nothing is to be hidden.</param>
    /// <param name="cancel">Stops the work.</param>
    public static Surface PerArea(
        CaseColumns cases,
        CaseSelection issues,
        SurfaceWindow window,
        double months,
        int leastConstituents,
        CancellationToken cancel = default
    )
    {
        var (made, within) = Build(cases, issues, window, window.Kernel, leastConstituents, cancel);
        return Classed(issues, window, made.Density, SquareMile / months, SurfaceClasses.OfArea, within, leastConstituents);
    }

    /// <summary>A surface per 1,000 residents and year.</summary>
    /// <param name="cases">All cases.</param>
    /// <param name="issues">The first of each issue among those that are drawn.</param>
    /// <param name="window">The cells.</param>
    /// <param name="residents">The residents' own surface on the same cells (<see cref="SurfaceResidents.Over"/>).</param>
    /// <param name="months">The length of the period.</param>
    /// <param name="leastConstituents">Blank where fewer lie inside the kernel; 0 when nothing is to be hidden.</param>
    /// <param name="cancel">Stops the work.</param>
    public static Surface PerResidents(
        CaseColumns cases,
        CaseSelection issues,
        SurfaceWindow window,
        KernelSurface residents,
        double months,
        int leastConstituents,
        CancellationToken cancel = default
    )
    {
        var (made, within) = Build(cases, issues, window, null, leastConstituents, cancel);
        var ratio = DualKernel.Ratio(made, residents, DisclosureRule.LeastCasesOfRate, DisclosureRule.LeastResidentsOfRate);
        return Classed(issues, window, ratio, 1000 * 12 / months, SurfaceClasses.OfResidents, within, leastConstituents);
    }

    /// <summary>The classes as a picture, by row from the north.</summary>
    public byte[] Draw() => Window.Picture.Draw(Classes, SurfaceClasses.Outside);

    /// <summary>
    /// The surface, and meanwhile how many constituents lie about each cell: each leaves a processor idle for a part of its time.
    /// </summary>
    private static (KernelSurface Made, int[] Within) Build(
        CaseColumns cases,
        CaseSelection issues,
        SurfaceWindow window,
        KernelWindow? edge,
        int leastConstituents,
        CancellationToken cancel
    )
    {
        var (raster, radius) = (window.Kernel.Raster, window.Kernel.Radius);
        var (made, within) = ((KernelSurface?)null, Array.Empty<int>());
        Parallel.Invoke(
            new ParallelOptions { CancellationToken = cancel },
            () => made = KernelSurface.Build(raster, radius, cases.X, cases.Y, selection: issues.Bits, window: edge, cancel: cancel),
            () =>
                within =
                    leastConstituents <= 0
                        ? []
                        : DistinctWithin.AtLeast(
                            raster,
                            radius,
                            cases.X,
                            cases.Y,
                            cases.Reporter,
                            cases.Reporters,
                            issues.Bits,
                            unknownApart: true,
                            cancel
                        )
        );
        return (made!, within);
    }

    private static Surface Classed(
        CaseSelection issues,
        SurfaceWindow window,
        ReadOnlySpan<float> values,
        double scale,
        int[] breaks,
        int[] within,
        int leastConstituents
    )
    {
        var land = window.Kernel.Mask.Span;
        var classes = new byte[values.Length];
        for (var i = 0; i < classes.Length; i++)
            classes[i] =
                land[i] <= 0 ? SurfaceClasses.Outside
                : within.Length > 0 && within[i] < leastConstituents ? SurfaceClasses.Blank
                : SurfaceClasses.Of(values[i] * scale, breaks);
        return new(window, issues.Count, breaks, classes);
    }
}
