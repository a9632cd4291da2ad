using TurfMap.Domain.Geography;
using TurfMap.Domain.Plans;
using TurfMap.Spatial;

namespace TurfMap.Domain.City;

/// <summary>The layers and the plan in force on a date.</summary>
public sealed class CityOnDate
{
    private readonly TurfCover[] covers;
    private readonly int unitLayer;

    /// <summary>Puts together what holds on a date.</summary>
    public CityOnDate(
        IReadOnlyList<VintageLayer> inForce,
        IReadOnlyList<VintageLayer> answered,
        PlanOnUnits? plan,
        VintageLayer? units,
        TurfCover[] covers
    )
    {
        (InForce, Answered, Plan, this.covers) = (inForce, answered, plan, covers);
        unitLayer = answered.ToList().FindIndex(layer => layer == units);
        Units = units;
    }

    /// <summary>Every vintage in force, context layers too.</summary>
    public IReadOnlyList<VintageLayer> InForce { get; }

    /// <summary>The vintages in force in which places are answered, in the order of the layers.</summary>
    public IReadOnlyList<VintageLayer> Answered { get; }

    /// <summary>The layer whose areas together are the city; null when no layer without overlaps is in force.</summary>
    public VintageLayer? Outline => Answered.Where(layer => !layer.Layer.IsOverlapping).MinBy(layer => layer.Areas.Count);

    /// <summary>The plan in force; null when there is none.</summary>
    public PlanOnUnits? Plan { get; }

    /// <summary>The vintage of the units that the plan assigns.</summary>
    public VintageLayer? Units { get; }

    /// <summary>Who covers a turf of the plan, by its number.</summary>
    public TurfCover Cover(int turf) => covers[turf];

    /// <summary>Places a point in every answered layer, and finds its unit and turf.</summary>
    public PlaceAnswer Who(LonLat place, PlacingOptions options)
    {
        var layers = new PlaceInLayer[Answered.Count];
        for (var i = 0; i < layers.Length; i++)
            layers[i] = Answered[i].Placing.Place(place, options);
        if (Plan is null)
            return new(place, layers, -1, -1);
        var unit =
            unitLayer < 0 ? Plan.Units.Index.Find(place)
            : layers[unitLayer].Status == PlaceStatus.Outside ? -1
            : layers[unitLayer].Area;
        return new(place, layers, unit, unit < 0 ? -1 : Plan.TurfOfUnit[unit]);
    }
}

/// <summary>Where a place is.</summary>
/// <param name="Place">The place.</param>
/// <param name="Layers">Its area in each answered layer, in their order.</param>
/// <param name="Unit">Its unit, as a number among the plan's units; -1 when it is in none.</param>
/// <param name="Turf">Its turf, as a number among the plan's turfs; -1 when it is in none.</param>
public readonly record struct PlaceAnswer(LonLat Place, PlaceInLayer[] Layers, int Unit, int Turf);
