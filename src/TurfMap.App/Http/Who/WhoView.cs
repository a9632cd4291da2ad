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

/// <summary>What an area's answer says of every place in it.</summary>
internal sealed record WhoAreaHead(string Layer, string LayerName, string Vintage, string? Code, string? Name);

/// <summary>What the answer says of every place in a turf.</summary>
internal sealed record WhoCover(WhoTurfView? Turf, LiaisonView? Lead, LiaisonView? Backup);

internal sealed record AreaView(string Code, string Name);

internal sealed record NearestView(string Code, string Name, double Metres);

internal sealed record UnitView(string Layer, string Code);

internal sealed record WhoTurfView(string Code, string Name, string Plan, string PlanName, string ValidFrom, string? ValidTo, int Colour);

/// <summary>Reads and writes the bodies of this room without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WhoView))]
[JsonSerializable(typeof(WhoAreaHead))]
[JsonSerializable(typeof(WhoCover))]
[JsonSerializable(typeof(AreaView[]))]
internal sealed partial class WhoJsonContext : JsonSerializerContext;
