namespace TurfMap.Formats;

/// <summary>Writes a tile of vectors (Mapbox Vector Tile 2.1): layers of features, shapes in the tile's own whole coordinates.</summary>
/// <remarks>
/// Layers come out in the order they were asked for; one without features is left out, and a tile without layers is empty (0 bytes). One
/// thread.
/// </remarks>
public sealed class VectorTileWriter
{
    private readonly List<VectorTileLayer> _layers = [];

    /// <summary>Begins a layer, or goes on with it when there is one of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="extent">The side of the tile in the layer's coordinates.</param>
    /// <exception cref="ArgumentException">The layer was begun with another extent, or the name is empty.</exception>
    public VectorTileLayer Layer(string name, int extent = 4096)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(extent, 1);
        foreach (var layer in _layers)
            if (layer.Name == name)
                return layer.Extent == extent
                    ? layer
                    : throw new ArgumentException($"The layer {name} was begun with the extent {layer.Extent}.");
        var begun = new VectorTileLayer(name, extent);
        _layers.Add(begun);
        return begun;
    }

    /// <summary>The tile so far.</summary>
    public byte[] ToArray()
    {
        MessageBuffer tile = new(),
            scratch = new();
        foreach (var layer in _layers)
            if (layer.Count > 0)
            {
                scratch.Clear();
                layer.WriteTo(scratch);
                tile.BytesField(3, scratch.Written);
            }
        return tile.Written.ToArray();
    }
}
