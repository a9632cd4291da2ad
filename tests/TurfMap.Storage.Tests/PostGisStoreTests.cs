using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Storage.PostGis;
using TurfMap.Storage.Sql;
using TurfMap.Tests;

[assembly: AssemblyFixture(typeof(PostgresForTests))]

namespace TurfMap.Storage.Tests;

public sealed class PostGisStoreTests(PostgresForTests postgres) : StoreContract
{
    private string? database;

    /// <summary>A copy of one that has its tables; <see cref="NewDatabase"/> has none.</summary>
    private string Database =>
        database ??= postgres.CopyDatabase("tables", connection => CityStore.Open(connection, TimeProvider.System).Dispose());

    private string NewDatabase => database ??= postgres.Cluster.CreateDatabase();

    private string Connection => postgres.Cluster.Connection(Database);

    protected override CityStore Open() => CityStore.Open(Connection, TimeProvider.System);

    protected override CityStore OpenBeside() => CityStore.Open(Connection, TimeProvider.System);

    protected override void Tamper(string sql)
    {
        _ = Store;
        postgres.Cluster.Execute(sql, Database);
    }

    protected override void Clean()
    {
        if (database is not null)
            postgres.Cluster.Execute($"DROP DATABASE {database} WITH (FORCE)");
    }

    [Fact]
    public async Task The_tables_have_their_keys_indexes_and_typed_shapes()
    {
        _ = NewDatabase;
        await Rows_with_and_without_a_place_are_kept_and_the_check_is_clean();

        Assert.Equal(
            new[]
            {
                "address:POINT:4326",
                "area:MULTIPOLYGON:4326",
                "case_record:POINT:4326",
                "map_line:MULTILINESTRING:4326",
                "outreach_event:POINT:4326",
                "partner:POINT:4326",
            }.Order(),
            (
                (string)
                    postgres.Cluster.Execute(
                        "SELECT string_agg(f_table_name || ':' || type || ':' || srid, ' ') FROM geometry_columns",
                        Database
                    )!
            )
                .Split(' ')
                .Order()
        );
        Assert.Equal(6L, postgres.Cluster.Execute("SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%USING gist (geom)'", Database));
        Assert.Equal(3L, postgres.Cluster.Execute("SELECT count(*) FROM pg_constraint WHERE contype = 'x'", Database));
        Assert.Equal(
            0L,
            postgres.Cluster.Execute(
                "SELECT count(*) FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname "
                    + "<> 'spatial_ref_sys' AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = c.oid AND contype = 'p')",
                Database
            )
        );
    }

