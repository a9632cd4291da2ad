using System.Text;
using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Importing;
using TurfMap.Formats;
using TurfMap.Storage.Copying;
using TurfMap.Storage.Importing;
using TurfMap.Storage.Sql;
using TurfMap.Tests;

namespace TurfMap.Storage.Tests;

/// <summary>Whole stores on their way: file to database and back, backups while somebody writes, restores.</summary>
public sealed class BackupTests(PostgresForTests postgres) : IDisposable
{
    /// <summary>Made during one backup: enough to last until it has read everything, few enough for it to be checked soon.</summary>
    private const int MostChanges = 60;

    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-backup-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_office_moves_from_file_to_database_and_back_and_every_row_is_the_same()
    {
        using var first = await FilledAsync(File("first.gpkg"));
        using var server = CityStore.Open(postgres.Cluster.Connection(postgres.Cluster.CreateDatabase()), TimeProvider.System);
        using var second = CityStore.Open(File("second.gpkg"), TimeProvider.System);

        var there = await Backups.MoveAsync(first, server, null, Cancel);
        var back = await Backups.MoveAsync(server, second, null, Cancel);

        Assert.Equal(there, back);
        Assert.True(there > 100, $"{there} rows");
        Assert.Equal(await RowsAsync(first), await RowsAsync(server));
        Assert.Equal(await RowsAsync(first), await RowsAsync(second));
        foreach (var store in new[] { server, second })
            Assert.Empty(await store.CheckAsync(Cancel));

        Assert.Equal(
            await first.Access.ListAuditAsync(new(null, 1000), Cancel),
            await second.Access.ListAuditAsync(new(null, 1000), Cancel)
        );
        await server.Access.AuditAsync([new(DateTimeOffset.UtcNow, "ana", "Ana", "", "", "read-case", "C1")], Cancel);

        // The store goes on: the next import has a number of its own, and an import from before the move can be undone.
        await ImportAsync(server, "liaisons", "id,name\nL8,New\n");
        await server.Imports.UndoAsync((await server.Imports.ListBatchesAsync(Cancel)).First(batch => batch.Kind == "cases").Id, Cancel);
        Assert.Empty(await server.CheckAsync(Cancel));
    }

    [Fact]
    public async Task A_store_that_holds_something_is_not_written_over()
    {
        using var first = await FilledAsync(File("first.gpkg"));
        using var second = await FilledAsync(File("second.gpkg"));
        var before = await RowsAsync(second);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => Backups.MoveAsync(first, second, null, Cancel));

