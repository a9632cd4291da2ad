using TurfMap.Domain.Changes;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Copying;

/// <summary>How far a copy has come.</summary>
public readonly record struct CopyProgress(string Table, long Rows);

/// <summary>Copies every row of a store, with its number, into another one, of either engine: all of it or nothing.</summary>
internal static class StoreCopy
{
    /// <summary>A store's own numbers stay its own.</summary>
    private const string IsCopied = "key NOT IN ('schema', 'version')";

    /// <summary>Copies as of one moment, while others write to the source. The target must be empty, or is emptied.</summary>
    public static Task<long> RunAsync(
        CityStore from,
        CityStore to,
        bool replace,
        IProgress<CopyProgress>? progress,
        CancellationToken cancel
    ) =>
        from.Engine.ReadAsync(
            source =>
                to.Engine.WriteAsync(target => Run(source, target, to.Location, replace, progress, cancel), cancel)
                    .GetAwaiter()
                    .GetResult(),
            Freshness.Newest,
            cancel
        );

    private static long Run(
        Session source,
        Session target,
        string location,
        bool replace,
        IProgress<CopyProgress>? progress,
        CancellationToken cancel
    )
    {
        var version = Math.Max(StampRows.ReadChange(source), StampRows.ReadChange(target));
        if (target.Scalar<long>("SELECT count(*) FROM import_batch") is > 0 and var batches && !replace)
            throw new RefusedException(
                Refusal.Conflict,
                $"{location} holds {batches:N0} imports already. Name an empty store, or replace what it holds with: restore --replace."
            );
        target.Run(target.Engine.Dialect.UnguardAudit);
        foreach (var table in Catalogue.All.Reverse())
            target.Run($"DELETE FROM {table.Name}{(table == Catalogue.Setting ? $" WHERE {IsCopied}" : "")}");
        var rows = 0L;
        foreach (var table in Catalogue.All)
            rows += target.Engine.Copy(target, table, Rows(source, table, progress, rows, cancel));
        target.Run(target.Engine.Dialect.GuardAudit);
        // A change has happened, whatever the copy's own number was: programs that have read the target read it again.
        StampRows.MoveAll(target, version + 1);
        target.Engine.Derive(target, Catalogue.All);
        target.Engine.Seal(target, batch: null);
        return rows;
    }

    private static IEnumerable<object?[]> Rows(
        Session source,
        Table table,
        IProgress<CopyProgress>? progress,
        long before,
        CancellationToken cancel
    )
    {
        var columns = string.Join(
            ", ",
            table.Columns.Select(column => column.IsShape ? source.Engine.SelectShape(column.Name) : column.Name)
        );
        var only = table == Catalogue.Setting ? $"WHERE {IsCopied} AND key NOT LIKE 'seal-%' " : "";
        var count = 0L;
        foreach (
            var row in source.Stream(
                $"SELECT fid, {columns} FROM {table.Name} {only}ORDER BY fid",
                row => RowValues.Of(source.Engine, table, row)
            )
        )
        {
            if (++count % 1000 == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Report(new(table.Name, before + count));
            }
            yield return row;
        }
    }
}
