using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;
using TurfMap.Storage;

namespace TurfMap.App.Tests.Faults;

/// <summary>Something other than the program has been at the store's file.</summary>
public sealed class DamagedFileTests(PreparedStores prepared) : IDisposable
{
    private readonly FaultyCity city = new();

    public void Dispose() => city.Dispose();

    [Fact]
    public async Task A_truncated_store_is_refused_and_one_that_is_no_database_and_an_empty_one_too()
    {
        await city.FilledAsync(prepared);
        var whole = File.ReadAllBytes(city.Store);
        foreach (
            var (bytes, reason) in new[]
            {
                (whole[..(whole.Length / 2)], "damaged"),
                (whole[..100], "store"),
                ("id,name\n1,A\n"u8.ToArray(), "not a database"),
                ([], "empty file"),
            }
        )
        {
            File.WriteAllBytes(city.Store, bytes);

            Assert.Contains(reason, await city.RefusedStartAsync(), StringComparison.Ordinal);
            var (code, said) = await city.RunAsync("check");
            Assert.Equal(1, code);
            FaultyCity.Sentence(said);
            Assert.Equal(bytes, File.ReadAllBytes(city.Store));
        }
        File.WriteAllBytes(city.Store, whole);
        await using var program = await city.ServeAsync();
        Assert.Contains("Ana of Alder", await FaultyCity.WhoAsync(program), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_truncated_while_it_is_served_answers_from_memory_and_refuses_the_rest_with_a_sentence()
    {
        await city.FilledAsync(prepared);
        await using var program = await city.ServeAsync();
        using (var file = new FileStream(city.Store, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(3 * 4096);

        var (status, text, _) = await city.EditAsync(program, "Never");
        using var import = await program.Client.GetAsync("/api/imports");

        Assert.True(status == 503, text);
        Assert.Contains("Ana of Alder", await FaultyCity.WhoAsync(program), StringComparison.Ordinal);
        Assert.True((int)import.StatusCode is 200 or 503, await import.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_log_that_is_missing_or_cut_short_is_told_and_no_older_state_is_served_in_silence(bool isCutShort)
    {
        await city.FilledAsync(prepared);
        await using (var program = await city.ServeAsync())
        {
            for (var i = 0; i < 5; i++)
                Assert.Equal(200, (await city.EditAsync(program, $"Name {i}")).Status);
            await program.KillAsync();
        }
        var log = File.ReadAllBytes(city.Store + "-wal");
        File.Delete(city.Store + "-shm");
        if (isCutShort)
            File.WriteAllBytes(city.Store + "-wal", log[..(log.Length / 2)]);
        else
            File.Delete(city.Store + "-wal");

        var said = await city.RefusedStartAsync();
        var (code, check) = await city.RunAsync("check");

        Assert.Contains("-wal is missing or damaged", said, StringComparison.Ordinal);
        Assert.Equal(1, code);
        Assert.Contains("-wal is missing or damaged", check, StringComparison.Ordinal);
        File.Delete(city.Store + ".note");
        await using var again = await city.ServeAsync();
        Assert.NotEqual("Name 4", await FaultyCity.NameAsync(again));
        Assert.Equal(200, (await city.EditAsync(again, "Goes on")).Status);
    }

    /// <summary>SQLite's own check sees a broken page, not a letter that became another one.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_byte_that_turned_is_refused_or_found_by_check_or_changes_no_answer(int seed)
    {
        await city.FilledAsync(prepared);
        using (var store = CityStore.Open(city.Store, TimeProvider.System))
            await CityFolder.ImportAsync(
                store,
                Cities.SmallCity.Write(Path.Combine(city.Folder, "birch"), "Alder", -74),
                isSample: false,
                TimeProvider.System,
                (_, _) => { },
                CancellationToken.None
            );
        var whole = File.ReadAllBytes(city.Store);
        var right = await AnswersAsync(city.Store);
        Assert.Empty(await FindingsAsync(city.Store));
        var random = new Random(seed);
        var path = Path.Combine(city.Folder, "turned.gpkg");
        var (refused, found, same) = (0, 0, 0);
        for (var page = 0; page < whole.Length / 4096; page++)
        for (var i = 0; i < 4; i++)
        {
            var at = page * 4096 + random.Next(4096);
            var turned = (byte[])whole.Clone();
            turned[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, turned);
            try
            {
                if ((await FindingsAsync(path)).Count > 0)
                    found++;
                else if (right == await AnswersAsync(path))
                    same++;
                else
                    Assert.Fail($"seed {seed}: byte {at} of page {page} turned from {whole[at]} to {turned[at]}, and nobody noticed");
            }
            catch (RefusedException)
            {
                refused++;
            }
            catch (Exception wrong) when (wrong is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}: byte {at} of page {page} turned from {whole[at]} to {turned[at]}: {wrong}");
            }
        }
        Assert.True(found > 0 && same > 0 && refused > 0, $"{refused} refused, {found} found, {same} the same");
    }

    private static async Task<IReadOnlyList<string>> FindingsAsync(string path)
    {
        using var store = CityStore.Open(path, TimeProvider.System, StoreAccess.Read);
        return await store.CheckAsync(CancellationToken.None);
    }

    private static async Task<string> AnswersAsync(string path)
    {
        using var store = CityStore.Open(path, TimeProvider.System, StoreAccess.Read);
        var cancel = CancellationToken.None;
        var text = new List<string>();
        foreach (var batch in await store.Imports.ListBatchesAsync(cancel))
            text.AddRange([$"{batch}", .. (await store.Imports.ListProblemsAsync(batch.Id, cancel)).Select(one => $"{one}")]);
        foreach (var vintage in await store.Geography.ListVintagesAsync(cancel))
            text.AddRange([
                $"{vintage}",
                .. (await store.Geography.ReadAreasAsync(vintage.Id, cancel)).Select(area => $"{area.Code} {area.Name} {area.Geometry}"),
            ]);
        text.AddRange((await store.Geography.ListLayersAsync(cancel)).Select(one => $"{one}"));
        text.AddRange((await store.Staff.ListLiaisonsAsync(cancel)).Select(one => System.Text.Json.JsonSerializer.Serialize(one)));
        text.AddRange(
            (await store.Plans.ListPlansAsync(cancel)).Select(one =>
                $"{one.Key} {one.Name} {one.Period} {string.Join(';', one.Turfs)} {string.Join(';', one.TurfOfUnit)}"
            )
        );
        text.AddRange((await store.Plans.ListPlacementsAsync(cancel)).Select(one => $"{one}"));
        return string.Join('\n', text);
    }
}
