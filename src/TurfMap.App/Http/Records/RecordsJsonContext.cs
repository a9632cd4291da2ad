using System.Text.Json.Serialization;

namespace TurfMap.App.Http.Records;

/// <summary>Reads and writes the bodies of this room without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CasesAboutView))]
[JsonSerializable(typeof(CasesView))]
[JsonSerializable(typeof(CaseView))]
[JsonSerializable(typeof(EventsView))]
internal sealed partial class RecordsJsonContext : JsonSerializerContext;
