using Microsoft.Extensions.Logging.Abstractions;
using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;
using TurfMap.Storage;

namespace TurfMap.App.Tests.Cities;

public sealed class LiveCityTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-live-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task It_catches_up_with_a_version_at_once_when_it_has_it_and_by_one_reading_when_not()
    {
        using var store = CityStore.Open(Path.Combine(folder, "city.gpkg"), TimeProvider.System);
        using var live = new LiveCity(TimeProvider.System, NullLogger.Instance);
        await live.LoadAsync(store, CancellationToken.None);
        var first = live.Snapshot;

        await live.CatchUpAsync(first.Version, CancellationToken.None);
        Assert.Same(first, live.Snapshot);

        await store.City.SaveProfileAsync(
            new("New", null, false, 5),
            TurfMap.Domain.Changes.Expected.New,
            new("Ana"),
            CancellationToken.None
        );
        var version = await store.City.ReadVersionAsync(CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => live.CatchUpAsync(version, CancellationToken.None)));
        var second = live.Snapshot;

        Assert.Equal(("New", version), (second.Profile.Name, second.Version));
        await live.RefreshAsync(CancellationToken.None);
        Assert.Same(second, live.Snapshot);
    }

    [Fact]
    public async Task Before_it_was_read_it_refuses_with_the_stores_sentence()
    {
        using var live = new LiveCity(TimeProvider.System, NullLogger.Instance) { Problem = "The store is away." };

        Assert.Equal(
            (Refusal.StoreUnusable, "The store is away."),
            Assert.Throws<RefusedException>(() => live.Snapshot) is var refused ? (refused.Refusal, refused.Message) : default
        );
        await Assert.ThrowsAsync<RefusedException>(() => live.CatchUpAsync(1, CancellationToken.None));
    }
}
