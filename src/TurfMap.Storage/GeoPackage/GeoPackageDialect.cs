using TurfMap.Storage.Sql;

namespace TurfMap.Storage.GeoPackage;

/// <summary>The schema in SQLite's words, with what a GeoPackage wants beside.</summary>
internal sealed class GeoPackageDialect : ISchemaDialect
{
    public const int ApplicationId = 0x47504B47;

    public static readonly GeoPackageDialect All = new();

    /// <summary>What every GeoPackage has.</summary>
    public const string EveryGeoPackage = """
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES
            ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
            ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
            ('WGS 84 geodetic', 4326, 'EPSG', 4326,
                'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
                || 'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
                || 'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
                || 'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
                'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
        CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description
            TEXT DEFAULT '',
            last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y
                DOUBLE, srs_id INTEGER,
            CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id
            INTEGER NOT NULL,
            z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT
                uk_gc_table_name UNIQUE (table_name),
            CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
            CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope
            TEXT NOT NULL,
            CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
        """;

    private const string Stays = "Entries of the audit stay as they were written: they are neither changed nor taken out.";

    private static readonly string[] Guarded = ["update", "delete", "insert"];

    private static readonly string[] Changes = ["INSERT", "UPDATE"];

    public string Now => "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

    public string OneAtATime =>
        string.Concat(
            Catalogue.Timelines.Select(line =>
                string.Concat(
                    Changes.Select(change =>
                        $"""
                            CREATE TRIGGER {line.Table.Name}_one_at_a_time_{change.ToLowerInvariant()} BEFORE {change} ON
                                {line.Table.Name} WHEN new.superseded_by IS NULL
                            BEGIN SELECT RAISE(ABORT, 'two periods overlap') WHERE EXISTS (SELECT 1 FROM {line.Table.Name} other WHERE
                                other.superseded_by IS NULL AND other.fid IS NOT new.fid
                                {string.Concat(line.Line.Select(column => $"AND other.{column} = new.{column} "))}
                                AND other.valid_from < coalesce(new.valid_to, '9999-12-31') AND new.valid_from < coalesce(other.valid_to,
                                    '9999-12-31')); END;

                            """
                    )
                )
            )
        );

    /// <remarks>An insert that takes the place of a row fires no trigger of a deletion, so it has one of its own.</remarks>
    public string GuardAudit =>
        $"""
            CREATE TRIGGER audit_stays_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, '{Stays}'); END;
            CREATE TRIGGER audit_stays_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, '{Stays}'); END;
            CREATE TRIGGER audit_stays_insert BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE number = new.number OR fid =
                new.fid)
            BEGIN SELECT RAISE(ABORT, '{Stays}'); END;
            """;

    public string UnguardAudit => string.Concat(Guarded.Select(change => $"DROP TRIGGER IF EXISTS audit_stays_{change};"));

    public string CreateTable(Table table, Column[] columns) =>
        $"CREATE TABLE {table.Name} (fid INTEGER PRIMARY KEY{(table == Catalogue.Batch ? " AUTOINCREMENT" : "")}, "
        + $"{string.Join(", ", columns.Select(Describe))});";

    public string Describe(Column column) =>
        $"{column.Name} {Type(column.Kind)}{(column.Nullable ? "" : " NOT NULL")}{(column.Default is { } value ? $" DEFAULT {value}" : "")}"
        + (column.OneOf is { } texts ? $" CHECK ({column.Name} IN ({string.Join(", ", texts.Select(text => $"'{text}'"))}))" : "")
        + (column.Links is { } other ? $" REFERENCES {other} (fid)" : "");

    public string AfterCreate(Table table) =>
        table.Shape is not { } shape
            ? ""
            : $"""
                INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('{table.Name}', 'features', '{table.Title}',
                    4326);
                INSERT INTO gpkg_geometry_columns VALUES ('{table.Name}', '{shape.Name}', '{Type(shape.Kind)}', 4326, 0, 0);
                {RTree.Create(table.Name)}
                """;

    private static string Type(Kind kind) =>
        kind switch
        {
            Kind.Whole or Kind.Flag => "INTEGER",
            Kind.Real => "REAL",
            Kind.Point => "POINT",
            Kind.MultiPolygon => "MULTIPOLYGON",
            Kind.MultiLine => "MULTILINESTRING",
            _ => "TEXT",
        };
}