    [Fact]
    public async Task Other_programs_open_the_tables_without_a_warning()
    {
        Tools.Need("/usr/bin/ogrinfo", "gdal-bin");
        await A_new_vintage_ends_the_old_one_and_both_are_kept();

        var (code, output, errors) = await Tools.RunAsync(
            "/usr/bin/ogrinfo",
            "-ro",
            "-al",
            "-so",
            $"PG:host=127.0.0.1 port={postgres.Cluster.Port} user=postgres dbname={Database}"
        );

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Layer name: area", output, StringComparison.Ordinal);
        Assert.Contains("Geometry: Multi Polygon", output, StringComparison.Ordinal);
        Assert.Contains("Feature Count: 7", output, StringComparison.Ordinal);
        Assert.Contains("Extent: (-73.000000, 40.000000) - (-69.000000, 41.000000)", output, StringComparison.Ordinal);
        Assert.Contains("FID Column = fid", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_load_leaves_every_index_and_link_as_it_was()
    {
        _ = Store;
        const string Shape =
            "SELECT string_agg(pg_get_indexdef(indexrelid), ';' ORDER BY 1) || (SELECT string_agg(conname || "
            + "pg_get_constraintdef(oid), ';' ORDER BY 1) FROM pg_constraint WHERE conrelid = 'address'::regclass) FROM "
            + "pg_index WHERE indrelid = 'address'::regclass";
        var before = postgres.Cluster.Execute(Shape, Database);

        await Many_rows_come_in_and_those_with_the_same_id_make_room();

        Assert.Equal(before, postgres.Cluster.Execute(Shape, Database));
    }

    [Fact]
    public async Task The_audit_is_not_emptied_at_one_stroke_either()
    {
        await The_chain_goes_on_when_the_store_is_opened_again();

        Assert.Contains(
            "stay as they were written",
            Assert.ThrowsAny<System.Data.Common.DbException>(() => Tamper("TRUNCATE audit")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_database_of_the_step_before_accounts_is_brought_up()
    {
        postgres.Cluster.Execute(
            "CREATE EXTENSION IF NOT EXISTS postgis; CREATE EXTENSION IF NOT EXISTS btree_gist;"
                + Steps.Sql(1, PostGisDialect.All)
                + Steps.Sql(2, PostGisDialect.All),
            NewDatabase
        );
        Assert.Throws<RefusedException>(Open);
        using (var store = CityStore.Open(Connection, TimeProvider.System, StoreAccess.Upgrade))
            Assert.Equal(
                [
                    "Step 3: accounts, the audit.",
                    "Step 4: lines to draw.",
                    "Step 5: agencies and hours of cases, months released to directors, saved views.",
                    "Step 6: the last change of each part of the city, records without a copy of their areas.",
                    "Step 7: access tokens that end with their account's passwords, what a request held, what belongs to the sample.",
                ],
                store.Upgrade()
            );

        await Every_change_is_in_the_audit_with_who_made_it_and_what_stood_before();
    }

    [Fact]
    public async Task A_database_without_stamps_is_brought_up_with_its_last_change_for_each_part()
    {
        postgres.Cluster.Execute(
            "CREATE EXTENSION IF NOT EXISTS postgis; CREATE EXTENSION IF NOT EXISTS btree_gist;"
                + string.Concat(Enumerable.Range(1, 5).Select(step => Steps.Sql(step, PostGisDialect.All)))
                + "INSERT INTO import_batch (kind, source, state, started_at, finished_at, author) VALUES ('edit', 'partner P1', 'Done', "
                + "now(), now(), 'Ana');"
                + "INSERT INTO partner (id, name, kind, services, languages, batch) VALUES ('P1', 'Aid', 'other', '', '', 1);"
                + "UPDATE setting SET value = '7' WHERE key = 'version'",
            NewDatabase
        );
        using (var store = CityStore.Open(Connection, TimeProvider.System, StoreAccess.Upgrade))
            Assert.Equal(
                [
                    "Step 6: the last change of each part of the city, records without a copy of their areas.",
                    "Step 7: access tokens that end with their account's passwords, what a request held, what belongs to the sample.",
                ],
                store.Upgrade()
            );

        var stamps = await Store.City.ReadStampsAsync(TestContext.Current.CancellationToken);
        Assert.All(Enum.GetValues<CityPart>(), part => Assert.Equal(7, stamps[part]));
        Assert.Empty(await Store.Imports.ListBatchesAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Ana", (await Store.Partners.FindPartnerAsync("P1", TestContext.Current.CancellationToken))!.Version.Author);
        Assert.Empty(await Store.CheckAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_schema_of_its_own_holds_a_city_of_its_own()
    {
        _ = NewDatabase;
        using var first = CityStore.Open(Connection + ";Search Path=first", TimeProvider.System);
        using var second = CityStore.Open(Connection + ";Search Path=second", TimeProvider.System);

        Assert.Equal(2L, postgres.Cluster.Execute("SELECT count(*) FROM pg_tables WHERE tablename = 'area'", Database));
    }

    [Fact]
    public void A_store_of_a_newer_program_is_refused()
    {
        Tamper("UPDATE setting SET value = '999' WHERE key = 'schema'");

        Assert.Contains("newer TurfMap", Assert.Throws<RefusedException>(() => OpenBeside()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=x", "no server answers there")]
    [InlineData("Host=no.such.host.invalid;Database=x", "there is no such host")]
    [InlineData("Host=x;Nonsense=1", "not understood")]
    public void A_server_that_is_not_there_is_refused_with_a_sentence(string connection, string reason)
    {
        var refused = Assert.Throws<RefusedException>(() => CityStore.Open(connection, TimeProvider.System));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_is_not_there_is_refused_with_what_to_do()
    {
        var refused = Assert.Throws<RefusedException>(() => CityStore.Open(postgres.Cluster.Connection("nowhere"), TimeProvider.System));

        Assert.Equal(Refusal.StoreUnusable, refused.Refusal);
        Assert.Contains("Make it with createdb", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        postgres.Cluster.Execute("CREATE TABLE setting (a int)", NewDatabase);

        Assert.Contains("another program", Assert.Throws<RefusedException>(() => Store).Message, StringComparison.Ordinal);
    }
}
