using TurfMap.App.Http;
using TurfMap.Domain;
using TurfMap.Domain.Layers;
using TurfMap.Domain.Turfs;
using TurfMap.Storage;

namespace TurfMap.App;

/// <summary>Holds the snapshot that one city's look-ups use, and swaps in a new one when its store has changed, by this program or by another.</summary>
/// <remarks>Safe to share between threads. There is one reading at a time; whoever needs a newer snapshot meanwhile waits for it.</remarks>
internal sealed class LiveCity(TimeProvider clock, ILogger log) : IDisposable
{
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile CityStore? store;
    private volatile CitySnapshot? snapshot;
    private volatile string problem = "The city is being read. Ask again in a moment.";

    /// <summary>The snapshot in use; refuses with the store's sentence while there is none.</summary>
    public CitySnapshot Snapshot => snapshot ?? throw Unusable;

    /// <summary>Whether there is a snapshot.</summary>
    public bool IsReady => snapshot is not null;

    /// <summary>Why there is no snapshot, for people.</summary>
    public string Problem
    {
        get => problem;
        set => problem = value;
    }

    /// <summary>The store behind the snapshot; refuses with its sentence while it cannot be used.</summary>
    public CityStore Store => store ?? throw Unusable;

    private RefusedException Unusable => new(Refusal.StoreUnusable, problem);

    /// <summary>Reads a store for the first time; from then on it is the one that is looked at.</summary>
    public async Task BeginAsync(CityStore opened, CancellationToken cancel)
    {
        await ReadAsync(opened, newerThan: null, cancel);
        store = opened;
    }

    /// <summary>Reads the store and swaps the snapshot in.</summary>
    public Task ReloadAsync(CancellationToken cancel) => ReadAsync(Store, newerThan: null, cancel);

    /// <summary>Waits until the snapshot holds at least this version of the store: at once when it does, else after one reading.</summary>
    /// <remarks>A version that the store has not reached is somebody's invention, and what stands is enough for it.</remarks>
    public async Task CatchUpAsync(long version, CancellationToken cancel)
    {
        if (Snapshot.Version < version && await Store.City.ReadVersionAsync(cancel) is var newest && Snapshot.Version < newest)
            await ReadAsync(Store, newest, cancel);
    }

    /// <summary>Reads again when the store's version is another one; also an older one, after a backup was restored.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        if (await Store.City.ReadVersionAsync(cancel) is var version && version != Snapshot.Version)
            await ReadAsync(Store, newerThan: null, cancel, version);
    }

    public void Dispose() => reading.Dispose();

    /// <remarks>
    /// <c>newerThan</c>: the snapshot is kept when it has this version meanwhile; null reads in any case.
    /// <c>atLeast</c>: the change that must be in what is read; a replica that has not come so far is passed over.
    /// </remarks>
    private async Task ReadAsync(CityStore from, long? newerThan, CancellationToken cancel, long atLeast = 0)
    {
        await reading.WaitAsync(cancel);
        try
        {
            if (snapshot?.Version >= newerThan)
                return;
            var fresh = await from.ReadSnapshotAsync(cancel, Math.Max(newerThan ?? 0, atLeast));
            snapshot = fresh;
            _ = Task.Run(() => Prepare(fresh), CancellationToken.None);
            Messages.SnapshotRead(log, fresh.Version, fresh.Layers.Count, fresh.Plans.Count);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Builds what the first requests of today will need, beside them.</summary>
    private void Prepare(CitySnapshot fresh)
    {
        try
        {
            var today = fresh.On(AsOf.Today(clock));
            foreach (var layer in today.InForce)
                layer.Shapes.AtZoom(LayerShapes.FullZoom - 5);
        }
        catch (Exception wrong)
        {
            Messages.SnapshotFailed(log, wrong);
        }
    }
}
