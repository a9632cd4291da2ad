using System.Collections;
using TurfMap.Storage.Sql;
using SavedRows = TurfMap.Domain.Importing.SavedRows;

namespace TurfMap.Storage.GeoPackage;

/// <summary>Finds the row that stands under the key of another one, and whether it holds the same.</summary>
internal sealed class StandingRows : IDisposable
{
    private readonly Prepared look;
    private readonly int[] compared;

    /// <param name="session">The session.</param>
    /// <param name="table">A kept table.</param>
    /// <param name="columns">The columns of the rows that will be asked about.</param>
    /// <param name="compares">Whether rows are compared; else none is the same.</param>
    public StandingRows(Session session, Table table, string[] columns, bool compares)
    {
        var keys = Array.ConvertAll(table.Key, column => Array.IndexOf(columns, column));
        int[] rest = compares ? [.. Enumerable.Range(0, columns.Length).Except(keys)] : [];
        compared = [.. rest, .. keys];
        var same = compares ? string.Join(" AND ", rest.Select(i => $"{columns[i]} IS ?").DefaultIfEmpty("1")) : "0";
        look = new(
            session,
            $"SELECT fid, {same} FROM {table.Name} WHERE superseded_by IS NULL AND "
                + $"{string.Join(" AND ", table.Key.Select(column => Same(table[column])))}"
        );
    }

    /// <summary>The number of the row that stands; there must be one.</summary>
    public (long Fid, bool IsSame) Find(object?[] row)
    {
        for (var i = 0; i < compared.Length; i++)
            look.Bind(i + 1, row[compared[i]]);
        var found = look.Next()
            ? (look.Whole(0), look.Whole(1) == 1)
            : throw new InvalidOperationException("A row could not be saved, and none stands in its place.");
        look.Reset();
        return found;
    }

    public void Dispose() => look.Dispose();

    private static string Same(Column column) => column.Nullable ? $"coalesce({column.Name}, -1) = coalesce(?, -1)" : $"{column.Name} = ?";
}

/// <summary>Counts rows as they are saved one by one. A row counts by the last one of its key.</summary>
/// <param name="before">The newest row's number before the first.</param>
internal sealed class MergeCounts(long before)
{
    /// <summary>The rows from before that the file said again; a bit each.</summary>
    private BitArray? said;
    private long news,
        changed,
        same,
        repeated;

    public SavedRows Saved => new(news, changed, same, repeated);

    /// <summary>A row came whose key did not stand.</summary>
    public void Came() => news++;

    /// <summary>A row came whose key stood.</summary>
    public void Met(long fid, bool isSame)
    {
        if (fid > before)
            repeated++;
        else if (said?[(int)fid] == true)
        {
            repeated++;
            if (!isSame)
                (same, changed) = (same - 1, changed + 1);
        }
        else if (isSame)
        {
            (said ??= new((int)before + 1))[(int)fid] = true;
            same++;
        }
        else
            changed++;
    }
}
