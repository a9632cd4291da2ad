using TurfMap.App.Accounts;
using TurfMap.App.Hosting.Jobs;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Storage;

namespace TurfMap.App.Hosting;

/// <summary>Everything that belongs to one city. Nothing of a city is shared with another.</summary>
/// <remarks>
/// The routes of a city carry it in their metadata, and handlers get it from there: which city is asked was decided when the route was
/// mapped,
/// so no request can reach another one's store, jobs or payloads.
/// </remarks>
internal sealed class HostedCity(CityLocation place, LiveCity live, JobBoard jobs, CityAccess access) : IDisposable
{
    private const long MostBytes = 192 << 20;

    /// <summary>What it is called in addresses; empty when it is the only one.</summary>
    public string Key => place.Key;

    /// <summary>What its addresses begin with: nothing, or a slash and the key.</summary>
    public string Path => Key.Length == 0 ? "" : "/" + Key;

    /// <summary>Its name for people; the key until it was read and has said one.</summary>
    public string Name => Live.IsReady && Live.Snapshot.Profile.Name is var name && name != CityProfile.Unnamed.Name ? name : Key;

    public CityStore Store => Live.Store;

    /// <summary>The store for reading, from a replica where there is one that has come as far as what this program has shown.</summary>
    public ReadOnlyStore ReadReplica => Store.ReadReplica(Live.Snapshot.Version);

    public LiveCity Live { get; } = live;

    /// <summary>When each kind of data last came in.</summary>
    public LastImported Taken { get; } = new(live);

    /// <summary>What tags begin with: versions and numbers of two stores may be the same.</summary>
    public string Mark { get; } = StoreName.Mark(place.Store);

    /// <summary>What was made of its boundaries, turfs and residents; keys name the stamps of what it was made of.</summary>
    public BoundedCache Cache { get; } = new(MostBytes);

    /// <summary>Its cases, for counts and maps.</summary>
    public RecordColumnsCache Cases { get; } = RecordColumnsCache.OfCases(live);

    /// <summary>Its events, for counts and maps.</summary>
    public RecordColumnsCache Events { get; } = RecordColumnsCache.OfEvents(live);

    /// <summary>Who has looked at single cases on the map of late.</summary>
    public TileReadAudit Readings { get; } = new(access);

    /// <summary>How large its areas are and who lives there.</summary>
    public DenominatorsCache Denominators { get; } = new(live);

    public JobBoard Jobs { get; } = jobs;

    /// <summary>Its accounts, and who is signed in.</summary>
    public CityAccess Access { get; } = access;

    /// <summary>Whether it answers, is read for the first time, or cannot be used.</summary>
    public CityState State =>
        Live.IsReady ? CityState.Ready
        : HasFailed ? CityState.Unusable
        : CityState.Starting;

    private bool HasFailed { get; set; }

    /// <summary>Whether a sentence of the store tells where it lies.</summary>
    public bool IsNamedIn(string sentence) =>
        sentence.Contains(System.IO.Path.GetFileName(place.Store), StringComparison.Ordinal)
        || Live.IsReady && sentence.Contains(Store.Location, StringComparison.Ordinal)
        || sentence.Contains("PostgreSQL ", StringComparison.Ordinal);

    /// <summary>How a handler gets its city; refuses with the store's sentence while the city cannot answer.</summary>
    public static ValueTask<HostedCity> BindAsync(HttpContext http)
    {
        var city = http.GetEndpoint()!.Metadata.GetRequiredMetadata<HostedCity>();
        _ = city.Live.Snapshot;
        return ValueTask.FromResult(city);
    }

    /// <summary>Opens the store and reads it; refuses with a sentence when it cannot be used.</summary>
    public async Task OpenAsync(CancellationToken cancel)
    {
        var store = await Task.Run(place.Open, cancel);
        try
        {
            await Access.LoadAsync(store.Access, store.ReadReplica(0), cancel);
            await Live.LoadAsync(store, cancel);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The same, but a store that cannot be used leaves its sentence and no exception.</summary>
    public async Task<bool> TryOpenAsync(ILogger log, CancellationToken cancel)
    {
        try
        {
            await OpenAsync(cancel);
            return true;
        }
        catch (Exception wrong) when (!cancel.IsCancellationRequested)
        {
            var sentence =
                wrong is RefusedException
                    ? wrong.Message
                    : $"The store of {Key} could not be read. Look for damage with: check. Restore a backup over it, and it "
                        + "will answer again.";
            if (!HasFailed || Live.Problem != sentence)
                Messages.CityUnusable(log, Key, sentence, wrong is RefusedException ? null : wrong);
            (HasFailed, Live.Problem) = (true, sentence);
            return false;
        }
    }

    public void Dispose()
    {
        if (Live.IsReady)
            Store.Dispose();
        Live.Dispose();
        Access.Dispose();
        Cases.Dispose();
        Events.Dispose();
        Readings.Dispose();
        Taken.Dispose();
        Denominators.Dispose();
        Cache.Dispose();
        Jobs.Dispose();
    }
}

/// <summary>Whether a city can answer.</summary>
internal enum CityState
{
    /// <summary>Its store is being opened and read for the first time.</summary>
    Starting,

    /// <summary>It answers.</summary>
    Ready,

    /// <summary>Its store cannot be used; it is tried again.</summary>
    Unusable,
}
