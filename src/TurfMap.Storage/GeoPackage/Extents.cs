using Microsoft.Data.Sqlite;

namespace TurfMap.Storage.GeoPackage;

/// <summary>The box and the last change of each feature table, as desktop programs read them.</summary>
internal static class Extents
{
    /// <summary>Writes them anew from the spatial indexes.</summary>
    public static void Refresh(SqliteConnection connection, SqliteTransaction transaction)
    {
        foreach (var (table, _, _) in Schema.SpatialTables)
            connection.Run($"""
                UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) = (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_{table}_geom),
                    last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = '{table}'
                """, transaction);
    }
}
