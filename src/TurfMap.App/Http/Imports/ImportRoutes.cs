using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using TurfMap.App.Access;
using TurfMap.App.Files;
using TurfMap.App.Hosting;
using TurfMap.App.Hosting.Jobs;
using TurfMap.App.Http.Shared;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Storage.Importing;

namespace TurfMap.App.Http.Imports;

/// <summary>Imports over HTTP: the same as the command's, each as one batch that can be looked at and taken back.</summary>
internal static class ImportRoutes
{
    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/imports").WithTags("Imports");
        api.MapGet("/", List).RequireAuthorization(nameof(Permission.ReadImports)).WithSummary("All imports, newest first");
        api.MapGet("/{id:long}", Show)
            .RequireAuthorization(nameof(Permission.ReadImports))
            .WithSummary("An import with its notes and problems");
        api.MapPost("/{kind}", Import)
            .RequireAuthorization(nameof(Permission.Import))
            .TakesFiles()
            .WithSummary($"Imports a file, all of it or nothing. `kind` is {ImportKinds.NamesWithOr}")
            .Accepts<string>("text/csv", "application/geo+json", "multipart/form-data", "*/*")
            .Produces<ImportView>(201);
        api.MapDelete("/{id:long}", Undo)
            .RequireAuthorization(nameof(Permission.Undo))
            .WithSummary(
                "Undoes an import, or an edit by the number of its version: its rows are removed, and the rows that it "
                    + "replaced are restored. Who may make a change may undo it"
            );
    }

    private static async Task<ImportsView> List(HttpContext http, HostedCity city) =>
        new([
            .. (await city.ReadReplica.Imports.ListBatchesAsync(http.RequestAborted)).Select(batch =>
                ImportView.Of(http.NeedCaller(), batch, null)
            ),
        ]);

    private static async Task<ImportView> Show(HttpContext http, HostedCity city, long id)
    {
        var batch =
            (await city.ReadReplica.Imports.ListBatchesAsync(http.RequestAborted)).FirstOrDefault(batch => batch.Id == id)
            ?? throw new RefusedException(Refusal.NotFound, $"There is no import {id}.");
        var (caller, problems) = (http.NeedCaller(), await city.ReadReplica.Imports.ListProblemsAsync(id, http.RequestAborted));
        if (!ImportReading.MayRead(caller, batch))
            problems = [.. problems.Select(ImportReading.WithoutCells)];
        else if (problems.Count > 0 && ImportReading.QuotesCases(batch))
            await city.Access.Store.AuditAsync(
                [AuditEntry.Of(caller, city.Access.Clock.GetUtcNow(), "read import problems", $"import {id}")],
                http.RequestAborted
            );
        return ImportView.Of(caller, batch, problems);
    }

    private static async Task<IResult> Import(
        HttpContext http,
        HostedCity city,
        TimeProvider clock,
        TurfMapMetrics metrics,
        FileReaders readers,
        string kind,
        [AsParameters] ImportQuery query
    )
    {
        var by = ConditionalRequests.Request(http, needsKey: true);
        var found = ImportKinds.Find(kind);
        if (found?.RefusedInSample is { } sentence && http.NeedCaller().IsDemo)
            throw new RefusedException(Refusal.Forbidden, sentence);
        var path = city.Jobs.Files.Upload(JobFiles.NewId());
        var name = await Upload.ReceiveAsync(http, path);
        try
        {
            await using (var sent = File.OpenRead(path))
                by = by with { Hash = ConditionalRequests.HashOf(http, await SHA256.HashDataAsync(sent, http.RequestAborted)) };
            var known = found ?? throw NoKind(kind);
            var request = Request(known, name, query, clock);
            using var file = InputFiles.OpenImport(known.Form, path, request, http.RequestAborted, readers, http.NeedCaller().AccountId);
            var (batch, report) = await city.Store.ImportAsync(known, request, file, by, null, http.RequestAborted);
            metrics.Imported(city.Key, known.Key, report);
            await ConditionalRequests.DoneAsync(http, city);
            // These problems quote the sender's own file.
            return TypedResults.Created($"{city.Path}/api/imports/{batch.Id}", ImportView.Of(http.NeedCaller(), batch, report.Problems));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static RefusedException NoKind(string kind) =>
        new(
            Refusal.NotFound,
            $"\"{(kind.Length <= 40 ? kind : kind[..40] + "…")}\" is not a kind of import. The kinds are: {ImportKinds.Names}."
        );

    private static ImportRequest Request(ImportKind kind, string name, ImportQuery query, TimeProvider clock) =>
        new(name, AsOf.Today(clock))
        {
            From = AsOf.Read(query.ValidFrom, clock),
            Name = kind.Takes(ImportField.Name) ? Named(query.Name) : null,
            Layer = query.Layer,
            CodeField = query.Code,
            NameField = query.NameField,
            Crs = query.Crs,
            Use = kind.Takes(ImportField.Units) ? Use(query.Use) : LayerUse.Answers,
            IsOverlapping = query.Overlapping ?? false,
            Table = query.Table,
        };

    private static LayerUse Use(string? given) =>
        given?.ToLowerInvariant() switch
        {
            null or "answers" => LayerUse.Answers,
            "units" => LayerUse.Units,
            "context" => LayerUse.Context,
            _ => throw new BadInputException("use is answers, units or context.", ("use", "One of answers, units, context is needed.")),
        };

    private static string? Named(string? given) =>
        given is null ? null
        : PlainText.OneLine(given) is { Length: > 0 and <= 200 } name ? name
        : throw new BadInputException("name must have 1 to 200 letters.", ("name", "A name of 1 to 200 letters is needed."));

    private static async Task<ImportView> Undo(HttpContext http, HostedCity city, long id)
    {
        var batch = await city.Store.Imports.By(ConditionalRequests.Request(http)).UndoAsync(id, http.RequestAborted);
        await ConditionalRequests.DoneAsync(http, city);
        return ImportView.Of(http.NeedCaller(), batch, null);
    }
}

/// <summary>What an import is told in its address.</summary>
internal sealed record ImportQuery(
    [FromQuery] string? Name,
    [FromQuery] string? ValidFrom,
    [FromQuery] string? Layer,
    [FromQuery] string? Code,
    [FromQuery] string? NameField,
    [FromQuery] string? Crs,
    [FromQuery] string? Use,
    [FromQuery] bool? Overlapping,
    [FromQuery] string? Table
);

internal sealed record ImportsView(IReadOnlyList<ImportView> Imports);

internal sealed record ImportProblemView(long? Line, string? Column, string Severity, string Sentence);

internal sealed record ImportView(
    long Id,
    string Kind,
    string Source,
    string State,
    string Author,
    string StartedAt,
    string FinishedAt,
    long Rows,
    long Taken,
    long ProblemCount,
    string Sentence,
    IReadOnlyList<ImportProblemView>? Problems
)
{
    private const int ShownProblems = 1000;

    public static ImportView Of(Caller caller, ImportBatch batch, IReadOnlyList<RowProblem>? problems) =>
        new(
            batch.Id,
            batch.Kind,
            batch.Source,
            batch.State.ToString().ToLowerInvariant(),
            batch.Author,
            Moment(batch.StartedAt),
            Moment(batch.FinishedAt),
            batch.Rows,
            batch.Taken,
            batch.Problems,
            ImportReading.Sentence(caller, batch),
            problems is null
                ? null
                :
                [
                    .. problems
                        .OrderBy(one => one.Line is not null)
                        .Take(ShownProblems)
                        .Select(one => new ImportProblemView(
                            one.Line,
                            one.Column,
                            one.Severity.ToString().ToLowerInvariant(),
                            one.Sentence
                        )),
                ]
        );

    private static string Moment(DateTimeOffset moment) => $"{moment.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}";
}
