using TurfMap.App.Access;
using TurfMap.App.Hosting;
using TurfMap.App.Hosting.Jobs;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Access;
using TurfMap.Domain.Geography;
using TurfMap.Formats;

namespace TurfMap.App.Http.Assign;

/// <summary>Files of points: look at the columns, place them at once, or as a job with progress.</summary>
internal static class AssignRoutes
{
    private const int GuessBytes = 64 << 10;
    private const int ShownRows = 5;
    private const string HowToAsk = "`layers`, `at`; the columns `lon`, `lat` or `x`, `y` with `crs`; `positionError` and `snap` in meters";

    public static void MapAssign(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/assign").RequireAuthorization(nameof(Permission.PlaceFiles)).TakesFiles().WithTags("Assign");
        api.MapPost("/guess", (Delegate)Guess)
            .WithSummary("Finds the columns of coordinates in the start of a CSV file")
            .Accepts<string>("text/csv", "*/*");
        api.MapPost("/", Assign)
            .WithSummary("Sends a CSV file back with the districts, turf and liaison of each row")
            .WithDescription(HowToAsk)
            .Accepts<string>("text/csv", "multipart/form-data", "application/gzip", "*/*")
            .Produces(200, contentType: "text/csv");
        api.MapPost("/jobs", StartJob)
            .WithSummary("Starts a job that places a CSV file. The answer comes at once")
            .WithDescription(HowToAsk)
            .Accepts<string>("text/csv", "multipart/form-data", "application/gzip", "*/*");
    }

    /// <summary>Needs nothing of the city, but asks for it, so that one that cannot answer says so before a file is sent.</summary>
    private static async Task<GuessView> Guess(HttpContext http, HostedCity _)
    {
        using var head = new MemoryStream();
        var buffer = new byte[GuessBytes];
        for (int read; head.Length < GuessBytes && (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0; )
            head.Write(buffer, 0, read);
        head.Position = 0;
        using var csv = new CsvReader(Upload.FileName(http), head);
        var sample = csv.Sample();
        var guess = CoordinateColumns.Guess(csv.Header, sample);
        return new(
            csv.Header,
            csv.Dialect.Delimiter.ToString(),
            csv.Dialect.Encoding,
            new(Name(guess.Lon), Name(guess.Lat), Name(guess.X), Name(guess.Y), guess.Crs, Name(guess.Wkt), Name(guess.Pair)),
            guess.Explanation,
            [.. csv.Notes.Select(note => note.Sentence).Distinct().Take(ShownRows)],
            [.. sample.Take(ShownRows)]
        );

        string? Name(int? column) => column is { } i ? csv.Header[i] : null;
    }

    private static async Task Assign(HttpContext http, HostedCity city, TimeProvider clock, [AsParameters] AssignQuery query)
    {
        var path = city.Jobs.Files.Upload(JobFiles.NewId());
        var name = await Upload.ReceiveAsync(http, path);
        await using var input = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using var csv = new CsvReader(name, input);
        var assignment = query.Prepare(city.Live, clock, csv);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{ResultName(name)}\"";
        await AssignFile.RunAsync(csv, assignment, BoundedResult.Of(http.Response.Body, input, name), cancel: http.RequestAborted);
    }

    private static async Task<IResult> StartJob(HttpContext http, HostedCity city, [AsParameters] AssignQuery query)
    {
        city.Jobs.NeedRoom(http.Request.ContentLength ?? 0, http.NeedCaller().AccountId);
        var id = JobFiles.NewId();
        var name = await Upload.ReceiveAsync(http, city.Jobs.Files.Upload(id));
        var job = city.Jobs.Add(id, name, query, http.NeedCaller().AccountId);
        return TypedResults.Accepted($"{city.Path}/api/jobs/{job.Id}", new JobStartedView(job.Id));
    }

    /// <summary>The name of the file as the person knows it, made harmless.</summary>
    public static string ResultName(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(Path.GetFileNameWithoutExtension(name));
        var plain = string.Concat(stem.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
        return $"{(plain.Length == 0 ? "points" : plain.Length <= 80 ? plain : plain[..80])}-placed.csv";
    }
}
