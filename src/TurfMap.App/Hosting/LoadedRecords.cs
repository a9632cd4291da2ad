using NetTopologySuite.Geometries;
using TurfMap.Domain.Density;
using TurfMap.Domain.Records;

namespace TurfMap.App.Hosting;

/// <summary>Records in columns as of a change, and what was made of them, which goes with them when they change.</summary>
/// <param name="Stamp">The change they are of, or an earlier one than it.</param>
/// <param name="Change">The same text means the same records.</param>
/// <param name="Bounds">The box of the city that their places are measured in.</param>
/// <param name="Columns">The columns.</param>
internal sealed record LoadedRecords(long Stamp, string Change, Envelope Bounds, CaseColumns Columns)
{
    private const long MostBytes = 64 << 20;

    private readonly Lazy<HexCounts> hexagons = new(() => HexCounts.Build(Columns, Bounds));
    private readonly Lazy<PointTiles> tiles = new(() => PointTiles.Build(Columns));
    private readonly Lazy<SurfaceIssues> issues = new(() => SurfaceIssues.Build(Columns));

    /// <summary>Their hexagons.</summary>
    public HexCounts Hexagons => hexagons.Value;

    /// <summary>The records in the order of tiles; 12 bytes each.</summary>
    public PointTiles Tiles => tiles.Value;

    /// <summary>Which records repeat each other.</summary>
    public SurfaceIssues Issues => issues.Value;

    /// <summary>What was made for filters: gathered points, tiles, hot spots, surfaces.</summary>
    public BoundedCache Cache { get; } = new(MostBytes);
}
