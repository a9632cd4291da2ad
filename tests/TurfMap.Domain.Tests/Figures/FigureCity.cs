using TurfMap.Domain.Access;
using TurfMap.Domain.City;
using TurfMap.Domain.Figures;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Plans;
using TurfMap.Domain.Records;

namespace TurfMap.Domain.Tests.Figures;

/// <summary>
/// A city of ten by ten square units, in wards of two columns each; turf A is the western half, B the eastern; each unit has its number
/// times ten residents and a thousand more.
/// </summary>
internal static class FigureCity
{
    public const int Side = 10;
    public static readonly DateOnly Day = GridCity.Turn;
    public static readonly CityModel Snapshot = Make();
    public static readonly CityPlane Plane = new(Snapshot.Bounds);
    public static readonly IReadOnlyList<Measure> Measures =
    [
        .. Enumerable.Range(1, Side * Side).Select(unit => new Measure($"{unit}", "population", 1000 + 10 * unit, null, 2023, "a survey")),
    ];

    public static CityOnDate On => Snapshot.On(Day);

    public static Denominators Ground(IReadOnlyList<Measure>? measures = null) => new(Plane, Residents.Of(measures ?? Measures));

    public static AreaDenominators Layer(string key, IReadOnlyList<Measure>? measures = null) =>
        Ground(measures).Of(On, On.Answered.Single(layer => layer.Layer.Key == key));

    public static VisibleRecords Seen(CaseColumns cases, CaseScope? scope = null) => new(cases, On, On, Day, scope ?? CaseScope.All);

    /// <summary>Cases in units, so many in each, one a day from the first of a month on.</summary>
    public static CaseColumns Cases(Func<int, int> inUnit, Func<int, bool>? isRough = null)
    {
        var (builder, row) = (new CaseColumnsBuilder(), 0);
        for (var unit = 1; unit <= Side * Side; unit++)
        for (var i = 0; i < inUnit(unit); i++)
        {
            // Not on one point, which would be a sink.
            var place = GridCity.Middle((unit - 1) % Side, (unit - 1) / Side);
            builder.Add(
                new(
                    ++row,
                    place.Longitude + 1e-5 * (i % 300),
                    place.Latitude + 1e-5 * (i / 300),
                    i % 2 == 0 ? "noise" : "heat",
                    "open",
                    null,
                    new DateOnly(2025, 1, 1).AddDays(i % 365),
                    null,
                    null,
                    null,
                    "DEP",
                    i % 24,
                    isRough?.Invoke(row) == true
                )
            );
        }
        return builder.Build(Plane);
    }

    private static CityModel Make()
    {
        var units = GridCity.Layer("units", LayerUse.Units, new(GridCity.Start, null), GridCity.Squares(Side, Side));
        var wards = GridCity.Layer(
            "wards",
            LayerUse.Answers,
            new(GridCity.Start, null),
            [
                .. Enumerable
                    .Range(0, Side / 2)
                    .Select(i => new Area(
                        $"W{i + 1}",
                        $"Ward {i + 1}",
                        GridCity.Square(2 * i, 0, 2, Side),
                        new Dictionary<string, object?>()
                    )),
            ],
            2
        );
        var plan = new Plan(
            "plan",
            "plan",
            1,
            new(GridCity.Start, null),
            [new("A", "West"), new("B", "East")],
            Enumerable.Range(1, Side * Side).ToDictionary(unit => $"{unit}", unit => (unit - 1) % Side < Side / 2 ? "A" : "B"),
            DateTimeOffset.UnixEpoch
        );
        Placement[] placements =
        [
            new("plan", "A", "1", PlacementRole.Lead, plan.Period),
            new("plan", "B", "2", PlacementRole.Lead, plan.Period),
        ];
        return new(
            CityProfile.Unnamed,
            1,
            [units, wards],
            [units.Layer, wards.Layer],
            [plan],
            placements,
            [GridCity.Person("1", "en"), GridCity.Person("2", "en")]
        );
    }
}
