using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Plans;
using TurfMap.Domain.Staff;

namespace TurfMap.Domain.Importing;

/// <summary>A file of a plan: <c>unit, turf</c> and, where given, <c>turf_name, liaison, backup</c>.</summary>
public static class PlanFile
{
    /// <summary>The boundaries that a plan assigns: the unit layer's in force on its first day. Refuses when there are none.</summary>
    public static Vintage FindUnits(IReadOnlyList<Layer> layers, IReadOnlyList<Vintage> vintages, DateOnly from)
    {
        var unitLayer =
            layers.FirstOrDefault(layer => layer.Use == LayerUse.Units)
            ?? throw new RefusedException(
                Refusal.Conflict,
                "There is no unit layer yet, so a plan has nothing to assign. Import one first: import layer FILE --units."
            );
        return vintages.FirstOrDefault(vintage => vintage.Layer == unitLayer.Key && vintage.Period.Contains(from))
            ?? throw new RefusedException(
                Refusal.Conflict,
                $"No boundaries of {unitLayer.Name} are in force on {from:yyyy-MM-dd}. Import them with an earlier "
                    + "--valid-from, or let the plan start later."
            );
    }

    /// <summary>Reads a plan and checks it against its units; a liaison may be named by id, or by a name that only one has.</summary>
    public static CheckedPlan Read(Table table, IReadOnlyCollection<string> units, IReadOnlyList<Liaison> people) =>
        PlanRows.Check(Rows(table, people), units, people.Select(liaison => liaison.Id).ToHashSet(StringComparer.Ordinal));

    private static PlanRow[] Rows(Table table, IReadOnlyList<Liaison> people)
    {
        var (unit, turf, name) = (
            table.Need("unit", "tract", "code", "geoid"),
            table.Need("turf", "turf_code", "district"),
            table.Find("turf_name")
        );
        var (lead, backup) = (table.Find("liaison", "lead", "liaison_id"), table.Find("backup", "backup_id"));
        var idOfName = people
            .GroupBy(liaison => liaison.Name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() == 1)
            .ToDictionary(same => same.Key, same => same.First().Id, StringComparer.OrdinalIgnoreCase);
        var ids = people.Select(liaison => liaison.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. table.Rows(() =>
                new PlanRow(
                    table.Line,
                    table.Required(unit),
                    table.Text(turf) ?? "",
                    table.Text(name),
                    Id(table.Text(lead)),
                    Id(table.Text(backup))
                )
            ),
        ];

        string? Id(string? text) => text is not null && !ids.Contains(text) && idOfName.TryGetValue(text, out var id) ? id : text;
    }
}
