using System.Data.Common;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Importing;

namespace TurfMap.Storage.Sql;

/// <summary>Every change of kept rows is a batch: by whom, when, of what; made once for each key; all of it or nothing.</summary>
/// <remarks>An edit is a batch too, so that its row has a version, but it is no import: it is not listed and has no seal.</remarks>
internal sealed class Batches(Engine engine, TimeProvider clock)
{
    private long seen;

    /// <summary>The change number after the latest change that this program made or found made.</summary>
    public long Seen => Interlocked.Read(ref seen);

    /// <summary>Runs the work as a batch. With a key that a batch was kept under already, that batch is the answer.</summary>
    public async Task<ImportBatch> RunAsync(
        string kind,
        string source,
        ChangeRequest by,
        ImportReport report,
        Func<Session, long, BatchResult> work,
        CancellationToken cancel
    )
    {
        // Without a key of the asker's, one of our own still tells whether a change was kept whose answer was lost.
        var request = by.Key is null ? by with { Key = $"own-{Guid.NewGuid():N}" } : by;
        try
        {
            return await SeenAsync(session => Run(session, kind, source, request, report, work), cancel);
        }
        catch (CommitUnknownException unknown)
        {
            return await FindAfterCutAsync(
                request.KeptKey!,
                unknown,
                by.Key is null
                    ? "Look at what stands before you send it again."
                    : "Send it again with the same Idempotency-Key: it is never made twice."
            );
        }
    }

    /// <summary>Keeps a refused import with its problems, so that it can be looked at.</summary>
    public Task KeepRefusedAsync(
        string kind,
        string source,
        ChangeRequest by,
        DateTimeOffset started,
        ImportReport report,
        string sentence
    ) =>
        WriteAsync(
            session =>
            {
                var batch = Begin(session, kind, source, by with { Key = null }, started);
                Finish(session, batch, BatchState.Refused, report, sentence);
                engine.Seal(session, batch);
                if (HasEndedDemo(session, batch, by))
                    StampRows.Move(session, CityPart.Access);
                AuditTrail.Append(
                    session,
                    [Entry(by, kind + " refused", Subject(batch, source), null, RowJson.Counts(report.Rows, 0, report.ProblemCount))]
                );
                return batch;
            },
            CancellationToken.None
        );

