using System.Text.Json.Serialization;

namespace TurfMap.App.Http.Deployment;

internal sealed record StateView(string State, string? Sentence, IReadOnlyList<CityStateView>? Cities);

internal sealed record CityStateView(string Key, string State, string? Sentence);

internal sealed record CitiesView(IReadOnlyList<HostedCityView> Cities);

internal sealed record HostedCityView(string Key, string Name, string State, string Page);

/// <summary>Reads and writes the bodies of this room without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StateView))]
[JsonSerializable(typeof(CitiesView))]
internal sealed partial class DeploymentJsonContext : JsonSerializerContext;
