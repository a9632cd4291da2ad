using NetTopologySuite.Geometries;
using TurfMap.Domain.City;
using TurfMap.Domain.Records;
using TurfMap.Storage;

namespace TurfMap.App.Hosting;

/// <summary>The cases (or the events) of a city in columns, read when they are first asked for and again after they changed.</summary>
internal sealed class RecordColumnsCache(
    LiveCity live,
    CityPart part,
    Func<ReadOnlyStore, CancellationToken, Task<string>> readChange,
    Func<ReadOnlyStore, CityPlane, CancellationToken, Task<CaseColumns>> read
) : IDisposable
{
    private readonly Part<LoadedRecords> records = new();

    /// <summary>The cases.</summary>
    public static RecordColumnsCache OfCases(LiveCity live) =>
        new(
            live,
            CityPart.Cases,
            (store, cancel) => store.Cases.ReadChangeAsync(cancel),
            (store, plane, cancel) => store.Cases.ReadColumnsAsync(plane, cancel)
        );

    /// <summary>The events.</summary>
    public static RecordColumnsCache OfEvents(LiveCity live) =>
        new(
            live,
            CityPart.Events,
            (store, cancel) => store.Events.ReadChangeAsync(cancel),
            (store, plane, cancel) => store.Events.ReadColumnsAsync(plane, cancel)
        );

    /// <summary>The cases as a city has them, or newer; who asks first waits until they are read.</summary>
    public Task<LoadedRecords> OfAsync(CityModel model, CancellationToken cancel)
    {
        // A city without boundaries has no ground to count on; its cases can be listed all the same.
        var bounds = model.Bounds is { IsNull: false } known ? known : new Envelope(0, 0, 0, 0);
        var stamp = model.Stamps[part];
        return records.GetAsync(new(stamp, (model.Generation, bounds)), ReadAsync, cancel);

        async Task<LoadedRecords> ReadAsync(LoadedRecords? before, CancellationToken stop)
        {
            var store = live.Store.ReadReplica(model.Version);
            var change = await readChange(store, stop);
            if (before is not null && before.Change == change && before.Bounds.Equals(bounds))
                return before with { Stamp = stamp };
            var columns = await read(store, new CityPlane(bounds), stop);
            return new(stamp, change, bounds, columns);
        }
    }

    public void Dispose() => records.Dispose();
}
