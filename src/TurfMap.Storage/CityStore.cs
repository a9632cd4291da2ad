using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Figures.Releases;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Domain.Partners;
using TurfMap.Domain.Plans;
using TurfMap.Domain.Records;
using TurfMap.Domain.Staff;
using TurfMap.Storage.GeoPackage;
using TurfMap.Storage.PostGis;
using TurfMap.Storage.Queries;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage;

/// <summary>What a store is opened for.</summary>
public enum StoreAccess
{
    /// <summary>Reading and writing; a store that is not there is made.</summary>
    Write,

    /// <summary>Only reading, beside whoever writes.</summary>
    Read,

    /// <summary>Writing, and an older schema is brought up first.</summary>
    Upgrade,
}

/// <summary>The store of one city, as its rooms see it: a GeoPackage file, or a PostgreSQL database.</summary>
public sealed class CityStore : IDisposable
{
    private readonly Batches batches;
    private readonly TimeProvider clock;
    private readonly CityQueries rooms;

    private CityStore(Engine engine, TimeProvider clock)
    {
        (Engine, this.clock, batches) = (engine, clock, new(engine, clock));
        rooms = Rooms(Freshness.Newest);
        Imports = new Imports(engine, batches, clock, new ChangeRequest(""), Freshness.Newest);
        Access = new AccessQueries(engine, batches, clock);
        Views = new ViewQueries(engine, batches);
        Cases = new CaseQueries(engine, Freshness.Newest);
        Events = new EventQueries(engine, Freshness.Newest);
        Releases = new ReleaseQueries(engine, batches, Freshness.Newest);
    }

    /// <summary>Where the store lies, for people.</summary>
    public string Location => Engine.Location;

    /// <summary>The city as a whole.</summary>
    public ICityStore City => rooms;

    /// <summary>Layers and areas.</summary>
    public ILayerStore Layers => rooms;

    /// <summary>Numbers about areas.</summary>
    public IMeasureStore Measures => rooms;

    /// <summary>Liaisons.</summary>
    public ILiaisonStore Liaisons => rooms;

    /// <summary>Partners.</summary>
    public IPartnerStore Partners => rooms;

    /// <summary>Plans and placements.</summary>
    public IPlanStore Plans => rooms;

    /// <summary>Imports.</summary>
    public IImportStore Imports { get; }

    /// <summary>Accounts, sessions, tokens, and the audit.</summary>
    public IAccessStore Access { get; }

    /// <summary>Saved views.</summary>
    public IViewStore Views { get; }

    /// <summary>Cases.</summary>
    public ICaseStore Cases { get; }

    /// <summary>Events.</summary>
    public IEventStore Events { get; }

    /// <summary>Months of figures that were given out.</summary>
    public IReleaseStore Releases { get; }

    internal Engine Engine { get; }

    /// <summary>Whether a name is that of a database, not of a file.</summary>
    public static bool IsDatabase(string store) => PostGisServer.IsConnection(store);

    /// <summary>Opens a store, or makes it when there is none. Refuses with a sentence when it cannot be used.</summary>
    public static CityStore Open(string store, TimeProvider clock, StoreAccess access = StoreAccess.Write) =>
        new(IsDatabase(store) ? PostGisServer.Open(store, access) : GeoPackageFile.Open(store, access), clock);

    /// <summary>The same rooms for reading only, answered by a replica where there is one that has come as far as a change.</summary>
    public ReadOnlyStore ReadReplica(long version)
    {
        var freshness = new Freshness(version, MayBeReplica: true);
        return new(
            Rooms(freshness),
            new Imports(Engine, batches, clock, new ChangeRequest(""), freshness),
            new CaseQueries(Engine, freshness),
            new EventQueries(Engine, freshness),
            new ReleaseQueries(Engine, batches, freshness),
            cancel => AccessQueries.ReadAsync(Engine, clock, freshness, cancel)
        );
    }

    /// <summary>Looks for damage: one sentence for each finding; none when the store is sound.</summary>
    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancel) =>
        Engine.ReadAsync<IReadOnlyList<string>>(
            session => [.. Engine.Check(session, cancel), .. SharedChecks.Run(session)],
            Freshness.Newest,
            cancel
        );

    /// <summary>The change number after the latest change that was made through this object; 0 before the first.</summary>
    public long Seen => batches.Seen;

    /// <summary>
    /// Reads everything the look-ups need: with at least the changes up to a version, perhaps from a replica; without one, the newest there
    /// is.
    /// </summary>
    /// <param name="cancel">Stops the reading.</param>
    /// <param name="atLeast">A change that must be in it.</param>
    /// <param name="before">What was read before: parts whose stamps stand are taken from it.</param>
    public Task<CityModel> ReadSnapshotAsync(CancellationToken cancel, long? atLeast = null, CityModel? before = null) =>
        Rooms(atLeast is { } version ? new(version, MayBeReplica: true) : Freshness.Newest).ReadModelAsync(before, cancel);

    /// <summary>Brings a store of an earlier program up to this one; answers with what was done.</summary>
    public IReadOnlyList<string> Upgrade() => Engine.Upgrade();

    /// <inheritdoc/>
    public void Dispose() => Engine.Dispose();

    private CityQueries Rooms(Freshness freshness) => new(Engine, new Edits(Engine, batches, freshness), freshness);
}

/// <summary>The rooms of a store for reading, perhaps from a replica.</summary>
public sealed class ReadOnlyStore
{
    private readonly Func<CancellationToken, Task<AccessSnapshot>> access;

    internal ReadOnlyStore(
        CityQueries rooms,
        IImportStore imports,
        ICaseStore cases,
        IEventStore events,
        IReleaseStore releases,
        Func<CancellationToken, Task<AccessSnapshot>> access
    ) =>
        (City, Measures, Liaisons, Partners, Imports, Cases, Events, Releases, this.access) = (
            rooms,
            rooms,
            rooms,
            rooms,
            imports,
            cases,
            events,
            releases,
            access
        );

    /// <summary>Accounts and what holds of their sessions and tokens, for a start while no primary answers.</summary>
    public Task<AccessSnapshot> ReadAccessAsync(CancellationToken cancel) => access(cancel);

    /// <summary>The city as a whole.</summary>
    public ICityStore City { get; }

    /// <summary>Numbers about areas.</summary>
    public IMeasureStore Measures { get; }

    /// <summary>Liaisons.</summary>
    public ILiaisonStore Liaisons { get; }

    /// <summary>Partners.</summary>
    public IPartnerStore Partners { get; }

    /// <summary>Imports.</summary>
    public IImportStore Imports { get; }

    /// <summary>Cases.</summary>
    public ICaseStore Cases { get; }

    /// <summary>Events.</summary>
    public IEventStore Events { get; }

    /// <summary>Months of figures that were given out.</summary>
    public IReleaseStore Releases { get; }
}
