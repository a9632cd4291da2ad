using TurfMap.Domain.Cases;
using TurfMap.Domain.Gaps;

namespace TurfMap.App.Cities;

/// <summary>The cases of a city in columns, read when they are first asked for and again after they changed.</summary>
internal sealed class CaseDesk : IDisposable
{
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile CasesHeld? held;

    /// <summary>The cases as they are now; who asks first waits until they are read.</summary>
    public async Task<CasesHeld> OfAsync(HostedCity city, CancellationToken cancel)
    {
        var snapshot = city.Live.Snapshot;
        if (held is { } now && now.Version == snapshot.Version)
            return now;
        await reading.WaitAsync(cancel);
        try
        {
            if (held is { } meanwhile && meanwhile.Version >= snapshot.Version)
                return meanwhile;
            var (store, bounds) = (city.Near.Cases, snapshot.Bounds);
            var change = await store.ReadChangeAsync(cancel);
            var same = held is { } before && before.Change == change && before.Bounds.Equals(bounds) ? before : null;
            var columns = same?.Columns ?? await store.ReadColumnsAsync(new CityPlane(bounds), cancel);
            return held = new(snapshot.Version, change, bounds, columns, same?.Hexagons ?? new(() => HexCounts.Build(columns, bounds)));
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();
}

/// <summary>Cases in columns as of a version of the store, and what was made of them.</summary>
internal sealed record CasesHeld(long Version, string Change, NetTopologySuite.Geometries.Envelope Bounds, CaseColumns Columns, Lazy<HexCounts> Hexagons);
