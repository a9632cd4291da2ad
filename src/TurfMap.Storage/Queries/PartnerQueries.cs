using TurfMap.Domain.Changes;
using TurfMap.Domain.Partners;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>Partners.</summary>
public sealed class PartnerQueries
{
    private readonly Engine engine;
    private readonly Edits edits;
    private readonly Freshness freshness;

    internal PartnerQueries(Engine engine, Edits edits, Freshness freshness) =>
        (this.engine, this.edits, this.freshness) = (engine, edits, freshness);

    /// <summary>All partners that stand, by name.</summary>
    public Task<IReadOnlyList<Partner>> ListPartnersAsync(CancellationToken cancel) =>
        engine.ListAsync(
            session =>
                session.List(
                    $"SELECT {PointRows.Select(engine, RowMappers.PartnerColumns)} FROM partner WHERE superseded_by "
                        + "IS NULL ORDER BY name, id",
                    row => RowMappers.Partner(engine, row)
                ),
            freshness,
            cancel
        );

    /// <summary>A partner with the version that stands; null when there is none.</summary>
    public Task<Versioned<Partner>?> FindPartnerAsync(string id, CancellationToken cancel) =>
        edits.FindAsync(Catalogue.Partner, id, row => RowMappers.Partner(engine, row), cancel);

    /// <summary>Saves a partner over the version that the edit was made from; refuses when another stands.</summary>
    public Task<Versioned<Partner>> SavePartnerAsync(Partner partner, Expected expected, ChangeRequest by, CancellationToken cancel) =>
        edits.SaveAsync(
            Catalogue.Partner,
            $"partner {partner.Id}",
            partner.Id,
            RowMappers.PartnerColumns,
            RowMappers.Row(partner),
            partner,
            expected,
            by,
            cancel
        );
}
