using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Importing;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>Imports: run in one transaction, listed, undone.</summary>
public sealed class ImportQueries
{
    private readonly Engine engine;
    private readonly Batches batches;
    private readonly TimeProvider clock;
    private readonly ChangeRequest by;
    private readonly Freshness freshness;

    internal ImportQueries(Engine engine, Batches batches, TimeProvider clock, ChangeRequest by, Freshness freshness) =>
        (this.engine, this.batches, this.clock, this.by, this.freshness) = (engine, batches, clock, by, freshness);

    /// <summary>The same, with changes made by somebody and under their key.</summary>
    public ImportQueries By(ChangeRequest request) => new(engine, batches, clock, request, freshness);

    /// <summary>
    /// Runs an import in one transaction and keeps it as a batch. When the work refuses, nothing stays but the refused batch with its
    /// problems.
    /// </summary>
    /// <remarks>
    /// What is prepared holds nobody up; the work it gives runs within the transaction. With a key that an earlier import was kept under,
    /// the work is not run and that import is the answer.
    /// </remarks>
    internal async Task<ImportBatch> RunAsync(
        string kind,
        string source,
        ImportReport report,
        Func<CancellationToken, Task<Func<BatchWriter, string>>> prepare,
        CancellationToken cancel
    )
    {
        var started = batches.Now();
        try
        {
            var work = await prepare(cancel);
            return await batches.RunAsync(
                kind,
                source,
                by,
                report,
                (session, batch) => new(work(new BatchWriter(session, batch, clock))),
                cancel
            );
        }
        catch (Exception refused)
            when (refused
                    is Formats.UnreadableException
                        or RefusedException { Refusal: Refusal.Invalid or Refusal.Unreadable or Refusal.Conflict or Refusal.NotFound }
            )
        {
            await batches.KeepRefusedAsync(kind, source, by, started, report, refused.Message);
            throw;
        }
    }

    /// <summary>All imports, the latest first.</summary>
    public Task<IReadOnlyList<ImportBatch>> ListBatchesAsync(CancellationToken cancel) =>
        engine.ReadAsync<IReadOnlyList<ImportBatch>>(
            session =>
                session.List(
                    "SELECT * FROM import_batch WHERE finished_at IS NOT NULL AND kind <> @edit ORDER BY fid DESC",
                    Batches.Shape,
                    ("@edit", ImportBatch.Edit)
                ),
            freshness,
            cancel
        );

    /// <summary>When each kind of data was last brought in, of what still stands; kinds that never came are not in it.</summary>
    public Task<IReadOnlyDictionary<string, DateTimeOffset>> LastTakenAsync(CancellationToken cancel) =>
        engine.ReadAsync<IReadOnlyDictionary<string, DateTimeOffset>>(
            session =>
                session
                    .List(
                        "SELECT kind, max(finished_at) AS finished_at FROM import_batch WHERE state = 'Done' AND kind <> @edit GROUP BY "
                            + "kind",
                        row => (Kind: row.Text("kind"), At: row.Moment("finished_at")),
                        ("@edit", ImportBatch.Edit)
                    )
                    .ToDictionary(one => one.Kind, one => one.At, StringComparer.Ordinal),
            freshness,
            cancel
        );

    /// <summary>The kept problems of a batch.</summary>
    public Task<IReadOnlyList<RowProblem>> ListProblemsAsync(long batch, CancellationToken cancel) =>
        engine.ReadAsync<IReadOnlyList<RowProblem>>(
            session =>
                session.List(
                    "SELECT * FROM row_problem WHERE batch = @batch ORDER BY fid",
                    row => new RowProblem(
                        row.WholeOrNull("line"),
                        row.TextOrNull("column_name"),
                        Enum.Parse<ProblemSeverity>(row.Text("severity")),
                        row.Text("sentence")
                    ),
                    ("@batch", batch)
                ),
            freshness,
            cancel
        );

