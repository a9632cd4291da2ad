using Microsoft.Data.Sqlite;
using TurfMap.Domain.Changes;
using TurfMap.Formats;
using TurfMap.Storage.GeoPackage;
using TurfMap.Tests;

namespace TurfMap.Storage.Tests;

public sealed class GeoPackageFeaturesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-gpkg-").FullName;

    private string FilePath => Path.Combine(folder, "layer.gpkg");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_real_layer_is_read_with_its_coordinate_system()
    {
        using var reader = GeoPackageFeatures.Open(RealData.Path("data", "other", "ks_ellis_county_block.gpkg"));

        var features = reader.Read(TestContext.Current.CancellationToken).ToList();

        Assert.Equal(("EPSG:26914", 2296), (reader.DeclaredCrs, features.Count));
        Assert.All(features, feature => Assert.False(feature.Geometry!.IsEmpty));
    }

    [Fact]
    public void A_view_that_never_ends_is_not_run()
    {
        Make(
            """
            CREATE VIEW evil AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS fid, NULL AS geom FROM c;
            INSERT INTO gpkg_geometry_columns VALUES ('evil', 'geom', 'POLYGON', 4326, 0, 0);
            """
        );

        Assert.Contains(
            "holds no table of features",
            Assert.Throws<RefusedException>(() => GeoPackageFeatures.Open(FilePath)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_geometry_that_is_none_is_told()
    {
        Make(
            """
            CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB);
            INSERT INTO t VALUES (1, 'not a blob');
            INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'POLYGON', 4326, 0, 0);
            """
        );

        using var reader = GeoPackageFeatures.Open(FilePath);
        Assert.Throws<UnreadableException>(() => reader.Read(TestContext.Current.CancellationToken).ToList());
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void A_damaged_file_is_told_and_nothing_else_happens(int seed)
    {
        Make(
            """
            CREATE TABLE t (fid INTEGER PRIMARY KEY, name TEXT, geom BLOB);
            WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 500) INSERT INTO t SELECT x, 'name ' || x, NULL FROM c;
            INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'POLYGON', 4326, 0, 0);
            """
        );
        var whole = File.ReadAllBytes(FilePath);
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var bytes = whole.ToArray();
            for (var i = 0; i < 1 + round % 8; i++)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(FilePath, round % 5 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            try
            {
                using var reader = GeoPackageFeatures.Open(FilePath);
                _ = reader.Read(TestContext.Current.CancellationToken).Count();
            }
            catch (Exception told) when (told is UnreadableException or RefusedException)
            {
                Assert.EndsWith(".", told.Message, StringComparison.Ordinal);
            }
        }
    }

    private void Make(string more)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
                CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id
                    INTEGER, definition TEXT, description TEXT);
                INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'undefined', '');
                CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT,
                    m TINYINT);
                """ + more;
        command.ExecuteNonQuery();
    }
}
