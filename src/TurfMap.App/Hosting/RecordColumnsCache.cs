using NetTopologySuite.Geometries;
using TurfMap.Domain.City;
using TurfMap.Domain.Density;
using TurfMap.Domain.Records;
using TurfMap.Storage;

namespace TurfMap.App.Hosting;

/// <summary>The cases (or the events) of a city in columns, read when they are first asked for and again after they changed.</summary>
internal sealed class RecordColumnsCache(
    CityPart part,
    Func<ReadOnlyStore, CancellationToken, Task<string>> readChange,
    Func<ReadOnlyStore, CityPlane, CancellationToken, Task<CaseColumns>> read
) : IDisposable
{
    private readonly Part<LoadedRecords> records = new();

    /// <summary>The cases.</summary>
    public static RecordColumnsCache OfCases() =>
        new(
            CityPart.Cases,
            (store, cancel) => store.Cases.ReadChangeAsync(cancel),
            (store, plane, cancel) => store.Cases.ReadColumnsAsync(plane, cancel)
        );

    /// <summary>The events.</summary>
    public static RecordColumnsCache OfEvents() =>
        new(
            CityPart.Events,
            (store, cancel) => store.Events.ReadChangeAsync(cancel),
            (store, plane, cancel) => store.Events.ReadColumnsAsync(plane, cancel)
        );

    /// <summary>The cases as a city has them, or newer; who asks first waits until they are read.</summary>
    public Task<LoadedRecords> OfAsync(HostedCity city, CityModel model, CancellationToken cancel)
    {
        // A city without boundaries has no ground to count on; its cases can be listed all the same.
        var bounds = model.Bounds is { IsNull: false } known ? known : new Envelope(0, 0, 0, 0);
        var stamp = model.Stamps[part];
        return records.GetAsync(new(stamp, (model.Generation, bounds)), ReadAsync, cancel);

        async Task<LoadedRecords> ReadAsync(LoadedRecords? before, CancellationToken stop)
        {
            var store = city.Store.ReadReplica(model.Version);
            var change = await readChange(store, stop);
            if (before is not null && before.Change == change && before.Bounds.Equals(bounds))
                return before with { Stamp = stamp };
            var columns = await read(store, new CityPlane(bounds), stop);
            return new(stamp, change, bounds, columns, new(() => HexCounts.Build(columns, bounds)));
        }
    }

    public void Dispose() => records.Dispose();
}

/// <summary>Cases in columns as of a change, and what was made of them.</summary>
/// <param name="Stamp">The change they are of, or an earlier one than it.</param>
/// <param name="Change">The same text means the same cases.</param>
/// <param name="Bounds">The box of the city that their places are measured in.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Hexagons">Their hexagons, built when first asked for.</param>
internal sealed record LoadedRecords(long Stamp, string Change, Envelope Bounds, CaseColumns Columns, Lazy<HexCounts> Hexagons)
{
    /// <summary>What their maps are made of; it goes with them when they change.</summary>
    public CaseMaps Maps { get; } = new(Columns);
}
