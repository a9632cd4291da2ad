using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Importing;
using TurfMap.Storage.GeoPackage;
using TurfMap.Storage.Importing;
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
    private readonly ReadOnlyStore newest;

    private CityStore(Engine engine, TimeProvider clock)
    {
        (Engine, this.clock, batches) = (engine, clock, new(engine, clock));
        newest = new(engine, batches, clock, Freshness.Newest);
        Access = new(engine, batches, clock);
        Views = new(engine, batches);
    }

    /// <summary>Where the store lies, for people.</summary>
    public string Location => Engine.Location;

    /// <summary>The city as a whole.</summary>
    public CityQueries City => newest.City;

    /// <summary>Layers, areas, and numbers about areas.</summary>
    public GeographyQueries Geography => newest.Geography;

    /// <summary>Liaisons.</summary>
    public StaffQueries Staff => newest.Staff;

    /// <summary>Partners.</summary>
    public PartnerQueries Partners => newest.Partners;

    /// <summary>Plans and placements.</summary>
    public PlanQueries Plans => newest.Plans;

    /// <summary>Imports.</summary>
    public ImportQueries Imports => newest.Imports;

    /// <summary>Accounts, sessions, tokens, and the audit.</summary>
    public AccessQueries Access { get; }

    /// <summary>Saved views.</summary>
    public ViewQueries Views { get; }

    /// <summary>Cases.</summary>
    public CaseQueries Cases => newest.Cases;

    /// <summary>Events.</summary>
    public EventQueries Events => newest.Events;

    /// <summary>Months of figures that were given out.</summary>
    public ReleaseQueries Releases => newest.Releases;

    internal Engine Engine { get; }

    /// <summary>Whether a name is that of a database, not of a file.</summary>
    public static bool IsDatabase(string store) => PostGisServer.IsConnection(store);

    /// <summary>Opens a store, or makes it when there is none. Refuses with a sentence when it cannot be used.</summary>
    public static CityStore Open(string store, TimeProvider clock, StoreAccess access = StoreAccess.Write) =>
        new(IsDatabase(store) ? PostGisServer.Open(store, access) : GeoPackageFile.Open(store, access), clock);

    /// <summary>The same rooms for reading only, answered by a replica where there is one that has come as far as a change.</summary>
    public ReadOnlyStore ReadReplica(long version) => new(Engine, batches, clock, new(version, MayBeReplica: true));

    /// <summary>Imports a file as one batch: taken as a whole or not at all.</summary>
    /// <remarks>Readers do not wait for it, and what it is checked against is read before it waits for its turn to write.</remarks>
    public async Task<(ImportBatch Batch, ImportReport Report)> ImportAsync(
        ImportKind kind,
        ImportRequest request,
        ImportFile file,
        ChangeRequest by,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var report = new ImportReport();
        var run = new ImportRun(request, file, Geography, Staff, report, progress);
        return (await Imports.By(by).RunAsync(kind.Key, request.FileName, report, stop => kind.PrepareAsync(run, stop), cancel), report);
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
        (atLeast is { } version ? ReadReplica(version) : newest).City.ReadModelAsync(before, cancel);

    /// <summary>Brings a store of an earlier program up to this one; answers with what was done.</summary>
    public IReadOnlyList<string> Upgrade() => Engine.Upgrade();

    /// <inheritdoc/>
    public void Dispose() => Engine.Dispose();
}

/// <summary>The rooms of a store, answered as new as was asked for, perhaps from a replica.</summary>
public sealed class ReadOnlyStore
{
    private readonly Engine engine;
    private readonly TimeProvider clock;
    private readonly Freshness freshness;

    internal ReadOnlyStore(Engine engine, Batches batches, TimeProvider clock, Freshness freshness)
    {
        (this.engine, this.clock, this.freshness) = (engine, clock, freshness);
        var edits = new Edits(engine, batches, freshness);
        City = new(engine, edits, freshness);
        Geography = new(engine, freshness);
        Staff = new(engine, edits, freshness);
        Partners = new(engine, edits, freshness);
        Plans = new(engine, freshness);
        Imports = new(engine, batches, clock, new ChangeRequest(""), freshness);
        Cases = new(engine, freshness);
        Events = new(engine, freshness);
        Releases = new(engine, batches, freshness);
    }

    /// <summary>Accounts and what holds of their sessions and tokens, for a start while no primary answers.</summary>
    public Task<AccessSnapshot> ReadAccessAsync(CancellationToken cancel) => AccessQueries.ReadAsync(engine, clock, freshness, cancel);

    /// <summary>The city as a whole.</summary>
    public CityQueries City { get; }

    /// <summary>Layers, areas, and numbers about areas.</summary>
    public GeographyQueries Geography { get; }

    /// <summary>Liaisons.</summary>
    public StaffQueries Staff { get; }

    /// <summary>Partners.</summary>
    public PartnerQueries Partners { get; }

    /// <summary>Plans and placements.</summary>
    public PlanQueries Plans { get; }

    /// <summary>Imports.</summary>
    public ImportQueries Imports { get; }

    /// <summary>Cases.</summary>
    public CaseQueries Cases { get; }

    /// <summary>Events.</summary>
    public EventQueries Events { get; }

    /// <summary>Months of figures that were given out.</summary>
    public ReleaseQueries Releases { get; }
}
