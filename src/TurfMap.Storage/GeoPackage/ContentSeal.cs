using System.Globalization;
using System.Security.Cryptography;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.GeoPackage;

/// <summary>
/// A hash over everything that a batch wrote, kept with it. SQLite's pages carry no checksums: a byte that turned on the disk within a name
/// or a shape is a sound page with a wrong answer.
/// </summary>
/// <remarks>
/// What gives way to later batches is not in it; the unique index over the rows that stand holds that. Imports from before there were seals
/// have none, and an edit has none: the audit tells what it wrote.
/// </remarks>
internal static class ContentSeal
{
    private const string Prefix = "seal-";
    private static readonly string[] Later = ["superseded_by", "superseded_at"];

    /// <summary>The tables whose rows are in a seal.</summary>
    public static readonly Table[] Sealed = [Catalogue.Batch, Catalogue.Problem, .. Catalogue.Kept];

    /// <summary>Seals a batch as it stands now, in the transaction that wrote it.</summary>
    public static void Write(Session session, long batch)
    {
        session.Run("DELETE FROM setting WHERE key = @key", ("@key", Prefix + batch));
        session.Run("INSERT INTO setting (key, value) VALUES (@key, @seal)", ("@key", Prefix + batch), ("@seal", Of(session, batch)));
    }

    /// <summary>Seals every import anew.</summary>
    public static void WriteAll(Session session)
    {
        foreach (var batch in session.List("SELECT fid FROM import_batch WHERE kind <> 'edit' ORDER BY fid", row => row.GetInt64(0)))
            Write(session, batch);
    }

    /// <summary>Compares every batch with its seal.</summary>
    public static IEnumerable<string> Check(Session session, CancellationToken cancel)
    {
        var seals = session.List(
            $"SELECT substr(key, {Prefix.Length + 1}) AS batch, value FROM setting WHERE key LIKE '{Prefix}%'",
            row => (Batch: row.Text("batch"), Seal: row.Text("value"))
        );
        foreach (var (text, seal) in seals)
        {
            cancel.ThrowIfCancellationRequested();
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var batch) || Of(session, batch) != seal)
                yield return $"What import {text} wrote is not as it was written: the disk, or another program, has changed it.";
        }
    }

    private static string Of(Session session, long batch)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new MemoryStream();
        foreach (var table in Sealed)
            Add(session, hash, buffer, table, table == Catalogue.Batch ? "fid" : "batch", batch);
        hash.AppendData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Values as SQLite holds them, without making objects of a million rows.</summary>
    private static void Add(Session session, IncrementalHash hash, MemoryStream buffer, Table table, string column, long batch)
    {
        var columns = table.Columns.Select(one => one.Name).Except(Later).ToArray();
        using var rows = new Prepared(
            session,
            $"SELECT fid, {string.Join(", ", columns)} FROM {table.Name} WHERE {column} = ? ORDER BY fid"
        );
        rows.Bind(1, batch);
        var count = 0L;
        for (; rows.Next(); count++)
        {
            for (var i = 0; i <= columns.Length; i++)
                rows.AppendValue(i, buffer);
            if (buffer.Length < 1 << 16)
                continue;
            hash.AppendData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
            buffer.SetLength(0);
        }
        buffer.Write(BitConverter.GetBytes(count));
    }
}
