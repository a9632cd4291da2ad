using TurfMap.Domain.Plans;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Queries;

/// <summary>Plans and who covers their turfs.</summary>
public sealed class PlanQueries
{
    private readonly Engine engine;
    private readonly Freshness freshness;

    internal PlanQueries(Engine engine, Freshness freshness) => (this.engine, this.freshness) = (engine, freshness);

    /// <summary>All plans that stand, by date.</summary>
    public Task<IReadOnlyList<Plan>> ListPlansAsync(CancellationToken cancel) => engine.ListAsync(Plans, freshness, cancel);

    /// <summary>All placements that stand.</summary>
    public Task<IReadOnlyList<Placement>> ListPlacementsAsync(CancellationToken cancel) => engine.ListAsync(Placements, freshness, cancel);

    internal static List<Plan> Plans(Session session)
    {
        var turfs = session
            .List(
                "SELECT plan, code, name FROM turf WHERE superseded_by IS NULL ORDER BY fid",
                row => (Plan: row.Text("plan"), Turf: new Turf(row.Text("code"), row.Text("name")))
            )
            .ToLookup(row => row.Plan, row => row.Turf);
        var assignments = session
            .List(
                "SELECT plan, unit, turf FROM assignment WHERE superseded_by IS NULL",
                row => (Plan: row.Text("plan"), Unit: row.Text("unit"), Turf: row.Text("turf"))
            )
            .ToLookup(row => row.Plan);
        return session.List(
            "SELECT * FROM plan WHERE superseded_by IS NULL ORDER BY valid_from",
            row => new Plan(
                row.Text("key"),
                row.Text("name"),
                row.Whole("unit_vintage"),
                new(row.Date("valid_from"), row.DateOrNull("valid_to")),
                [.. turfs[row.Text("key")]],
                assignments[row.Text("key")].ToDictionary(one => one.Unit, one => one.Turf, StringComparer.Ordinal),
                row.Moment("recorded_at")
            )
        );
    }

    internal static List<Placement> Placements(Session session) =>
        session.List(
            "SELECT * FROM placement WHERE superseded_by IS NULL ORDER BY plan, turf, role, valid_from",
            row => new Placement(
                row.Text("plan"),
                row.Text("turf"),
                row.Text("liaison"),
                Enum.Parse<PlacementRole>(row.Text("role")),
                new(row.Date("valid_from"), row.DateOrNull("valid_to"))
            )
        );
}
