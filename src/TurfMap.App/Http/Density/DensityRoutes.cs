using TurfMap.App.Hosting;
using TurfMap.App.Http.Records;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Figures;
using TurfMap.Spatial.Tiles;

namespace TurfMap.App.Http.Density;

/// <summary>Where cases or events gather: hexagons, a surface, and points by zoom.</summary>
internal static class DensityRoutes
{
    public static void MapDensities(this IEndpointRouteBuilder routes, RecordSet of)
    {
        var api = of.MapGroup(routes);
        api.MapGet(
                "/hexagons",
                (HttpContext http, HostedCity city, TimeProvider clock, string? frames, string? format, [AsParameters] CaseQuery query) =>
                    Hexagons(http, city, clock, of, frames, format, query)
            )
            .WithSummary($"Filtered {of} counted in hexagons, with their density per square mile and month")
            .WithDescription("Hexagons of 1,320 feet in the city's plane, as GeoJSON. `frames=month` counts by month; `format=csv`")
            .Produces(200, contentType: MapPayload.GeoJson);
        api.MapGet(
                "/surface",
                (HttpContext http, HostedCity city, TimeProvider clock, string? radius, string? per, [AsParameters] CaseQuery query) =>
                    SurfaceAsync(http, city, clock, of, radius, per, query)
            )
            .WithSummary($"Filtered {of} as a kernel density surface, in classes")
            .WithDescription(
                "A quartic kernel of `radius=1320`, `2640` or `5280` feet, corrected at the edge of the city and its water. The classes "
                    + "are fixed. `per=residents` is per 1,000 residents. Blank where fewer than five constituents lie in the kernel"
            )
            .Produces(200, contentType: "application/json");
    }

    /// <summary>Beside the tiles of layers; who may see them is who may see the rest of them.</summary>
    public static void MapPointTiles(this IEndpointRouteBuilder routes, RecordSet of) =>
        routes
            .MapGroup($"/tiles/{of.Name}")
            .RequireAuthorization(of.Permission.ToString())
            .WithTags("Tiles")
            .MapGet(
                "/{z:int}/{x:int}/{y:int}.mvt",
                (HttpContext http, HostedCity city, TimeProvider clock, int z, int x, int y, [AsParameters] CaseQuery query) =>
                    Tile(http, city, clock, of, new(z, x, y), query)
            )
            .WithSummary($"Filtered {of} as points of vector tiles. Points near each other are one cluster with their number")
            .WithDescription("Points cluster by zoom. No row is counted twice, and none is left out")
            .Produces(200, contentType: MapPayload.VectorTile);

    private static async Task<IResult> Hexagons(
        HttpContext http,
        HostedCity city,
        TimeProvider clock,
        RecordSet of,
        string? frames,
        string? format,
        CaseQuery query
    )
    {
        var byMonth = frames switch
        {
            null or "" => false,
            "month" => true,
            _ => throw new BadInputException("Hexagons come with frames=month, or without frames.", ("frames", "month is needed.")),
        };
        var asTable = format switch
        {
            null or "" or "geojson" => false,
            "csv" => true,
            _ => throw new BadInputException("Hexagons come as geojson or as csv.", ("format", "geojson or csv is needed.")),
        };
        var asked = await RecordQueryContext.OfAsync(http, city, clock, of, query);
        return asTable ? new HexagonsTable(asked, byMonth) : new HexagonsAnswer(asked, byMonth);
    }

    private static async Task<IResult> SurfaceAsync(
        HttpContext http,
        HostedCity city,
        TimeProvider clock,
        RecordSet of,
        string? radius,
        string? per,
        CaseQuery query
    )
    {
        var (wanted, key) = (SurfaceQuery.Of(radius, per), await RecordQueryKey.OfAsync(http, city, clock, of, query));
        var tag = $"{key.Tag}-{wanted.RadiusFeet}{(wanted.IsPerResidents ? "-residents" : "")}";
        if (key.Held.Cache.Find<MapPayload>(tag) is { } made)
            return made;
        var asked = RecordQueryContext.For(key);
        if (!wanted.IsPerResidents)
            return Keep(() => SurfaceAnswer.Of(asked, wanted, tag, null));
        var (layer, byCode) = (await city.Denominators.OfAsync(key.Model, http.RequestAborted)).Counted(asked.Seen.City) is { } known
            ? known
            : throw new RefusedException(
                Refusal.Invalid,
                "How many live where is not known. Import measures of the units with one named "
                    + $"{string.Join(", ", Residents.Names[..^1])} or {Residents.Names[^1]} (import measures FILE), and ask again."
            );
        return Keep(() =>
            SurfaceAnswer.Of(
                asked,
                wanted,
                tag,
                window => SurfaceWindows.Residents(city.Cache, layer, byCode, asked.Held.Columns.Plane, window, key.Model)
            )
        );

        MapPayload Keep(Func<MapPayload> make) => key.Held.Cache.GetOrMake(tag, make, surface => surface.Bytes);
    }

    private static Task<IResult> Tile(HttpContext http, HostedCity city, TimeProvider clock, RecordSet of, TileId tile, CaseQuery query) =>
        tile.Exists
            ? PointTileAnswer.OfAsync(http, city, clock, of, tile, query)
            : throw new RefusedException(
                Refusal.NotFound,
                $"There is no tile {tile}: at zoom z, x and y run from 0 to 2^z - 1, and z to {TileId.MostZoom}."
            );
}
