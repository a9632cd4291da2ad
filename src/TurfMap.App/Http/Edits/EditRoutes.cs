using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Partners;
using TurfMap.Domain.Staff;
using TurfMap.Spatial;

namespace TurfMap.App.Http.Edits;

/// <summary>
/// What people edit one at a time: the city's profile, liaisons, partners. Each has a version, and is changed from that version only.
/// </summary>
internal static class EditRoutes
{
    public static void MapEdits(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Edits");
        api.MapGet("/profile", Profile).RequireAuthorization(nameof(Permission.LookUp)).WithSummary("The city's profile and its version");
        api.MapPut("/profile", SaveProfile)
            .RequireAuthorization(nameof(Permission.EditProfile))
            .WithSummary("Changes the profile. `If-Match` names the version that was read");
        api.MapGet("/liaisons", Liaisons).RequireAuthorization(nameof(Permission.ReadStaff)).WithSummary("All liaisons");
        api.MapGet("/liaisons/{id}", Liaison).RequireAuthorization(nameof(Permission.ReadStaff)).WithSummary("A liaison and its version");
        api.MapPut("/liaisons/{id}", SaveLiaison)
            .RequireAuthorization(nameof(Permission.EditStaff))
            .WithSummary("Changes a liaison (`If-Match`) or adds one (`If-None-Match: *`)");
        api.MapGet("/partners", Partners).RequireAuthorization(nameof(Permission.ReadPartners)).WithSummary("All partners");
        api.MapGet("/partners/{id}", Partner)
            .RequireAuthorization(nameof(Permission.ReadPartners))
            .WithSummary("A partner and its version");
        api.MapPut("/partners/{id}", SavePartner)
            .RequireAuthorization(nameof(Permission.EditPartners))
            .WithSummary("Changes a partner (`If-Match`) or adds one (`If-None-Match: *`)");
    }

    private static async Task<ProfileView> Profile(HttpContext http, HostedCity city) =>
        await city.ReadReplica.City.FindProfileAsync(http.RequestAborted) is { } found
            ? View(http, found)
            : throw new RefusedException(Refusal.NotFound, "The city has no profile yet. Send one with If-None-Match: *.");

    private static async Task<ProfileView> SaveProfile(HttpContext http, HostedCity city, ProfileEdit edit)
    {
        var profile = new CityProfile(
            edit.Name ?? "",
            edit.Note,
            city.Live.Snapshot.Profile.IsSample,
            edit.PositionErrorMetres ?? CityProfile.Unnamed.PositionErrorMetres
        ).Checked();
        var saved = await city.Store.City.SaveProfileAsync(
            profile,
            ConditionalRequests.Expected(http),
            ConditionalRequests.Request(http, edit),
            http.RequestAborted
        );
        await ConditionalRequests.DoneAsync(http, city);
        return View(http, saved);
    }

    private static async Task<IReadOnlyList<LiaisonEdit>> Liaisons(HttpContext http, HostedCity city) =>
        [.. (await city.ReadReplica.Staff.ListLiaisonsAsync(http.RequestAborted)).Select(LiaisonEdit.Of)];

    private static async Task<LiaisonState> Liaison(HttpContext http, HostedCity city, string id) =>
        await city.ReadReplica.Staff.FindLiaisonAsync(id, http.RequestAborted) is { } found
            ? View(http, found)
            : throw new RefusedException(Refusal.NotFound, $"There is no liaison {Short(id)}.");

    private static async Task<LiaisonState> SaveLiaison(HttpContext http, HostedCity city, string id, LiaisonEdit edit)
    {
        var saved = await city.Store.Staff.SaveLiaisonAsync(
            edit.ToLiaison(id).Checked(),
            ConditionalRequests.Expected(http),
            ConditionalRequests.Request(http, edit),
            http.RequestAborted
        );
        await ConditionalRequests.DoneAsync(http, city);
        return View(http, saved);
    }

