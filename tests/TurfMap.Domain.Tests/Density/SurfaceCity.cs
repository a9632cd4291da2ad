using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Density;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Records;

namespace TurfMap.Domain.Tests.Density;

/// <summary>
/// A city of five by three squares of about a kilometre, with a pond in it and a river at its side, and parks that are called after the
/// river.
/// </summary>
internal static class SurfaceCity
{
    public static readonly CityModel Snapshot = Build();
    public static readonly CityOnDate City = Snapshot.On(GridCity.Turn);
    public static readonly CityPlane Plane = new(Snapshot.Bounds);
    public static readonly Lazy<SurfaceLand> Land = new(() => SurfaceLand.Build(City, Plane));

    public static CaseColumns Columns(IEnumerable<CaseRow> rows)
    {
        var builder = new CaseColumnsBuilder();
        foreach (var row in rows)
            builder.Add(row);
        return builder.Build(Plane);
    }

    public static VisibleRecords Seen(CaseColumns cases) => new(cases, City, City, GridCity.Turn, CaseScope.All);

    /// <summary>
    /// Cases about three places and a few anywhere, also beyond the city; most by constituents who are known, some of whom report often.
    /// </summary>
    public static IEnumerable<CaseRow> Rows(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var (column, row, spread) = random.Next(4) switch
            {
                0 => (1.2, 0.7, 0.2),
                1 => (3.4, 2.1, 0.35),
                2 => (4.8, 0.2, 0.3),
                _ => (2.5, 1.5, 6.0),
            };
            yield return new(
                i + 1,
                GridCity.West + (column + (random.NextDouble() - 0.5) * spread) * GridCity.Side,
                GridCity.South + (row + (random.NextDouble() - 0.5) * spread) * GridCity.Side,
                "kind " + random.Next(3),
                "open",
                null,
                GridCity.Turn.AddDays(-random.Next(90)),
                null,
                null,
                random.Next(3) == 0 ? null : "R" + random.Next(count / 6 + 1)
            );
        }
    }

    private static CityModel Build()
    {
        var period = new EffectivePeriod(GridCity.Start, null);
        Area Part(string code, double column, double row, double width, double height) =>
            new(code, code, GridCity.Square(column, row, width, height), new Dictionary<string, object?>());
        VintageLayer[] layers =
        [
            GridCity.Layer("units", LayerUse.Units, period, GridCity.Squares(5, 3), 1),
            GridCity.Layer("halves", LayerUse.Answers, period, [Part("w", 0, 0, 2, 3), Part("e", 2, 0, 3, 3)], 2),
            GridCity.Layer(
                "city_water",
                LayerUse.Context,
                period,
                [Part("river", 4.5, -1, 2, 5), Part("pond", 2, 1, 1, 0.8), Part("pond's bay", 2.5, 1.5, 0.8, 0.5)],
                3
            ),
            GridCity.Layer("riverside_parks", LayerUse.Context, period, [Part("park", 0, 0, 1, 1)], 4),
        ];
        return new(CityProfile.Unnamed, 1, layers, [.. layers.Select(layer => layer.Layer)], [], [], []);
    }
}
