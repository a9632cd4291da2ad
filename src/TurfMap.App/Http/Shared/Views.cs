using System.Text.Json.Serialization;
using TurfMap.App.Hosting.Jobs;
using TurfMap.App.Http.Accounts;
using TurfMap.App.Http.Edits;
using TurfMap.App.Http.Figures;
using TurfMap.App.Http.Imports;
using TurfMap.App.Http.Records;
using TurfMap.App.Http.SavedViews;
using TurfMap.Domain.Staff;

namespace TurfMap.App.Http.Shared;

/// <summary>The shapes of answers. Their names are part of the API.</summary>
internal sealed record CityView(
    string Name,
    string? Note,
    double[] Bounds,
    string Today,
    bool Sample,
    double PositionErrorMetres,
    TilesView? Tiles,
    string Version,
    IReadOnlyDictionary<string, long> Parts,
    IReadOnlyDictionary<string, string> Taken
);

/// <summary>What changed: the newest change, and of each part that is asked for the number of its last one.</summary>
internal sealed record ChangesView(long Change, IReadOnlyDictionary<string, long> Parts);

internal sealed record TilesView(string Url, string? Attribution);

internal sealed record LayersView(string At, IReadOnlyList<LayerView> Layers, IReadOnlyList<PlanView> Plans);

internal sealed record PlanView(string Key, string Name, string ValidFrom, string? ValidTo);

internal sealed record LayerView(
    string Key,
    string Name,
    string Use,
    bool Overlapping,
    bool Lines,
    VintageView? InForce,
    IReadOnlyList<VintageView> Vintages
);

internal sealed record VintageView(string Vintage, string ValidFrom, string? ValidTo, int Areas, double[] Bounds, string Source);

/// <summary>TileJSON 3.0.0; its names are not ours.</summary>
internal sealed record TilesAboutView(
    [property: JsonPropertyName("tilejson")] string Version,
    string Name,
    string[] Tiles,
    [property: JsonPropertyName("vector_layers")] IReadOnlyList<TilesLayerView> Layers,
    [property: JsonPropertyName("minzoom")] int MinZoom,
    [property: JsonPropertyName("maxzoom")] int MaxZoom,
    double[] Bounds
);

internal sealed record TilesLayerView(string Id, IReadOnlyDictionary<string, string> Fields);

internal sealed record PlaceView(double Lon, double Lat);

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

internal sealed record LiaisonView(
    string Id,
    string Name,
    IReadOnlyList<string> Languages,
    double? Hours,
    string? Phone,
    string? Email,
    string? Since
)
{
    /// <summary>The liaison as staff see them; anybody else learns the name and the languages.</summary>
    public static LiaisonView? Of(Liaison? liaison, bool forStaff) =>
        liaison is null ? null
        : forStaff
            ? new(
                liaison.Id,
                liaison.Name,
                Spoken(liaison),
                liaison.HoursPerWeek,
                liaison.Phone,
                liaison.Email,
                liaison.Since?.ToString("yyyy-MM-dd")
            )
        : new(liaison.Id, liaison.Name, Spoken(liaison), null, null, null, null);

    private static string[] Spoken(Liaison liaison) => [.. liaison.Languages.Select(LanguageName.Of)];
}

internal sealed record SearchView(IReadOnlyList<FoundView> Results);

internal sealed record FoundView(
    string Kind,
    string Label,
    string Detail,
    double? Lon,
    double? Lat,
    double[]? Bounds,
    string? Layer,
    string? Code
);

internal sealed record CodesView(IReadOnlyList<string> Codes, IReadOnlyList<string> Names);

internal sealed record GuessView(
    IReadOnlyList<string> Columns,
    string Delimiter,
    string Encoding,
    MappingView Mapping,
    string Explanation,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<IReadOnlyList<string>> Rows
);

internal sealed record MappingView(string? Lon, string? Lat, string? X, string? Y, string? Crs, string? Wkt, string? Pair);

