using System.Text.Json.Serialization;
using TurfMap.App.Http.Shared;

namespace TurfMap.App.Http.Who;

internal sealed record WhoView(
    PlaceView Place,
    string At,
    IReadOnlyList<WhoAreaView> Areas,
    UnitView? Unit,
    WhoTurfView? Turf,
    LiaisonView? Lead,
    LiaisonView? Backup,
    string Sentence
);

internal sealed record WhoAreaView(
    string Layer,
    string LayerName,
    string Vintage,
    string? Code,
    string? Name,
    double? MarginMetres,
    string Status,
    IReadOnlyList<AreaView> Also,
    NearestView? Nearest
);

internal sealed record AreaView(string Code, string Name);

internal sealed record NearestView(string Code, string Name, double Metres);

internal sealed record UnitView(string Layer, string Code);

internal sealed record WhoTurfView(string Code, string Name, string Plan, string PlanName, string ValidFrom, string? ValidTo, int Colour);

/// <summary>Writes the answers of this room without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WhoView))]
internal sealed partial class WhoJsonContext : JsonSerializerContext;
