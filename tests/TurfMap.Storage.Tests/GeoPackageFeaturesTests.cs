using System.Buffers.Binary;
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

    /// <summary>A view may stand wherever a GeoPackage has a table, and one without an end holds whoever reads it for good.</summary>
    [Theory]
    [InlineData("gpkg_geometry_columns", "'t' AS table_name, 'geom' AS column_name, 'POLYGON' AS geometry_type_name, 4326 AS srs_id")]
    [InlineData("gpkg_spatial_ref_sys", "4326 + x AS srs_id, 'EPSG' AS organization, 4326 AS organization_coordsys_id, '' AS definition")]
    [InlineData("gpkg_contents", "'t' AS table_name")]
    public async Task A_list_of_the_file_that_is_an_endless_view_is_refused(string list, string columns)
    {
        Make(
            $"""
            CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB);
            INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'POLYGON', 4326, 0, 0);
            DROP TABLE IF EXISTS {list};
            CREATE VIEW {list} AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT {columns} FROM c;
            """
        );

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Task.Run(ReadAll).WaitAsync(Patience));
        Assert.Contains($"{list} is a view", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_view_is_refused()
    {
        Make(
            """
            CREATE TABLE hidden (secret TEXT);
            CREATE VIEW evil AS SELECT 1 AS fid, NULL AS geom;
            INSERT INTO gpkg_geometry_columns VALUES ('evil', 'geom', 'POLYGON', 4326, 0, 0);
            """
        );

        var refused = Assert.Throws<RefusedException>(() => GeoPackageFeatures.Open(FilePath, "evil"));
        Assert.Contains("evil is a view", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>16 KB made 1.8 GB: the column stands in no row, and is made when somebody asks.</summary>
    [Theory, InlineData("VIRTUAL"), InlineData("STORED")]
    public void A_generated_column_is_refused(string kind)
    {
        Make(
            $"""
            CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB GENERATED ALWAYS AS (zeroblob(300000000)) VIRTUAL,
                name TEXT GENERATED ALWAYS AS (hex(fid)) {kind});
            INSERT INTO t (fid) VALUES (1), (2), (3);
            INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'POLYGON', 4326, 0, 0);
            """
        );

        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<RefusedException>(() => ReadAll());

        Assert.Contains("the column geom of t is computed", refused.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 << 20);
    }

    /// <summary>A full-text table whose content is another one hands out whatever that is; there are many ways to write it.</summary>
    [Theory, InlineData("CREATE VIRTUAL TABLE"), InlineData("CREATE/**/VIRTUAL TABLE"), InlineData("CREATE\tVIRTUAL TABLE")]
    public void A_virtual_table_is_refused_however_it_is_written(string create)
    {
        Make(
            $"""
            CREATE VIEW any_view AS SELECT 1 AS rowid, NULL AS geom, 'of the view' AS name;
            CREATE VIRTUAL TABLE t USING fts5(geom, name, content='any_view');
            INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'POLYGON', 4326, 0, 0);
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(sql, 'CREATE VIRTUAL TABLE', '{create}') WHERE name = 't';
            """
        );

        var refused = Assert.Throws<RefusedException>(() => ReadAll());
        Assert.Contains("t is a virtual table", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            "the inside of an index",
            Assert.Throws<RefusedException>(() => Shadow("t_data")).Message,
            StringComparison.Ordinal
        );

        GeoPackageFeatures Shadow(string table)
        {
            Run($"INSERT INTO gpkg_geometry_columns VALUES ('{table}', 'block', 'POLYGON', 4326, 0, 0);");
            return GeoPackageFeatures.Open(FilePath, table);
        }
    }

    [Fact]
    public void A_value_beyond_the_limit_is_refused_before_it_is_held()
    {
        Make(
            """
            CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB);
            INSERT INTO t VALUES (1, zeroblob(50000000));
            INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'POLYGON', 4326, 0, 0);
            """
        );
        using var reader = GeoPackageFeatures.Open(FilePath, limits: new ReadingLimits { MaxBytesPerFeature = 1 << 20 });

        var before = GC.GetAllocatedBytesForCurrentThread();
        var wrong = Assert.Throws<UnreadableException>(() => reader.Read(TestContext.Current.CancellationToken).Count());

        Assert.Contains("a value of more than 1,048,576 bytes", wrong.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 << 20);
    }

    /// <summary>A row of a few bytes has every column that was added after it, with the value that the table gives it.</summary>
    [Fact]
    public void Long_values_that_a_table_gives_to_every_row_are_counted()
    {
        Make(
            $"""
            CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT);
            INSERT INTO t VALUES (1, NULL, hex(zeroblob(25000)));
            INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'POLYGON', 4326, 0, 0);
            {string.Concat(Enumerable.Range(0, 20).Select(i => $"ALTER TABLE t ADD c{i} TEXT DEFAULT '{new string('x', 4_000)}';"))}
            """
        );
        using var reader = GeoPackageFeatures.Open(FilePath, limits: new ReadingLimits { MaxBytesPerFeature = 100_000 });

        var wrong = Assert.Throws<UnreadableException>(() => reader.Read(TestContext.Current.CancellationToken).Count());
        Assert.Contains("longer than 100,000 bytes", wrong.Message, StringComparison.Ordinal);
    }

    /// <summary>Pages of a damaged tree may all name the same page below them: few pages, and more rows than anybody can read.</summary>
    [Fact]
    public async Task A_tree_that_repeats_itself_ends_at_the_steps_that_its_size_explains()
    {
        Make(
            """
            CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB);
            WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 60000) INSERT INTO t SELECT x, NULL FROM c;
            INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'POLYGON', 4326, 0, 0);
            """
        );
        RepeatPages("t", levels: 4);

        var wrong = await Assert.ThrowsAsync<UnreadableException>(() => Task.Run(ReadAll).WaitAsync(Patience));
        Assert.Contains("more steps than its size explains", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_stops_when_it_is_cancelled()
    {
        Make(
            """
            CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB);
            WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 200000) INSERT INTO t SELECT x, NULL FROM c;
            INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'POLYGON', 4326, 0, 0);
            """
        );
        using var stop = new CancellationTokenSource();
        using var reader = GeoPackageFeatures.Open(FilePath, cancel: stop.Token);
        using var features = reader.Read(stop.Token).GetEnumerator();
        Assert.True(features.MoveNext());
        await stop.CancelAsync();

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            while (features.MoveNext()) { }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => GeoPackageFeatures.Open(FilePath, cancel: stop.Token));
    }

    [Fact]
    public async Task A_schema_of_hundreds_of_thousands_of_tables_is_not_read_to_its_end()
    {
        Make(
            """
            CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB);
            INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'POLYGON', 4326, 0, 0);
            PRAGMA writable_schema = ON;
            WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 300000)
                INSERT INTO sqlite_schema SELECT 'view', 'v' || x, 'v' || x, 0, 'CREATE VIEW v' || x || ' AS SELECT 1' FROM c;
            """
        );

        var wrong = await Assert.ThrowsAsync<UnreadableException>(() => Task.Run(ReadAll).WaitAsync(Patience));
        Assert.Contains("more steps than its size explains", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_whose_coordinate_system_is_not_listed_is_read_without_one()
    {
        Make(
            """
            CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT);
            INSERT INTO t VALUES (1, NULL, 'North');
            INSERT INTO gpkg_geometry_columns VALUES ('T', 'GEOM', 'POLYGON', 9999, 0, 0);
            """
        );
        using var reader = GeoPackageFeatures.Open(FilePath);

        var feature = Assert.Single(reader.Read(TestContext.Current.CancellationToken));
        Assert.Null(reader.DeclaredCrs);
        Assert.Equal([("fid", 1L), ("name", "North")], feature.Fields.Select(field => (field.Key, field.Value!)));
    }

    [Fact]
    public void Sentences_call_the_file_by_the_name_that_the_person_gave_it()
    {
        Make("");

        var refused = Assert.Throws<RefusedException>(() => GeoPackageFeatures.Open(FilePath, name: "Wards 2026.gpkg"));
        Assert.StartsWith("Wards 2026.gpkg holds no table of features", refused.Message, StringComparison.Ordinal);
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

    /// <summary>How long a refusal may take on a busy machine; what it stands against takes for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private int ReadAll()
    {
        using var reader = GeoPackageFeatures.Open(FilePath);
        return reader.Read(TestContext.Current.CancellationToken).Count();
    }

    /// <summary>Lets every cell of a tree's inner pages name the first page below it, and puts such pages above the tree.</summary>
    private void RepeatPages(string table, int levels)
    {
        var root = Scalar($"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'");
        var bytes = File.ReadAllBytes(FilePath);
        var size = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(16));
        var inner = bytes.AsSpan((int)(root - 1) * size, size).ToArray();
        Assert.Equal(5, inner[0]);
        var pages = new List<byte[]>();
        var below = (uint)(bytes.Length / size);
        for (var level = 0; level < levels; level++)
        {
            var page = inner.ToArray();
            if (level > 0)
                Point(page, below);
            pages.Add(page);
            below++;
        }
        Point(inner, below);
        inner.CopyTo(bytes.AsSpan((int)(root - 1) * size));
        bytes = [.. bytes, .. pages.SelectMany(page => page)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(28), (uint)(bytes.Length / size));
        File.WriteAllBytes(FilePath, bytes);

        static void Point(byte[] page, uint child)
        {
            BinaryPrimitives.WriteUInt32BigEndian(page.AsSpan(8), child);
            for (var cell = 0; cell < BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(3)); cell++)
                BinaryPrimitives.WriteUInt32BigEndian(page.AsSpan(BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(12 + 2 * cell))), child);
        }
    }

    private long Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Make(string more) =>
        Run(
            """
            CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id
                INTEGER, definition TEXT, description TEXT);
            INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'undefined', '');
            CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT,
                m TINYINT);
            """ + more
        );
}
