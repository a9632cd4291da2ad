using TurfMap.App.Cities;
using TurfMap.App.SignIn;
using TurfMap.Domain.Gaps;
using TurfMap.Spatial.Density;
using TurfMap.Spatial.Tiles;

namespace TurfMap.App.Http;

/// <summary>A tile of points of cases or events.</summary>
internal static class PointTileAnswer
{
    /// <summary>Makes the tile or finds it again; who sees single cases in it is in the audit before it is answered.</summary>
    public static async Task<IResult> OfAsync(HttpContext http, HostedCity city, TimeProvider clock, string of, TileId tile, CaseQuery query)
    {
        var asked = await AskedKey.OfAsync(http, city, clock, of, query);
        var (maps, key) = (asked.Held.Maps, $"{asked.Tag}-{tile.Zoom}-{tile.X}-{tile.Y}");
        var made = maps.Written.Find(key) ?? maps.Written.Keep(key, await WriteAsync(http, city, of, tile, asked));
        if (of == AskedCases.Cases && made.Singles > 0)
            await city.Readings.SeenAsync(city, http.NeedCaller(), tile, AskedKey.WordsOf(http), http.RequestAborted);
        return new PointTileResult(key, made.Bytes);
    }

    private static async Task<PointTile> WriteAsync(HttpContext http, HostedCity city, string of, TileId tile, AskedKey asked)
    {
        var maps = asked.Held.Maps;
        var clusters = maps.Clusters.Get(asked.Tag, () => maps.Tiles.Gather(asked.Seen.Placed(asked.Seen.Select(asked.Filter)))).Of(tile, PointTiles.Extent);
        int[] singles = [.. clusters.Where(cluster => cluster.Point >= 0).Select(cluster => cluster.Point)];
        var ids = await IdsAsync(city, of, asked.Held, singles, http.RequestAborted);
        return new(maps.Tiles.Write(of, clusters, ids.GetValueOrDefault), singles.Length);
    }

    /// <summary>The ids of the single ones: at most sixteen a tile, as it has so many squares. One that has gone meanwhile has none.</summary>
    private static async Task<Dictionary<int, string>> IdsAsync(HostedCity city, string of, CasesHeld held, int[] numbers, CancellationToken cancel)
    {
        var ids = new Dictionary<int, string>();
        if (numbers.Length == 0)
            return ids;
        var found = await ReadAsync([.. numbers.Select(number => held.Columns.Rows[number])]);
        if (found.Count == numbers.Length)
            for (var i = 0; i < numbers.Length; i++)
                ids[numbers[i]] = found[i];
        else
            foreach (var number in numbers)
                if (await ReadAsync([held.Columns.Rows[number]]) is [var id])
                    ids[number] = id;
        return ids;

        async Task<IReadOnlyList<string>> ReadAsync(int[] rows) => of == AskedCases.Events
            ? [.. (await city.Near.Events.ReadRowsAsync(rows, cancel)).Select(one => one.Id)]
            : [.. (await city.Near.Cases.ReadRowsAsync(rows, cancel)).Select(one => one.Id)];
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
