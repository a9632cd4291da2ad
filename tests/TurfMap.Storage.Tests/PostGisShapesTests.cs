using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Importing;
using TurfMap.Formats;
using TurfMap.Spatial;
using TurfMap.Storage.Importing;
using TurfMap.Storage.PostGis;
using TurfMap.Storage.Sql;
using TurfMap.Tests;

namespace TurfMap.Storage.Tests;

/// <summary>Shapes to and from PostGIS, and servers whose PostGIS came later than the connection.</summary>
public sealed class PostGisShapesTests(PostgresForTests postgres)
{
    private static readonly WKTReader Wkt = new(LonLatGeometry.Factory.GeometryServices);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds =>
        [
            "POINT (-73.98 40.75)",
            "POINT EMPTY",
            "LINESTRING (0 0, 1 1, 2 0)",
            "LINESTRING EMPTY",
            "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
            "POLYGON EMPTY",
            "MULTIPOINT ((1 1), (2 2))",
            "MULTIPOINT EMPTY",
            "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
            "MULTILINESTRING (EMPTY, (0 0, 1 1))",
            "MULTILINESTRING EMPTY",
            "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
            "MULTIPOLYGON (EMPTY, ((0 0, 1 0, 1 1, 0 0)))",
            "MULTIPOLYGON EMPTY",
            "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))",
            "GEOMETRYCOLLECTION EMPTY",
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_shape_is_kept_as_the_bytes_of_the_standard_and_comes_back_the_same(string text)
    {
        var shape = Wkt.Read(text);
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync(Cancel);

        await SendAsync(connection, PostGisShapes.Of(shape));

        await using var command = new NpgsqlCommand("SELECT ST_AsEWKB(shape), shape FROM pg_temp.sent", connection);
        await using var row = await command.ExecuteReaderAsync(Cancel);
        Assert.True(await row.ReadAsync(Cancel));
        if (text != "POINT EMPTY") // whose NaN has a sign in one and none in the other
            Assert.Equal(new WKBWriter(ByteOrder.LittleEndian, handleSRID: true).Write(shape), row.GetFieldValue<byte[]>(0));
        var found = PostGisShapes.Read(row, 1, "the server");
        Assert.Equal((text, 4326), (found.AsText(), found.SRID));
        Assert.All(Enumerable.Range(0, found.NumGeometries), part => Assert.Equal(4326, found.GetGeometryN(part).SRID));
        Assert.IsType(shape.GetType(), found);
    }

    [Fact]
    public async Task Heights_and_labels_of_another_system_are_not_sent()
    {
        var shape = new GeometryFactory(new PrecisionModel(), 3857).CreateLineString([
            new CoordinateZM(1, 2, 3, 4),
            new CoordinateZ(5, 6, 7),
        ]);
        await using var source = Source();
        await using var connection = await source.OpenConnectionAsync(Cancel);

        await SendAsync(connection, PostGisShapes.Of(shape));
        await SendAsync(connection, PostGisShapes.Of(new LonLat(-73.5, 40.25)));

        await using var command = new NpgsqlCommand("SELECT string_agg(ST_AsEWKT(shape), ' ') FROM pg_temp.sent", connection);
        Assert.Equal("SRID=4326;LINESTRING(1 2,5 6) SRID=4326;POINT(-73.5 40.25)", await command.ExecuteScalarAsync(Cancel));
        Assert.Equal(3857, shape.SRID);
    }

    /// <summary>The plugin's reader is shared, and parts come without a system: some shapes would take theirs.</summary>
    [Fact]
    public async Task Every_shape_has_its_system_while_others_read_too()
    {
        await using var source = Source();
        string[] queries =
        [
            "SELECT ST_SetSRID(ST_Point(i, 1), 4326) FROM generate_series(1, 60) i",
            "SELECT ST_Multi(ST_MakeEnvelope(i, 0, i + 1, 1, 4326)) FROM generate_series(1, 60) i",
        ];

        await Parallel.ForAsync(
            0,
            400,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancel },
            async (i, cancel) =>
            {
                await using var connection = await source.OpenConnectionAsync(cancel);
                await using var command = new NpgsqlCommand(queries[i % 2], connection);
                await using var row = await command.ExecuteReaderAsync(cancel);
                while (await row.ReadAsync(cancel))
                    Assert.Equal((4326, 4326), PostGisShapes.Read(row, 0, "") is var shape ? (shape.SRID, shape.Factory.SRID) : default);
            }
        );
    }

    [Theory]
    [InlineData("CURVEPOLYGON(CIRCULARSTRING(0 0, 4 0, 4 4, 0 4, 0 0))")]
    [InlineData("TIN(((0 0, 1 0, 1 1, 0 0)))")]
    public async Task A_shape_that_this_program_does_not_write_is_refused_with_a_sentence(string text)
    {
        var database = postgres.Cluster.CreateDatabase();
        using var store = CityStore.Open(postgres.Cluster.Connection(database), TimeProvider.System);
        var vintage = await ImportSquareAsync(store);
        postgres.Cluster.Execute(
            $"ALTER TABLE area ALTER COLUMN geom TYPE geometry; UPDATE area SET geom = ST_GeomFromEWKT('SRID=4326;{text}')",
            database
        );

        var refused = await Assert.ThrowsAsync<RefusedException>(() => store.Geography.ReadAreasAsync(vintage, Cancel));

        Assert.Equal(Refusal.StoreUnusable, refused.Refusal);
        Assert.Contains("holds a shape that this program does not write", refused.Message, StringComparison.Ordinal);
        Assert.Single(await store.Geography.ListVintagesAsync(Cancel));
    }

