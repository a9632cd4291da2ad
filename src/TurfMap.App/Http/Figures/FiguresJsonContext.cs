using System.Text.Json.Serialization;

namespace TurfMap.App.Http.Figures;

/// <summary>Reads and writes the bodies of this room without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CaseCountsView))]
[JsonSerializable(typeof(AreaCountsView))]
[JsonSerializable(typeof(HotSpotsView))]
[JsonSerializable(typeof(CompareView))]
[JsonSerializable(typeof(ReleasesView))]
[JsonSerializable(typeof(ReleaseForm))]
[JsonSerializable(typeof(PreviewView))]
[JsonSerializable(typeof(FiguresView))]
internal sealed partial class FiguresJsonContext : JsonSerializerContext;
