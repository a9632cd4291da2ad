using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;

namespace TurfMap.Domain.Plans;

/// <summary>One row of a plan file.</summary>
public readonly record struct PlanRow(long Line, string Unit, string Turf, string? TurfName, string? Lead, string? Backup);

/// <summary>The rule for a plan file: every unit exactly once, no unknown ones, one lead and one backup to a turf.</summary>
public static class PlanRows
{
    /// <summary>
    /// Checks the rows against the units; throws with the list of what is wrong, else returns turfs, assignment and who covers what.
    /// </summary>
    public static CheckedPlan Check(IReadOnlyList<PlanRow> rows, IReadOnlyCollection<string> units, IReadOnlySet<string> liaisons)
    {
        var known = units.ToHashSet(StringComparer.Ordinal);
        var assignment = new Dictionary<string, string>(StringComparer.Ordinal);
        var firstLine = new Dictionary<string, long>(StringComparer.Ordinal);
        var turfs = new SortedDictionary<string, TurfRows>(AreaCode.Order);
        var wrong = new List<string>();
        foreach (var row in rows)
        {
            if (row.Turf.Length == 0)
                wrong.Add($"line {row.Line}: unit {row.Unit} has no turf");
            else if (!known.Contains(row.Unit))
                wrong.Add($"line {row.Line}: there is no unit {row.Unit}");
            else if (!assignment.TryAdd(row.Unit, row.Turf))
                wrong.Add(
                    $"line {row.Line}: unit {row.Unit} is given again (first on line {firstLine[row.Unit]}, to turf {assignment[row.Unit]})"
                );
            else
                firstLine[row.Unit] = row.Line;
            if (!turfs.TryGetValue(row.Turf, out var turf))
                turfs[row.Turf] = turf = new TurfRows(row.Turf);
            turf.Add(row, liaisons, wrong);
        }
        var missed = known.Where(unit => !assignment.ContainsKey(unit)).Order(AreaCode.Order).ToArray();
        wrong.AddRange(missed.Select(unit => $"unit {unit} is missing"));
        if (wrong.Count > 0)
            throw new RefusedException(Refusal.Invalid, Sentence(wrong, missed.Length, known.Count), wrong);
        return new CheckedPlan(
            [.. turfs.Values.Select(turf => new Turf(turf.Code, turf.Name ?? turf.Code))],
            assignment,
            [.. turfs.Values.SelectMany(turf => turf.Placements())]
        );
    }

    private static string Sentence(List<string> wrong, int missed, int units)
    {
        var some = string.Join("; ", wrong.Take(5)) + (wrong.Count > 5 ? $"; and {wrong.Count - 5:N0} more" : "");
        var hint = missed == units ? " None of the units of the unit layer appears: does the column hold the codes of that layer?" : "";
        return $"The plan cannot be taken: {some}.{hint} Nothing was changed; correct the file and import it again.";
    }

    private sealed class TurfRows(string code)
    {
        private readonly (string Id, long Line)?[] people = new (string, long)?[2];

        public string Code { get; } = code;

        public string? Name { get; private set; }

        public void Add(PlanRow row, IReadOnlySet<string> liaisons, List<string> wrong)
        {
            Name ??= row.TurfName;
            Take(PlacementRole.Lead, row.Lead, row.Line, liaisons, wrong);
            Take(PlacementRole.Backup, row.Backup, row.Line, liaisons, wrong);
        }

        public IEnumerable<(string Turf, string Liaison, PlacementRole Role)> Placements() =>
            from role in Enum.GetValues<PlacementRole>()
            where people[(int)role] is not null
            select (Code, people[(int)role]!.Value.Id, role);

        private void Take(PlacementRole role, string? id, long line, IReadOnlySet<string> liaisons, List<string> wrong)
        {
            if (id is null)
                return;
            if (people[(int)role] is not { } first)
            {
                people[(int)role] = (id, line);
                if (!liaisons.Contains(id))
                    wrong.Add($"line {line}: there is no liaison {id} (import the liaisons first)");
            }
            else if (first.Id != id)
            {
                wrong.Add(
                    $"line {line}: turf {Code} has {(role == PlacementRole.Lead ? "liaison" : "backup")} {id} here and "
                        + $"{first.Id} on line {first.Line}"
                );
            }
        }
    }
}

/// <summary>A plan file that holds: its turfs, unit to turf, and who covers what.</summary>
public sealed record CheckedPlan(
    IReadOnlyList<Turf> Turfs,
    IReadOnlyDictionary<string, string> TurfOfUnit,
    IReadOnlyList<(string Turf, string Liaison, PlacementRole Role)> Placements
);
