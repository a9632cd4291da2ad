using System.Collections.Concurrent;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;

namespace TurfMap.Domain.Figures;

/// <summary>What is known of a city's ground beside its cases: how large its areas are, who lives there, which lie next to which.</summary>
/// <remarks>Never changes; each part is made when first asked for. Safe to share between threads.</remarks>
/// <param name="plane">The plane in which square miles are reckoned.</param>
/// <param name="residents">Who lives where; null when nothing says so.</param>
public sealed class Denominators(CityPlane plane, Residents? residents)
{
    private readonly ConcurrentDictionary<(CityOnDate, VintageLayer), Lazy<AreaDenominators>> layers = new();
    private readonly ConcurrentDictionary<CityOnDate, Lazy<HexagonDenominators>> hexagons = new();

    /// <summary>Who lives where; null when nothing says so.</summary>
    public Residents? Residents => residents;

    /// <summary>The areas of a layer that is answered on a date.</summary>
    public AreaDenominators Of(CityOnDate city, VintageLayer layer) =>
        layers.GetOrAdd((city, layer), _ => new(() => AreaDenominators.Build(city, layer, plane, residents))).Value;

    /// <summary>The hexagons of the city on a date.</summary>
    public HexagonDenominators Hexagons(CityOnDate city) =>
        hexagons.GetOrAdd(city, _ => new(() => HexagonDenominators.Build(city, plane, residents))).Value;

    /// <summary>The layer of whose areas residents are known on a date, with how many live in each; null when nothing is known.</summary>
    public (VintageLayer Layer, IReadOnlyDictionary<string, double> ByCode)? Counted(CityOnDate city) =>
        Counted(city, residents) is { } layer && Known(layer, residents!) > 0 ? (layer, residents!.ByCode) : null;

    /// <summary>
    /// The layer of whose areas residents are known: the units; in a city without units the layer of which most areas are named. Null when
    /// nothing is known.
    /// </summary>
    internal static VintageLayer? Counted(CityOnDate city, Residents? residents) =>
        residents is null
            ? null
            : city.Answered.FirstOrDefault(layer => layer.Layer.Use == LayerUse.Units)
                ?? city.Answered.Where(layer => !layer.Layer.IsOverlapping && Known(layer, residents) > 0)
                    .MaxBy(layer => Known(layer, residents));

    private static int Known(VintageLayer layer, Residents residents) => layer.Areas.Count(area => residents.ByCode.ContainsKey(area.Code));
}
