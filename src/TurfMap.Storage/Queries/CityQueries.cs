using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Staff;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>The city as a whole: its profile, its stamps, and all its parts as of one moment.</summary>
public sealed class CityQueries
{
    private readonly Engine engine;
    private readonly Edits edits;
    private readonly Freshness freshness;

    internal CityQueries(Engine engine, Edits edits, Freshness freshness) =>
        (this.engine, this.edits, this.freshness) = (engine, edits, freshness);

    /// <summary>The profile; null when none was saved.</summary>
    public Task<Versioned<CityProfile>?> FindProfileAsync(CancellationToken cancel) =>
        edits.FindAsync(Catalogue.Profile, "city", RowMappers.Profile, cancel);

    /// <summary>Saves the profile over the version that the edit was made from; refuses when another stands.</summary>
    public Task<Versioned<CityProfile>> SaveProfileAsync(
        CityProfile profile,
        Expected expected,
        ChangeRequest by,
        CancellationToken cancel
    ) =>
        edits.SaveAsync(
            Catalogue.Profile,
            "the city's profile",
            "city",
            RowMappers.ProfileColumns,
            RowMappers.Row(profile),
            profile,
            expected,
            by,
            cancel
        );

    /// <summary>A number that grows with every finished change, by this program or another one on the same store.</summary>
    public Task<long> ReadVersionAsync(CancellationToken cancel) => engine.ReadAsync(StampRows.ReadChange, freshness, cancel);

    /// <summary>The last change of each part.</summary>
    public Task<Stamps> ReadStampsAsync(CancellationToken cancel) => engine.ReadAsync(StampRows.Read, freshness, cancel);

    /// <summary>Everything the look-ups need, as of one moment; only the parts that changed since are read.</summary>
    /// <param name="before">What was read before; null reads everything.</param>
    /// <param name="cancel">Stops the reading.</param>
    internal Task<CityModel> ReadModelAsync(CityModel? before, CancellationToken cancel) =>
        engine.ReadAsync(
            session =>
            {
                var (version, stamps) = (StampRows.ReadChange(session), StampRows.Read(session));
                // Another store has taken the place of this one: its numbers say nothing of what was known.
                if (before is not null && Stamps.Followed.All(part => before.Stamps[part] != stamps[part]))
                    before = null;
                bool Stands(CityPart part) => before is not null && before.Stamps[part] == stamps[part];
                var profile = Stands(CityPart.Profile) ? before!.Profile : Profile(session);
                var (layers, vintages) = Stands(CityPart.Geography)
                    ? (before!.Layers, before.Vintages)
                    : GeographyQueries.Read(session, before?.Vintages ?? []);
                var (plans, placements) = Stands(CityPart.Plans)
                    ? (before!.Plans, before.Placements)
                    : (PlanQueries.Plans(session), PlanQueries.Placements(session));
                IReadOnlyList<Liaison> liaisons = Stands(CityPart.Staff) ? [.. before!.Liaisons] : StaffQueries.Liaisons(session);
                return new CityModel(profile, version, vintages, layers, plans, placements, liaisons, stamps, before);
            },
            freshness,
            cancel
        );

    private static CityProfile Profile(Session session) =>
        session.List("SELECT * FROM profile WHERE superseded_by IS NULL", RowMappers.Profile).FirstOrDefault() ?? CityProfile.Unnamed;
}
