using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace TurfMap.Tests.Files;

/// <summary>A small file, made to hurt the program that reads it.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Bytes">The file.</param>
internal sealed record HostileFile(string Name, byte[] Bytes)
{
    /// <summary>One of each kind that has hurt.</summary>
    /// <param name="folder">Where databases are made; they are gone afterwards.</param>
    public static IReadOnlyList<HostileFile> All(string folder) =>
        [
            DeepText(),
            new("crossing.geojson.gz", SampleFile.Gzip(Encoding.UTF8.GetBytes(CrossingRectangles(600)))),
            EndlessArcs(),
            Bomb(),
            GeoPackage(
                folder,
                "endless-view.gpkg",
                """
                DROP TABLE gpkg_geometry_columns;
                CREATE VIEW gpkg_geometry_columns AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
                    SELECT 'wards' AS table_name, 'geom' AS column_name, 'POLYGON' AS geometry_type_name, 4326 AS srs_id, 0 AS z, 0 AS m
                    FROM n WHERE i < 0;
                """
            ),
            GeoPackage(
                folder,
                "generated-column.gpkg",
                """
                DROP TABLE wards;
                CREATE TABLE wards (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT, big BLOB AS (zeroblob(900000000)));
                INSERT INTO wards (fid, code) VALUES (1, 'A'), (2, 'B'), (3, 'C');
                """
            ),
            GeoPackage(
                folder,
                "search-table.gpkg",
                """
                DROP TABLE wards;
                CREATE VIEW slow AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
                    SELECT i AS fid, i AS code, NULL AS geom FROM n;
                CREATE/**/VIRTUAL TABLE wards USING fts5(fid, geom, code, content='slow', content_rowid='fid');
                """
            ),
        ];

    /// <summary>300 MB of spaces in one cell.</summary>
    public static HostileFile Bomb()
    {
        var cell = new byte[300 << 20];
        cell.AsSpan().Fill((byte)' ');
        return new("bomb.csv.gz", SampleFile.Gzip([.. "code,wkt\n1,\"POLYGON (("u8, .. cell]));
    }

    /// <summary>Brackets by the ten thousand behind a sign that hides them from whoever counts.</summary>
    public static HostileFile DeepText() =>
        new(
            "deep.csv.gz",
            SampleFile.Gzip(
                Encoding.UTF8.GetBytes(
                    "code,wkt\n1,\"GEOMETRYCOLLECTION #"
                        + new string(')', 80_000)
                        + "\n"
                        + string.Concat(Enumerable.Repeat("(GEOMETRYCOLLECTION ", 80_000))
                        + "\"\n"
                )
            )
        );

    /// <summary>Thin rectangles, half of them lying and half standing, so that each crosses half: joining takes minutes.</summary>
    public static string CrossingRectangles(int count, string code = "1")
    {
        var text = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
        for (var i = 0; i < count; i++)
        {
            var at = 0.5 * i / count;
            var (west, south, east, north) = i % 2 == 0 ? (-73.0, 39 + at, -72.0, 39.00003 + at) : (-72.9 + at, 38.9, -72.89997 + at, 39.6);
            text.Append(i == 0 ? "" : ",")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{code}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[["
                )
                .Append(
                    CultureInfo.InvariantCulture,
                    $"[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}}}"
                );
        }
        return text.Append("]}").ToString();
    }

    /// <summary>Polygons of very many corners, which take far more memory than their text packed.</summary>
    public static string ManyCorners(int polygons, int corners)
    {
        var text = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
        for (var i = 0; i < polygons; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{i}\"}},")
                .Append("\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,1]");
            for (var corner = 1; corner < corners; corner++)
                text.Append(CultureInfo.InvariantCulture, $",[{corner * 1e-5},{corner % 2 * 1e-6}]");
            text.Append(",[1,1],[0,1]]]}}");
        }
        return text.Append("]}").ToString();
    }

    /// <summary>A topology whose shapes use one arc without end.</summary>
    public static HostileFile EndlessArcs()
    {
        var arc = string.Join(",", Enumerable.Range(0, 100).Select(i => $"[{i},{i % 7}]"));
        var lines = string.Join(",", Enumerable.Repeat("0,-1", 20_000));
        var shapes = string.Join(
            ",",
            Enumerable.Range(0, 50).Select(i => $"{{\"type\":\"LineString\",\"properties\":{{\"code\":\"{i}\"}},\"arcs\":[{lines}]}}")
        );
        return new(
            "arcs.topojson.gz",
            SampleFile.Gzip(
                Encoding.UTF8.GetBytes(
                    $"{{\"type\":\"Topology\",\"arcs\":[[{arc}]],\"objects\":{{\"wards\":{{\"type\":\"GeometryCollection\","
                        + $"\"geometries\":[{shapes}]}}}}}}"
                )
            )
        );
    }

    /// <summary>A valid GeoPackage of one square, then changed.</summary>
    public static HostileFile GeoPackage(string folder, string name, string change = "")
    {
        var path = Path.Combine(folder, name);
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = OneSquare + change;
            command.ExecuteNonQuery();
        }
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return new(name, bytes);
    }

    private const string OneSquare = """
        PRAGMA page_size = 1024;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84"]', NULL);
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT, description TEXT,
            last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
        INSERT INTO gpkg_contents VALUES ('wards', 'features', 'wards', '', '2026-01-01T00:00:00.000Z', 0, 0, 4, 4, 4326);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
        INSERT INTO gpkg_geometry_columns VALUES ('wards', 'geom', 'POLYGON', 4326, 0, 0);
        CREATE TABLE wards (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT, name TEXT);
        INSERT INTO wards VALUES (1, unhex('47500001e610000001030000000100000005000000000000000000000000000000000000000000000000001040'
            || '000000000000000000000000000010400000000000001040000000000000000000000000000010400000000000'
            || '0000000000000000000000'), 'A', 'Ward A');

        """;
}
