using System.Text.Json.Serialization;

namespace TurfMap.App.Http.Edits;

/// <summary>Reads and writes the bodies of this room without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProfileView))]
[JsonSerializable(typeof(ProfileEdit))]
[JsonSerializable(typeof(LiaisonState))]
[JsonSerializable(typeof(IReadOnlyList<LiaisonEdit>))]
[JsonSerializable(typeof(PartnerState))]
[JsonSerializable(typeof(IReadOnlyList<PartnerEdit>))]
internal sealed partial class EditsJsonContext : JsonSerializerContext;
