using Microsoft.Data.Sqlite;
using TurfMap.Formats;

namespace TurfMap.Storage.GeoPackage;

/// <summary>Looks for damage in the embedded store.</summary>
internal static class StoreCheck
{
    public static IReadOnlyList<string> Run(GeoPackageFile file)
    {
        using var connection = file.Read();
        var findings = new List<string>();
        findings.AddRange(connection.List("PRAGMA integrity_check", row => row.GetString(0)).Where(answer => answer != "ok").Select(answer => $"The file is damaged: {answer}."));
        findings.AddRange(connection.List("PRAGMA foreign_key_check", row => row.GetString(0)).Distinct().Select(table => $"Rows of {table} belong to an import that is not there."));
        if (connection.Scalar<long>("SELECT count(*) FROM import_batch WHERE finished_at IS NULL") is > 0 and var unfinished)
            findings.Add($"{unfinished} imports were never finished.");
        foreach (var (table, _, _) in Schema.SpatialTables)
        {
            if (connection.Scalar<long>($"SELECT count(*) FROM {table} WHERE geom IS NOT NULL AND fid NOT IN (SELECT id FROM rtree_{table}_geom)") is > 0 and var missing)
                findings.Add($"{missing} rows of {table} are missing from its spatial index.");
            if (connection.Scalar<long>($"SELECT count(*) FROM rtree_{table}_geom WHERE id NOT IN (SELECT fid FROM {table})") is > 0 and var stray)
                findings.Add($"The spatial index of {table} has {stray} entries without a row.");
        }
        findings.AddRange(Geometries(connection));
        findings.AddRange(Links(connection));
        return findings;
    }

    private static IEnumerable<string> Geometries(SqliteConnection connection) =>
        connection.List("SELECT fid, code, geom FROM area", row => (Fid: row.Whole("fid"), Code: row.Text("code"), Blob: (byte[])row["geom"]))
            .Where(row => !IsSound(row.Blob)).Select(row => $"The polygon of area {row.Code} (row {row.Fid}) is not valid.");

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

    private static IEnumerable<string> Links(SqliteConnection connection)
    {
        if (connection.Scalar<long>("SELECT count(*) FROM plan p WHERE p.superseded_by IS NULL AND NOT EXISTS (SELECT 1 FROM area WHERE area.vintage = p.unit_vintage)") > 0)
            yield return "A plan assigns units of boundaries that are not there.";
        foreach (var table in new[] { "plan", "vintage" })
            if (connection.Scalar<long>($"""
                SELECT count(*) FROM {table} a JOIN {table} b ON a.fid < b.fid {(table == "vintage" ? "AND a.layer = b.layer" : "")}
                WHERE a.superseded_by IS NULL AND b.superseded_by IS NULL AND a.valid_from < coalesce(b.valid_to, '9999') AND b.valid_from < coalesce(a.valid_to, '9999')
                """) is > 0 and var overlaps)
                yield return $"{overlaps} pairs of rows of {table} are in force at the same time.";
    }
}
