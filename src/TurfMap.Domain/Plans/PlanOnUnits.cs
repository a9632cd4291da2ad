using TurfMap.Domain.Geography;
using TurfMap.Domain.Staff;

namespace TurfMap.Domain.Plans;

/// <summary>A plan laid over the index of its units: the turf of a place is one look-up of the unit and one in an array.</summary>
public sealed class PlanOnUnits
{
    private readonly int[] turfOfUnit;
    private int[]? colours;

    /// <summary>Lays a plan over its units. A unit that the plan does not know has no turf.</summary>
    public PlanOnUnits(Plan plan, PlacingLayer units)
    {
        (Plan, Units) = (plan, units);
        var number = plan.Turfs.Select((turf, i) => (turf.Code, i)).ToDictionary(StringComparer.Ordinal);
        turfOfUnit =
        [
            .. units.Codes.Select(unit => plan.TurfOfUnit.TryGetValue(unit, out var turf) && number.TryGetValue(turf, out var i) ? i : -1),
        ];
    }

    /// <summary>A colour number for each turf: turfs that share a line differ. Found when first asked for.</summary>
    public IReadOnlyList<int> Colours(VintageLayer units) => colours ??= TurfShapes.Colours(this, units);

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>The areas it assigns.</summary>
    public PlacingLayer Units { get; }

    /// <summary>The turf of each unit, in the order of the units' codes, as numbers in <see cref="Plan.Turfs"/>; -1 is none.</summary>
    public ReadOnlySpan<int> TurfOfUnit => turfOfUnit;
}

/// <summary>Who covers a turf on a date.</summary>
public readonly record struct TurfCover(Liaison? Lead, Liaison? Backup);
