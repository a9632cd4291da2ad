using TurfMap.Domain.Addresses;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Partners;
using TurfMap.Domain.Plans;
using TurfMap.Domain.Records;
using TurfMap.Domain.Staff;

namespace TurfMap.Domain.Importing;

/// <summary>How a batch ended.</summary>
public enum BatchState
{
    /// <summary>Taken as a whole.</summary>
    Done,

    /// <summary>Refused; the store is as it was.</summary>
    Refused,

    /// <summary>Taken, and undone later.</summary>
    Undone,
}

/// <summary>One import: it can be looked at and undone.</summary>
public sealed record ImportBatch(
    long Id,
    string Kind,
    string Source,
    BatchState State,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    long Rows,
    long Taken,
    long Problems,
    string Sentence,
    string Author = ""
)
{
    /// <summary>The kind of a batch that somebody's edit of one thing is kept as; it is no import, and is in no list of them.</summary>
    public const string Edit = "edit";

    /// <summary>Whether it is an edit of one thing.</summary>
    public bool IsEdit => Kind == Edit;
}

/// <summary>
/// What became of the rows of a table. Each id counts once, by the last of its rows: new, changed, or as before; rows that a later one of
/// the file took the place of are repeated.
/// </summary>
public readonly record struct SavedRows(long New, long Changed, long Same, long Repeated);

/// <summary>What an import writes; everything or nothing of it stays.</summary>
public interface IBatchWriter
{
    /// <summary>Saves a vintage with its areas or lines, makes room for it among the standing ones, and answers with its period.</summary>
    EffectivePeriod SaveVintage(Layer layer, DateOnly from, string source, LayerContent content);

    /// <summary>Saves a plan, makes room for it among the standing ones, and answers with its period.</summary>
    EffectivePeriod SavePlan(string name, long unitVintage, DateOnly from, CheckedPlan plan);

    /// <summary>Saves liaisons; one with the same id is replaced, unless it stands exactly so.</summary>
    SavedRows Save(IEnumerable<Liaison> liaisons);

    /// <summary>Saves addresses; one with the same id is replaced, unless it stands exactly so.</summary>
    SavedRows Save(IEnumerable<Address> addresses);

    /// <summary>Saves measures; one of the same area, name and year is replaced, unless it stands exactly so.</summary>
    SavedRows Save(IEnumerable<Measure> measures);

    /// <summary>Saves partners; one with the same id is replaced, unless it stands exactly so.</summary>
    SavedRows Save(IEnumerable<Partner> partners);

    /// <summary>Saves cases; one with the same id is replaced, unless it stands exactly so.</summary>
    SavedRows Save(IEnumerable<CaseRecord> cases);

    /// <summary>Saves events; one with the same id is replaced, unless it stands exactly so.</summary>
    SavedRows Save(IEnumerable<OutreachEvent> events);
}

/// <summary>What the Importing room asks of a store.</summary>
public interface IImportStore
{
    /// <summary>The same store, its changes made by somebody and under their key.</summary>
    IImportStore By(ChangeRequest request);

    /// <summary>
    /// Runs an import in one transaction and keeps it as a batch. When the work refuses, nothing stays but the refused batch with its
    /// problems.
    /// </summary>
    /// <remarks>With a key that an earlier import was kept under, the work is not run and that import is the answer.</remarks>
    Task<ImportBatch> RunAsync(string kind, string source, ImportReport report, Func<IBatchWriter, string> work, CancellationToken cancel);

    /// <summary>All imports, the latest first.</summary>
    Task<IReadOnlyList<ImportBatch>> ListBatchesAsync(CancellationToken cancel);

    /// <summary>When each kind of data was last brought in, of what still stands; kinds that never came are not in it.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> LastTakenAsync(CancellationToken cancel);

    /// <summary>The kept problems of a batch.</summary>
    Task<IReadOnlyList<RowProblem>> ListProblemsAsync(long batch, CancellationToken cancel);

    /// <summary>
    /// Takes a batch back: what it brought goes, what it replaced stands again. The rule sees what is built upon it, and refuses.
    /// </summary>
    Task<ImportBatch> UndoAsync(long batch, Action<BuiltUpon> rule, CancellationToken cancel);
}
