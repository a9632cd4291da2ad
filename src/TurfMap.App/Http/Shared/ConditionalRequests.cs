using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using TurfMap.App.Access;
using TurfMap.App.Hosting;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Http.Shared;

/// <summary>
/// What every changing request says and hears: who asks, under which key, from which version; and after it, that nobody who wrote reads an
/// older state.
/// </summary>
internal static class ConditionalRequests
{
    /// <summary>
    /// The change up to which a person has seen the city; sent with each answer to a change, and given back as a cookie or under this name.
    /// </summary>
    public const string SeenHeader = "Turfmap-Change";

    private const string SeenCookie = "turfmap-change";
    private const int LongestAuthor = 100;

    /// <summary>Who asks and under which key.</summary>
    public static ChangeRequest Request(HttpContext http, bool needsKey = false)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString().Trim('"');
        if (needsKey && key.Length == 0)
            throw new BadInputException(
                "A change needs an Idempotency-Key: any text that is new for each change. Sent again with the same key it "
                    + "is made once, also when an answer was lost.",
                ("Idempotency-Key", "A key is needed, such as a UUID.")
            );
        if (key.Length > ChangeRequest.LongestKey || key.Any(letter => letter is < ' ' or > '~'))
            throw new BadInputException(
                $"The Idempotency-Key must be at most {ChangeRequest.LongestKey} plain letters.",
                ("Idempotency-Key", "A shorter, plain key is needed.")
            );
        var caller = http.NeedCaller();
        return new(AuthorOf(http, caller), key.Length == 0 ? null : key)
        {
            Caller = caller,
            Route = $"{http.Request.Method} {(http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}",
        };
    }

    /// <summary>The same with what is sent as JSON.</summary>
    public static ChangeRequest Request<T>(HttpContext http, T body)
    {
        var request = Request(http);
        if (request.Key is null)
            return request;
        var contracts = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return request with
        {
            Hash = HashOf(http, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, contracts.GetTypeInfo(typeof(T))))),
        };
    }

    /// <summary>A hash of all that a change is made of: its address with the query, and the hash of its body.</summary>
    public static string HashOf(HttpContext http, byte[] body) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{http.Request.Path}{http.Request.QueryString}\n"), .. body]));

    /// <summary>The account's name; another system may say in the header From for whom it writes.</summary>
    private static string AuthorOf(HttpContext http, Caller caller)
    {
        var from = caller.Role == Role.Client ? PlainText.OneLine(http.Request.Headers.From.ToString()) : "";
        return from.Length == 0 ? caller.Name : $"{(from.Length > LongestAuthor ? from[..LongestAuthor] : from)} ({caller.Name})";
    }

    /// <summary>
    /// The version that the change was made from: <c>If-Match: "7"</c>, any with <c>*</c>, none with <c>If-None-Match: *</c>.
    /// </summary>
    public static Expected Expected(HttpContext http)
    {
        var (match, noneMatch) = (http.Request.Headers.IfMatch.ToString().Trim(), http.Request.Headers.IfNoneMatch.ToString().Trim());
        if (match == "*")
            return Domain.Changes.Expected.Any;
        if (
            match.Length > 2
            && match[0] == '"'
            && long.TryParse(match.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && version > 0
        )
            return Domain.Changes.Expected.At(version);
        if (match.Length == 0 && noneMatch == "*")
            return Domain.Changes.Expected.New;
        throw match.Length > 0
            ? new BadInputException(
                $"If-Match is not a version of ours. Send it as it came in the ETag, such as If-Match: \"7\".",
                ("If-Match", "A version is needed.")
            )
            : new NeedsVersionException();
    }

    /// <summary>After a change: this process has read it, and the person's next request says so to whichever process answers it.</summary>
    public static async Task DoneAsync(HttpContext http, HostedCity city)
    {
        var version = city.Store.Seen;
        try
        {
            await city.Live.CatchUpAsync(version, CancellationToken.None);
        }
        catch (RefusedException)
        {
            // The change is kept, and that is the answer. Whoever reads with the number below waits for it then.
        }
        var text = version.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers[SeenHeader] = text;
        http.Response.Cookies.Append(
            SeenCookie,
            text,
            new()
            {
                Path = city.Path + "/",
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromMinutes(10),
            }
        );
    }

    /// <summary>Before an answer: who has seen a change gets nothing from before it.</summary>
    public static void UseSeen(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (http.Request.Headers.Cookie.Count == 0 && !http.Request.Headers.ContainsKey(SeenHeader))
                    return next(http);
                var text = http.Request.Headers.TryGetValue(SeenHeader, out var header)
                    ? header.ToString()
                    : http.Request.Cookies[SeenCookie];
                return
                    long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                    && http.GetEndpoint()?.Metadata.GetMetadata<HostedCity>() is { Live.IsReady: true } city
                    && city.Live.Snapshot.Version < version
                    ? CatchUp(http, next, city, version)
                    : next(http);
            }
        );

    private static async Task CatchUp(HttpContext http, RequestDelegate next, HostedCity city, long version)
    {
        try
        {
            await city.Live.CatchUpAsync(version, http.RequestAborted);
        }
        catch (RefusedException away) when (away.Refusal == Refusal.StoreUnavailable)
        {
            var reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
            throw new RefusedException(
                Refusal.StoreUnavailable,
                $"You have seen the city as of change {version}, and no server that answers now has come so far. "
                    + $"{(reads ? "The change is not lost" : "Nothing was changed")}; try again in a moment."
            );
        }
        await next(http);
    }

    /// <summary>The version as a tag.</summary>
    public static void Tag(HttpContext http, Domain.Changes.Version version) => http.Response.Headers.ETag = $"\"{version.Number}\"";
}

/// <summary>A change came without the version it was made from.</summary>
internal sealed class NeedsVersionException()
    : Exception(
        "Say which version you changed: send its ETag as If-Match, or If-None-Match: * for something new. So nobody's "
            + "change is written over unseen."
    );
