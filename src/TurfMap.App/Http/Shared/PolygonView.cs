using TurfMap.Spatial;

namespace TurfMap.App.Http.Shared;

/// <summary>A polygon of GeoJSON, of one ring.</summary>
internal sealed record PolygonView(string Type, double[][][] Coordinates)
{
    /// <summary>From a closed ring; to a decimetre.</summary>
    public static PolygonView Of(IEnumerable<LonLat> ring) =>
        new(
            "Polygon",
            [
                [.. ring.Select(corner => new[] { Math.Round(corner.Longitude, 6), Math.Round(corner.Latitude, 6) })],
            ]
        );
}
