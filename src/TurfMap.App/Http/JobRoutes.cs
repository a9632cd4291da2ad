using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Net.ServerSentEvents;
using TurfMap.App.Jobs;
using TurfMap.Domain;
using TurfMap.Domain.Places;

namespace TurfMap.App.Http;

/// <summary>Jobs: where they stand, their progress as it happens, their results.</summary>
internal static class JobRoutes
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/jobs/{id}").AllowAnonymous().DisableAntiforgery().WithTags("Jobs");
        api.MapGet("/", (string id, JobBoard board) => View(board.Get(id))).WithSummary("Where a job stands");
        api.MapGet("/events", (string id, JobBoard board, CancellationToken cancel) => TypedResults.ServerSentEvents(Events(board.Get(id), cancel)))
            .WithSummary("Its progress as server-sent events");
        api.MapDelete("/", Cancel).WithSummary("Stops a job; nothing of it stays");
        api.MapGet("/summary", (string id, JobBoard board) => Summary(Done(board, id))).WithSummary("Counts for each area, and the rows that could not be placed");
        api.MapGet("/points", Points).WithSummary("Its points for the map, in binary").Produces(200, contentType: "application/octet-stream");
        api.MapGet("/result", (string id, JobBoard board) => TypedResults.PhysicalFile(Done(board, id).ResultPath, "text/csv; charset=utf-8", AssignRoutes.ResultName(board.Get(id).FileName)))
            .WithSummary("The file with its districts").Produces(200, contentType: "text/csv");
    }

    private static Microsoft.AspNetCore.Http.HttpResults.NoContent Cancel(string id, JobBoard board)
    {
        board.Get(id).Cancel();
        return TypedResults.NoContent();
    }

    private static Job Done(JobBoard board, string id) => board.Get(id) is { State: JobState.Done } job
        ? job
        : throw new RefusedException(Refusal.Conflict, board.Get(id).Problem ?? "The job is not done yet.");

    private static async IAsyncEnumerable<SseItem<JobView>> Events(Job job, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            var changed = job.Changed;
            var over = job.IsOver;
            yield return new(View(job), over ? job.State.ToString().ToLowerInvariant() : "progress");
            if (over)
                yield break;
            await changed.WaitAsync(cancel);
            await Task.Delay(Pace, cancel);
        }
    }

    private static JobView View(Job job)
    {
        var at = $"/api/jobs/{job.Id}";
        return new(
            job.Id, "assign", job.State.ToString().ToLowerInvariant(), job.FileName, job.Progress.Rows, job.Progress.BytesRead, job.BytesTotal, $"{job.StartedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
            Sentence(job), job.Problem,
            new Dictionary<string, string> { ["events"] = at + "/events", ["result"] = at + "/result", ["points"] = at + "/points", ["summary"] = at + "/summary" });
    }

    private static string Sentence(Job job) => job.State switch
    {
        JobState.Queued => "Waiting for another file to finish.",
        JobState.Running => $"{job.Progress.Rows:N0} rows placed.",
        JobState.Done => $"{job.Summary!.Rows:N0} rows, {job.Summary.UnplacedCount:N0} of them in no area.",
        JobState.Cancelled => "Stopped. Nothing of it was kept.",
        _ => job.Problem ?? "",
    };

    private static SummaryView Summary(Job job)
    {
        var summary = job.Summary!;
        long Sum(PlaceStatus status) => summary.Layers.Count == 0 ? 0 : summary.Count(0, status);
        var layers = summary.Layers.Select((layer, i) => new LayerCountsView(
            layer.Key, layer.Name,
            [.. layer.Codes.Select((code, area) => new AreaCountView(code, layer.Names[area], summary.Counts(i)[area])).Where(count => count.Rows > 0).OrderByDescending(count => count.Rows)],
            summary.Count(i, PlaceStatus.Inside), summary.Count(i, PlaceStatus.Edge), summary.Count(i, PlaceStatus.Outside))).ToArray();
        return new(
            summary.Rows, summary.PlacedInAll, layers.Length == 0 ? 0 : layers.Max(layer => layer.Edge), layers.Length == 0 ? 0 : layers.Max(layer => layer.Outside),
            Sum(PlaceStatus.NoCoordinates), Sum(PlaceStatus.BadCoordinates), job.Sample!.Step, layers, summary.UnplacedCount,
            [.. summary.Unplaced.Select(row => new UnplacedView(row.Row, row.Line, row.Status.Word(), Why(row.Status), row.Text))], job.Warnings);
    }

    private static string Why(PlaceStatus status) => status switch
    {
        PlaceStatus.NoCoordinates => "The row has no coordinates.",
        PlaceStatus.BadCoordinates => "The coordinates are not a place of this city: 0, swapped, not numbers, or in another system.",
        _ => "The place is outside every area.",
    };

    /// <summary>n, then n longitudes, n latitudes, n area numbers, n row numbers, little-endian.</summary>
    private static async Task Points(string id, HttpContext http, JobBoard board, string? layer = null)
    {
        var job = Done(board, id);
        var number = layer is null ? 0 : job.Summary!.Layers.ToList().FindIndex(one => one.Key == layer);
        if (number < 0)
            throw new RefusedException(Refusal.NotFound, $"The file was not placed in a layer \"{layer}\". It was placed in: {string.Join(", ", job.Summary!.Layers.Select(one => one.Key))}.");
        var points = job.Sample!.Points;
        var body = new byte[4 + points.Count * 24];
        BinaryPrimitives.WriteInt32LittleEndian(body, points.Count);
        for (var i = 0; i < points.Count; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(body.AsSpan(4 + i * 8), points[i].Lon);
            BinaryPrimitives.WriteDoubleLittleEndian(body.AsSpan(4 + (points.Count + i) * 8), points[i].Lat);
            BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(4 + points.Count * 16 + i * 4), points[i].Areas[number]);
            BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(4 + points.Count * 20 + i * 4), (int)points[i].Row);
        }
        http.Response.ContentType = "application/octet-stream";
        http.Response.Headers["X-Codes"] = $"/api/layers/{job.Summary!.Layers[number].Key}/codes";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
