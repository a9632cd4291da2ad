using System.Text.Json;
using TurfMap.Domain.Access;
using TurfMap.Domain.Layers;
using TurfMap.Domain.Turfs;
using TurfMap.Storage.Rooms;
using TurfMap.Storage.Tables;

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
        await ImportTableAsync("cases", "id,kind,opened,closed,lon,lat\nC1,noise,2026-01-01,2026-02-01,-72.5,40.5\nC2,heat,2026-01-01,,,\n");

        var one = await Store.Cases.FindCaseAsync(CaseScope.All, Second, "C1", Cancel);
        Assert.Equal(("noise", new(2026, 1, 1), new(2026, 2, 1), new Spatial.LonLat(-72.5, 40.5), """{"units":"1"}"""), (one!.Kind, one.Opened, one.Closed, one.Place!.Value, one.Areas));
        Assert.Equal(one, await Store.Cases.FindCaseAsync(CaseScope.OfTurfsOf("L1"), Second, "C1", Cancel));
        Assert.Null(await Store.Cases.FindCaseAsync(CaseScope.OfTurfsOf("L2"), Second, "C1", Cancel));
        Assert.Null(await Store.Cases.FindCaseAsync(CaseScope.OfTurfsOf("L1"), First.AddDays(-1), "C1", Cancel));
        Assert.Null(await Store.Cases.FindCaseAsync(CaseScope.OfTurfsOf("L1"), Second, "C2", Cancel));
        Assert.Null(await Store.Cases.FindCaseAsync(CaseScope.None, Second, "C1", Cancel));
        Assert.Empty(await Store.Cases.ListCasesAsync(CaseScope.None, Second, new(null, 10), Cancel));
        Assert.Null((await Store.Cases.FindCaseAsync(CaseScope.All, Second, "C2", Cancel))!.Place);
        Assert.Equal(["C2"], (await Store.Cases.ListCasesAsync(CaseScope.All, Second, new(null, 10, IsOpen: true), Cancel)).Select(found => found.Id));
        Assert.Equal(["C1"], (await Store.Cases.ListCasesAsync(CaseScope.All, Second, new(null, 10, IsOpen: false), Cancel)).Select(found => found.Id));
        Assert.Empty(await Store.Cases.ListCasesAsync(CaseScope.OfTurfsOf("L1"), Second, new("C1", 10, IsOpen: false), Cancel));
        Assert.Equal("C1", Assert.Single(await Store.Near(0).Cases.ListCasesAsync(CaseScope.OfTurfsOf("L1"), Second, new(null, 10), Cancel)).Id);
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
        var all = await Store.Cases.ListCasesAsync(CaseScope.All, First, new(null, 1000), Cancel);
        Assert.Equal(200, all.Count);
        var seen = 0;
        foreach (var day in new[] { First.AddDays(-1), First, Second.AddDays(-1), Second, Second.AddDays(400) }.Concat(Enumerable.Range(0, 6).Select(_ => First.AddDays(random.Next(1200)))))
            for (var i = 0; i < 5; i++)
            {
                var liaison = "L" + i;
                var expected = all.Where(one => Covers(snapshot, placements, day, liaison, one.Areas)).Select(one => one.Id).ToList();
                Assert.Equal(expected, await PagesAsync(CaseScope.OfTurfsOf(liaison), day, 1 + random.Next(40)));
                var any = all[random.Next(all.Count)];
                Assert.Equal(expected.Contains(any.Id) ? any : null, await Store.Cases.FindCaseAsync(CaseScope.OfTurfsOf(liaison), day, any.Id, Cancel));
                seen += expected.Count;
            }
        Assert.True(seen > 300, $"{seen} cases were seen");
        Assert.Equal(all.Select(one => one.Id), await PagesAsync(CaseScope.All, First, 17));
        Assert.Equal(all.Select(one => one.Id).Order(StringComparer.Ordinal), all.Select(one => one.Id));
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    private static bool Covers(CitySnapshot snapshot, IReadOnlyList<Placement> placements, DateOnly day, string liaison, string? areas)
    {
        if (areas is null || snapshot.Plans.FirstOrDefault(plan => plan.Period.Contains(day)) is not { } plan)
            return false;
        var layer = snapshot.Vintages.Single(vintage => vintage.Vintage.Id == plan.UnitVintage).Vintage.Layer;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(areas)!.TryGetValue(layer, out var unit) && plan.TurfOfUnit.TryGetValue(unit, out var turf)
            && placements.Any(one => one.Plan == plan.Key && one.Turf == turf && one.Liaison == liaison && one.Period.Contains(day));
    }

    private async Task<List<string>> PagesAsync(CaseScope scope, DateOnly day, int limit)
    {
        var ids = new List<string>();
        for (var page = await Store.Cases.ListCasesAsync(scope, day, new(null, limit), Cancel); page.Count > 0; page = await Store.Cases.ListCasesAsync(scope, day, new(ids[^1], limit), Cancel))
        {
            Assert.True(page.Count <= limit);
            ids.AddRange(page.Select(one => one.Id));
        }
        return ids;
    }

    /// <summary>Six units, a layer beside them, a plan that another follows, turfs whose liaisons change or are missing for a while, and cases in, beside and without units.</summary>
    private async Task RandomCityAsync(Random random)
    {
        await ImportLayerAsync("wards", First, Squares(3));
        await ImportLayerAsync("units", First, Squares(6), LayerUse.Units);
        await ImportLayerAsync("units", Second.AddDays(-100), Squares(6), LayerUse.Units);
        await ImportTableAsync("liaisons", "id,name\n" + string.Concat(Enumerable.Range(0, 5).Select(i => $"L{i},Name {i}\n")));
        await ImportPlanAsync("One", First, Plan(random));
        await ImportPlanAsync("Two", Second, Plan(random));
        var plans = await Store.Plans.ListPlansAsync(Cancel);
        await new Batches(Store.Engine, TimeProvider.System).RunAsync("placements", "random", Ana, new(), (session, batch) =>
        {
            session.Engine.Save(session, Catalogue.Placement, ["plan", "turf", "liaison", "role", "valid_from", "valid_to", "recorded_at"],
                plans.SelectMany(plan => Placements(random, plan)).Select(one => new object?[] { one.Plan, one.Turf, one.Liaison, one.Role.ToString(), one.Period.From, one.Period.To, Now }), batch);
            return new("Placed.");
        }, Cancel);
        var cases = Enumerable.Range(0, 200).Select(i => (Id: $"C{i}", Place: random.Next(5) == 0 ? "," : FormattableString.Invariant($"{-74 + random.NextDouble() * 8:0.000},{40 + random.NextDouble():0.000}"))).ToArray();
        foreach (var some in new[] { cases[..120], cases[80..] })
            await ImportTableAsync("cases", "id,kind,opened,lon,lat\n" + string.Concat(some.Select(one => $"{one.Id},noise,{First.AddDays(random.Next(900)):yyyy-MM-dd},{one.Place}\n")));
    }

    private static string Plan(Random random) => "unit,turf\n" + string.Concat(Enumerable.Range(1, 6).Select(unit => $"{unit},T{(unit <= 3 ? unit : random.Next(1, 4))}\n"));

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