        Assert.Contains("imports already", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await RowsAsync(second));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_is_of_one_moment_while_somebody_writes(bool isServer)
    {
        using var store = await FilledAsync(isServer ? postgres.Cluster.Connection(postgres.Cluster.CreateDatabase()) : File("city.gpkg"));
        for (var i = 0; i < 4; i++)
        {
            var path = File($"backup{i}.gpkg");
            var copying = Task.Run(() => Backups.BackupAsync(store, path, TimeProvider.System, null, Cancel), Cancel);
            // Each change writes two rows that belong together: a backup with one of them would be of two moments.
            var changes = 0;
            for (; changes < MostChanges && !copying.IsCompleted; changes++)
                await ImportAsync(store, "liaisons", $"id,name\nX,{i}-{changes}\nY,{i}-{changes}\n");
            await copying;
            Assert.True(changes > 0);
            Assert.Equal("delete", Sqlite(path, "PRAGMA journal_mode")); // one file, which also opens where nothing can be written
            using var copy = CityStore.Open(path, TimeProvider.System, StoreAccess.Read);
            var names = (await copy.Staff.ListLiaisonsAsync(Cancel))
                .Where(liaison => liaison.Id is "X" or "Y")
                .Select(liaison => liaison.Name)
                .Distinct();
            Assert.True(names.Count() <= 1, string.Join(" and ", names));
        }
        Assert.Empty(await store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task A_backup_put_back_holds_every_row_and_what_stood_there_is_kept()
    {
        string before;
        using (var store = await FilledAsync(File("city.gpkg")))
        {
            await Backups.BackupAsync(store, File("backup.gpkg"), TimeProvider.System, null, Cancel);
            before = await RowsAsync(store);
            await ImportAsync(store, "liaisons", "id,name\nL8,Late\n");
        }

        Assert.Contains(
            "--replace",
            (
                await Assert.ThrowsAsync<RefusedException>(() =>
                    Backups.RestoreAsync(File("backup.gpkg"), File("city.gpkg"), false, TimeProvider.System, null, Cancel)
                )
            ).Message,
            StringComparison.Ordinal
        );
        var said = await Backups.RestoreAsync(File("backup.gpkg"), File("city.gpkg"), true, TimeProvider.System, null, Cancel);

        using var restored = CityStore.Open(File("city.gpkg"), TimeProvider.System);
        Assert.Equal(before, await RowsAsync(restored));
        using var kept = CityStore.Open(said.Split(' ')[^1].TrimEnd('.'), TimeProvider.System, StoreAccess.Read);
        Assert.Contains(await kept.Staff.ListLiaisonsAsync(Cancel), liaison => liaison.Name == "Late");
    }

    [Fact]
    public async Task A_backup_put_into_a_database_replaces_what_it_held_in_one_step()
    {
        using var file = await FilledAsync(File("city.gpkg"));
        await Backups.BackupAsync(file, File("backup.gpkg"), TimeProvider.System, null, Cancel);
        var connection = postgres.Cluster.Connection(postgres.Cluster.CreateDatabase());
        using var server = CityStore.Open(connection, TimeProvider.System);
        await ImportAsync(server, "liaisons", "id,name\nL8,Late\n");
        var (version, access) = (await server.City.ReadVersionAsync(Cancel), await server.Access.ReadAccessVersionAsync(Cancel));

        await Backups.RestoreAsync(File("backup.gpkg"), connection, true, TimeProvider.System, null, Cancel);

        Assert.Equal(await RowsAsync(file), await RowsAsync(server));
        Assert.True(await server.City.ReadVersionAsync(Cancel) > version);
        Assert.True(await server.Access.ReadAccessVersionAsync(Cancel) > access);
        Assert.Single((await server.Access.ReadAccessAsync(Cancel)).Sessions);
        Assert.Empty(await server.CheckAsync(Cancel));
        Assert.Contains(
            "stay as they were written",
            Assert
                .ThrowsAny<System.Data.Common.DbException>(() =>
                    postgres.Cluster.Execute("DELETE FROM audit", connection.Split("Database=")[1].Split(';')[0])
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_damaged_backup_is_not_put_back()
    {
        using (var store = await FilledAsync(File("city.gpkg")))
            await Backups.BackupAsync(store, File("backup.gpkg"), TimeProvider.System, null, Cancel);
        var bytes = await System.IO.File.ReadAllBytesAsync(File("backup.gpkg"), Cancel);
        var before = await System.IO.File.ReadAllBytesAsync(File("city.gpkg"), Cancel);
        foreach (var (length, flipped) in new[] { (bytes.Length / 2, -1), (bytes.Length, bytes.Length / 2), (10, -1), (0, -1) })
        {
            var damaged = bytes[..length];
            if (flipped >= 0)
                damaged[flipped] ^= 0x40;
            await System.IO.File.WriteAllBytesAsync(File("backup.gpkg"), damaged, Cancel);

            await Assert.ThrowsAsync<RefusedException>(() =>
                Backups.RestoreAsync(File("backup.gpkg"), File("city.gpkg"), true, TimeProvider.System, null, Cancel)
            );
            Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File("city.gpkg"), Cancel));
        }
    }

    /// <remarks>The file was made by the program of the first step itself.</remarks>
    [Fact]
    public async Task A_store_of_an_earlier_program_is_refused_then_brought_up_and_loses_nothing()
    {
        var path = await OldAsync("step-1");

        Assert.Contains(
            "upgrade",
            Assert.Throws<RefusedException>(() => CityStore.Open(path, TimeProvider.System)).Message,
            StringComparison.Ordinal
        );
        using (var store = CityStore.Open(path, TimeProvider.System, StoreAccess.Upgrade))
        {
            Assert.Equal(6, store.Upgrade().Count);
            Assert.Empty(store.Upgrade());
        }

        using var brought = CityStore.Open(path, TimeProvider.System);
        Assert.Equal(new CityProfile("Old Town", null, false, 7.5), (await brought.City.FindProfileAsync(Cancel))!.Value);
        Assert.Equal(["Ana", "Bo"], (await brought.Staff.ListLiaisonsAsync(Cancel)).Select(liaison => liaison.Name));
        var snapshot = await brought.ReadSnapshotAsync(Cancel);
        Assert.Equal(["p1", "p2"], snapshot.Plans.Select(plan => plan.Name));
        Assert.Equal("L1", snapshot.On(new(2024, 7, 1)).Cover(0).Lead?.Id);
        Assert.Equal(["2", "3"], ((string)Sqlite(path, "SELECT group_concat(fid) FROM measure WHERE superseded_by IS NULL")!).Split(','));
        Assert.Equal("Harbor Aid", (await brought.Partners.FindPartnerAsync("P1", Cancel))!.Value.Name);
        await brought.Imports.UndoAsync(4, Cancel);
        Assert.Empty(await brought.CheckAsync(Cancel));
        Assert.All([2, 3, 4, 5, 6, 7], step => Assert.True(System.IO.File.Exists(File($"old.before-step-{step}.gpkg"))));
        using var fresh = CityStore.Open(File("fresh.gpkg"), TimeProvider.System);
        Assert.Equal(Columns(File("fresh.gpkg")), Columns(path));
    }

    /// <remarks>The file was made by the program of the fifth step itself, with an edit among its imports and seals.</remarks>
    [Fact]
    public async Task A_store_without_stamps_is_brought_up_with_its_last_change_for_each_part()
    {
        var path = await OldAsync("step-5");
        using (var store = CityStore.Open(path, TimeProvider.System, StoreAccess.Upgrade))
            Assert.Contains("Step 6", store.Upgrade()[0], StringComparison.Ordinal);

        using var brought = CityStore.Open(path, TimeProvider.System);
        var stamps = await brought.City.ReadStampsAsync(Cancel);
        Assert.All(Enum.GetValues<CityPart>(), part => Assert.Equal(6, stamps[part]));
        Assert.Equal(
            ["cases", "partners", "plan", "liaisons", "layer"],
            (await brought.Imports.ListBatchesAsync(Cancel)).Select(one => one.Kind)
        );
        var profile = (await brought.City.FindProfileAsync(Cancel))!;
        Assert.Equal(("Old Port", 6), (profile.Value.Name, profile.Version.Number));
        Assert.Equal(5L, Sqlite(path, "SELECT count(*) FROM setting WHERE key LIKE 'seal-%'"));
        await brought.City.SaveProfileAsync(profile.Value with { Name = "Port" }, Expected.At(6), new("Ana"), Cancel);
        Assert.Equal(7, (await brought.City.ReadStampsAsync(Cancel))[CityPart.Profile]);
        Assert.Equal(6, (await brought.City.ReadStampsAsync(Cancel))[CityPart.Geography]);
        Assert.Empty(await brought.CheckAsync(Cancel));
    }

    [Fact]
    public async Task Everything_has_changed_for_who_reads_a_database_into_which_a_store_was_restored()
    {
        using (var file = await FilledAsync(File("city.gpkg")))
            await Backups.BackupAsync(file, File("backup.gpkg"), TimeProvider.System, null, Cancel);
        var connection = postgres.Cluster.Connection(postgres.Cluster.CreateDatabase());
        using var server = CityStore.Open(connection, TimeProvider.System);
        await ImportAsync(server, "liaisons", "id,name\nL8,Late\n");

        await Backups.RestoreAsync(File("backup.gpkg"), connection, true, TimeProvider.System, null, Cancel);

        var (change, stamps) = (await server.City.ReadVersionAsync(Cancel), await server.City.ReadStampsAsync(Cancel));
        Assert.All(Enum.GetValues<CityPart>(), part => Assert.Equal(change, stamps[part]));
    }

    /// <summary>A store that an earlier program made, unpacked.</summary>
    private async Task<string> OldAsync(string name)
    {
        var path = File("old.gpkg");
        await using var packed = new System.IO.Compression.GZipStream(
            System.IO.File.OpenRead(Path.Combine(RealData.Checkout, "tests", "TurfMap.Storage.Tests", "Stores", $"{name}.gpkg.gz")),
            System.IO.Compression.CompressionMode.Decompress
        );
        await using var file = System.IO.File.Create(path);
        await packed.CopyToAsync(file, Cancel);
        return path;
    }

    private string File(string name) => Path.Combine(folder, name);

    private static async Task<CityStore> FilledAsync(string name)
    {
        var store = CityStore.Open(name, TimeProvider.System);
        const string Wards =
            """{"type":"FeatureCollection","features":["""
            + """{"type":"Feature","properties":"""
            + """{"code":"1"}"""
            + ""","geometry":"""
            + """{"type":"Polygon","coordinates":[[[-73.1"""
            + """,40.05],[-72,40],"""
            + """[-72,41],[-73"""
            + """,41],[-73.1"""
            + """,40.05]]]}},"""
            + """{"type":"Feature","properties":{"code":"2"}"""
            + ""","geometry":"""
            + """{"type":"Polygon","coordinates":"""
            + """[[[-72,40],"""
            + """[-71,40],[-71"""
            + """,41],[-72,41],[-72,40]]]}}]}""";
        for (var i = 0; i < 2; i++)
        {
            using var file = new ImportFile(FeatureFile.Open("w.geojson", new MemoryStream(Encoding.UTF8.GetBytes(Wards)), _ => null));
            var request = new ImportRequest("w.geojson", new(2024 + i, 1, 1))
            {
                Layer = "units",
                Name = "Units",
                Use = Domain.Geography.LayerUse.Units,
                CodeField = "code",
            };
            await store.ImportAsync(ImportKinds.Find("layer")!, request, file, new(""), null, Cancel);
        }
        await ImportAsync(store, "liaisons", "id,name,languages,hours,since\nL1,Ana,en;es,35,2020-02-29\nL2,\"Bo, \"\"B\"\"\",,17.5,\n");
        using (var plan = new ImportFile(new CsvTable(Csv("unit,turf,turf_name,liaison,backup\n1,A,North,L1,L2\n2,B,,L2,\n"))))
            await store.ImportAsync(
                ImportKinds.Find("plan")!,
                new("p.csv", new(2024, 6, 1)) { Name = "Plan" },
                plan,
                new("Ana", Guid.NewGuid().ToString()),
                null,
                Cancel
            );
        await ImportAsync(
            store,
            "measures",
            "area,measure,value,moe,year\n1,population,0.1,0.30000000000000004,2020\n1,households,1e-300,,\n"
        );
        await ImportAsync(
            store,
            "partners",
            "id,name,lon,lat,verified\nP1,Härbor Aid 日本,-72.123456789012345,40.5,2026-03-01\nP2,No place,,,\n"
        );
        await ImportAsync(
            store,
            "events",
            "id,kind,starts,ends,attendance\nE1,fair,2026-01-01T10:00,2026-01-01T12:30:15,120\nE2,walk,2026-02-01,,\n"
        );
        await ImportAsync(store, "addresses", "id,number,street,lon,lat\n1,12,Elm Street,-72.5,40.5\n2,13,Elm Street,,\n");
        await ImportAsync(
            store,
            "cases",
            "id,kind,opened,closed,lon,lat\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 200)
                        .Select(i =>
                            $"C{i % 190},noise,2026-01-{i % 28 + 1:00},{(i % 3 == 0 ? "2026-03-01" : "")},{-72.9 + i * 0.001:0.000},40.5\n"
                        )
                )
        );
        await Assert.ThrowsAsync<RefusedException>(() => ImportAsync(store, "liaisons", "name\nAna\n"));
        var now = DateTimeOffset.UtcNow;
        var account = new Account
        {
            Id = "ana",
            Name = "ana@example.org",
            DisplayName = "Ána",
            Role = Role.Administrator,
            PasswordHash = "x",
            RecoveryCodes = ["a", "b"],
            CreatedAt = now,
            SecurityStamp = "s",
        };
        Assert.True(
            await store.Access.TrySaveAccessAsync(
                new()
                {
                    Account = account,
                    Sessions =
                    [
                        new("1", "h", "ana", "s", "password", "::1", "Agent", now, now, now.AddHours(12)),
                        new("2", "h2", "ana", "s", "password", "::1", "Agent", now, now, now.AddHours(12), now),
                    ],
                    Token = new("t", "ht", "ana", "s", "Desktop", ["look-up"], now, now.AddDays(1)),
                    Link = new("l", "hl", LinkUse.SetPassword, "ana", now.AddDays(1)),
                    Audit = [new(now, "ana", "Ána", "session 1", "::1", "sign-in", "日本", null, "{}")],
                },
                Cancel
            )
        );
        await store.Access.AddKeyAsync("key", "<key/>", Cancel);
        await store.City.SaveProfileAsync(new("Port Test", "A note; with 'quotes'.", false, 7.25), Expected.New, new("Bo"), Cancel);
        return store;
    }

    private static async Task ImportAsync(CityStore store, string kind, string text)
    {
        using var file = new ImportFile(new CsvTable(Csv(text)));
        await store.ImportAsync(ImportKinds.Find(kind)!, new(kind + ".csv", new(2026, 3, 28)), file, new(""), null, Cancel);
    }

    private static CsvReader Csv(string text) => new("test.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static IEnumerable<string> Selected(CityStore store, Sql.Table table) =>
        table.Columns.Select(column => column.IsShape ? store.Engine.SelectShape(column.Name) : column.Name);

    /// <summary>Every row of every table but the store's own count of changes.</summary>
    private static Task<string> RowsAsync(CityStore store) =>
        store.Engine.ReadAsync(
            session =>
                string.Join(
                    '\n',
                    Catalogue
                        .All.Where(table => table != Catalogue.Setting && table != Catalogue.Stamp)
                        .SelectMany(table =>
                            session.List(
                                $"SELECT fid, {string.Join(", ", Selected(store, table))} FROM {table.Name} ORDER BY fid",
                                row =>
                                    table.Name
                                    + "|"
                                    + string.Join(
                                        '|',
                                        RowValues
                                            .Of(store.Engine, table, row)
                                            .Select(value =>
                                                value switch
                                                {
                                                    double number => BitConverter.DoubleToInt64Bits(number).ToString(),
                                                    NetTopologySuite.Geometries.Geometry shape => Convert.ToHexString(shape.AsBinary()),
                                                    DateTimeOffset moment => moment.UtcDateTime.ToString("O"),
                                                    DateTime time => time.ToString("O"),
                                                    _ => value?.ToString() ?? "NULL",
                                                }
                                            )
                                    )
                            )
                        )
                ),
            Freshness.Newest,
            Cancel
        );

    private static string Columns(string path) =>
        Sqlite(
            path,
            "SELECT group_concat(one, ',') FROM (SELECT m.name || '.' || c.name || ':' || c.type AS one FROM sqlite_master "
                + "m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1)"
        ) as string
        ?? "";

    private static object? Sqlite(string path, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
