using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using TurfMap.App.Access;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.App.Hosting.Jobs;
using TurfMap.Domain.Changes;
using TurfMap.Formats;

namespace TurfMap.App.Http.Shared;

/// <summary>Turns whatever stops a request into a problem page with a sentence for the person.</summary>
internal sealed class Problems(IProblemDetailsService pages, SecurityHeaders protections, ILogger<Problems> log) : IExceptionHandler
{
    /// <summary>How many details a page lists.</summary>
    private const int ShownDetails = 100;

    /// <summary>What the system says of a write, ENOSPC, EROFS, and the first on Windows.</summary>
    private const int DiskIsFull = 28,
        DiskIsReadOnly = 30,
        DiskIsFullOnWindows = unchecked((int)0x80070070);

    /// <summary>When a city that cannot answer is asked again: its store is tried as often.</summary>
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception wrong, CancellationToken cancel)
    {
        if (wrong is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
            return true;
        var problem = Of(wrong);
        if (
            wrong is RefusedException { Refusal: Refusal.StoreUnusable or Refusal.StoreUnavailable or Refusal.NoRoom }
            && http.Caller() is null
        )
            problem.Detail = ForStrangers(http, problem.Detail!);
        if (problem.Status == StatusCodes.Status500InternalServerError)
            Messages.RequestFailed(log, http.Request.Method, RouteOf(http), wrong);
        http.Response.StatusCode = problem.Status!.Value;
        protections.Put(http);
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = $"{(wrong is BusyException busy ? busy.TryAgainAfter : TryAgainAfter).TotalSeconds:0}";
        if (wrong is TooOftenException often)
            http.Response.Headers.RetryAfter = $"{often.WaitSeconds}";
        return await pages.TryWriteAsync(
            new()
            {
                HttpContext = http,
                ProblemDetails = problem,
                Exception = wrong,
            }
        );
    }

    /// <summary>The pages that the framework writes by itself get a sentence too.</summary>
    public static void Describe(ProblemDetailsContext context)
    {
        var page = context.ProblemDetails;
        page.Detail ??= page.Status switch
        {
            401 => "Sign in first, or send an access token.",
            403 => "Your role does not allow that.",
            404 => "There is nothing at this address. The API is described at /openapi/v1.json.",
            405 => "This address is not asked in that way. The API is described at /openapi/v1.json.",
            408 => "The request came too slowly. Send it again.",
            413 => "The request is larger than is taken at this address.",
            415 => "The body is in a form that is not taken here. Send JSON, or the file itself.",
            _ => null,
        };
    }

    /// <summary>The page for an exception.</summary>
    public static ProblemDetails Of(Exception wrong) =>
        wrong switch
        {
            BadInputException bad => new HttpValidationProblemDetails(bad.Errors)
            {
                Status = 400,
                Title = "The request is not understood",
                Detail = bad.Message,
                Type = "/problems/invalid",
            },
            BadPasswordException bad => new HttpValidationProblemDetails(new Dictionary<string, string[]> { ["password"] = [bad.Message] })
            {
                Status = 400,
                Title = "The password is not taken",
                Detail = bad.Message,
                Type = "/problems/invalid",
            },
            SecondFactorException needs => new()
            {
                Status = 401,
                Title = "The second factor is needed",
                Detail = needs.Message,
                Type = "/problems/second-factor",
            },
            TooOftenException often => new()
            {
                Status = 429,
                Title = "Too often",
                Detail = often.Message,
                Type = "/problems/too-often",
            },
            NeedsVersionException needs => new()
            {
                Status = 428,
                Title = "The version is needed",
                Detail = needs.Message,
                Type = "/problems/version-needed",
            },
            RefusedException refused => Refused(refused),
            BusyException busy => new()
            {
                Status = 503,
                Title = "Too much to do",
                Detail = busy.Message,
                Type = "/problems/busy",
            },
            UnreadableException unreadable => new()
            {
                Status = 422,
                Title = "The file cannot be read",
                Detail = unreadable.Message,
                Type = "/problems/unreadable",
            },
            BadHttpRequestException { StatusCode: 413 } => new()
            {
                Status = 413,
                Title = "Too large",
                Detail = "The file, or the form, is larger than this server takes. Split a file, or use the command line: assign.",
                Type = "/problems/too-large",
            },
            BadHttpRequestException bad => new()
            {
                Status = bad.StatusCode,
                Title = "The request is not understood",
                Detail = BadRequestSentence(bad.Message),
                Type = "/problems/invalid",
            },
            IOException { HResult: DiskIsFull or DiskIsFullOnWindows } => new()
            {
                Status = 507,
                Title = "The disk is full",
                Detail =
                    "The disk on which uploads wait is full. Nothing was changed. Free some space there, or name another "
                    + "folder with TURFMAP_TEMP, and send it again.",
                Type = "/problems/no-room",
            },
            IOException { HResult: DiskIsReadOnly } => new()
            {
                Status = 503,
                Title = "The disk is read only",
                Detail =
                    "The disk on which uploads wait is read only. Nothing was changed. Make it writable, or name another "
                    + "folder with TURFMAP_TEMP, and send it again.",
                Type = "/problems/store",
            },
            _ => new()
            {
                Status = 500,
                Title = "Something went wrong",
                Detail =
                    "Something went wrong on the server; nothing was changed. Try again, and tell the administrator the "
                    + "trace id when it happens again.",
                Type = "/problems/server",
            },
        };

    private static ProblemDetails Refused(RefusedException refused)
    {
        var (status, title, type) = refused.Refusal switch
        {
            Refusal.NotSignedIn => (401, "Not signed in", "not-signed-in"),
            Refusal.Forbidden => (403, "Not allowed", "forbidden"),
            Refusal.ProviderAway => (503, "The sign-in service does not answer now", "provider-away"),
            Refusal.TooOften => (429, "Too often", "too-often"),
            Refusal.NotFound => (404, "Not found", "not-found"),
            Refusal.Stale => (412, "Somebody was faster", "stale"),
            Refusal.StoreUnavailable => (503, "The store does not answer now", "store-away"),
            Refusal.Conflict => (409, "Not possible now", "conflict"),
            Refusal.StoreUnusable => (503, "The store cannot be used", "store"),
            Refusal.NoRoom => (507, "The disk is full", "no-room"),
            Refusal.Unreadable => (422, "The file cannot be read", "unreadable"),
            _ => (400, "The request is not understood", "invalid"),
        };
        var page = new ProblemDetails
        {
            Status = status,
            Title = title,
            Detail = refused.Message,
            Type = "/problems/" + type,
        };
        if (refused.Details.Count > 0)
            page.Extensions["details"] = refused.Details.Take(ShownDetails).ToArray();
        if (refused.Stale is { } stale)
        {
            page.Extensions["yours"] = stale.Yours is { } yours ? VersionView.Of(yours) : null;
            page.Extensions["standing"] = VersionView.Of(stale.Standing);
        }
        return page;
    }

    /// <summary>What a store says of itself names its path or its database, which is nothing for whoever is not signed in.</summary>
    private static string ForStrangers(HttpContext http, string said) =>
        http.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<HostedCity>() is { } city && city.IsNamedIn(said)
            ? "The city's store cannot be used now. Try again in a moment; if it stays so, the program's log says why."
            : said;

    /// <summary>The pattern that was met, not what stood in it; the handler has put it aside.</summary>
    private static string? RouteOf(HttpContext http) =>
        (http.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText;

    private static bool IsReal(string parameter) =>
        parameter.Contains("ouble", StringComparison.Ordinal) || parameter.Contains(nameof(Degrees), StringComparison.Ordinal);

    /// <summary>The framework says <c>Failed to bind parameter "Nullable&lt;double&gt; lon" from "abc".</c></summary>
    private static string BadRequestSentence(string message)
    {
        var quoted = message.Split('"');
        return quoted is [_, var parameter, _, var value, ..]
                ? $"\"{value}\" cannot be used as {parameter.Split(' ')[^1]}: "
                    + $"{(IsReal(parameter) ? "a number" : "a whole number")} is needed."
            : message.Contains("body", StringComparison.OrdinalIgnoreCase)
                ? "The request has no body, or one that is not the JSON that is needed. The API is described at /openapi/v1.json."
            : "The request is not understood.";
    }
}
