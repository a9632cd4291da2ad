using System.Text.Json.Serialization;

namespace TurfMap.App.Http.Geography;

/// <summary>The shapes of answers. Their names are part of the API.</summary>
internal sealed record CityView(
    string Name,
    string? Note,
    double[] Bounds,
    string Today,
    bool Sample,
    double PositionErrorMetres,
    TilesView? Tiles,
    string Version,
    IReadOnlyDictionary<string, long> Parts,
    IReadOnlyDictionary<string, string> Taken
);

/// <summary>What changed: the newest change, and of each part that is asked for the number of its last one.</summary>
internal sealed record ChangesView(long Change, IReadOnlyDictionary<string, long> Parts);

internal sealed record TilesView(string Url, string? Attribution);

internal sealed record LayersView(string At, IReadOnlyList<LayerView> Layers, IReadOnlyList<PlanView> Plans);

internal sealed record PlanView(string Key, string Name, string ValidFrom, string? ValidTo);

internal sealed record LayerView(
    string Key,
    string Name,
    string Use,
    bool Overlapping,
    bool Lines,
    VintageView? InForce,
    IReadOnlyList<VintageView> Vintages
);

internal sealed record VintageView(string Vintage, string ValidFrom, string? ValidTo, int Areas, double[] Bounds, string Source);

/// <summary>TileJSON 3.0.0; its names are not ours.</summary>
internal sealed record TilesAboutView(
    [property: JsonPropertyName("tilejson")] string Version,
    string Name,
    string[] Tiles,
    [property: JsonPropertyName("vector_layers")] IReadOnlyList<TilesLayerView> Layers,
    [property: JsonPropertyName("minzoom")] int MinZoom,
    [property: JsonPropertyName("maxzoom")] int MaxZoom,
    double[] Bounds
);

internal sealed record TilesLayerView(string Id, IReadOnlyDictionary<string, string> Fields);

internal sealed record SearchView(IReadOnlyList<FoundView> Results);

internal sealed record FoundView(
    string Kind,
    string Label,
    string Detail,
    double? Lon,
    double? Lat,
    double[]? Bounds,
    string? Layer,
    string? Code
);

internal sealed record CodesView(IReadOnlyList<string> Codes, IReadOnlyList<string> Names);

/// <summary>Reads and writes the bodies of this room without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CityView))]
[JsonSerializable(typeof(ChangesView))]
[JsonSerializable(typeof(LayersView))]
[JsonSerializable(typeof(TilesAboutView))]
[JsonSerializable(typeof(SearchView))]
[JsonSerializable(typeof(CodesView))]
internal sealed partial class CityJsonContext : JsonSerializerContext;
