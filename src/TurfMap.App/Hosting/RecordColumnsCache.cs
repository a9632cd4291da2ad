using TurfMap.Domain.Density;
using TurfMap.Domain.Records;
using TurfMap.Storage;

namespace TurfMap.App.Hosting;

/// <summary>The cases (or the events) of a city in columns, read when they are first asked for and again after they changed.</summary>
internal sealed class RecordColumnsCache(
    Func<ReadOnlyStore, CancellationToken, Task<string>> readChange,
    Func<ReadOnlyStore, CityPlane, CancellationToken, Task<CaseColumns>> read
) : IDisposable
{
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile LoadedRecords? held;

    /// <summary>A desk for cases.</summary>
    public static RecordColumnsCache OfCases() =>
        new((near, cancel) => near.Cases.ReadChangeAsync(cancel), (near, plane, cancel) => near.Cases.ReadColumnsAsync(plane, cancel));

    /// <summary>A desk for events.</summary>
    public static RecordColumnsCache OfEvents() =>
        new((near, cancel) => near.Events.ReadChangeAsync(cancel), (near, plane, cancel) => near.Events.ReadColumnsAsync(plane, cancel));

    /// <summary>The cases as they are now; who asks first waits until they are read.</summary>
    public async Task<LoadedRecords> OfAsync(HostedCity city, CancellationToken cancel)
    {
        var snapshot = city.Live.Snapshot;
        if (held is { } now && now.Version == snapshot.Version)
            return now;
        await reading.WaitAsync(cancel);
        try
        {
            if (held is { } meanwhile && meanwhile.Version >= snapshot.Version)
                return meanwhile;
            // A city without boundaries has no ground to count on; its cases can be listed all the same.
            var (near, bounds) = (city.ReadReplica, snapshot.Bounds is { IsNull: false } known ? known : new(0, 0, 0, 0));
            var change = await readChange(near, cancel);
            var same = held is { } before && before.Change == change && before.Bounds.Equals(bounds) ? before : null;
            if (same is not null)
                return held = same with { Version = snapshot.Version };
            var columns = await read(near, new CityPlane(bounds), cancel);
            return held = new(snapshot.Version, change, bounds, columns, new(() => HexCounts.Build(columns, bounds)));
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();
}

/// <summary>Cases in columns as of a version of the store, and what was made of them.</summary>
internal sealed record LoadedRecords(
    long Version,
    string Change,
    NetTopologySuite.Geometries.Envelope Bounds,
    CaseColumns Columns,
    Lazy<HexCounts> Hexagons
)
{
    /// <summary>What their maps are made of; it goes with them when they change.</summary>
    public CaseMaps Maps { get; } = new(Columns);
}
