using TurfMap.Domain.Geography;

namespace TurfMap.Domain.City;

/// <summary>Turf and liaison as columns of a file: they follow from the unit, by the plan in force on the date.</summary>
public static class TurfColumns
{
    /// <summary>The columns <c>turf</c> and <c>liaison</c>; none when no plan is in force.</summary>
    public static IReadOnlyList<DerivedColumn> Of(CityOnDate city)
    {
        if (city.Plan is not { } plan)
            return [];
        var turfs = plan.TurfOfUnit.ToArray();
        return
        [
            new("turf", plan.Units, [.. turfs.Select(turf => turf < 0 ? "" : plan.Plan.Turfs[turf].Code)]),
            new("liaison", plan.Units, [.. turfs.Select(turf => turf < 0 ? "" : city.Cover(turf).Lead?.Name ?? "")]),
        ];
    }
}
