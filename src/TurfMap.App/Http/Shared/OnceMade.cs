using System.Security.Cryptography;

namespace TurfMap.App.Http.Shared;

/// <summary>An answer that is the same for everybody as long as the program runs: it is made once, for the first who asks.</summary>
internal static class OnceMade
{
    /// <summary>Keeps the first answer of a route and gives it to all.</summary>
    public static IEndpointConventionBuilder MadeOnce(this IEndpointConventionBuilder route)
    {
        route.Add(endpoint =>
        {
            var (make, making, made) = (endpoint.RequestDelegate!, new SemaphoreSlim(1, 1), (Answer?)null);
            endpoint.RequestDelegate = async http =>
            {
                if (made is null)
                {
                    await making.WaitAsync(http.RequestAborted);
                    try
                    {
                        made ??= await MakeAsync(http, make);
                    }
                    finally
                    {
                        making.Release();
                    }
                }
                await WriteAsync(http, made);
            };
        });
        return route;
    }

    private static async Task<Answer> MakeAsync(HttpContext http, RequestDelegate make)
    {
        var (body, answer) = (http.Response.Body, new MemoryStream());
        http.Response.Body = answer;
        try
        {
            await make(http);
        }
        finally
        {
            http.Response.Body = body;
        }
        var bytes = answer.ToArray();
        return new(bytes, http.Response.ContentType, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");
    }

    private static async Task WriteAsync(HttpContext http, Answer answer)
    {
        http.Response.Headers.ETag = answer.Tag;
        if (http.Request.Headers.IfNoneMatch.Contains(answer.Tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        (http.Response.ContentType, http.Response.ContentLength) = (answer.Type, answer.Bytes.Length);
        await http.Response.Body.WriteAsync(answer.Bytes, http.RequestAborted);
    }

    private sealed record Answer(byte[] Bytes, string? Type, string Tag);
}
