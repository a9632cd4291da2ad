using TurfMap.Formats;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.GeoPackage;

/// <summary>Looks for damage that only the embedded store can have: pages, links, spatial index, shapes.</summary>
internal static class FileCheck
{
    public static IEnumerable<string> Run(Session session, CancellationToken cancel)
    {
        foreach (var answer in session.List("PRAGMA integrity_check", row => row.GetString(0)).Where(answer => answer != "ok"))
            yield return $"The file is damaged: {answer}.";
        foreach (var table in session.List("PRAGMA foreign_key_check", row => row.GetString(0)).Distinct())
            yield return $"Rows of {table} belong to an import that is not there.";
        if (
            session.Scalar<long>(
                "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit' AND name LIKE 'audit_stays_%'"
            ) != 3
        )
            yield return "The guard of the audit was taken away: its entries can be changed and taken out.";
        foreach (var table in Catalogue.Spatial)
        {
            cancel.ThrowIfCancellationRequested();
            if (session.Scalar<string>("SELECT rtreecheck(@name)", ("@name", $"rtree_{table.Name}_geom")) is { } answer && answer != "ok")
                yield return $"The spatial index of {table.Name} is damaged: {answer.ReplaceLineEndings("; ")}.";
            if (
                session.Scalar<long>(
                    $"SELECT count(*) FROM {table.Name} WHERE geom IS NOT NULL AND fid NOT IN (SELECT id FROM rtree_{table.Name}_geom)"
                )
                is > 0
                    and var missing
            )
                yield return $"{missing} rows of {table.Name} are missing from its spatial index.";
            if (
                session.Scalar<long>($"SELECT count(*) FROM rtree_{table.Name}_geom WHERE id NOT IN (SELECT fid FROM {table.Name})")
                is > 0
                    and var stray
            )
                yield return $"The spatial index of {table.Name} has {stray} entries without a row.";
            foreach (
                var fid in session
                    .Stream(
                        $"SELECT fid, geom FROM {table.Name} WHERE geom IS NOT NULL",
                        row => IsSound(row.GetFieldValue<byte[]>(1)) ? 0 : row.GetInt64(0)
                    )
                    .Where(fid => fid != 0)
            )
                yield return $"The shape of row {fid} of {table.Name} is not valid.";
        }
    }

    private static bool IsSound(byte[] blob)
    {
        try
        {
            return GeoPackageGeometry.Read(blob).IsValid;
        }
        catch (UnreadableException)
        {
            return false;
        }
    }
}
