using System.IO.Compression;

namespace TurfMap.App.Http.Shared;

/// <summary>
/// A packed answer with its tag. What is one person's own their browser may keep and ask about again; nobody between may keep it.
/// </summary>
internal sealed class MapPayload(string tag, string type, byte[] packed, bool isOwn = false) : IResult
{
    /// <summary>How large it is.</summary>
    public int Bytes => packed.Length;

    public const string GeoJson = "application/geo+json";
    public const string VectorTile = "application/vnd.mapbox-vector-tile";

    /// <summary>Packs what is written.</summary>
    public static byte[] Pack(Action<Stream> write, CompressionLevel level = CompressionLevel.Optimal)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, level))
            write(gzip);
        return bytes.ToArray();
    }

    public async Task ExecuteAsync(HttpContext http)
    {
        var quoted = $"\"{tag}\"";
        http.Response.Headers.ETag = quoted;
        http.Response.Headers.CacheControl = isOwn ? "private, no-cache" : "no-cache";
        http.Response.Headers.Vary = isOwn ? "Accept-Encoding, Cookie, Authorization" : "Accept-Encoding";
        if (http.Request.Headers.IfNoneMatch.Contains(quoted))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        http.Response.ContentType = type;
        if (http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.Headers.ContentEncoding = "gzip";
            http.Response.ContentLength = packed.Length;
            await http.Response.Body.WriteAsync(packed, http.RequestAborted);
            return;
        }
        await using var plain = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        await plain.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
