using TurfMap.App.Http;
using TurfMap.Domain.Layers;
using TurfMap.Domain.Turfs;
using TurfMap.Storage;

namespace TurfMap.App;

/// <summary>Holds the snapshot that look-ups use, and swaps in a new one when the store has changed, by this program or by another.</summary>
public sealed partial class LiveCity(CityStore store, TimeProvider clock, ILogger<LiveCity> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private volatile CitySnapshot? snapshot;

    /// <summary>The snapshot in use.</summary>
    public CitySnapshot Snapshot => snapshot ?? throw new InvalidOperationException("The city has not been read yet.");

    /// <summary>Whether there is a snapshot.</summary>
    public bool IsReady => snapshot is not null;

    /// <summary>Reads the store and swaps the snapshot in.</summary>
    public async Task ReloadAsync(CancellationToken cancel)
    {
        var fresh = await store.ReadSnapshotAsync(cancel);
        snapshot = fresh;
        _ = Task.Run(() => Prepare(fresh), CancellationToken.None);
        Messages.SnapshotRead(log, fresh.Version, fresh.Layers.Count, fresh.Plans.Count);
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

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (snapshot is null || await store.City.ReadVersionAsync(stoppingToken) != snapshot.Version)
                    await ReloadAsync(stoppingToken);
            }
            catch (Exception wrong) when (wrong is not OperationCanceledException)
            {
                Messages.SnapshotFailed(log, wrong);
            }
        }
    }
}
