using NetTopologySuite.Geometries;
using TurfMap.App.Access;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Spatial.Tiles;
using TurfMap.Storage.Importing;

namespace TurfMap.App.Http.Geography;

/// <summary>The city, its layers and turfs, their tiles, and search.</summary>
internal static class CityRoutes
{
    public static void MapCity(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").RequireAuthorization(nameof(Permission.LookUp)).WithTags("City");
        api.MapGet("/city", City)
            .WithSummary("The city's name, bounds and settings, when each kind of data was last imported, and each part's last change");
        api.MapGet("/changes", Changes)
            .WithSummary("The parts of the city that changed after the change `since`, each with the number of its last change");
        api.MapGet("/layers", Layers).WithSummary("All layers with their vintages, the one in force on a date, and all plans");
        api.MapGet("/layers/{layer}/areas", Areas)
            .WithSummary("The areas of a layer as GeoJSON: simplified for `zoom` without gaps, or in full")
            .Produces(200, contentType: MapPayload.GeoJson);
        api.MapGet("/layers/{layer}/codes", Codes).WithSummary("The codes and names of a layer, in the order that binary answers refer to");
        api.MapGet("/turfs", Turfs)
            .WithSummary("The turfs of the plan in force on a date as GeoJSON, with colors and who covers them")
            .Produces(200, contentType: MapPayload.GeoJson);
        var tiles = routes.MapGroup("/tiles").RequireAuthorization(nameof(Permission.LookUp)).WithTags("Tiles");
        tiles.MapGet("/{layer}.json", About).WithSummary("The description of a layer's tiles, as TileJSON");
        tiles
            .MapGet("/{layer}/{z:int}/{x:int}/{y:int}.mvt", Tile)
            .WithSummary("A layer as vector tiles: areas with `code` and `name`, or the lines of a context layer with `rank` and `name`")
            .Produces(200, contentType: MapPayload.VectorTile);
        api.MapGet("/search", Search).WithSummary("Searches areas, turfs and liaisons by name, and reads coordinates");
    }

    private static async Task<CityView> City(HttpContext http, HostedCity city, TurfMapOptions options, TimeProvider clock)
    {
        var snapshot = city.Live.Snapshot;
        var today = snapshot.On(AsOf.Today(clock));
        var bounds = new Envelope();
        foreach (var layer in today.Answered.Count > 0 ? today.Answered : snapshot.Vintages)
            bounds.ExpandToInclude(layer.Vintage.Bounds);
        return new(
            snapshot.Profile.Name,
            snapshot.Profile.Note,
            bounds.IsNull ? [-180, -85, 180, 85] : Box(bounds),
            $"{AsOf.Today(clock):yyyy-MM-dd}",
            snapshot.Profile.IsSample,
            snapshot.Profile.PositionErrorMetres,
            options.TileUrl is { } url ? new(url, options.TileAttribution) : null,
            $"{snapshot.Version}",
            Parts(http, snapshot, -1),
            (await city.Taken.OfAsync(snapshot, http.RequestAborted))
                .Where(kind => http.Caller() is not null || ImportKinds.Find(kind.Key) is { IsPublic: true })
                .ToDictionary(kind => kind.Key, kind => Iso.Of(kind.Value))
        );
    }

    private static ChangesView Changes(HttpContext http, HostedCity city, long since = -1)
    {
        var model = city.Live.Snapshot;
        return new(model.Version, Parts(http, model, since));
    }

    /// <summary>Who is not signed in hears of what the map shows; records are for the office.</summary>
    private static Dictionary<string, long> Parts(HttpContext http, CityModel model, long since) =>
        Stamps
            .Followed.Where(part => part <= CityPart.Plans || http.Caller() is not null)
            .Where(part => model.Stamps[part] > since)
            .ToDictionary(Stamps.NameOf, part => model.Stamps[part]);

