using Microsoft.Data.Sqlite;
using TurfMap.Domain.Changes;
using TurfMap.Storage.GeoPackage;
using TurfMap.Tests;

namespace TurfMap.Storage.Tests;

public sealed class GeoPackageStoreTests : StoreContract
{
    private const string Validator = "/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py";
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-store-").FullName;

    private string FilePath => Path.Combine(folder, "city.gpkg");

    protected override CityStore Open() => CityStore.Open(FilePath, TimeProvider.System);

    protected override CityStore OpenBeside() => CityStore.Open(FilePath, TimeProvider.System, StoreAccess.Read);

    protected override void Tamper(string sql)
    {
        _ = Store;
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        foreach (var function in new[] { "ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY" })
            connection.CreateFunction(function, (byte[]? _) => 0.0);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = ON; " + sql;
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    protected override void Clean() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_file_is_a_valid_geopackage_for_those_who_wrote_the_validator()
    {
        Tools.Need(Validator, "python3-gdal");
        await Rows_with_and_without_a_place_are_kept_and_the_check_is_clean();
        await A_new_vintage_ends_the_old_one_and_both_are_kept();

        var (code, output, errors) = await Tools.RunAsync("/usr/bin/python3", Validator, FilePath);

        Assert.True(code == 0, output + errors);
    }

    [Fact]
    public async Task Other_programs_open_the_file_without_a_warning()
    {
        Tools.Need("/usr/bin/ogrinfo", "gdal-bin");
        await A_new_vintage_ends_the_old_one_and_both_are_kept();

        var (code, output, errors) = await Tools.RunAsync("/usr/bin/ogrinfo", "-ro", "-al", "-so", FilePath);

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Layer name: area", output, StringComparison.Ordinal);
        Assert.Contains("Feature Count: 7", output, StringComparison.Ordinal);
        Assert.Contains("ID[\"EPSG\",4326]", output, StringComparison.Ordinal);
        Assert.Contains("Extent: (-73.000000, 40.000000) - (-69.000000, 41.000000)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_and_the_audit_are_not_shown_by_other_programs()
    {
        await Accounts_and_what_they_sign_in_with_come_back_the_same();

        Assert.Equal(
            0L,
            Scalar(
                "SELECT count(*) FROM gpkg_contents WHERE table_name IN ('account', 'session', 'access_token', "
                    + "'one_time_link', 'protection_key', 'audit')"
            )
        );
        Tools.Need("/usr/bin/ogrinfo", "gdal-bin");
        var (_, output, _) = await Tools.RunAsync("/usr/bin/ogrinfo", "-ro", FilePath);
        Assert.Contains(": liaison (None)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("account", output, StringComparison.Ordinal);
        Assert.DoesNotContain("audit", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_takes_the_place_of_an_entry_of_the_audit_is_refused()
    {
        await The_chain_goes_on_when_the_store_is_opened_again();

        const string Columns = "at, account, actor, via, address, action, subject, before, after, hash";
        Assert.ThrowsAny<SqliteException>(() =>
            Tamper($"REPLACE INTO audit (number, {Columns}) SELECT 2, {Columns} FROM audit WHERE number = 1")
        );
        Assert.ThrowsAny<SqliteException>(() =>
            Tamper($"REPLACE INTO audit (fid, number, {Columns}) SELECT 2, 9, {Columns} FROM audit WHERE number = 1")
        );
        Assert.Empty(await Store.CheckAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_address_of_an_undone_import_is_gone_from_the_bytes_of_the_store()
    {
        var rows = string.Concat(
            Enumerable.Range(0, 400).Select(number => $"S-{number},Pantry,pantry,{number} Unforgettable Street,the secret day {number}\n")
        );
        var batch = await ImportTableAsync("partners", "id,name,kind,address,verified_on\n" + rows, new ChangeRequest("Ana"));
        Assert.Contains("Unforgettable", Bytes(), StringComparison.Ordinal);
        Assert.Contains("the secret day", Bytes(), StringComparison.Ordinal);

        await Store.Imports.UndoAsync(batch.Id, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("Unforgettable", Bytes(), StringComparison.Ordinal);
        Assert.DoesNotContain("the secret day", Bytes(), StringComparison.Ordinal);

        string Bytes() =>
            string.Concat(
                new[] { FilePath, FilePath + "-wal" }
                    .Where(File.Exists)
                    .Select(path =>
                    {
                        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                        using var text = new StreamReader(file, System.Text.Encoding.Latin1);
                        return text.ReadToEnd();
                    })
            );
    }

    [Fact]
    public async Task Tokens_of_an_earlier_program_go_on_and_those_of_a_closed_account_end_for_good()
    {
        GeoPackageFile.Create(FilePath, 6);
        using (var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            foreach (var (id, closed) in new[] { ("open", 0), ("closed", 1) })
            {
                command.CommandText = $"""
                    INSERT INTO account (id, closed, security_stamp, name, display_name, role, has_factor, factor_step, recovery_codes,
                        failures, demo, outside, created_at, stamp) VALUES ('{id}', {closed}, 'now', '{id}', 'A', 'Manager', 0, 0, '', 0, 0,
                        '', '2026-01-01T00:00:00.000Z', 1);
                    INSERT INTO access_token (id, hash, account, name, scopes, made, until) VALUES ('{id}', '{id}', '{id}', 'Old',
                        'cases', '2026-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z');
                    """;
                command.ExecuteNonQuery();
            }
        }
        using (var store = CityStore.Open(FilePath, TimeProvider.System, StoreAccess.Upgrade))
            store.Upgrade();

        var book = await Store.Access.ReadAccessAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(book.FindToken("open", DateTimeOffset.UtcNow));
        Assert.Equal("open", Assert.Single(book.Tokens).Account);
    }

    [Fact]
    public async Task A_file_of_the_step_before_accounts_is_brought_up()
    {
        GeoPackageFile.Create(FilePath, 2);
        Assert.Throws<RefusedException>(Open);
        using (var store = CityStore.Open(FilePath, TimeProvider.System, StoreAccess.Upgrade))
            Assert.Collection(
                store.Upgrade(),
                step => Assert.StartsWith("Step 3: accounts, the audit.", step, StringComparison.Ordinal),
                step => Assert.StartsWith("Step 4: lines to draw.", step, StringComparison.Ordinal),
                step =>
                    Assert.StartsWith(
                        "Step 5: agencies and hours of cases, months released to directors, saved views.",
                        step,
                        StringComparison.Ordinal
                    ),
                step =>
                    Assert.StartsWith(
                        "Step 6: the last change of each part of the city, records without a copy of their areas.",
                        step,
                        StringComparison.Ordinal
                    ),
                step =>
                    Assert.StartsWith(
                        "Step 7: access tokens that end with their account's passwords, what a request held, what belongs to the sample.",
                        step,
                        StringComparison.Ordinal
                    )
            );

        Assert.Equal(0L, Scalar("SELECT count(*) FROM gpkg_contents WHERE table_name IN ('account', 'audit')"));
        Assert.Equal(0L, Scalar("SELECT count(*) FROM pragma_table_info('case_record') WHERE name = 'areas'"));
        await Every_change_is_in_the_audit_with_who_made_it_and_what_stood_before();
    }

    [Fact]
    public async Task The_spatial_index_finds_what_lies_in_a_box()
    {
        await A_saved_layer_comes_back_the_same();

        Assert.Equal(
            "1",
            Scalar(
                "SELECT group_concat(code) FROM area JOIN rtree_area_geom r ON r.id = area.fid WHERE r.minx < -72.5 AND "
                    + "r.maxx > -72.6 AND r.miny < 40.5 AND r.maxy > 40.4"
            )
        );
    }

    [Theory]
    [InlineData("not a database at all, only a text that is long enough to be read as one", "not a database")]
    [InlineData("", "")]
    public void A_file_that_is_no_store_is_refused_with_a_sentence(string content, string reason)
    {
        File.WriteAllText(FilePath, content);

        if (content.Length == 0)
        {
            Assert.NotNull(Store); // an empty file becomes a store, as a missing one does
            return;
        }
        var refused = Assert.Throws<RefusedException>(() => Store);
        Assert.Equal(Refusal.StoreUnusable, refused.Refusal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sound_file_in_the_place_of_a_damaged_one_is_read_by_the_same_program()
    {
        using (CityStore.Open(FilePath + ".sound", TimeProvider.System))
            await File.WriteAllTextAsync(FilePath, new string('x', 10_000), TestContext.Current.CancellationToken);
        for (var i = 0; i < 3; i++)
            Assert.Throws<RefusedException>(() => CityStore.Open(FilePath, TimeProvider.System));

        File.Delete(FilePath);
        File.Move(FilePath + ".sound", FilePath);

        using var store = CityStore.Open(FilePath, TimeProvider.System);
        Assert.Empty(await store.CheckAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Another_database_is_refused_with_what_to_do()
    {
        using (var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE t (a)";
            command.ExecuteNonQuery();
        }

        Assert.Contains("is not a TurfMap store", Assert.Throws<RefusedException>(() => Store).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_a_newer_program_is_refused()
    {
        await The_profile_comes_back_the_same();
        Tamper("UPDATE setting SET value = '999' WHERE key = 'schema'");

        Assert.Contains("newer TurfMap", Assert.Throws<RefusedException>(() => OpenBeside()).Message, StringComparison.Ordinal);
    }
}
