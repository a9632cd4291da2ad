using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TurfMap.Domain.Geography;
using TurfMap.Spatial;
using TurfMap.Spatial.Coverage;

namespace TurfMap.Domain.Importing;

/// <summary>A layer's index, with the piece of JSON that names each area.</summary>
internal sealed class LayerPieces(PlacingLayer layer)
{
    /// <summary>The index.</summary>
    public AreaIndex Index => layer.Index;

    /// <summary><c>"wards":"3"</c>, by the area's number.</summary>
    public string[] Pieces { get; } = [.. layer.Codes.Select(code => $"{Quoted(layer.Key)}:{Quoted(code)}")];

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}

/// <summary>The layers in force at a time. Places in the same areas share one text.</summary>
internal sealed class AreasInForce
{
    /// <summary>A city has some thousand combinations of areas; beyond this many the texts are forgotten and made anew.</summary>
    private const int KeptTexts = 50_000;

    private readonly LayerPieces[] layers;
    private readonly Dictionary<ulong, string> texts = [];
    private readonly bool fitsKey;
    private readonly int[] areas;

    public AreasInForce(LayerPieces[] layers)
    {
        (this.layers, areas) = (layers, new int[layers.Length]);
        fitsKey = layers.Aggregate(1.0, (product, layer) => product * (layer.Pieces.Length + 1)) < 1e19;
    }

    /// <summary>The areas of a place; null when no layer is in force.</summary>
    public string? Of(LonLat place)
    {
        if (layers.Length == 0)
            return null;
        var key = 0UL;
        for (var i = 0; i < layers.Length; i++)
        {
            areas[i] = layers[i].Index.Find(place.Longitude, place.Latitude);
            key = key * ((ulong)layers[i].Pieces.Length + 1) + (ulong)(areas[i] + 1);
        }
        if (!fitsKey)
            return Text();
        if (texts.TryGetValue(key, out var text))
            return text;
        if (texts.Count == KeptTexts)
            texts.Clear();
        return texts[key] = Text();
    }

    private string Text()
    {
        var text = new StringBuilder("{");
        for (var i = 0; i < layers.Length; i++)
            if (areas[i] >= 0)
                text.Append(text.Length > 1 ? "," : "").Append(layers[i].Pieces[areas[i]]);
        return text.Append('}').ToString();
    }
}
