using System.Data.Common;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Importing;

namespace TurfMap.Storage.Sql;

/// <summary>Things that people edit one at a time: read with the version that stands, saved over that version only.</summary>
internal sealed class Edits(Engine engine, Batches batches, Freshness freshness)
{
    /// <summary>The thing with the version that stands; null when there is none.</summary>
    public Task<Versioned<T>?> FindAsync<T>(Table table, string id, Func<DbDataReader, T> shape, CancellationToken cancel) =>
        engine.ReadAsync(session => Find(session, table, id, shape), freshness, cancel);

    /// <summary>Saves a thing as a batch of its own, so that everybody sees who wrote it and it can be taken back.</summary>
    public async Task<Versioned<T>> SaveAsync<T>(
        Table table,
        string what,
        string id,
        string[] columns,
        object?[] row,
        T value,
        Expected expected,
        ChangeRequest by,
        CancellationToken cancel
    )
    {
        var report = new ImportReport();
        var kept = await batches.RunAsync(
            ImportBatch.Edit,
            what,
            by,
            report,
            (session, batch) =>
            {
                expected.Check(what, Find(session, table, id, _ => 0)?.Version, number => Batches.Version(session, number));
                report.Read();
                var before = RowJson.Find(session, table, id, columns);
                report.Take(engine.Save(session, table, columns, [row], batch));
                return new(
                    $"{char.ToUpperInvariant(what[0])}{what[1..]} was written.",
                    new(table.Name, id, before, RowJson.Find(session, table, id, columns))
                );
            },
            cancel
        );
        return new(value, new(kept.Id, kept.Author, kept.FinishedAt));
    }

    private static Versioned<T>? Find<T>(Session session, Table table, string id, Func<DbDataReader, T> shape)
    {
        var columns = string.Join(
            ", ",
            table.Columns.Select(column => column.IsShape ? session.Engine.SelectShape(column.Name) : column.Name)
        );
        var found = session.List(
            $"SELECT {columns} FROM {table.Name} WHERE {table.Key[0]} = @id AND superseded_by IS NULL",
            row => (shape(row), row.Whole("batch")),
            ("@id", id)
        );
        return found.Count == 0 ? null : new(found[0].Item1, Batches.Version(session, found[0].Item2)!);
    }
}
