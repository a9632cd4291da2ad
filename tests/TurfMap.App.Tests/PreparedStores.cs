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
    private readonly Lazy<Task<string>> sample;
    private readonly Lazy<Task<string>> small;
    private readonly Lazy<Task<string>> smallSample;

    public PreparedStores()
    {
        sample = new(() => FillAsync("sample", Path.Combine(RealData.Checkout, "data", "sample-city"), isSample: true));
        small = new(() => FillSmallAsync("small", isSample: false));
        smallSample = new(() => FillSmallAsync("small-sample", isSample: true));
    }

    /// <summary>Puts a store with the sample city where nothing stands yet; it has no accounts.</summary>
    internal async Task CopySampleAsync(string path) => File.Copy(await sample.Value, path);

    /// <summary>The same with the city of two squares that is called Alder.</summary>
    internal async Task CopySmallAsync(string path, bool isSample = false) => File.Copy(await (isSample ? smallSample : small).Value, path);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<string> FillSmallAsync(string name, bool isSample) =>
        FillAsync(name, SmallCity.Write(Path.Combine(folder, name), "Alder", -74), isSample);

    private async Task<string> FillAsync(string name, string files, bool isSample)
    {
        var path = Path.Combine(folder, name + ".gpkg");
        using (var store = CityStore.Open(path, TimeProvider.System))
            await CityFolder.ImportAsync(store, files, isSample, TimeProvider.System, (_, _) => { }, CancellationToken.None);
        Assert.False(File.Exists(path + "-wal"), "A store that is closed is one file, and nobody opens this one again.");
        return path;
    }
}
