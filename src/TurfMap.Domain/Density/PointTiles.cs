using TurfMap.Domain.Records;
using TurfMap.Formats;
using TurfMap.Spatial.Density;
using TurfMap.Spatial.Tiles;

namespace TurfMap.Domain.Density;

/// <summary>
/// Cases as points of vector tiles, gathered by zoom: what shares a square of 64 pixels is one cluster, at the mean of its cases, with
/// their number.
/// </summary>
/// <remarks>
/// The squares are fixed, so no case is in two clusters or none, and the numbers of all tiles of a zoom add up to the cases that were
/// gathered. A cluster belongs to the one tile that
/// its square lies in, and stands within it; tiles have no margin, so whoever draws circles draws them beyond the tile's edge. The order of
/// the points is made once (12 bytes a case), a filter is gathered in one
/// pass, a tile then costs some look-ups. Safe to share between threads.
/// </remarks>
public sealed class PointTiles
{
    /// <summary>The side of a tile in its own coordinates.</summary>
    public const int Extent = 4096;

    private readonly CaseColumns cases;
    private readonly TilePoints points;

    private PointTiles(CaseColumns cases, TilePoints points) => (this.cases, this.points) = (cases, points);

    /// <summary>Puts all cases in the order of tiles.</summary>
    public static PointTiles Build(CaseColumns cases)
    {
        var (longitudes, latitudes) = (new double[cases.Count], new double[cases.Count]);
        Parallel.For(
            0,
            cases.Count,
            i =>
            {
                var place = float.IsNaN(cases.X[i]) ? new(double.NaN, double.NaN) : cases.Plane.ToLonLat(cases.X[i], cases.Y[i]);
                (longitudes[i], latitudes[i]) = (place.Longitude, place.Latitude);
            }
        );
        return new(cases, TilePoints.Build(longitudes, latitudes));
    }

    /// <summary>Gathers chosen cases, for all zooms. O(n).</summary>
    public PointClusters Gather(CaseSelection chosen) => PointClusters.Build(points, chosen.Bits);

    /// <summary>A tile.</summary>
    /// <param name="layer">The name of its layer.</param>
    /// <param name="clusters">What is in it.</param>
    /// <param name="idOf">The id of a case by its number; null when it is not known any more.</param>
    public byte[] Write(string layer, IReadOnlyList<PointCluster> clusters, Func<int, string?> idOf)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        ArgumentNullException.ThrowIfNull(idOf);
        var writer = new VectorTileWriter();
        var features = writer.Layer(layer, Extent);
        foreach (var cluster in clusters)
        {
            features.Tag("n", cluster.Count);
            if (cluster.Point >= 0)
                features.Tag("id", idOf(cluster.Point)).Tag("kind", cases.Kinds[cases.Kind[cluster.Point]]);
            features.AddPoint(cluster.X, cluster.Y);
        }
        return writer.ToArray();
    }
}
