using TurfMap.Storage.Sql;

namespace TurfMap.Storage.GeoPackage;

/// <summary>The box and the last change of each feature table, as desktop programs read them.</summary>
internal static class Extents
{
    /// <summary>
    /// Writes them anew from the spatial indexes, of the tables that changed: to look through the index of a million cases takes longer
    /// than a partner's new phone number.
    /// </summary>
    public static void Refresh(Session session, IEnumerable<Table> touched)
    {
        foreach (var table in touched.Where(table => table.Shape is not null))
            session.Run(
                $"""
                UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) = (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM
                    rtree_{table.Name}_geom),
                    last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = '{table.Name}'
                """
            );
    }
}
