using TurfMap.App.Hosting;
using TurfMap.App.Tests.Cities;
using TurfMap.Storage;
using TurfMap.Tests;

namespace TurfMap.App.Tests;

/// <summary>
/// Stores that the real import filled once in a run, and that are copied for whoever needs one: a copy takes a moment, the import seconds.
/// </summary>
public sealed class PreparedStores : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-prepared-").FullName;
    private readonly PostgresForTests postgres = new();
    private readonly Lazy<Task<string>> sample;
    private readonly Lazy<Task<string>> small;
    private readonly Lazy<Task<string>> smallSample;

    public PreparedStores()
    {
        sample = new(() => FillFileAsync("sample", Path.Combine(RealData.Checkout, "data", "sample-city"), isSample: true));
        small = new(() => FillSmallAsync("small", isSample: false));
        smallSample = new(() => FillSmallAsync("small-sample", isSample: true));
    }

    /// <summary>Puts a store with the sample city where nothing stands yet; it has no accounts.</summary>
    internal async Task CopySampleAsync(string path) => File.Copy(await sample.Value, path);

    /// <summary>The same with the city of two squares that is called Alder.</summary>
    internal async Task CopySmallAsync(string path, bool isSample = false) => File.Copy(await (isSample ? smallSample : small).Value, path);

    /// <summary>
    /// The city of two squares, opened: in a file of the folder, or in a database where TURFMAP_TEST_STORE is "postgres", so that the same
    /// attacks are tried upon both.
    /// </summary>
    internal async Task<CityStore> OpenSmallAsync(string folder, bool isSample, TimeProvider clock)
    {
        var path = Path.Combine(folder, "city.gpkg");
        if (Environment.GetEnvironmentVariable("TURFMAP_TEST_STORE") == "postgres")
            path = postgres.Cluster.Connection(
                postgres.CopyDatabase(
                    isSample ? "small-sample" : "small",
                    database =>
                        FillAsync(database, SmallCity.Write(Path.Combine(this.folder, $"{isSample}"), "Alder", -74), isSample)
                            .GetAwaiter()
                            .GetResult()
                )
            );
        else
            await CopySmallAsync(path, isSample);
        return CityStore.Open(path, clock);
    }

    public void Dispose()
    {
        postgres.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Task<string> FillSmallAsync(string name, bool isSample) =>
        FillFileAsync(name, SmallCity.Write(Path.Combine(folder, name), "Alder", -74), isSample);

    private static async Task FillAsync(string store, string files, bool isSample)
    {
        using var city = CityStore.Open(store, TimeProvider.System);
        await CityFolder.ImportAsync(city, files, isSample, TimeProvider.System, (_, _) => { }, CancellationToken.None);
    }

    private async Task<string> FillFileAsync(string name, string files, bool isSample)
    {
        var path = Path.Combine(folder, name + ".gpkg");
        await FillAsync(path, files, isSample);
        Assert.False(File.Exists(path + "-wal"), "A store that is closed is one file, and nobody opens this one again.");
        return path;
    }
}
