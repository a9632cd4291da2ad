using TurfMap.Domain.Changes;
using TurfMap.Domain.Staff;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>Liaisons.</summary>
public sealed class StaffQueries
{
    private readonly Engine engine;
    private readonly Edits edits;
    private readonly Freshness freshness;

    internal StaffQueries(Engine engine, Edits edits, Freshness freshness) =>
        (this.engine, this.edits, this.freshness) = (engine, edits, freshness);

    /// <summary>All liaisons that stand, by id.</summary>
    public Task<IReadOnlyList<Liaison>> ListLiaisonsAsync(CancellationToken cancel) => engine.ListAsync(Liaisons, freshness, cancel);

    /// <summary>A liaison with the version that stands; null when there is none.</summary>
    public Task<Versioned<Liaison>?> FindLiaisonAsync(string id, CancellationToken cancel) =>
        edits.FindAsync(Catalogue.Liaison, id, RowMappers.Liaison, cancel);

    /// <summary>Saves a liaison over the version that the edit was made from; refuses when another stands.</summary>
    public Task<Versioned<Liaison>> SaveLiaisonAsync(Liaison liaison, Expected expected, ChangeRequest by, CancellationToken cancel) =>
        edits.SaveAsync(
            Catalogue.Liaison,
            $"liaison {liaison.Id}",
            liaison.Id,
            RowMappers.LiaisonColumns,
            RowMappers.Row(liaison),
            liaison,
            expected,
            by,
            cancel
        );

    internal static List<Liaison> Liaisons(Session session) =>
        session.List("SELECT * FROM liaison WHERE superseded_by IS NULL ORDER BY id", RowMappers.Liaison);
}
