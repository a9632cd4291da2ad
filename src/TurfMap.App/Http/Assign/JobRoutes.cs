using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using TurfMap.App.Access;
using TurfMap.App.Hosting;
using TurfMap.App.Hosting.Jobs;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Http.Assign;

/// <summary>Jobs: where they stand, their progress as it happens, their results.</summary>
internal static class JobRoutes
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/jobs/{id}").RequireAuthorization(nameof(Permission.PlaceFiles)).WithTags("Jobs");
        api.MapGet("/", (string id, HttpContext http, HostedCity city) => View(city, Own(http, city, id)))
            .WithSummary("The state of a job");
        api.MapGet(
                "/events",
                (string id, HttpContext http, HostedCity city, Stopping stopping, CancellationToken cancel) =>
                    TypedResults.ServerSentEvents(Events(city, Own(http, city, id), stopping.Closing, cancel))
            )
            .WithSummary("A job's progress as server-sent events");
        api.MapDelete("/", Cancel).WithSummary("Stops a job and deletes its files");
        api.MapGet("/summary", (string id, HttpContext http, HostedCity city) => Done(http, city, id).Summary!)
            .WithSummary("A job's counts by area, and the rows that could not be placed");
        api.MapGet("/points", Points)
            .WithSummary("A job's points for the map, in binary")
            .Produces(200, contentType: "application/octet-stream");
        api.MapGet("/result", Result).WithSummary("A job's file with its districts").Produces(200, contentType: "text/csv");
    }

    private static Microsoft.AspNetCore.Http.HttpResults.NoContent Cancel(string id, HttpContext http, HostedCity city)
    {
        city.Jobs.Cancel(Own(http, city, id));
        return TypedResults.NoContent();
    }

    private static Microsoft.AspNetCore.Http.HttpResults.PhysicalFileHttpResult Result(string id, HttpContext http, HostedCity city) =>
        TypedResults.PhysicalFile(
            city.Jobs.Files.Result(Done(http, city, id).Id),
            "text/csv; charset=utf-8",
            AssignRoutes.ResultName(Own(http, city, id).FileName)
        );

    /// <summary>The job, to whoever sent the file and to nobody else: files hold addresses of people.</summary>
    private static Job Own(HttpContext http, HostedCity city, string id) => city.Jobs.Get(id, http.NeedCaller().AccountId);

    private static Job Done(HttpContext http, HostedCity city, string id) =>
        Own(http, city, id) is { State: JobState.Done } job
            ? job
            : throw new RefusedException(Refusal.Conflict, Own(http, city, id).Problem ?? "The job is not done yet.");

    /// <summary>Ends with the job, or when the server is about to stop: a client asks again, and finds the job after the restart.</summary>
    private static async IAsyncEnumerable<SseItem<JobView>> Events(
        HostedCity city,
        Job job,
        CancellationToken closing,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(closing, cancel);
        while (!end.IsCancellationRequested)
        {
            var changed = job.Changed;
            var over = job.IsOver;
            yield return new(View(city, job), over ? job.State.ToString().ToLowerInvariant() : "progress");
            if (over)
                yield break;
            await changed.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Pace, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static JobView View(HostedCity city, Job job)
    {
        var at = $"{city.Path}/api/jobs/{job.Id}";
        return new(
            job.Id,
            "assign",
            job.State.ToString().ToLowerInvariant(),
            job.FileName,
            job.Progress.Rows,
            job.Progress.BytesRead,
            job.BytesTotal,
            $"{job.StartedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
            Sentence(job),
            job.Problem,
            new Dictionary<string, string>
            {
                ["events"] = at + "/events",
                ["result"] = at + "/result",
                ["points"] = at + "/points",
                ["summary"] = at + "/summary",
            }
        );
    }

    private static string Sentence(Job job) =>
        job.State switch
        {
            JobState.Queued => "Waiting for another file to finish.",
            JobState.Running => $"{job.Progress.Rows:N0} rows placed.",
            JobState.Done => $"{job.Summary!.Rows:N0} rows, {job.Summary.UnplacedCount:N0} of them in no area.",
            JobState.Cancelled => "Stopped. Nothing of it was kept.",
            _ => job.Problem ?? "",
        };

    private static async Task Points(string id, HttpContext http, HostedCity city, string? layer = null)
    {
        var layers = Done(http, city, id).Summary!.Layers.Select(one => one.Layer).ToList();
        var number = layer is null ? 0 : layers.IndexOf(layer);
        if (number < 0)
            throw new RefusedException(
                Refusal.NotFound,
                $"The file was not placed in a layer \"{layer}\". It was placed in: {string.Join(", ", layers)}."
            );
        var body = await JobPoints.ReadAsync(city.Jobs.Files.Points(id), number, http.RequestAborted);
        http.Response.ContentType = "application/octet-stream";
        http.Response.Headers["X-Codes"] = $"{city.Path}/api/layers/{layers[number]}/codes";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
