using System.Globalization;

namespace TurfMap.Storage.GeoPackage;

/// <summary>The spatial index of a feature table as GeoPackage 1.3 wants it: an R-tree kept true by triggers.</summary>
/// <remarks>The triggers call ST_MinX and its kin, which every writing connection must register (<see cref="SpatialFunctions"/>).</remarks>
internal static class RTree
{
    private const string Definition = "http://www.geopackage.org/spec120/#extension_rtree";

    /// <summary>The index, its entry among the extensions, and its triggers.</summary>
    public static string Create(string table) =>
        $"""
            CREATE VIRTUAL TABLE rtree_{table}_geom USING rtree(id, minx, maxx, miny, maxy);
            INSERT INTO gpkg_extensions VALUES ('{table}', 'geom', 'gpkg_rtree_index', '{Definition}', 'write-only');
            {CreateInsertTrigger(table)}
            {OtherTriggers(table)}
            """;

    /// <summary>Taken away while rows are loaded in bulk; the loader fills the index itself.</summary>
    public static string DropInsertTrigger(string table) => $"DROP TRIGGER rtree_{table}_geom_insert;";

    /// <summary>Put back after a bulk load.</summary>
    public static string CreateInsertTrigger(string table) =>
        $"""
            CREATE TRIGGER rtree_{table}_geom_insert AFTER INSERT ON {table} WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
            BEGIN INSERT OR REPLACE INTO rtree_{table}_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom),
                ST_MaxY(NEW.geom)); END;
            """;

    private static string OtherTriggers(string table) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            CREATE TRIGGER rtree_{table}_geom_update1 AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT
                ST_IsEmpty(NEW.geom))
            BEGIN INSERT OR REPLACE INTO rtree_{table}_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom),
                ST_MaxY(NEW.geom)); END;
            CREATE TRIGGER rtree_{table}_geom_update2 AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR
                ST_IsEmpty(NEW.geom))
            BEGIN DELETE FROM rtree_{table}_geom WHERE id = OLD.fid; END;
            CREATE TRIGGER rtree_{table}_geom_update3 AFTER UPDATE ON {table} WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT
                ST_IsEmpty(NEW.geom))
            BEGIN DELETE FROM rtree_{table}_geom WHERE id = OLD.fid;
            INSERT OR REPLACE INTO rtree_{table}_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom),
                ST_MaxY(NEW.geom)); END;
            CREATE TRIGGER rtree_{table}_geom_update4 AFTER UPDATE ON {table} WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR
                ST_IsEmpty(NEW.geom))
            BEGIN DELETE FROM rtree_{table}_geom WHERE id IN (OLD.fid, NEW.fid); END;
            CREATE TRIGGER rtree_{table}_geom_delete AFTER DELETE ON {table} WHEN old.geom NOT NULL
            BEGIN DELETE FROM rtree_{table}_geom WHERE id = OLD.fid; END;
            """
        );
}
