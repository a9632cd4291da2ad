using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;

namespace TurfMap.Domain.Records;

/// <summary>
/// The cases of a city as they lie in its areas and turfs on a day: what every list, map and chart of cases counts from, so that all agree.
/// </summary>
/// <remarks>
/// Whose cases are seen is decided first, by the turfs of today; a filter only narrows that, and may ask by the areas and turfs of another
/// day.
/// </remarks>
/// <param name="cases">All cases.</param>
/// <param name="city">The areas and turfs that are asked by.</param>
/// <param name="own">The turfs that decide whose cases are whose: those of today.</param>
/// <param name="today">The day on which a case is past its day.</param>
/// <param name="scope">Whose cases are seen.</param>
public sealed class VisibleRecords(CaseColumns cases, CityOnDate city, CityOnDate own, DateOnly today, CaseScope scope)
{
    /// <summary>The cases.</summary>
    public CaseColumns Cases => cases;

    /// <summary>The areas and turfs that are asked by.</summary>
    public CityOnDate City => city;

    /// <summary>The cases that a filter lets through, of those that the asker may see.</summary>
    /// <exception cref="RefusedException">The filter names a layer, an area, a turf or a liaison that is not there.</exception>
    public CaseSelection Select(CaseFilter filter)
    {
        var chosen = new CaseSelection.Narrowing(cases.Count);
        foreach (var choice in AreaConstraints(filter))
            if (choice.Layer is { } layer)
                chosen.To(cases.AreasIn(layer), choice.Allowed);
            else
                chosen.Between(cases.Kind, 1, 0);
        if (filter.Kinds.Count > 0)
            chosen.To(cases.Kind, Allowed(cases.Kinds, filter.Kinds));
        if (filter.Statuses.Count > 0)
            chosen.To(cases.Status, Allowed(cases.Statuses, filter.Statuses));
        if (filter.Languages.Count > 0)
            chosen.To(cases.Language, Allowed(cases.Languages, filter.Languages, ';'));
        if (filter.Agencies.Count > 0)
            chosen.To(cases.Agency, Allowed(cases.Agencies, filter.Agencies));
        if (filter.From is not null || filter.To is not null)
            chosen.Between(
                cases.Opened,
                Math.Max(1, (int)CaseColumns.Day(filter.From)),
                filter.To is { } to ? CaseColumns.Day(to) - 1 : ushort.MaxValue
            );
        if (filter.IsOpen is { } isOpen)
            chosen.Between(cases.Closed, isOpen ? 0 : 1, isOpen ? 0 : ushort.MaxValue);
        if (filter.IsOverdue)
            chosen.Between(cases.Closed, 0, 0).Between(cases.Due, 1, CaseColumns.Day(today) - 1);
        return chosen.Done();
    }

    /// <summary>
    /// On which ground the asker looks: their turfs, and the area, turf and liaison of the filter. A case must lie on all of it; nothing is
    /// the whole city.
    /// </summary>
    /// <exception cref="RefusedException">The filter names a layer, an area or a turf that is not there.</exception>
    public IReadOnlyList<AreaMask> AreaConstraints(CaseFilter filter)
    {
        var ground = new List<AreaMask>();
        if (!scope.IsAll)
            ground.Add(InTurfs(own, turf => scope.Liaison is { } liaison && IsOf(own, turf, liaison)));
        if (filter.Area is { } area)
            ground.Add(InArea(area));
        if (filter.Turf is { } code)
            ground.Add(InTurf(code));
        if (filter.Liaison is { } person)
            ground.Add(InTurfs(city, turf => IsOf(city, turf, person)));
        return ground;
    }

    /// <summary>
    /// Of chosen cases those that a density is of, and why the others are not: no place, beyond the city, placed only roughly, at a sink.
    /// </summary>
    /// <param name="chosen">The cases.</param>
    /// <param name="withSinks">Whether cases at sinks are taken in.</param>
    public DensityInput Draw(CaseSelection chosen, bool withSinks)
    {
        var placed = Placed(chosen);
        var exact = placed.Narrow().To(cases.Rough, false).Done();
        var drawn = withSinks ? exact : exact.Narrow().To(cases.AtSinks, false).Done();
        var unplaced = BitSet.CountBoth(chosen.Bits, cases.Placeless);
        return new(
            drawn,
            placed,
            unplaced,
            chosen.Count - unplaced - placed.Count,
            placed.Count - exact.Count,
            BitSet.CountBoth(exact.Bits, cases.AtSinks)
        );
    }

    /// <summary>Of chosen cases those with a place in the city.</summary>
    public CaseSelection Placed(CaseSelection chosen)
    {
        var within = chosen.Narrow();
        if (city.Outline is { } outline)
            within.Between(cases.AreasIn(outline.Placing), 1, ushort.MaxValue);
        else
            within.To(cases.Placeless, false);
        return within.Done();
    }

    /// <summary>Everything that the asker may see.</summary>
    public CaseSelection All => Select(CaseFilter.None);

    /// <summary>The layer of a key; refuses when none is in force.</summary>
    public PlacingLayer Layer(string key) =>
        city.Answered.FirstOrDefault(layer => layer.Layer.Key == key)?.Placing
        ?? throw new RefusedException(
            Refusal.Invalid,
            $"There is no layer \"{Short(key)}\" to count by. The layers are: "
                + $"{string.Join(", ", city.Answered.Select(layer => layer.Layer.Key))}."
        );

    private AreaMask InArea(AreaKey area)
    {
        var layer = Layer(area.Layer);
        var number = layer.Codes.ToList().IndexOf(area.Code);
        if (number < 0)
            throw new RefusedException(Refusal.Invalid, $"{layer.Name} have no area \"{Short(area.Code)}\".");
        var allowed = new bool[layer.Codes.Count + 1];
        allowed[number + 1] = true;
        return new(layer, allowed);
    }

    private AreaMask InTurf(string code)
    {
        if (city.Plan?.Plan.Turfs.ToList().FindIndex(turf => turf.Code == code) is not (>= 0 and var wanted))
            throw new RefusedException(Refusal.Invalid, $"The plan in force has no turf \"{Short(code)}\".");
        return InTurfs(city, turf => turf == wanted);
    }

    /// <summary>Without a plan no case is in a turf.</summary>
    private static AreaMask InTurfs(CityOnDate day, Func<int, bool> isWanted)
    {
        if (day.Plan is not { } plan)
            return AreaMask.Nowhere;
        var wanted = Enumerable.Range(0, plan.Plan.Turfs.Count).Select(isWanted).ToArray();
        var allowed = new bool[plan.TurfOfUnit.Length + 1];
        for (var unit = 0; unit < plan.TurfOfUnit.Length; unit++)
            allowed[unit + 1] = plan.TurfOfUnit[unit] is >= 0 and var turf && wanted[turf];
        return new(plan.Units, allowed);
    }

    private static bool IsOf(CityOnDate day, int turf, string liaison) =>
        day.Cover(turf) is var cover && (cover.Lead?.Id == liaison || cover.Backup?.Id == liaison);

    /// <summary>What is named and not there lets nothing through: no case has it. Of several languages one is enough.</summary>
    private static bool[] Allowed(IReadOnlyList<string> all, IReadOnlyList<string> wanted, char between = '\0')
    {
        var names = wanted.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. all.Select(text =>
                names.Contains(text) || between != '\0' && text.Contains(between) && text.Split(between).Any(names.Contains)
            ),
        ];
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