    /// <summary>A change that is no batch of its own, and may be asked for again when it is not known whether it was kept.</summary>
    public async Task<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancel)
    {
        try
        {
            return await SeenAsync(work, cancel);
        }
        catch (CommitUnknownException unknown)
        {
            throw new RefusedException(Refusal.StoreUnavailable, $"{unknown.Message} Look at what stands before you send it again.");
        }
    }

    public DateTimeOffset Now() => Now(clock);

    /// <summary>The moment, to the millisecond that both engines keep.</summary>
    public static DateTimeOffset Now(TimeProvider clock) => ToMillisecond(clock.GetUtcNow());

    public static DateTimeOffset ToMillisecond(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMillisecond));

    /// <summary>An entry for the audit: by the account that asks, or by name alone.</summary>
    public AuditEntry Entry(ChangeRequest by, string action, string subject, string? before, string? after) =>
        by.Caller is { } caller
            ? AuditEntry.Of(caller, Now(), action, subject, before, after)
            : new(Now(), "", by.Author, "", "", action, subject, before, after);

    /// <summary>An import as the audit names it.</summary>
    public static string Subject(long batch, string source) => $"import {batch} {source}";

    /// <summary>A batch as a version of what it wrote; null when there is none.</summary>
    public static Domain.Changes.Version? Version(Session session, long batch) =>
        session
            .List(
                "SELECT fid, author, finished_at FROM import_batch WHERE fid = @batch AND finished_at IS NOT NULL",
                row => new Domain.Changes.Version(row.Whole("fid"), row.Text("author"), row.Moment("finished_at")),
                ("@batch", batch)
            )
            .FirstOrDefault();

    public static ImportBatch? Find(Session session, long batch) =>
        session
            .List("SELECT * FROM import_batch WHERE fid = @batch AND finished_at IS NOT NULL", Shape, ("@batch", batch))
            .FirstOrDefault();

    public static ImportBatch Shape(DbDataReader row) =>
        new(
            row.Whole("fid"),
            row.Text("kind"),
            row.Text("source"),
            Enum.Parse<BatchState>(row.Text("state")),
            row.Moment("started_at"),
            row.Moment("finished_at"),
            row.Whole("row_count"),
            row.Whole("taken"),
            row.Whole("problems"),
            row.Text("sentence"),
            row.Text("author")
        );

    private ImportBatch Run(
        Session session,
        string kind,
        string source,
        ChangeRequest by,
        ImportReport report,
        Func<Session, long, BatchResult> work
    )
    {
        if (FindByKey(session, by.KeptKey!) is var (kept, hash))
            return Again(kept, isSame: kept.Kind == kind && kept.Source == source && hash == by.Hash);
        var batch = Begin(session, kind, source, by, Now());
        var told = work(session, batch);
        Finish(session, batch, BatchState.Done, report, told.Sentence);
        var touched = StampRows.Touched(session, batch);
        engine.Derive(session, touched);
        if (told.Edit is null)
            engine.Seal(session, batch);
        AuditTrail.Append(
            session,
            [
                told.Edit is { } edit
                    ? Entry(by, edit.Table, edit.Id, edit.Before, edit.After)
                    : Entry(by, kind, Subject(batch, source), null, RowJson.Counts(report.Rows, report.Taken, report.ProblemCount)),
            ]
        );
        StampRows.Move(
            session,
            StampRows.PartsOf(touched, isEdit: told.Edit is not null).Concat(HasEndedDemo(session, batch, by) ? [CityPart.Access] : [])
        );
        return Find(session, batch)!;
    }

    /// <summary>Whether a change is the first one that is not the sample's: nobody walks in with one click beside real rows.</summary>
    private bool HasEndedDemo(Session session, long batch, ChangeRequest by) =>
        !by.KeepsSample && DemoAccounts.Close(session, Now(), $"change {batch} is not of the sample");

    /// <summary>The answer to a key that comes again: the change that was made, as long as it is the same one and stands.</summary>
    private static ImportBatch Again(ImportBatch kept, bool isSame)
    {
        var made = $"for {kept.Kind} {kept.Source} on {kept.FinishedAt.UtcDateTime:yyyy-MM-dd} (change {kept.Id})";
        if (!isSame)
            throw new RefusedException(
                Refusal.Conflict,
                $"You used this Idempotency-Key already, {made}, and sent something else with it. Nothing was changed. Send a new key with "
                    + "a new change."
            );
        if (kept.State == BatchState.Undone)
            throw new RefusedException(
                Refusal.Conflict,
                $"You used this Idempotency-Key already, {made}, and that change was undone since. Nothing was changed. To make it again, "
                    + "send it with a new key."
            );
        return kept;
    }

    /// <summary>Asked as a writer, so that it waits for an end of the transaction that is still on its way.</summary>
    private async Task<ImportBatch> FindAfterCutAsync(string key, CommitUnknownException unknown, string next)
    {
        ImportBatch? kept;
        try
        {
            kept = await SeenAsync(session => FindByKey(session, key)?.Batch, CancellationToken.None);
        }
        catch (Exception wrong)
            when (wrong is CommitUnknownException or RefusedException { Refusal: Refusal.StoreUnavailable or Refusal.StoreUnusable })
        {
            throw new RefusedException(Refusal.StoreUnavailable, $"{unknown.Message} {next}");
        }
        return kept
            ?? throw new RefusedException(
                Refusal.StoreUnavailable,
                "The connection to the store was cut before the change was kept. Nothing was changed; send it again, with "
                    + "the same Idempotency-Key if it had one."
            );
    }

    /// <summary>
    /// A write that remembers how far the store had come with it, so that nobody has to ask a server that may be gone by then.
    /// </summary>
    private async Task<T> SeenAsync<T>(Func<Session, T> work, CancellationToken cancel)
    {
        var (result, version) = await engine.WriteAsync(session => (work(session), StampRows.ReadChange(session)), cancel);
        for (var before = Seen; before < version; before = Seen)
            Interlocked.CompareExchange(ref seen, version, before);
        return result;
    }

    private static (ImportBatch Batch, string? Hash)? FindByKey(Session session, string key) =>
        session.List(
            "SELECT * FROM import_batch WHERE request_key = @key",
            row => (Shape(row), row.TextOrNull("request_hash")),
            ("@key", key)
        )
            is [var found]
            ? found
            : null;

    private static long Begin(Session session, string kind, string source, ChangeRequest by, DateTimeOffset started) =>
        session.Scalar<long>(
            """
            INSERT INTO import_batch (kind, source, state, started_at, author, request_key, request_hash, sample) VALUES (@kind, @source,
                'Running', @started, @author, @key, @hash, @sample) RETURNING fid
            """,
            ("@kind", kind),
            ("@source", source),
            ("@started", started),
            ("@author", by.Author),
            ("@key", by.KeptKey),
            ("@hash", by.Hash),
            ("@sample", by.KeepsSample)
        );

    private void Finish(Session session, long batch, BatchState state, ImportReport report, string sentence)
    {
        session.Run(
            """
            UPDATE import_batch SET state = @state, finished_at = @now, row_count = @rows, taken = @taken, problems = @problems, sentence
                = @sentence WHERE fid = @batch
            """,
            ("@state", state.ToString()),
            ("@now", Now()),
            ("@rows", report.Rows),
            ("@taken", state == BatchState.Done ? report.Taken : 0L),
            ("@problems", report.ProblemCount),
            ("@sentence", sentence),
            ("@batch", batch)
        );
        foreach (var problem in report.Problems)
            session.Run(
                "INSERT INTO row_problem (batch, line, column_name, severity, sentence) VALUES (@batch, @line, @column, "
                    + "@severity, @sentence)",
                ("@batch", batch),
                ("@line", problem.Line),
                ("@column", problem.Column),
                ("@severity", problem.Severity.ToString()),
                ("@sentence", problem.Sentence)
            );
    }
}

/// <summary>What a batch did: in a sentence, and the row when it was one that somebody edited.</summary>
internal sealed record BatchResult(string Sentence, EditedRow? Edit = null);

/// <summary>A row as it stood before and after an edit, as JSON.</summary>
internal sealed record EditedRow(string Table, string Id, string? Before, string? After);