    /// <summary>
    /// Takes a batch back: what it brought goes, what it replaced stands again. Refuses who may not make that change, and when something is
    /// built upon it (<see cref="UndoRule"/>).
    /// </summary>
    public async Task<ImportBatch> UndoAsync(long batch, CancellationToken cancel)
    {
        var undone = await batches.WriteAsync(session => Undo(session, batch), cancel);
        // The change is kept, whether its asker still waits or not.
        await engine.EraseJournalAsync(CancellationToken.None);
        return undone;
    }

    private ImportBatch Undo(Session session, long batch)
    {
        var stood = Batches.Find(session, batch);
        if (stood is { State: BatchState.Done } && by.Caller is { } caller)
            UndoRule.CheckRight(stood, Needed(session, stood) is { } needed && caller.May(needed));
        UndoRule.Check(new(batch, stood, ReplacedBy(session, batch), PlanUpon(session, batch)));
        var touched = new HashSet<Sql.Table>();
        foreach (var table in Catalogue.Kept)
            if (session.Run($"DELETE FROM {table.Name} WHERE batch = @batch", ("@batch", batch)) > 0)
                touched.Add(table);
        foreach (var table in Catalogue.Kept)
        {
            var moments = Array.Exists(table.Columns, column => column.Name == "superseded_at") ? ", superseded_at = NULL" : "";
            if (session.Run($"UPDATE {table.Name} SET superseded_by = NULL{moments} WHERE superseded_by = @batch", ("@batch", batch)) > 0)
                touched.Add(table);
        }
        // An address that should not have been sent is gone with its import, also where problems quote it.
        session.Run("DELETE FROM row_problem WHERE batch = @batch AND line IS NOT NULL", ("@batch", batch));
        session.Run(
            "UPDATE import_batch SET state = 'Undone', undone_at = @now WHERE fid = @batch",
            ("@now", batches.Now()),
            ("@batch", batch)
        );
        engine.Derive(session, touched);
        var isEdit = stood is { IsEdit: true };
        if (!isEdit)
            engine.Seal(session, batch);
        if (stood is not null)
            AuditTrail.Append(
                session,
                [
                    batches.Entry(
                        by,
                        "undo",
                        Batches.Subject(batch, stood.Source),
                        RowJson.Counts(stood.Rows, stood.Taken, stood.Problems),
                        null
                    ),
                ]
            );
        StampRows.Move(session, StampRows.PartsOf(touched, isEdit));
        return Batches.Find(session, batch)!;
    }

    /// <summary>What somebody needs to make the change that a batch is; null when nobody may make it.</summary>
    private static Permission? Needed(Session session, ImportBatch batch) =>
        batch.IsEdit
            ? StampRows.Touched(session, batch.Id) is [var edited]
                ? edited.EditedBy
                : null
            : Permission.Import;

    private static ImportBatch? ReplacedBy(Session session, long batch)
    {
        foreach (var table in Catalogue.Kept)
            if (
                session.Scalar<object>(
                    $"SELECT max(superseded_by) FROM {table.Name} WHERE batch = @batch AND superseded_by > @batch",
                    ("@batch", batch)
                )
                is long later
            )
                return Batches.Find(session, later);
        return null;
    }

    /// <summary>A plan that assigns the batch's boundaries, or places a liaison who was not there before it.</summary>
    private static string? PlanUpon(Session session, long batch) =>
        session.Scalar<string>(
            """
            SELECT name FROM plan WHERE superseded_by IS NULL AND batch <> @batch AND
                (unit_vintage IN (SELECT vintage FROM area WHERE batch = @batch)
                 OR key IN (SELECT placement.plan FROM placement JOIN liaison ON liaison.id = placement.liaison AND liaison.batch = @batch
                    WHERE placement.superseded_by IS NULL AND NOT EXISTS (SELECT 1 FROM liaison earlier WHERE earlier.id = liaison.id AND
                        earlier.superseded_by = @batch))) LIMIT 1
            """,
            ("@batch", batch)
        );
}
