using System.Collections.Concurrent;
using NetTopologySuite.Geometries;
using NetTopologySuite.Simplify;
using TurfMap.Formats;
using TurfMap.Spatial.Tiles;

namespace TurfMap.Domain.Geography;

/// <summary>A vintage as vector tiles: areas with code and name, or lines with their rank and, from near by, their name.</summary>
/// <remarks>
/// The shapes of a zoom are made when its first tile is asked for. Safe to share between threads. A tile costs a look at every shape's box
/// and the cutting of those that reach into it.
/// </remarks>
public sealed class LayerTiles(VintageLayer vintage)
{
    /// <summary>Beyond this zoom a tile shows nothing that this one, enlarged, does not.</summary>
    public const int MostZoom = 16;

    private const int Extent = 4096;

    /// <summary>From this zoom on lines carry their names, and each is a feature of its own.</summary>
    private const int NamedZoom = 12;

    private readonly ConcurrentDictionary<int, Lazy<TileShape?[]>> byZoom = new();

    /// <summary>The tile; empty when nothing reaches into it.</summary>
    /// <exception cref="ArgumentException">There is no such tile.</exception>
    public byte[] Tile(TileId tile)
    {
        var shapes = byZoom
            .GetOrAdd(Math.Min(tile.Zoom, MostZoom), zoom => new(() => vintage.Lines.Count > 0 ? Lines(zoom) : Areas(zoom)))
            .Value;
        var writer = new VectorTileWriter();
        var layer = writer.Layer(vintage.Layer.Key, Extent);
        for (var i = 0; i < shapes.Length; i++)
        {
            // A line is cut at the side of its tile, so that half-transparent ones do not lie on each other; an area reaches beyond, so
            // that its outline is not drawn there.
            if (shapes[i]?.In(tile, Extent, vintage.Lines.Count > 0 ? 0 : 64) is not { IsEmpty: false } part)
                continue;
            ReadOnlySpan<int> coordinates = part.Coordinates.Span,
                ends = part.Ends.Span;
            if (vintage.Lines.Count == 0)
                layer.Tag("code", vintage.Areas[i].Code).Tag("name", vintage.Areas[i].Name).AddPolygons(coordinates, ends);
            else if (tile.Zoom < NamedZoom)
                layer.Tag("rank", Word((LineRank)i)).AddLines(coordinates, ends);
            else
                layer
                    .Tag("rank", Word(vintage.Lines[i].Rank))
                    .Tag("name", vintage.Lines[i].Name is { Length: > 0 } name ? name : null)
                    .AddLines(coordinates, ends);
        }
        return writer.ToArray();
    }

    /// <summary>One shape for each area.</summary>
    private TileShape?[] Areas(int zoom) => [.. vintage.Shapes.AtZoom(zoom).Select(Shape)];

    /// <summary>From far one shape for each rank, from near one for each line.</summary>
    private TileShape?[] Lines(int zoom)
    {
        var least =
            zoom < 10 ? LineRank.Main
            : zoom < NamedZoom ? LineRank.Middle
            : LineRank.Minor;
        // Half a unit of the tile in degrees, as they are at the equator: elsewhere it is less on the ground.
        var tolerance = 180.0 / Extent / (1 << zoom);
        var drawn = vintage.Lines.Select(line =>
            line.Rank > least ? null
            : zoom >= MostZoom ? line.Geometry
            : DouglasPeuckerSimplifier.Simplify(line.Geometry, tolerance)
        );
        return zoom >= NamedZoom
            ? [.. drawn.Select(Shape)]
            :
            [
                .. Enum.GetValues<LineRank>()
                    .Select(rank =>
                        Shape(
                            vintage
                                .Lines[0]
                                .Geometry.Factory.BuildGeometry([
                                    .. drawn.Where((line, i) => line is not null && vintage.Lines[i].Rank == rank)!,
                                ])
                        )
                    ),
            ];
    }

    private static TileShape? Shape(Geometry? geometry) => geometry is { IsEmpty: false } ? TileShape.Of(geometry) : null;

    private static string Word(LineRank rank) =>
        rank switch
        {
            LineRank.Main => "main",
            LineRank.Middle => "middle",
            _ => "minor",
        };
}
