namespace TurfMap.Storage.GeoPackage;

/// <summary>The tables of the embedded store, in numbered steps.</summary>
/// <remarks>
/// Every kept row belongs to a batch; a row that a later batch replaced stays, with that batch in <c>superseded_by</c>.
/// So undoing a batch is: its rows go, the rows it superseded stand again. Rows that stand have no <c>superseded_by</c>.
/// </remarks>
internal static class Schema
{
    /// <summary>The newest step.</summary>
    public const int Version = 1;

    /// <summary>Tables of kept rows, all with <c>batch</c> and <c>superseded_by</c>; what must be unique among the rows that stand.</summary>
    public static readonly (string Table, string Key)[] KeptTables =
    [
        ("layer", "key"), ("vintage", "vintage"), ("area", "vintage, code"), ("liaison", "id"), ("plan", "key"), ("turf", "plan, code"),
        ("assignment", "plan, unit"), ("placement", "plan, turf, role, valid_from"), ("address", "id"), ("measure", "area_code, name, year"), ("partner", "id"),
        ("case_record", "id"), ("outreach_event", "id"),
    ];

    /// <summary>Tables with a geometry column, its type, and what a desktop program shows as their title.</summary>
    public static readonly (string Table, string Type, string Title)[] SpatialTables =
    [
        ("area", "MULTIPOLYGON", "Areas of all layers and vintages"), ("address", "POINT", "Addresses"), ("partner", "POINT", "Partners"),
        ("case_record", "POINT", "Cases"), ("outreach_event", "POINT", "Outreach events"),
    ];

    /// <summary>What every GeoPackage has.</summary>
    public const string GeoPackageTables = """
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES
            ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
            ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
            ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
        CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
            last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
            CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
            z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
            CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
            CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
            CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
        """;

    /// <summary>TurfMap's own tables.</summary>
    public const string Tables = """
        CREATE TABLE setting (fid INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
        CREATE TABLE import_batch (fid INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, source TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('Running', 'Done', 'Refused', 'Undone')), started_at TEXT NOT NULL, finished_at TEXT, undone_at TEXT,
            row_count INTEGER NOT NULL DEFAULT 0, taken INTEGER NOT NULL DEFAULT 0, problems INTEGER NOT NULL DEFAULT 0, sentence TEXT NOT NULL DEFAULT '');
        CREATE TABLE row_problem (fid INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES import_batch (fid), line INTEGER, column_name TEXT,
            severity TEXT NOT NULL, sentence TEXT NOT NULL);
        CREATE INDEX row_problem_batch ON row_problem (batch);
        CREATE TABLE layer (fid INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, use TEXT NOT NULL CHECK (use IN ('Answers', 'Units', 'Context')),
            overlapping INTEGER NOT NULL, batch INTEGER NOT NULL REFERENCES import_batch (fid), superseded_by INTEGER REFERENCES import_batch (fid));
        CREATE TABLE vintage (fid INTEGER PRIMARY KEY AUTOINCREMENT, vintage INTEGER NOT NULL, layer TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT,
            source TEXT NOT NULL, areas INTEGER NOT NULL, west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL,
            recorded_at TEXT NOT NULL, superseded_at TEXT, batch INTEGER NOT NULL REFERENCES import_batch (fid), superseded_by INTEGER REFERENCES import_batch (fid));
        CREATE TABLE area (fid INTEGER PRIMARY KEY, geom MULTIPOLYGON NOT NULL, vintage INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, attributes TEXT NOT NULL,
            batch INTEGER NOT NULL REFERENCES import_batch (fid), superseded_by INTEGER REFERENCES import_batch (fid));
        CREATE TABLE liaison (fid INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, languages TEXT NOT NULL, hours_per_week REAL, home_unit TEXT,
            phone TEXT, email TEXT, since TEXT, batch INTEGER NOT NULL REFERENCES import_batch (fid), superseded_by INTEGER REFERENCES import_batch (fid));
        CREATE TABLE plan (fid INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, name TEXT NOT NULL, unit_vintage INTEGER NOT NULL, state TEXT NOT NULL,
            valid_from TEXT NOT NULL, valid_to TEXT, recorded_at TEXT NOT NULL, superseded_at TEXT,
            batch INTEGER NOT NULL REFERENCES import_batch (fid), superseded_by INTEGER REFERENCES import_batch (fid));
        CREATE TABLE turf (fid INTEGER PRIMARY KEY, plan TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
            batch INTEGER NOT NULL REFERENCES import_batch (fid), superseded_by INTEGER REFERENCES import_batch (fid));
        CREATE TABLE assignment (fid INTEGER PRIMARY KEY, plan TEXT NOT NULL, unit TEXT NOT NULL, turf TEXT NOT NULL,
            batch INTEGER NOT NULL REFERENCES import_batch (fid), superseded_by INTEGER REFERENCES import_batch (fid));
        CREATE TABLE placement (fid INTEGER PRIMARY KEY, plan TEXT NOT NULL, turf TEXT NOT NULL, liaison TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('Lead', 'Backup')), valid_from TEXT NOT NULL, valid_to TEXT, recorded_at TEXT NOT NULL, superseded_at TEXT,
            batch INTEGER NOT NULL REFERENCES import_batch (fid), superseded_by INTEGER REFERENCES import_batch (fid));
        CREATE TABLE address (fid INTEGER PRIMARY KEY, geom POINT NOT NULL, id TEXT NOT NULL, number TEXT NOT NULL, street TEXT NOT NULL, unit_number TEXT,
            borough TEXT, postcode TEXT, batch INTEGER NOT NULL REFERENCES import_batch (fid), superseded_by INTEGER REFERENCES import_batch (fid));
        CREATE TABLE measure (fid INTEGER PRIMARY KEY, area_code TEXT NOT NULL, name TEXT NOT NULL, value REAL NOT NULL, margin_of_error REAL, year INTEGER, source TEXT,
            batch INTEGER NOT NULL REFERENCES import_batch (fid), superseded_by INTEGER REFERENCES import_batch (fid));
        CREATE TABLE partner (fid INTEGER PRIMARY KEY, geom POINT, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, services TEXT NOT NULL,
            languages TEXT NOT NULL, address TEXT, phone TEXT, hours TEXT, service_area TEXT, verified_on TEXT, accessible TEXT,
            batch INTEGER NOT NULL REFERENCES import_batch (fid), superseded_by INTEGER REFERENCES import_batch (fid));
        CREATE TABLE case_record (fid INTEGER PRIMARY KEY, geom POINT, id TEXT NOT NULL, kind TEXT NOT NULL, language TEXT, status TEXT NOT NULL,
            opened TEXT, due TEXT, closed TEXT, address TEXT, reporter_key TEXT,
            batch INTEGER NOT NULL REFERENCES import_batch (fid), superseded_by INTEGER REFERENCES import_batch (fid));
        CREATE TABLE outreach_event (fid INTEGER PRIMARY KEY, geom POINT, id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, starts TEXT, ends TEXT,
            place TEXT, languages TEXT NOT NULL, attendance INTEGER, status TEXT,
            batch INTEGER NOT NULL REFERENCES import_batch (fid), superseded_by INTEGER REFERENCES import_batch (fid));
        """;
}
