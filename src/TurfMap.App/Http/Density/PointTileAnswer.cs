using TurfMap.App.Access;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Records;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Density;
using TurfMap.Spatial.Tiles;

namespace TurfMap.App.Http.Density;

/// <summary>A tile of points of cases or events.</summary>
internal static class PointTileAnswer
{
    /// <summary>Makes the tile or finds it again; who sees single cases in it is in the audit before it is answered.</summary>
    public static async Task<IResult> OfAsync(
        HttpContext http,
        HostedCity city,
        TimeProvider clock,
        RecordSet of,
        TileId tile,
        CaseQuery query
    )
    {
        var asked = await RecordQueryKey.OfAsync(http, city, clock, of, query);
        var (cache, key) = (asked.Held.Cache, $"{asked.Tag}-{tile.Zoom}-{tile.X}-{tile.Y}");
        if (cache.Find<PointTile>(key) is not { } made)
        {
            var written = await WriteAsync(http, city, of, tile, asked);
            made = cache.GetOrMake(key, () => written, one => one.Bytes.Length);
        }
        if (of.IsAudited && made.Singles > 0)
            await city.Readings.SeenAsync(http.NeedCaller(), tile, AuditedQuery.Json(query, asked.Filter), http.RequestAborted);
        return new PointTileResult(key, made.Bytes);
    }

    private static async Task<PointTile> WriteAsync(HttpContext http, HostedCity city, RecordSet of, TileId tile, RecordQueryKey asked)
    {
        var records = asked.Held;
        var clusters = records
            .Cache.GetOrMake(
                asked.Tag,
                () => records.Tiles.Gather(asked.Seen.Placed(asked.Seen.Select(asked.Filter))),
                gathered => gathered.Bytes
            )
            .Of(tile, PointTiles.Extent);
        int[] singles = [.. clusters.Where(cluster => cluster.Point >= 0).Select(cluster => cluster.Point)];
        // At most sixteen a tile, as it has so many squares. One that has gone meanwhile has no id.
        var rows = Array.ConvertAll(singles, number => asked.Held.Columns.Rows[number]);
        var ids = rows.Length == 0 ? new Dictionary<int, string>() : await of.ReadIdsAsync(city.ReadReplica, rows, http.RequestAborted);
        return new(
            records.Tiles.Write(of.Name, clusters, number => ids.GetValueOrDefault(asked.Held.Columns.Rows[number])),
            singles.Length
        );
    }
}

/// <summary>A tile that its asker's browser may keep and must ask about again; nobody between may keep it.</summary>
internal sealed class PointTileResult(string tag, byte[] bytes) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        var quoted = $"\"{tag}\"";
        http.Response.Headers.ETag = quoted;
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Cookie, Authorization";
        if (http.Request.Headers.IfNoneMatch.Contains(quoted))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        http.Response.ContentType = MapPayload.VectorTile;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}

/// <summary>A tile of points, and how many single ones it shows.</summary>
internal sealed record PointTile(byte[] Bytes, int Singles);
