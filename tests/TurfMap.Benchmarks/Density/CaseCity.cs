using System.Globalization;
using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Domain.Plans;
using TurfMap.Domain.Records;
using TurfMap.Domain.Staff;

namespace TurfMap.Benchmarks.Density;

/// <summary>
/// The points of a made-up city as cases of five years: 200 kinds, the first ones frequent, and its 2,500 units in 30 turfs.
/// </summary>
internal sealed class CaseCity(MadeUpCity points)
{
    public const int Kinds = 200,
        Units = 50,
        Turfs = 30;

    public static readonly DateOnly First = new(2021, 1, 1),
        Today = new(2026, 1, 1);

    private static readonly int Days = Today.DayNumber - First.DayNumber;
    private static readonly string[] KindNames = [.. Enumerable.Range(0, Kinds).Select(i => $"kind {i}")];
    private static readonly string?[] LanguageNames = [null, "es", "zh", "am", "fr", "vi", "ko", "ar"];
    private static readonly string[] StatusNames = ["open", "in progress", "waiting", "closed"];

    /// <summary>As a store would have them: each reporter has 4 cases.</summary>
    private readonly string[] reporters =
    [
        .. Enumerable.Range(0, Math.Max(1, points.Count / 4)).Select(i => string.Create(CultureInfo.InvariantCulture, $"r{i:x8}")),
    ];

    public int Count => points.Count;

    public Envelope Bounds { get; } = new(-77.3, -77.3 + 50_000 / 86_500.0, 38.6, 38.6 + 55_000 / 111_000.0);

    /// <summary>Case by case to columns, as a store does; the texts are there.</summary>
    public CaseColumns Columns()
    {
        var builder = new CaseColumnsBuilder();
        for (var i = 0; i < points.Count; i++)
            builder.Add(Row(i));
        return builder.Build(new CityPlane(Bounds));
    }

    public CaseRow Row(int i)
    {
        var mixed = Mixed((ulong)i);
        uint one = (uint)mixed,
            other = (uint)(mixed >> 32);
        var opened = First.AddDays((int)(one % (uint)Days));
        var closed = other % 10 < 7 ? opened.AddDays((int)(other >> 8) % 90) : (DateOnly?)null;
        // The product of two even numbers favours small ones.
        var kind = (int)((one >> 8 & 0xff) * (other >> 4 & 0xff) * Kinds >> 16);
        return new(
            i + 1,
            points.Longitude[i],
            points.Latitude[i],
            KindNames[kind],
            StatusNames[closed is null ? other >> 12 & 1 | (other >> 16 & 1) : 3],
            LanguageNames[one >> 20 & 7],
            opened,
            opened.AddDays(30),
            closed,
            other % 5 == 0 ? null : reporters[(int)(mixed % (ulong)reporters.Length)]
        );
    }

    /// <summary>The areas and turfs, and who covers them.</summary>
    public CityOnDate City()
    {
        var codes = Enumerable.Range(0, Units * Units).ToDictionary(i => i, i => $"{i:0000}");
        var areas = codes
            .Select(code => new Area(
                code.Value,
                $"Unit {code.Value}",
                Square(code.Key % Units, code.Key / Units),
                new Dictionary<string, object?>()
            ))
            .ToArray();
        var period = new EffectivePeriod(First, null);
        var units = new VintageLayer(
            new Layer("units", "units", LayerUse.Units, false),
            new Vintage(1, "units", period, "made up", areas.Length, Bounds, DateTimeOffset.UnixEpoch),
            areas
        );
        // 5 by 6 blocks of ten by eight units or so.
        var plan = new Plan(
            "plan",
            "plan",
            1,
            period,
            [.. Enumerable.Range(0, Turfs).Select(turf => new Turf($"T{turf}", $"Turf {turf}"))],
            codes.ToDictionary(code => code.Value, code => $"T{code.Key % Units / 10 + 5 * (code.Key / Units / 9)}"),
            DateTimeOffset.UnixEpoch
        );
        var placements = Enumerable
            .Range(0, Turfs)
            .Select(turf => new Placement("plan", $"T{turf}", $"L{turf / 3}", PlacementRole.Lead, period))
            .ToArray();
        var people = Enumerable
            .Range(0, Turfs / 3)
            .Select(i => new Liaison($"L{i}", $"Liaison {i}", ["en"], 35, null, null, null, null))
            .ToArray();
        return new CityModel(CityProfile.Unnamed, 1, [units], [units.Layer], [plan], placements, people).On(Today);
    }

    private Geometry Square(int column, int row) =>
        LonLatGeometry.Factory.ToGeometry(
            new Envelope(
                Bounds.MinX + column * Bounds.Width / Units,
                Bounds.MinX + (column + 1) * Bounds.Width / Units,
                Bounds.MinY + row * Bounds.Height / Units,
                Bounds.MinY + (row + 1) * Bounds.Height / Units
            )
        );

    /// <summary>Numbers as if by chance, the same in every run (splitmix64).</summary>
    private static ulong Mixed(ulong number)
    {
        number += 0x9e3779b97f4a7c15;
        number = (number ^ number >> 30) * 0xbf58476d1ce4e5b9;
        number = (number ^ number >> 27) * 0x94d049bb133111eb;
        return number ^ number >> 31;
    }
}
