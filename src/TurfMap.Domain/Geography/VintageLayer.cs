namespace TurfMap.Domain.Geography;

/// <summary>
/// A vintage with its areas, their index, and their shapes and tiles for the map; all but the areas are built when first asked for.
/// </summary>
public sealed class VintageLayer
{
    private readonly Lazy<PlacingLayer> placing;
    private readonly Lazy<LayerShapes> shapes;
    private readonly Lazy<LayerTiles> tiles;

    /// <summary>
    /// Whether this is a vintage as a store lists it. A number may come again after an import was undone, but not recorded at the same
    /// moment, so nothing that was built of another one is taken for it.
    /// </summary>
    public bool Is(Layer layer, Vintage vintage) => layer == Layer && vintage == Vintage;

    /// <summary>Takes the areas of a vintage.</summary>
    public VintageLayer(Layer layer, Vintage vintage, IReadOnlyList<Area> areas, IReadOnlyList<MapLine>? lines = null)
    {
        (Layer, Vintage, Lines) = (layer, vintage, lines ?? []);
        Areas = [.. areas.OrderBy(area => area.Code, AreaCode.Order)];
        placing = new(() =>
            PlacingLayer.Build(layer.Key, layer.Name, layer.IsOverlapping, Areas.Select(area => (area.Code, area.Name, area.Geometry)))
        );
        shapes = new(() => LayerShapes.Build(Areas, layer.IsOverlapping || layer.Use == LayerUse.Context));
        tiles = new(() => new(this));
    }

    /// <summary>The layer.</summary>
    public Layer Layer { get; }

    /// <summary>The vintage.</summary>
    public Vintage Vintage { get; }

    /// <summary>The areas in the order of their codes.</summary>
    public IReadOnlyList<Area> Areas { get; }

    /// <summary>The lines of a context layer that has lines instead of areas.</summary>
    public IReadOnlyList<MapLine> Lines { get; }

    /// <summary>The index for placing points.</summary>
    public PlacingLayer Placing => placing.Value;

    /// <summary>The shapes for the map.</summary>
    public LayerShapes Shapes => shapes.Value;

    /// <summary>The same as vector tiles; lines come only so.</summary>
    public LayerTiles Tiles => tiles.Value;
}
