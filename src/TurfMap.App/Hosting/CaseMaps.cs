using TurfMap.App.Http.Geography;
using TurfMap.Domain.Density;
using TurfMap.Domain.Figures;
using TurfMap.Domain.Records;
using TurfMap.Spatial.Density;

namespace TurfMap.App.Hosting;

/// <summary>
/// What maps of cases (or events) are made of: each thing when it is first asked for, and kept as long as the cases are the same.
/// </summary>
/// <remarks>The order of the points takes 12 bytes a case; what is kept of filters is bounded in bytes.</remarks>
internal sealed class CaseMaps(CaseColumns columns)
{
    private const long Megabyte = 1 << 20;

    private readonly Lazy<PointTiles> tiles = new(() => PointTiles.Build(columns));
    private readonly Lazy<SurfaceIssues> issues = new(() => SurfaceIssues.Build(columns));

    /// <summary>The cases in the order of tiles.</summary>
    public PointTiles Tiles => tiles.Value;

    /// <summary>Which cases repeat each other.</summary>
    public SurfaceIssues Issues => issues.Value;

    /// <summary>What filters let through, gathered for tiles.</summary>
    public ByteBoundedCache<PointClusters> Clusters { get; } = new(32 * Megabyte, clusters => clusters.Bytes);

    /// <summary>Tiles of late.</summary>
    public ByteBoundedCache<PointTile> Written { get; } = new(8 * Megabyte, tile => tile.Bytes.Length);

    /// <summary>Hot spots that were looked for of late.</summary>
    public ByteBoundedCache<HotSpots> HotSpots { get; } = new(4 * Megabyte, found => found.Bytes);

    /// <summary>Surfaces of late, packed.</summary>
    public ByteBoundedCache<MapPayload> Surfaces { get; } = new(16 * Megabyte, surface => surface.Bytes);
}

/// <summary>A tile of points, and how many single ones it shows.</summary>
internal sealed record PointTile(byte[] Bytes, int Singles);
