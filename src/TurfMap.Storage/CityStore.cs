using TurfMap.Domain;
using TurfMap.Domain.Importing;
using TurfMap.Domain.Layers;
using TurfMap.Domain.People;
using TurfMap.Domain.Turfs;
using TurfMap.Storage.GeoPackage;

namespace TurfMap.Storage;

/// <summary>The store of one city, as its rooms see it.</summary>
public sealed class CityStore : IDisposable
{
    private readonly GeoPackageFile file;

    private CityStore(GeoPackageFile file, TimeProvider clock)
    {
        this.file = file;
        var rooms = new Rooms(file);
        (City, Layers, Liaisons, Plans, Imports) = (rooms, rooms, rooms, rooms, new Imports(file, clock));
    }

    /// <summary>Where the store lies, for people.</summary>
    public string Location => file.Path;

    /// <summary>The city as a whole.</summary>
    public ICityStore City { get; }

    /// <summary>Layers and areas.</summary>
    public ILayerStore Layers { get; }

    /// <summary>Liaisons.</summary>
    public ILiaisonStore Liaisons { get; }

    /// <summary>Plans and placements.</summary>
    public IPlanStore Plans { get; }

    /// <summary>Imports.</summary>
    public IImportStore Imports { get; }

    /// <summary>Opens a store, or makes it when there is none. Refuses with a sentence when it cannot be used.</summary>
    public static CityStore Open(string store, TimeProvider clock)
    {
        if (store.Contains("Host=", StringComparison.OrdinalIgnoreCase))
            throw new RefusedException(Refusal.StoreUnusable, "A PostgreSQL store is not supported yet. Name a file with --store, for example --store city.gpkg.");
        return new CityStore(GeoPackageFile.Open(store), clock);
    }

    /// <summary>Looks for damage: one sentence for each finding; none when the store is sound.</summary>
    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancel) => Task.Run(() => StoreCheck.Run(file), cancel);

    /// <summary>Reads everything the look-ups need.</summary>
    public async Task<CitySnapshot> ReadSnapshotAsync(CancellationToken cancel)
    {
        var version = await City.ReadVersionAsync(cancel);
        var profile = await City.FindProfileAsync(cancel) ?? CityProfile.Unnamed;
        var layers = await Layers.ListLayersAsync(cancel);
        var vintages = new List<VintageLayer>();
        foreach (var vintage in await Layers.ListVintagesAsync(cancel))
            if (layers.FirstOrDefault(layer => layer.Key == vintage.Layer) is { } layer)
                vintages.Add(new(layer, vintage, await Layers.ReadAreasAsync(vintage.Id, cancel)));
        return new CitySnapshot(
            profile, version, vintages, layers, await Plans.ListPlansAsync(cancel), await Plans.ListPlacementsAsync(cancel), await Liaisons.ListLiaisonsAsync(cancel));
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
