using System.Text;
using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Domain.Plans;
using TurfMap.Domain.Staff;
using TurfMap.Formats;

namespace TurfMap.Domain.Tests;

/// <summary>A little city of square units, a hundredth of a degree wide, with codes 1, 2, 3 … row by row from the south-west.</summary>
internal static class GridCity
{
    public const double West = -73.0;
    public const double South = 40.0;
    public const double Side = 0.01;
    public static readonly DateOnly Start = new(2024, 1, 1);
    public static readonly DateOnly Turn = new(2025, 9, 1);

    public static IReadOnlyList<Area> Squares(int columns, int rows) =>
        [
            .. from row in Enumerable.Range(0, rows)
            from column in Enumerable.Range(0, columns)
            let code = row * columns + column + 1
            select new Area($"{code}", $"Unit {code}", Square(column, row), new Dictionary<string, object?>()),
        ];

    public static Geometry Square(double column, double row, double width = 1, double height = 1) =>
        LonLatGeometry.Factory.ToGeometry(
            new Envelope(West + column * Side, West + (column + width) * Side, South + row * Side, South + (row + height) * Side)
        );

    /// <summary>The middle of a square.</summary>
    public static Spatial.LonLat Middle(int column, int row) => new(West + (column + 0.5) * Side, South + (row + 0.5) * Side);

    public static VintageLayer Layer(
        string key,
        LayerUse use,
        EffectivePeriod period,
        IReadOnlyList<Area> areas,
        long id = 1,
        bool overlapping = false
    ) =>
        new(
            new Layer(key, key, use, overlapping),
            new Vintage(id, key, period, "test", areas.Count, Bounds(areas), DateTimeOffset.UnixEpoch),
            areas
        );

    private static Envelope Bounds(IReadOnlyList<Area> areas)
    {
        var bounds = new Envelope();
        foreach (var area in areas)
            bounds.ExpandToInclude(area.Geometry.EnvelopeInternal);
        return bounds;
    }

    public static Liaison Person(string id, params string[] languages) => new(id, $"Liaison {id}", languages, 35, null, null, null, null);

    /// <summary>Four by two units; one plan by halves, and from the turn on one by rows.</summary>
    public static CityModel TwoPlans()
    {
        var units = Layer("units", LayerUse.Units, new(Start, null), Squares(4, 2));
        var first = Plan("first", new(Start, Turn), unit => (unit - 1) % 4 < 2 ? "A" : "B");
        var second = Plan("second", new(Turn, null), unit => unit <= 4 ? "A" : "B");
        var placements = new[] { first, second }.SelectMany(plan =>
            new[]
            {
                new Placement(plan.Key, "A", "1", PlacementRole.Lead, plan.Period),
                new Placement(plan.Key, "B", "2", PlacementRole.Lead, plan.Period),
                new Placement(plan.Key, "A", "2", PlacementRole.Backup, plan.Period),
            }
        );
        return new CityModel(
            CityProfile.Unnamed,
            1,
            [units],
            [units.Layer],
            [first, second],
            [.. placements],
            [Person("1", "en", "es"), Person("2", "en")]
        );
    }

    public static CsvReader Csv(string text) => new("test.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static Plan Plan(string key, EffectivePeriod period, Func<int, string> turf) =>
        new(
            key,
            key,
            1,
            period,
            [new Turf("A", "A"), new Turf("B", "B")],
            Enumerable.Range(1, 8).ToDictionary(unit => $"{unit}", turf),
            DateTimeOffset.UnixEpoch
        );
}
