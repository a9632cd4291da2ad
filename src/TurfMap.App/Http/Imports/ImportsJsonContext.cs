using System.Text.Json.Serialization;

namespace TurfMap.App.Http.Imports;

/// <summary>Reads and writes the bodies of this room without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImportsView))]
[JsonSerializable(typeof(ImportView))]
internal sealed partial class ImportsJsonContext : JsonSerializerContext;