    private static LayersView Layers(HostedCity city, TimeProvider clock, string? at = null)
    {
        var (snapshot, date) = (city.Live.Snapshot, AsOf.Read(at, clock));
        return new(
            $"{date:yyyy-MM-dd}",
            [
                .. snapshot.Layers.Select(layer =>
                {
                    var vintages = snapshot
                        .Vintages.Where(vintage => vintage.Layer.Key == layer.Key)
                        .Select(vintage => vintage.Vintage)
                        .ToArray();
                    var inForce = Array.Find(vintages, vintage => vintage.Period.Contains(date));
                    return new LayerView(
                        layer.Key,
                        layer.Name,
                        layer.Use.ToString().ToLowerInvariant(),
                        layer.IsOverlapping,
                        snapshot.Vintages.Any(vintage => vintage.Layer.Key == layer.Key && vintage.Lines.Count > 0),
                        inForce is null ? null : View(inForce),
                        [.. vintages.Select(View)]
                    );
                }),
            ],
            [
                .. snapshot.Plans.Select(plan => new PlanView(
                    plan.Key,
                    plan.Name,
                    $"{plan.Period.From:yyyy-MM-dd}",
                    plan.Period.To?.ToString("yyyy-MM-dd")
                )),
            ]
        );
    }

    private static MapPayload Areas(HostedCity city, TimeProvider clock, string layer, int? zoom = null, string? at = null) =>
        city.Live.Snapshot is var snapshot
            ? MapPayloads.Areas(city, snapshot, snapshot.FindLayer(layer), AsOf.Read(at, clock), zoom)
            : null!;

    private static CodesView Codes(HostedCity city, TimeProvider clock, string layer, string? at = null) =>
        city.Live.Snapshot.InForce(layer, AsOf.Read(at, clock)) is var vintage ? new(vintage.Placing.Codes, vintage.Placing.Names) : null!;

    private static MapPayload Turfs(HttpContext http, HostedCity city, TimeProvider clock, int? zoom = null, string? at = null) =>
        MapPayloads.Turfs(city, city.Live.Snapshot, AsOf.Read(at, clock), zoom, http.SeesStaff());

    private static MapPayload Tile(HostedCity city, TimeProvider clock, string layer, int z, int x, int y, string? at = null) =>
        new TileId(z, x, y) is { Exists: true } tile && city.Live.Snapshot is var snapshot
            ? MapPayloads.Tile(city, snapshot, snapshot.FindLayer(layer), AsOf.Read(at, clock), tile)
            : throw new RefusedException(
                Refusal.NotFound,
                $"There is no tile {z}/{x}/{y}: at zoom z, x and y run from 0 to 2^z - 1, and z to {TileId.MostZoom}."
            );

    private static TilesAboutView About(HttpContext http, HostedCity city, TimeProvider clock, string layer, string? at = null)
    {
        var vintage = city.Live.Snapshot.InForce(layer, AsOf.Read(at, clock));
        var fields =
            vintage.Lines.Count > 0
                ? new Dictionary<string, string> { ["rank"] = "main, middle or minor", ["name"] = "text" }
                : new() { ["code"] = "text", ["name"] = "text" };
        return new(
            "3.0.0",
            vintage.Layer.Name,
            [
                $"{http.Request.Scheme}://{http.Request.Host}{city.Path}/tiles/{Uri.EscapeDataString(vintage.Layer.Key)}/"
                    + $"{{z}}/{{x}}/{{y}}.mvt{(at is null ? "" : $"?at={Uri.EscapeDataString(at)}")}",
            ],
            [new(vintage.Layer.Key, fields)],
            0,
            LayerTiles.MostZoom,
            Box(vintage.Vintage.Bounds)
        );
    }

    private static SearchView Search(HostedCity city, TimeProvider clock, string? q = null, string? at = null) =>
        new([
            .. city
                .Live.Snapshot.On(AsOf.Read(at, clock))
                .Search(q is { Length: > 200 } ? q[..200] : q ?? "")
                .Select(found => new FoundView(
                    found.Kind,
                    found.Label,
                    found.Detail,
                    Finite(found.Place.Longitude),
                    Finite(found.Place.Latitude),
                    found.Bounds is { IsNull: false } box ? Box(box) : null,
                    found.Layer,
                    found.Code
                )),
        ]);

    private static VintageView View(Vintage vintage) =>
        new(
            $"{vintage.Period.From:yyyy-MM-dd}",
            $"{vintage.Period.From:yyyy-MM-dd}",
            vintage.Period.To?.ToString("yyyy-MM-dd"),
            vintage.Areas,
            Box(vintage.Bounds),
            vintage.Source
        );

    private static double[] Box(Envelope box) => [box.MinX, box.MinY, box.MaxX, box.MaxY];

    private static double? Finite(double number) => double.IsFinite(number) ? number : null;
}
