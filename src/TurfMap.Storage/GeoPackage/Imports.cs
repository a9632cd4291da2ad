using Microsoft.Data.Sqlite;
using TurfMap.Domain;
using TurfMap.Domain.Importing;

namespace TurfMap.Storage.GeoPackage;

/// <summary>Import batches in the embedded store: run in one transaction, listed, undone.</summary>
internal sealed class Imports(GeoPackageFile file, TimeProvider clock) : IImportStore
{
    public async Task<ImportBatch> RunAsync(string kind, string source, ImportReport report, Func<IBatchWriter, string> work, CancellationToken cancel)
    {
        var started = clock.GetUtcNow();
        try
        {
            return await file.WriteAsync((connection, transaction) =>
            {
                var batch = Begin(connection, transaction, kind, source, started);
                var sentence = work(new BatchWriter(connection, transaction, batch, clock));
                Finish(connection, transaction, batch, BatchState.Done, report, sentence);
                NextVersion(connection, transaction);
                return Get(connection, batch, transaction);
            }, cancel);
        }
        catch (RefusedException refused) when (refused.Refusal != Refusal.StoreUnusable)
        {
            await KeepRefusedAsync(kind, source, started, report, refused.Message);
            throw;
        }
        catch (Formats.UnreadableException unreadable)
        {
            await KeepRefusedAsync(kind, source, started, report, unreadable.Message);
            throw;
        }
    }

    public Task<IReadOnlyList<ImportBatch>> ListBatchesAsync(CancellationToken cancel) => Task.Run<IReadOnlyList<ImportBatch>>(() =>
    {
        using var connection = file.Read();
        return connection.List("SELECT * FROM import_batch WHERE finished_at IS NOT NULL ORDER BY fid DESC", Shape);
    }, cancel);

    public Task<IReadOnlyList<RowProblem>> ListProblemsAsync(long batch, CancellationToken cancel) => Task.Run<IReadOnlyList<RowProblem>>(() =>
    {
        using var connection = file.Read();
        return connection.List("SELECT * FROM row_problem WHERE batch = @batch ORDER BY fid", row => new RowProblem(
            row["line"] as long?, row.TextOrNull("column_name"), Enum.Parse<ProblemSeverity>(row.Text("severity")), row.Text("sentence")), null, ("@batch", batch));
    }, cancel);

    public Task<ImportBatch> UndoAsync(long batch, CancellationToken cancel) => file.WriteAsync((connection, transaction) =>
    {
        var found = connection.List("SELECT * FROM import_batch WHERE fid = @batch AND finished_at IS NOT NULL", Shape, transaction, ("@batch", batch)).FirstOrDefault()
            ?? throw new RefusedException(Refusal.NotFound, $"There is no import {batch}. See the list with: batches list.");
        if (found.State != BatchState.Done)
            throw new RefusedException(Refusal.Conflict, $"Import {batch} was {(found.State == BatchState.Undone ? "undone already" : "refused, so there is nothing to undo")}.");
        foreach (var (table, _) in Schema.KeptTables)
            if (connection.Scalar<object>($"SELECT max(superseded_by) FROM {table} WHERE batch = @batch AND superseded_by > @batch", transaction, ("@batch", batch)) is long later)
                throw new RefusedException(Refusal.Conflict, $"Import {later} replaced something of import {batch}. Undo import {later} first.");
        RefuseWhenBuiltUpon(connection, transaction, batch);
        foreach (var (table, _) in Schema.KeptTables)
        {
            connection.Run($"DELETE FROM {table} WHERE batch = @batch", transaction, ("@batch", batch));
            connection.Run($"UPDATE {table} SET superseded_by = NULL WHERE superseded_by = @batch", transaction, ("@batch", batch));
        }
        connection.Run("UPDATE import_batch SET state = 'Undone', undone_at = @now WHERE fid = @batch", transaction, ("@now", clock.GetUtcNow().Text()), ("@batch", batch));
        Extents.Refresh(connection, transaction);
        NextVersion(connection, transaction);
        return Get(connection, batch, transaction);
    }, cancel);

    /// <summary>Moves the version on, so that every process that has read the store sees the change.</summary>
    public static long NextVersion(SqliteConnection connection, SqliteTransaction transaction)
    {
        connection.Run("UPDATE setting SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE key = 'version'", transaction);
        return 0;
    }

    /// <summary>Boundaries that a standing plan assigns, and liaisons whom it places, cannot go before the plan.</summary>
    private static void RefuseWhenBuiltUpon(SqliteConnection connection, SqliteTransaction transaction, long batch)
    {
        var plan = connection.Scalar<string>("""
            SELECT name FROM plan WHERE superseded_by IS NULL AND batch <> @batch AND
                (unit_vintage IN (SELECT vintage FROM area WHERE batch = @batch)
                 OR key IN (SELECT placement.plan FROM placement JOIN liaison ON liaison.id = placement.liaison AND liaison.batch = @batch
                    WHERE placement.superseded_by IS NULL AND NOT EXISTS (SELECT 1 FROM liaison earlier WHERE earlier.id = liaison.id AND earlier.superseded_by = @batch))) LIMIT 1
            """, transaction, ("@batch", batch));
        if (plan is not null)
            throw new RefusedException(Refusal.Conflict, $"{plan} stands on import {batch}. Undo the plan's import first.");
    }

    private async Task KeepRefusedAsync(string kind, string source, DateTimeOffset started, ImportReport report, string sentence) =>
        await file.WriteAsync((connection, transaction) =>
        {
            var batch = Begin(connection, transaction, kind, source, started);
            Finish(connection, transaction, batch, BatchState.Refused, report, sentence);
            return 0;
        }, CancellationToken.None);

    private static long Begin(SqliteConnection connection, SqliteTransaction transaction, string kind, string source, DateTimeOffset started) =>
        connection.Scalar<long>("INSERT INTO import_batch (kind, source, state, started_at) VALUES (@kind, @source, 'Running', @started) RETURNING fid", transaction,
            ("@kind", kind), ("@source", source), ("@started", started.Text()));

    private void Finish(SqliteConnection connection, SqliteTransaction transaction, long batch, BatchState state, ImportReport report, string sentence)
    {
        connection.Run("""
            UPDATE import_batch SET state = @state, finished_at = @now, row_count = @rows, taken = @taken, problems = @problems, sentence = @sentence WHERE fid = @batch
            """, transaction, ("@state", state.ToString()), ("@now", clock.GetUtcNow().Text()), ("@rows", report.Rows),
            ("@taken", state == BatchState.Done ? report.Taken : 0), ("@problems", report.ProblemCount), ("@sentence", sentence), ("@batch", batch));
        foreach (var problem in report.Problems)
            connection.Run("INSERT INTO row_problem (batch, line, column_name, severity, sentence) VALUES (@batch, @line, @column, @severity, @sentence)", transaction,
                ("@batch", batch), ("@line", problem.Line), ("@column", problem.Column), ("@severity", problem.Severity.ToString()), ("@sentence", problem.Sentence));
        Extents.Refresh(connection, transaction);
    }

    private static ImportBatch Get(SqliteConnection connection, long batch, SqliteTransaction transaction) =>
        connection.List("SELECT * FROM import_batch WHERE fid = @batch", Shape, transaction, ("@batch", batch))[0];

    private static ImportBatch Shape(SqliteDataReader row) => new(
        row.Whole("fid"), row.Text("kind"), row.Text("source"), Enum.Parse<BatchState>(row.Text("state")), row.Moment("started_at"), row.Moment("finished_at"),
        row.Whole("row_count"), row.Whole("taken"), row.Whole("problems"), row.Text("sentence"));
}