    private static async Task<IReadOnlyList<PartnerEdit>> Partners(HttpContext http, HostedCity city) =>
        [.. (await city.ReadReplica.Partners.ListPartnersAsync(http.RequestAborted)).Select(PartnerEdit.Of)];

    private static async Task<PartnerState> Partner(HttpContext http, HostedCity city, string id) =>
        await city.ReadReplica.Partners.FindPartnerAsync(id, http.RequestAborted) is { } found
            ? View(http, found)
            : throw new RefusedException(Refusal.NotFound, $"There is no partner {Short(id)}.");

    private static async Task<PartnerState> SavePartner(HttpContext http, HostedCity city, string id, PartnerEdit edit)
    {
        var saved = await city.Store.Partners.SavePartnerAsync(
            edit.ToPartner(id).Checked(),
            ConditionalRequests.Expected(http),
            ConditionalRequests.Request(http, edit),
            http.RequestAborted
        );
        await ConditionalRequests.DoneAsync(http, city);
        return View(http, saved);
    }

    private static ProfileView View(HttpContext http, Versioned<CityProfile> found)
    {
        ConditionalRequests.Tag(http, found.Version);
        return new(found.Value.Name, found.Value.Note, found.Value.PositionErrorMetres, VersionView.Of(found.Version));
    }

    private static LiaisonState View(HttpContext http, Versioned<Liaison> found)
    {
        ConditionalRequests.Tag(http, found.Version);
        return new(found.Value.Id, LiaisonEdit.Of(found.Value), VersionView.Of(found.Version));
    }

    private static PartnerState View(HttpContext http, Versioned<Partner> found)
    {
        ConditionalRequests.Tag(http, found.Version);
        return new(found.Value.Id, PartnerEdit.Of(found.Value), VersionView.Of(found.Version));
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}

/// <summary>A state's version: its number, who wrote it, when.</summary>
internal sealed record ProfileView(string Name, string? Note, double PositionErrorMetres, VersionView Version);

internal sealed record ProfileEdit(string? Name, string? Note, double? PositionErrorMetres);

internal sealed record LiaisonState(string Id, LiaisonEdit Liaison, VersionView Version);

/// <summary>A liaison as it is sent and answered.</summary>
internal sealed record LiaisonEdit(
    string? Id,
    string? Name,
    string[]? Languages,
    double? HoursPerWeek,
    string? HomeUnit,
    string? Phone,
    string? Email,
    DateOnly? Since
)
{
    public static LiaisonEdit Of(Liaison one) =>
        new(one.Id, one.Name, [.. one.Languages], one.HoursPerWeek, one.HomeUnit, one.Phone, one.Email, one.Since);

    public Liaison ToLiaison(string id) => new(id, Name ?? "", Languages ?? [], HoursPerWeek, HomeUnit, Phone, Email, Since);
}

internal sealed record PartnerState(string Id, PartnerEdit Partner, VersionView Version);

/// <summary>A partner as it is sent and answered.</summary>
internal sealed record PartnerEdit(
    string? Id,
    string? Name,
    string? Kind,
    string[]? Services,
    string[]? Languages,
    PlaceView? Place,
    string? Address,
    string? Phone,
    string? Hours,
    string? ServiceArea,
    DateOnly? VerifiedOn,
    string? Accessible
)
{
    public static PartnerEdit Of(Partner one) =>
        new(
            one.Id,
            one.Name,
            one.Kind,
            [.. one.Services],
            [.. one.Languages],
            one.Place is { } place ? new(place.Longitude, place.Latitude) : null,
            one.Address,
            one.Phone,
            one.Hours,
            one.ServiceArea,
            one.VerifiedOn,
            one.Accessible
        );

    public Partner ToPartner(string id) =>
        new(
            id,
            Name ?? "",
            Kind ?? "other",
            Services ?? [],
            Languages ?? [],
            Place is { } place ? new LonLat(place.Lon, place.Lat) : null,
            Address,
            Phone,
            Hours,
            ServiceArea,
            VerifiedOn,
            Accessible
        );
}