internal sealed record JobView(
    string Id,
    string Kind,
    string State,
    string Name,
    long Done,
    long BytesDone,
    long BytesTotal,
    string StartedAt,
    string Sentence,
    string? Problem,
    IReadOnlyDictionary<string, string> Links
);

internal sealed record JobStartedView(string Id);

internal sealed record StateView(string State, string? Sentence, IReadOnlyList<CityStateView>? Cities);

internal sealed record CityStateView(string Key, string State, string? Sentence);

internal sealed record CitiesView(IReadOnlyList<HostedCityView> Cities);

internal sealed record HostedCityView(string Key, string Name, string State, string Page);

/// <summary>Writes the shapes without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CityView))]
[JsonSerializable(typeof(ChangesView))]
[JsonSerializable(typeof(LayersView))]
[JsonSerializable(typeof(TilesAboutView))]
[JsonSerializable(typeof(CaseCountsView))]
[JsonSerializable(typeof(ReleasesView))]
[JsonSerializable(typeof(ReleaseForm))]
[JsonSerializable(typeof(PreviewView))]
[JsonSerializable(typeof(FiguresView))]
[JsonSerializable(typeof(AreaCountsView))]
[JsonSerializable(typeof(HotSpotsView))]
[JsonSerializable(typeof(CompareView))]
[JsonSerializable(typeof(CasesAboutView))]
[JsonSerializable(typeof(WhoView))]
[JsonSerializable(typeof(WhoAreaHead))]
[JsonSerializable(typeof(WhoCover))]
[JsonSerializable(typeof(AreaView[]))]
[JsonSerializable(typeof(SearchView))]
[JsonSerializable(typeof(CodesView))]
[JsonSerializable(typeof(GuessView))]
[JsonSerializable(typeof(JobView))]
[JsonSerializable(typeof(JobStartedView))]
[JsonSerializable(typeof(JobSummary))]
[JsonSerializable(typeof(StateView))]
[JsonSerializable(typeof(CitiesView))]
[JsonSerializable(typeof(ProfileView))]
[JsonSerializable(typeof(ProfileEdit))]
[JsonSerializable(typeof(LiaisonState))]
[JsonSerializable(typeof(IReadOnlyList<LiaisonEdit>))]
[JsonSerializable(typeof(PartnerState))]
[JsonSerializable(typeof(IReadOnlyList<PartnerEdit>))]
[JsonSerializable(typeof(VersionView))]
[JsonSerializable(typeof(ImportsView))]
[JsonSerializable(typeof(ImportView))]
[JsonSerializable(typeof(MeView))]
[JsonSerializable(typeof(SignInForm))]
[JsonSerializable(typeof(DemoForm))]
[JsonSerializable(typeof(FirstForm))]
[JsonSerializable(typeof(LinkForm))]
[JsonSerializable(typeof(LinkView))]
[JsonSerializable(typeof(OwnAccountView))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(AccountsView))]
[JsonSerializable(typeof(NewAccountView))]
[JsonSerializable(typeof(CodeView))]
[JsonSerializable(typeof(KeyView))]
[JsonSerializable(typeof(RecoveryView))]
[JsonSerializable(typeof(NewTokenView))]
[JsonSerializable(typeof(PasswordForm))]
[JsonSerializable(typeof(CodeForm))]
[JsonSerializable(typeof(TokenForm))]
[JsonSerializable(typeof(NewAccountForm))]
[JsonSerializable(typeof(AccountForm))]
[JsonSerializable(typeof(NewLinkForm))]
[JsonSerializable(typeof(AuditView))]
[JsonSerializable(typeof(CasesView))]
[JsonSerializable(typeof(SavedViewForm))]
[JsonSerializable(typeof(IReadOnlyList<SavedViewView>))]
[JsonSerializable(typeof(CaseView))]
[JsonSerializable(typeof(EventsView))]
[JsonSerializable(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
