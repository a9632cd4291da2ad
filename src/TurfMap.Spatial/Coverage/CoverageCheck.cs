using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Coverage;

/// <summary>Finds gaps, overlaps, improper outlines and duplicates in a set of areas.</summary>
public static class CoverageCheck
{
    /// <summary>Checks a set of areas against each other.</summary>
    /// <remarks>
    /// <para>A gap is ground that belongs to no area and is enclosed by areas; a crack that is open to the outside is not one.
    /// An overlap is told once per pair of areas with all pieces added up. Improper outlines are told and then mended for the rest of the
    /// check, or left out of it when
    /// they cannot be. Pieces below the limits of the options are passed over: they are rounding.</para>
    /// <para>Edges that neighbours share exactly cost one look-up each; only the rest is cut and overlaid. The order of the findings is
    /// always the same: by kind,
    /// largest first.</para>
    /// </remarks>
    /// <param name="areas">Polygons and multipolygons in degrees. Empty, null or other geometries are findings, not errors.</param>
    /// <param name="options">What is passed over; null for <see cref="CoverageCheckOptions.Default"/>.</param>
    /// <param name="cancel">Stops the work between areas and pairs.</param>
    public static IReadOnlyList<CoverageFinding> Run(
        IReadOnlyList<Geometry> areas,
        CoverageCheckOptions? options = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(areas);
        return new CoverageCheckRun(areas, options ?? CoverageCheckOptions.Default, cancel).Find();
    }
}
