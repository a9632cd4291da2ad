using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Storage;

namespace TurfMap.App.Hosting;

/// <summary>
/// Holds the snapshot that one city's look-ups use, and swaps in a new one when its store has changed, by this program or by another.
/// </summary>
/// <remarks>Safe to share between threads. There is one reading at a time; whoever needs a newer snapshot meanwhile waits for it.</remarks>
internal sealed class LiveCity(TimeProvider clock, ILogger log, Action<TimeSpan>? hasRead = null) : IDisposable
{
    private readonly Part<CityModel> model = new();
    private volatile CityStore? store;
    private volatile string? waiting;
    private volatile string problem = "The city is being read. Ask again in a moment.";

    /// <summary>The snapshot in use; refuses with the store's sentence while there is none.</summary>
    public CityModel Snapshot => model.Standing ?? throw Unusable;

    /// <summary>Whether there is a snapshot.</summary>
    public bool IsReady => model.Standing is not null;

    /// <summary>Why there is no snapshot, for people.</summary>
    public string Problem
    {
        get => problem;
        set => problem = value;
    }

    /// <summary>The store behind the snapshot; refuses with its sentence while it cannot be used.</summary>
    public CityStore Store => store ?? throw Unusable;

    private RefusedException Unusable => new(Refusal.StoreUnusable, problem);

    /// <summary>What waits while the server that takes changes is away, for people; null while it answers.</summary>
    public string? Waiting => waiting;

    /// <summary>
    /// Reads a store for the first time, from a replica when only that answers; from then on it is the one that is looked at.
    /// </summary>
    public async Task LoadAsync(CityStore opened, CancellationToken cancel)
    {
        try
        {
            await ReplaceAsync(opened, await opened.City.ReadVersionAsync(cancel), cancel);
        }
        catch (RefusedException away) when (away.Refusal == Refusal.StoreUnavailable)
        {
            await ReplaceAsync(opened, 0, cancel);
        }
        store = opened;
    }

    /// <summary>Waits until the snapshot holds at least this version of the store: at once when it does, else after one reading.</summary>
    /// <remarks>
    /// A version that the store has not reached is somebody's invention, and what stands is enough for it. Only the primary can say so:
    /// while it is away, a version that no replica has is refused as not to be had now.
    /// </remarks>
    public async Task CatchUpAsync(long version, CancellationToken cancel)
    {
        if (
            Snapshot.Version < version
            && await Store.ReadReplica(version).City.ReadVersionAsync(cancel) is var newest
            && Snapshot.Version < newest
        )
            await ReplaceAsync(Store, newest, cancel);
    }

    /// <summary>Reads again when the store's version is another one; also an older one, after a backup was restored.</summary>
    /// <remarks>
    /// While the primary is away, a replica may still have changes that are not in the snapshot; it is never gone back to an older one for
    /// that.
    /// </remarks>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        try
        {
            var version = await Store.City.ReadVersionAsync(cancel);
            waiting = null;
            if (version > Snapshot.Version)
                await ReplaceAsync(Store, version, cancel);
            else if (version < Snapshot.Version)
                await RollBackAsync(cancel);
        }
        catch (RefusedException away) when (away.Refusal == Refusal.StoreUnavailable)
        {
            waiting = "What is known is answered; changes wait.";
            if (await Store.ReadReplica(0).City.ReadVersionAsync(cancel) is var near && near > Snapshot.Version)
                await ReplaceAsync(Store, near, cancel);
            throw;
        }
    }

    public void Dispose() => model.Dispose();

    /// <summary>
    /// Swaps in a snapshot of at least this version, unless somebody did so meanwhile. What is in use is never older afterwards.
    /// </summary>
    private Task<CityModel> ReplaceAsync(CityStore from, long version, CancellationToken cancel) =>
        model.GetAsync(
            new(version),
            async (before, stop) =>
                before is not null && before.Version >= version
                    ? before
                    : await UseAsync(() => from.ReadSnapshotAsync(stop, version, before)),
            cancel
        );

    /// <summary>
    /// The version is asked for again, because a change may have been made and read since; and only the primary has seen the restore for
    /// certain.
    /// </summary>
    private Task RollBackAsync(CancellationToken cancel) =>
        model.ReplaceAsync(
            async (standing, stop) =>
            {
                if (await Store.City.ReadVersionAsync(stop) >= standing!.Version)
                    return null;
                var fresh = await UseAsync(async () => (await Store.ReadSnapshotAsync(stop)).After(standing));
                return (new(fresh.Version), fresh);
            },
            cancel
        );

    private async Task<CityModel> UseAsync(Func<Task<CityModel>> read)
    {
        var begun = clock.GetTimestamp();
        var fresh = await read();
        hasRead?.Invoke(clock.GetElapsedTime(begun));
        _ = Task.Run(() => Prepare(fresh), CancellationToken.None);
        Messages.SnapshotRead(log, fresh.Version, fresh.Layers.Count, fresh.Plans.Count);
        return fresh;
    }

    /// <summary>Builds what the first requests of today will need, beside them.</summary>
    private void Prepare(CityModel fresh)
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
