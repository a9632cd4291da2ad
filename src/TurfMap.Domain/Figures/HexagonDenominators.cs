using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Density;
using TurfMap.Domain.Records;
using TurfMap.Spatial;
using TurfMap.Spatial.Density;
using TurfMap.Statistics;

namespace TurfMap.Domain.Figures;

/// <summary>
/// The hexagons of a city: those of the lattice of <see cref="HexCounts"/> of which at least half is the city's land, with who lives in
/// each and which lie next to it.
/// </summary>
/// <remarks>
/// Each hexagon is looked at at 16 points of a finer lattice. Residents of a unit are spread evenly over its points, the whole unit at its
/// label's when it has no other;
/// so they are an estimate that is blind to parks and towers within a unit. Land is what lies in an answered area and in no area of a layer
/// of water (<see cref="SurfaceLand"/>).
/// </remarks>
public sealed class HexagonDenominators
{
    private const int Finer = 4;
    private const int PointsOfHexagon = Finer * Finer;
    private const int MostInBox = 200_000;
    private readonly Dictionary<Hexagon, int> numbers;
    private readonly LonLat[] middles;
    private readonly (int Hexagon, int Unit, double Residents)[] shares;
    private readonly IReadOnlyList<LonLat> labels;

    private HexagonDenominators(
        Hexagon[] hexagons,
        LonLat[] middles,
        (int, int, double)[] shares,
        IReadOnlyList<LonLat> labels,
        bool hasResidents
    )
    {
        (Hexagons, this.middles, this.shares, this.labels, HasResidents) = (hexagons, middles, shares, labels, hasResidents);
        numbers = hexagons.Index().ToDictionary(one => one.Item, one => one.Index);
        Neighbours = NeighbourLists.Build([
            .. hexagons.Select(hexagon => Around(hexagon).Where(numbers.ContainsKey).Select(next => numbers[next]).ToArray()),
        ]);
    }

    /// <summary>The hexagons.</summary>
    public IReadOnlyList<Hexagon> Hexagons { get; }

    /// <summary>Whether it is known who lives where.</summary>
    public bool HasResidents { get; }

    /// <summary>The six around each, as far as they are the city's.</summary>
    public NeighbourLists Neighbours { get; }

    /// <summary>The number of a hexagon; -1 when less than half of it is the city's land.</summary>
    public int NumberOf(Hexagon hexagon) => numbers.GetValueOrDefault(hexagon, -1);

    /// <summary>
    /// Who lives in each hexagon, as far as they live on some ground (a unit does where its label point is); NaN without ground or anybody
    /// counted there.
    /// </summary>
    public double[] ResidentsWithin(IReadOnlyList<AreaMask> ground)
    {
        var (sums, seen) = (
            new double[Hexagons.Count],
            labels.Select(label => !double.IsNaN(label.Longitude) && ground.All(choice => choice.Holds(label))).ToArray()
        );
        Array.Fill(sums, double.NaN);
        foreach (var (hexagon, unit, residents) in shares)
            if (seen[unit])
                sums[hexagon] = double.IsNaN(sums[hexagon]) ? residents : sums[hexagon] + residents;
        return sums;
    }

    /// <summary>Whether the middle of each hexagon lies on some ground.</summary>
    public bool[] Within(IReadOnlyList<AreaMask> ground) => [.. middles.Select(middle => ground.All(choice => choice.Holds(middle)))];

    /// <summary>Lays the lattice over the areas of a date.</summary>
    /// <exception cref="RefusedException">The areas lie too far from each other.</exception>
    public static HexagonDenominators Build(CityOnDate city, CityPlane plane, Residents? residents)
    {
        var bounds = new Envelope();
        foreach (var layer in city.Answered)
            bounds.ExpandToInclude(layer.Vintage.Bounds);
        var counted = Denominators.Counted(city, residents);
        var labels = counted?.Shapes.Labels ?? [];
        if (bounds.IsNull)
            return new([], [], [], labels, false);
        var outline = city.Outline ?? city.Answered[0];
        var water = SurfaceLand.WaterOf(city);
        var grid = new HexGrid(0, 0, HexCounts.FlatToFlatMetres);
        var finer = new HexGrid(0, 0, HexCounts.FlatToFlatMetres / Finer);
        var points = CityHexagons.Over(finer, plane, bounds, PointsOfHexagon * MostInBox);
        var (land, inUnit, ofUnit) = (new Dictionary<Hexagon, int>(), new Dictionary<(Hexagon, int), int>(), new int[labels.Count]);
        for (var i = 0; i < points.Count; i++)
        {
            var (x, y) = points.Grid.Centre(points[i]);
            var place = plane.ToLonLat(x, y);
            if (outline.Placing.Index.Find(place) < 0 || water.Any(layer => layer.Placing.Index.Find(place) >= 0))
                continue;
            var hexagon = grid.Find(x, y);
            land[hexagon] = land.GetValueOrDefault(hexagon) + 1;
            if (counted?.Placing.Index.Find(place) is >= 0 and var unit)
                (inUnit[(hexagon, unit)], ofUnit[unit]) = (inUnit.GetValueOrDefault((hexagon, unit)) + 1, ofUnit[unit] + 1);
        }
        for (var unit = 0; unit < labels.Count; unit++)
            if (ofUnit[unit] == 0 && !double.IsNaN(labels[unit].Longitude) && plane.ToPlane(labels[unit]) is var (x, y))
                (inUnit[(grid.Find(x, y), unit)], ofUnit[unit]) = (1, 1);
        Hexagon[] hexagons =
        [
            .. land.Where(one => one.Value >= PointsOfHexagon / 2).Select(one => one.Key).OrderBy(one => one.R).ThenBy(one => one.Q),
        ];
        var numbers = hexagons.Index().ToDictionary(one => one.Item, one => one.Index);
        var shares = counted is null
            ? []
            : inUnit
                .Where(one => numbers.ContainsKey(one.Key.Item1) && residents!.ByCode.ContainsKey(counted.Areas[one.Key.Item2].Code))
                .Select(one =>
                    (
                        numbers[one.Key.Item1],
                        one.Key.Item2,
                        residents!.ByCode[counted.Areas[one.Key.Item2].Code] * one.Value / ofUnit[one.Key.Item2]
                    )
                )
                .OrderBy(one => one)
                .ToArray();
        return new(
            hexagons,
            [.. hexagons.Select(hexagon => grid.Centre(hexagon) is var (x, y) ? plane.ToLonLat(x, y) : default)],
            shares,
            labels,
            shares.Length > 0
        );
    }

    private static Hexagon[] Around(Hexagon one) =>
        [
            new(one.Q + 1, one.R),
            new(one.Q, one.R + 1),
            new(one.Q - 1, one.R + 1),
            new(one.Q - 1, one.R),
            new(one.Q, one.R - 1),
            new(one.Q + 1, one.R - 1),
        ];
}
