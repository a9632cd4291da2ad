using System.Text.Json.Serialization;
using TurfMap.App.Http.Records;

namespace TurfMap.App.Http.Density;

/// <summary>Writes what answers of this room say of themselves without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CasesAboutView))]
internal sealed partial class DensityJsonContext : JsonSerializerContext;
