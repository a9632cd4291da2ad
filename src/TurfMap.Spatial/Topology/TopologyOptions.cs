using NetTopologySuite.Geometries;

namespace TurfMap.Spatial.Topology;

/// <summary>How far apart two things may be and still count as the same line.</summary>
public sealed record TopologyOptions
{
    /// <summary>The options used when none are given.</summary>
    public static TopologyOptions Default { get; } = new();

    /// <summary>
    /// Vertices closer than this become one vertex, and a vertex closer than half of this to another line is put into that line. In metres,
    /// more than 0.
    /// </summary>
    /// <remarks>
    /// 0.1 m, because of what real layers do. From 0.01 to 0.25 m, New York's tracts, community and council districts and Washington's
    /// block groups
    /// have the same arcs and neighbours (Washington's SMDs lose one arc at 0.25 m). At 0.5 m the tracts, and at 1 m the districts too,
    /// enclose gaps
    /// that they do not have at smaller distances. Washington's precincts, whose
    /// neighbours were digitised apart, still cross at 17 places at 0.01 m and at one at 0.1 m. Coordinates written with seven decimals
    /// move by
    /// 1 cm at most, so lines that are kept 5 cm apart stay apart.
    /// </remarks>
    public double SnapMetres { get; init; } = 0.1;

    /// <summary>
    /// A gap between areas is given to the neighbour with the longest border when its mean width (twice its area over its perimeter) is
    /// below this. In metres.
    /// </summary>
    public double FillGapsNarrowerThanMetres { get; init; } = 0.5;

    /// <summary>
    /// Areas whose common border is not longer than this are not neighbours: they meet at a corner that was not drawn quite in one point.
    /// In metres.
    /// </summary>
    public double MinBorderMetres { get; init; } = 0.5;

    /// <summary>What makes the geometries that come back; null means the factory of the first area.</summary>
    public GeometryFactory? Factory { get; init; }
}
