using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Coverage;

/// <summary>Finds gaps, overlaps, improper outlines and duplicates in a set of areas.</summary>
public static class CoverageCheck
{
    /// <summary>Checks a set of areas.</summary>
    /// <param name="areas">Polygonal, in degrees.</param>
    /// <param name="options">What is passed over.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IReadOnlyList<CoverageFinding> Run(IReadOnlyList<Geometry> areas, CoverageCheckOptions? options = null, CancellationToken cancel = default) => throw new NotSupportedException();
}
