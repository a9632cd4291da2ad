using TurfMap.Domain.Access;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Plans;
using TurfMap.Domain.Records;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Tests;

/// <summary>Cases, and who sees which.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_case_comes_back_the_same_and_is_found_only_within_the_scope()
    {
        await ImportLayerAsync("units", First, Squares(2), LayerUse.Units);
        await ImportTableAsync("liaisons", "id,name\nL1,Ana\nL2,Bo\n");
        await ImportPlanAsync("Plan", First, "unit,turf,liaison\n1,A,L1\n2,B,L2\n");
        await ImportTableAsync(
            "cases",
            "id,kind,opened,closed,lon,lat\nC1,noise,2026-01-01,2026-02-01,-72.5,40.5\nC2,heat,2026-01-01,,,\n"
        );

        var found = (await Store.Cases.FindCaseAsync("C1", Cancel))!.Value;
        Assert.Equal(
            ("noise", new(2026, 1, 1), new(2026, 2, 1), new Spatial.LonLat(-72.5, 40.5)),
            (found.Case.Kind, found.Case.Opened, found.Case.Closed, found.Case.Place!.Value)
        );
        Assert.Null((await Store.Cases.FindCaseAsync("C2", Cancel))!.Value.Case.Place);
        Assert.Null(await Store.Cases.FindCaseAsync("C3", Cancel));
        Assert.Equal(found, await Store.ReadReplica(0).Cases.FindCaseAsync("C1", Cancel));
        Assert.Equal([found.Case], await Store.Cases.ReadRowsAsync([found.Row, 99], Cancel));

        var columns = await ColumnsAsync();
        Assert.Equal(["C1", "C2"], (await Store.Cases.ReadIdsAsync([.. columns.Rows, 99], Cancel)).Values.Order(StringComparer.Ordinal));
        Assert.Equal(["C1"], await SeenAsync(columns, CaseScope.OfTurfsOf("L1"), Second));
        Assert.Empty(await SeenAsync(columns, CaseScope.OfTurfsOf("L2"), Second));
        Assert.Empty(await SeenAsync(columns, CaseScope.OfTurfsOf("L1"), First.AddDays(-1)));
        Assert.Equal(["C1", "C2"], await SeenAsync(columns, CaseScope.All, Second));
        Assert.Empty(await SeenAsync(columns, CaseScope.None, Second));
    }

    [Fact]
    public async Task Columns_that_are_read_in_parts_hold_every_case_once_in_the_order_of_its_row()
    {
        // More than a part holds. Kinds and reporters of the second half are not met in the first in the same order; some values are
        // missing, and one text is not of plain letters.
        const int Count = 24_000;
        string Kind(int i) =>
            i < Count / 2 ? $"kind {i % 7}"
            : i % 7 == 3 ? "Lärm 聲"
            : $"kind {6 - i % 7}";
        var lines = Enumerable
            .Range(0, Count)
            .Select(i =>
                $"C{i},{Kind(i)},{(i % 3 == 0 ? "open" : "waiting")},{(i % 5 == 0 ? "" : "es")},"
                + $"{First.AddDays(i % 900):yyyy-MM-dd},{(i % 4 == 0 ? $"R{i * 31 % 500}" : "")},"
                + $"{(i % 9 == 0 ? "" : $"{-72.5 - i % 100 * 1e-4:0.0000}")},{(i % 9 == 0 ? "" : "40.5")}\n"
            );
        await ImportTableAsync("cases", "id,kind,status,language,opened,reporter,lon,lat\n" + string.Concat(lines));

        var columns = await ColumnsAsync();
        Assert.Equal(columns.Rows.Order(), columns.Rows);
        var ids = await Store.Cases.ReadIdsAsync(columns.Rows, Cancel);
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"C{i}").Order(), ids.Values.Order());
        var reporters = new Dictionary<string, int>();
        for (var at = 0; at < Count; at++)
        {
            var i = int.Parse(ids[columns.Rows[at]].AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(
                (Kind(i), i % 3 == 0 ? "open" : "waiting", i % 5 == 0 ? "" : "es", First.AddDays(i % 900), i % 9 == 0),
                (
                    columns.Kinds[columns.Kind[at]],
                    columns.Statuses[columns.Status[at]],
                    columns.Languages[columns.Language[at]],
                    CaseColumns.Date(columns.Opened[at]),
                    float.IsNaN(columns.X[at])
                )
            );
            if (i % 4 == 0)
                Assert.Equal(
                    columns.Reporter[at],
                    reporters.TryGetValue($"R{i * 31 % 500}", out var known) ? known : reporters[$"R{i * 31 % 500}"] = columns.Reporter[at]
                );
            else
                Assert.Equal(-1, columns.Reporter[at]);
        }
        Assert.Equal(Enumerable.Range(0, columns.Reporters), reporters.Values.Order());
    }

    [Fact]
    public async Task Measures_are_read_by_their_names_whatever_the_case_of_letters()
    {
        await ImportLayerAsync("units", First, Squares(2), LayerUse.Units);
        await ImportTableAsync(
            "measures",
            "area,measure,value,moe,year,source\n1,Population,1200,80,2022,a survey\n1,population,1300,,2023,a "
                + "survey\n2,households,500,,2023,\n"
        );

        Assert.Equal(
            [new("1", "Population", 1200, 80, 2022, "a survey"), new("1", "population", 1300, null, 2023, "a survey")],
            (await Store.Geography.ListMeasuresAsync(["population", "RESIDENTS"], Cancel)).OrderBy(one => one.Year)
        );
        Assert.Equal(
            [new("2", "households", 500, null, 2023, null)],
            await Store.ReadReplica(0).Geography.ListMeasuresAsync(["Households"], Cancel)
        );
        Assert.Empty(await Store.Geography.ListMeasuresAsync([], Cancel));
    }

    [Fact]
    public async Task Ids_of_events_are_read_by_their_rows()
    {
        await ImportTableAsync("events", "id,kind,name,starts\nE1,fair,A fair,2026-01-01T10:00\nE2,fair,Another,2026-01-02T10:00\n");

        var columns = await Store.Events.ReadColumnsAsync(new(new(-73, -72, 40, 41)), Cancel);
        Assert.Equal(
            ["E1", "E2"],
            (await Store.Events.ReadIdsAsync(columns.Rows, Cancel)).OrderBy(one => one.Key).Select(one => one.Value)
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_liaison_sees_exactly_the_cases_that_a_plain_filter_finds(int seed)
    {
        var random = new Random(seed);
        await RandomCityAsync(random);
        var snapshot = await Store.ReadSnapshotAsync(Cancel);
        var placements = await Store.Plans.ListPlacementsAsync(Cancel);
        var columns = await ColumnsAsync();
        var all = (await Store.Cases.ReadRowsAsync(columns.Rows, Cancel)).OrderBy(one => one.Id, StringComparer.Ordinal).ToArray();
        Assert.Equal(200, all.Length);
        var seen = 0;
        foreach (
            var day in new[] { First.AddDays(-1), First, Second.AddDays(-1), Second, Second.AddDays(400) }.Concat(
                Enumerable.Range(0, 6).Select(_ => First.AddDays(random.Next(1200)))
            )
        )
            for (var i = 0; i < 5; i++)
            {
                var liaison = "L" + i;
                var expected = all.Where(one => Covers(snapshot, placements, day, liaison, one.Place)).Select(one => one.Id).ToList();
                Assert.Equal(expected, await SeenAsync(columns, CaseScope.OfTurfsOf(liaison), day));
                seen += expected.Count;
            }
        Assert.True(seen > 300, $"{seen} cases were seen");
        Assert.Equal(all.Select(one => one.Id), await SeenAsync(columns, CaseScope.All, First));
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    private static bool Covers(CityModel snapshot, IReadOnlyList<Placement> placements, DateOnly day, string liaison, Spatial.LonLat? place)
    {
        if (place is not { } found || snapshot.Plans.FirstOrDefault(plan => plan.Period.Contains(day)) is not { } plan)
            return false;
        var point = new NetTopologySuite.Geometries.Point(found.Longitude, found.Latitude);
        var unit = snapshot
            .Vintages.Single(vintage => vintage.Vintage.Id == plan.UnitVintage)
            .Areas.Where(area => area.Geometry.Covers(point))
            .MinBy(area => area.Code, StringComparer.Ordinal);
        return unit is not null
            && plan.TurfOfUnit.TryGetValue(unit.Code, out var turf)
            && placements.Any(one => one.Plan == plan.Key && one.Turf == turf && one.Liaison == liaison && one.Period.Contains(day));
    }

    private async Task<CaseColumns> ColumnsAsync() =>
        await Store.Cases.ReadColumnsAsync(
            new((await Store.ReadSnapshotAsync(Cancel)).Bounds is { IsNull: false } bounds ? bounds : new(-73, -72, 40, 41)),
            Cancel
        );

    /// <summary>The ids of the cases that a scope sees by the turfs of a day.</summary>
    private async Task<IEnumerable<string>> SeenAsync(CaseColumns columns, CaseScope scope, DateOnly day)
    {
        var city = (await Store.ReadSnapshotAsync(Cancel)).On(day);
        var rows = new VisibleRecords(columns, city, city, day, scope).All.After().Select(number => columns.Rows[number]).ToArray();
        return (await Store.Cases.ReadRowsAsync(rows, Cancel)).Select(one => one.Id).Order(StringComparer.Ordinal);
    }

    /// <summary>
    /// Six units, a layer beside them, a plan that another follows, turfs whose liaisons change or are missing for a while, and cases in,
    /// beside and without units.
    /// </summary>
    private async Task RandomCityAsync(Random random)
    {
        await ImportLayerAsync("wards", First, Squares(3));
        await ImportLayerAsync("units", First, Squares(6), LayerUse.Units);
        await ImportLayerAsync("units", Second.AddDays(-100), Squares(6), LayerUse.Units);
        await ImportTableAsync("liaisons", "id,name\n" + string.Concat(Enumerable.Range(0, 5).Select(i => $"L{i},Name {i}\n")));
        await ImportPlanAsync("One", First, Plan(random));
        await ImportPlanAsync("Two", Second, Plan(random));
        var plans = await Store.Plans.ListPlansAsync(Cancel);
        await new Batches(Store.Engine, TimeProvider.System).RunAsync(
            "placements",
            "random",
            Ana,
            new(),
            (session, batch) =>
            {
                session.Engine.Save(
                    session,
                    Catalogue.Placement,
                    ["plan", "turf", "liaison", "role", "valid_from", "valid_to", "recorded_at"],
                    plans
                        .SelectMany(plan => Placements(random, plan))
                        .Select(one =>
                            new object?[] { one.Plan, one.Turf, one.Liaison, one.Role.ToString(), one.Period.From, one.Period.To, Now }
                        ),
                    batch
                );
                return new("Placed.");
            },
            Cancel
        );
        var cases = Enumerable
            .Range(0, 200)
            .Select(i =>
                (
                    Id: $"C{i}",
                    Place: random.Next(5) == 0
                        ? ","
                        : FormattableString.Invariant($"{-74 + random.NextDouble() * 8:0.000},{40 + random.NextDouble():0.000}")
                )
            )
            .ToArray();
        foreach (var some in new[] { cases[..120], cases[80..] })
            await ImportTableAsync(
                "cases",
                "id,kind,opened,lon,lat\n"
                    + string.Concat(some.Select(one => $"{one.Id},noise,{First.AddDays(random.Next(900)):yyyy-MM-dd},{one.Place}\n"))
            );
    }

    private static string Plan(Random random) =>
        "unit,turf\n" + string.Concat(Enumerable.Range(1, 6).Select(unit => $"{unit},T{(unit <= 3 ? unit : random.Next(1, 4))}\n"));

    private static IEnumerable<Placement> Placements(Random random, Plan plan)
    {
        foreach (var turf in plan.Turfs)
        foreach (var role in Enum.GetValues<PlacementRole>())
        {
            var from = plan.Period.From;
            for (var i = 0; i < 3; i++)
            {
                var next = from.AddDays(random.Next(30, 300));
                var to = next < (plan.Period.To ?? DateOnly.MaxValue) ? next : plan.Period.To;
                if (random.Next(4) > 0)
                    yield return new(plan.Key, turf.Code, "L" + random.Next(5), role, new(from, i == 2 ? plan.Period.To : to));
                if (to == plan.Period.To)
                    break;
                from = next;
            }
        }
    }
}