    [Fact]
    public async Task A_database_that_gets_its_PostGIS_from_this_program_takes_and_gives_shapes_at_once()
    {
        using var store = CityStore.Open(postgres.Cluster.Connection(Plain("fresh")), TimeProvider.System);

        var vintage = await ImportSquareAsync(store);

        Assert.Single(await store.Geography.ReadAreasAsync(vintage, Cancel));
    }

    [Fact]
    public async Task A_database_whose_PostGIS_lies_in_a_schema_of_its_own_takes_and_gives_shapes()
    {
        var database = Plain("apart");
        postgres.Cluster.Execute("CREATE SCHEMA gis; CREATE EXTENSION postgis SCHEMA gis; CREATE EXTENSION btree_gist", database);
        using var store = CityStore.Open(postgres.Cluster.Connection(database) + ";Search Path=turfmap,gis", TimeProvider.System);

        var vintage = await ImportSquareAsync(store);

        Assert.Single(await store.Geography.ReadAreasAsync(vintage, Cancel));
    }

    /// <summary>In the restored database the type of shapes has another number.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_program_that_runs_reads_and_writes_a_database_restored_in_the_place_of_its_own(bool readsFirst)
    {
        var (own, other) = (Plain($"own_{readsFirst}"), Plain($"other_{readsFirst}"));
        using var running = CityStore.Open(postgres.Cluster.Connection(own), TimeProvider.System);
        await ImportSquareAsync(running);
        long vintage;
        using (var restored = CityStore.Open(postgres.Cluster.Connection(other), TimeProvider.System))
            vintage = await ImportSquareAsync(restored);
        postgres.Cluster.Execute($"DROP DATABASE {own} WITH (FORCE)");
        postgres.Cluster.Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{other}'");
        postgres.Cluster.Execute($"ALTER DATABASE {other} RENAME TO {own}");

        if (!readsFirst)
            vintage = await ImportSquareAsync(running);

        Assert.Single(await running.Geography.ReadAreasAsync(vintage, Cancel));
    }

    [Fact]
    public async Task A_replica_that_was_asked_before_it_had_PostGIS_gives_shapes_when_it_has_it()
    {
        var database = Plain("later");
        using var replica = postgres.Cluster.Replicate();
        var both =
            $"Host=127.0.0.1:{replica.Port},127.0.0.1:{postgres.Cluster.Port};Username=postgres;Database={database};Host Recheck Seconds=0";
        using var store = CityStore.Open(both, TimeProvider.System);
        await ImportSquareAsync(store);
        var change = await store.Engine.ReadAsync(StampRows.ReadChange, Freshness.Newest, Cancel);

        (bool IsReplica, string Shape) found;
        do found = await store.Engine.ReadAsync(
            session =>
                session
                    .List(
                        $"SELECT pg_is_in_recovery() AS replica, {session.Engine.SelectShape("geom")} FROM area",
                        row => (row.GetBoolean(0), session.Engine.ReadShape(row, 1).GeometryType)
                    )
                    .Single(),
            new Freshness(change, MayBeReplica: true),
            Cancel
        );
        while (!found.IsReplica);

        Assert.Equal((true, "MultiPolygon"), found);
    }

    private NpgsqlDataSource Source() => PostGisShapes.With(new(postgres.Cluster.Connection(postgres.Cluster.CreateDatabase()))).Build();

    /// <summary>A database without PostGIS.</summary>
    private string Plain(string name)
    {
        name = name.ToLowerInvariant();
        postgres.Cluster.Execute($"CREATE DATABASE {name}");
        return name;
    }

    /// <summary>A layer of one area; answers with its vintage.</summary>
    private static async Task<long> ImportSquareAsync(CityStore store)
    {
        const string Square = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"1"},
             "geometry":{"type":"Polygon","coordinates":[[[-73,40],[-72,40],[-72,41],[-73,40]]]}}]}
            """;
        using var file = new ImportFile(FeatureFile.Open("a.geojson", new MemoryStream(Encoding.UTF8.GetBytes(Square)), _ => null));
        var request = new ImportRequest("a.geojson", new(2024, 1, 1))
        {
            Layer = "wards",
            Name = "Wards",
            CodeField = "code",
        };
        await store.ImportAsync(ImportKinds.Find("layer")!, request, file, new(""), null, Cancel);
        return (await store.Geography.ListVintagesAsync(Cancel))[^1].Id;
    }

    private static async Task SendAsync(NpgsqlConnection connection, Geometry shape)
    {
        await using (var table = new NpgsqlCommand("CREATE TEMP TABLE IF NOT EXISTS sent (shape geometry(Geometry, 4326))", connection))
            await table.ExecuteNonQueryAsync(Cancel);
        await using var writer = await connection.BeginBinaryImportAsync("COPY pg_temp.sent (shape) FROM STDIN (FORMAT BINARY)", Cancel);
        await writer.StartRowAsync(Cancel);
        await writer.WriteAsync(shape, NpgsqlDbType.Geometry, Cancel);
        await writer.CompleteAsync(Cancel);
    }
}
