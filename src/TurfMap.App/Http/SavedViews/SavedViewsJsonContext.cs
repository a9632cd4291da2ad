using System.Text.Json.Serialization;

namespace TurfMap.App.Http.SavedViews;

/// <summary>Reads and writes the bodies of this room without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SavedViewForm))]
[JsonSerializable(typeof(IReadOnlyList<SavedViewView>))]
internal sealed partial class SavedViewsJsonContext : JsonSerializerContext;
