namespace TurfMap.Spatial.Coverage;

/// <summary>What a coverage check passes over.</summary>
public sealed record CoverageCheckOptions
{
    /// <summary>The defaults.</summary>
    public static CoverageCheckOptions Default { get; } = new();

    /// <summary>
    /// Pieces of gap or overlap smaller than this are passed over. One square metre is below anything that could hold an address; rounding
    /// to seven
    /// decimals makes slivers of about 0.01 m by the length of a block.
    /// </summary>
    public double MinSquareMetres { get; init; } = 1;

    /// <summary>
    /// Pieces narrower than this are passed over, whatever their area. Five centimetres is beyond rounding and below any survey of a
    /// boundary.
    /// </summary>
    public double MinWidthMetres { get; init; } = 0.05;

    /// <summary>
    /// Holes larger than this are lakes, parks and other ground left out on purpose, not gaps. 100,000 m² is four city blocks.
    /// </summary>
    public double MaxGapSquareMetres { get; init; } = 100_000;

    /// <summary>Whether overlaps are looked for; off for layers that overlap by design.</summary>
    public bool FindOverlaps { get; init; } = true;

    /// <summary>
    /// Whether each area by itself is known to be proper, as after <see cref="PolygonRepair"/>; saves looking again, about a quarter of the
    /// time.
    /// </summary>
    public bool AreasAreProper { get; init; }

    /// <summary>At most this many findings of each kind are kept, the largest first.</summary>
    public int MaxFindingsPerKind { get; init; } = 10_000;
}
