using System.Collections.Concurrent;
using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Plans;
using TurfMap.Domain.Staff;

namespace TurfMap.Domain.City;

/// <summary>Everything the look-ups need, read once from a store: layers with their vintages, plans, placements, liaisons.</summary>
/// <remarks>
/// Never changes. A change to the store makes a new one, which is swapped in whole and keeps each part whose stamp stands: the vintages
/// with
/// their indexes and shapes, and the city on each date, outlive a change to anything else.
/// </remarks>
public sealed class CityModel
{
    private readonly ConcurrentDictionary<DateOnly, CityOnDate> days;
    private readonly DateOnly[] changeDates;
    private readonly IReadOnlyList<Plan> plans;
    private readonly IReadOnlyList<Placement> placements;
    private readonly Dictionary<string, Liaison> liaisons;

    /// <summary>Puts a city together.</summary>
    /// <param name="profile">What it calls itself.</param>
    /// <param name="version">The change that was read.</param>
    /// <param name="vintages">All vintages of all layers.</param>
    /// <param name="layers">All layers, in order.</param>
    /// <param name="plans">All plans, by date.</param>
    /// <param name="placements">Who covers which turf when.</param>
    /// <param name="liaisons">The staff.</param>
    /// <param name="stamps">The last change of each part; the version for all when not given.</param>
    /// <param name="before">The city before the change; what is the same in both is shared.</param>
    public CityModel(
        CityProfile profile,
        long version,
        IReadOnlyList<VintageLayer> vintages,
        IReadOnlyList<Layer> layers,
        IReadOnlyList<Plan> plans,
        IReadOnlyList<Placement> placements,
        IReadOnlyList<Liaison> liaisons,
        Stamps? stamps = null,
        CityModel? before = null
    )
    {
        (Stamps, Generation) = (stamps ?? Stamps.Of(version), before?.Generation ?? 0);
        days =
            before is not null && DatesChange == before.DatesChange && before.Vintages.SequenceEqual(vintages)
                ? before.days
                : new ConcurrentDictionary<DateOnly, CityOnDate>();
        (Profile, Version, Vintages, Layers, this.plans, this.placements) = (profile, version, vintages, layers, plans, placements);
        this.liaisons = liaisons.ToDictionary(liaison => liaison.Id, StringComparer.Ordinal);
        changeDates =
        [
            .. vintages
                .Select(vintage => vintage.Vintage.Period)
                .Concat(plans.Select(plan => plan.Period))
                .Concat(placements.Select(placement => placement.Period))
                .SelectMany(period => period.To is { } to ? new[] { period.From, to } : [period.From])
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>The city.</summary>
    public CityProfile Profile { get; }

    /// <summary>The store's version that was read.</summary>
    public long Version { get; }

    /// <summary>The last change of each part, read at the same moment.</summary>
    public Stamps Stamps { get; }

    /// <summary>
    /// How often the store was found older than what was known, as after a backup was restored: numbers of changes may come again.
    /// </summary>
    public int Generation { get; private init; }

    /// <summary>The last change to what the city on a date is made of.</summary>
    public long DatesChange => Stamps.NewestOf(CityPart.Geography, CityPart.Plans, CityPart.Staff);

    /// <summary>Who covers which turf when.</summary>
    public IReadOnlyList<Placement> Placements => placements;

    /// <summary>All layers, in order.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>All vintages of all layers.</summary>
    public IReadOnlyList<VintageLayer> Vintages { get; }

    /// <summary>All plans, by date.</summary>
    public IReadOnlyList<Plan> Plans => plans;

    /// <summary>All liaisons, by id.</summary>
    public IReadOnlyCollection<Liaison> Liaisons => liaisons.Values;

    /// <summary>
    /// The same city, read after the store was found older than another: nothing that was made of that one serves this one.
    /// </summary>
    public CityModel After(CityModel newer) =>
        new(Profile, Version, Vintages, Layers, plans, placements, [.. Liaisons], Stamps) { Generation = newer.Generation + 1 };

    /// <summary>The box around every answered boundary, of whatever date; empty for a city without any.</summary>
    public Envelope Bounds
    {
        get
        {
            var bounds = new Envelope();
            foreach (var vintage in Vintages.Where(vintage => vintage.Layer.Use != LayerUse.Context))
                bounds.ExpandToInclude(vintage.Vintage.Bounds);
            return bounds;
        }
    }

    /// <summary>A layer by its key; refuses with a sentence when there is none.</summary>
    public Layer FindLayer(string key) =>
        Layers.FirstOrDefault(layer => layer.Key == key)
        ?? throw new RefusedException(
            Refusal.NotFound,
            $"There is no layer \"{(key.Length <= 60 ? key : key[..60] + "…")}\". The layers are: "
                + $"{string.Join(", ", Layers.Select(layer => layer.Key))}."
        );

    /// <summary>The vintage of a layer in force on a date; refuses with a sentence when there is none.</summary>
    public VintageLayer InForce(string key, DateOnly date)
    {
        var found = FindLayer(key);
        return On(date).InForce.FirstOrDefault(vintage => vintage.Layer.Key == found.Key)
            ?? throw new RefusedException(Refusal.NotFound, $"No boundaries of {found.Name} are in force on {date:yyyy-MM-dd}.");
    }

    /// <summary>The city as it is on a date. Dates between which nothing changes share one answer.</summary>
    public CityOnDate On(DateOnly date)
    {
        var turn = Array.BinarySearch(changeDates, date);
        var since =
            turn >= 0 ? date
            : ~turn == 0 ? DateOnly.MinValue
            : changeDates[~turn - 1];
        return days.GetOrAdd(since, Build);
    }

    private CityOnDate Build(DateOnly date)
    {
        var inForce = Vintages.Where(vintage => vintage.Vintage.Period.Contains(date)).ToArray();
        var answered = Layers
            .Where(layer => layer.Use != LayerUse.Context)
            .Select(layer => Array.Find(inForce, vintage => vintage.Layer.Key == layer.Key))
            .OfType<VintageLayer>()
            .ToArray();
        var plan = plans.FirstOrDefault(plan => plan.Period.Contains(date));
        var units = plan is null ? null : Vintages.FirstOrDefault(vintage => vintage.Vintage.Id == plan.UnitVintage);
        return plan is null || units is null
            ? new CityOnDate(inForce, answered, null, null, [])
            : new CityOnDate(
                inForce,
                answered,
                new PlanOnUnits(plan, units.Placing),
                units,
                [.. plan.Turfs.Select(turf => Cover(plan, turf, date))]
            );
    }

    private TurfCover Cover(Plan plan, Turf turf, DateOnly date)
    {
        return new(Find(PlacementRole.Lead), Find(PlacementRole.Backup));

        Liaison? Find(PlacementRole role) =>
            placements
                .Where(placement =>
                    placement.Plan == plan.Key && placement.Turf == turf.Code && placement.Role == role && placement.Period.Contains(date)
                )
                .Select(placement => liaisons.GetValueOrDefault(placement.Liaison))
                .FirstOrDefault(liaison => liaison is not null);
    }
}
