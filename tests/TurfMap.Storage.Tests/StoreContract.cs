using System.Text;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Domain.Partners;
using TurfMap.Domain.Staff;
using TurfMap.Formats;
using TurfMap.Spatial;
using TurfMap.Storage.Importing;

namespace TurfMap.Storage.Tests;

/// <summary>What every store must do. Each store below runs all of it.</summary>
public abstract partial class StoreContract : IDisposable
{
    private static readonly DateOnly First = new(2024, 1, 1);
    private static readonly DateOnly Second = new(2025, 9, 1);
    private readonly Lazy<CityStore> store;

    protected StoreContract() => store = new(Open);

    protected CityStore Store => store.Value;

    private static readonly ChangeRequest Ana = new("Ana");
    private static readonly ChangeRequest Bo = new("Bo");
    private static readonly Liaison Cy = new("L3", "Cy", ["en", "es"], 35, null, null, "cy@example.org", new(2024, 5, 6));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (store.IsValueCreated)
            store.Value.Dispose();
        Clean();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the store of this test; the first time it is made.</summary>
    protected abstract CityStore Open();

    /// <summary>Opens the same store once more, as another program would.</summary>
    protected abstract CityStore OpenBeside();

    /// <summary>Statements that go past the program.</summary>
    protected abstract void Tamper(string sql);

    protected abstract void Clean();

    [Fact]
    public async Task A_saved_layer_comes_back_the_same()
    {
        await ImportLayerAsync("wards", First, Squares(3));

        var layer = Assert.Single(await Store.Geography.ListLayersAsync(Cancel));
        var vintage = Assert.Single(await Store.Geography.ListVintagesAsync(Cancel));
        var areas = await Store.Geography.ReadAreasAsync(vintage.Id, Cancel);
        Assert.Equal(new Layer("wards", "wards", LayerUse.Answers, false), layer);
        Assert.Equal((new EffectivePeriod(First, null), 3), (vintage.Period, vintage.Areas));
        Assert.Equal(["1", "2", "3"], areas.Select(area => area.Code));
        Assert.Equal("MULTIPOLYGON (((-73 40, -73 41, -72 41, -72 40, -73 40)))", areas[0].Geometry.Normalized().AsText());
    }

    [Fact]
    public async Task Lines_of_a_context_layer_come_back_and_leave_with_their_import()
    {
        var streets =
            """{"type":"FeatureCollection","features":["""
            + """{"type":"Feature","properties":"""
            + """{"name":"Wall"""
            + """ Boulevard","kind":"boulevard"}"""
            + ""","geometry":{"type":"LineString","coordinates":[[-72,40],"""
            + """[-72.5,40.5]]}},"""
            + """{"type":"Feature","properties":"""
            + """{"name":"Elm Street","kind":"street"},"geometry":"""
            + """{"type":"MultiLineString","coordinates":"""
            + """[[[-72,40],"""
            + """[-72.1,40]],["""
            + """[-72.2,40],[-72.3,40.1]]]}}]}""";
        var batch = await ImportLayerAsync("streets", First, streets, LayerUse.Context);

        var vintage = Assert.Single((await Store.ReadSnapshotAsync(Cancel)).Vintages);
        Assert.Equal((2, 0), (vintage.Vintage.Areas, vintage.Areas.Count));
        Assert.Equal(
            [
                ("Wall Boulevard", LineRank.Main, "MULTILINESTRING ((-72 40, -72.5 40.5))"),
                ("Elm Street", LineRank.Minor, "MULTILINESTRING ((-72 40, -72.1 40), (-72.2 40, -72.3 40.1))"),
            ],
            vintage.Lines.Select(line => (line.Name, line.Rank, line.Geometry.AsText()))
        );
        Assert.Empty(await Store.CheckAsync(Cancel));

        await Store.Imports.UndoAsync(batch.Id, Cancel);
        Assert.Empty((await Store.ReadSnapshotAsync(Cancel)).Vintages);
    }

    [Fact]
    public async Task A_new_vintage_ends_the_old_one_and_both_are_kept()
    {
        await ImportLayerAsync("wards", First, Squares(3));
        await ImportLayerAsync("wards", Second, Squares(4));

        Assert.Equal(
            [(new EffectivePeriod(First, Second), 3), (new EffectivePeriod(Second, null), 4)],
            (await Store.Geography.ListVintagesAsync(Cancel)).Select(vintage => (vintage.Period, vintage.Areas))
        );
    }

    [Fact]
    public async Task Undoing_a_vintage_brings_the_old_one_back()
    {
        await ImportLayerAsync("wards", First, Squares(3));
        var batch = await ImportLayerAsync("wards", Second, Squares(4));

        var taken = await Store.Imports.LastTakenAsync(Cancel);
        Assert.Equal(("layer", batch.FinishedAt), (Assert.Single(taken).Key, taken["layer"]));

        var undone = await Store.Imports.UndoAsync(batch.Id, Cancel);

        Assert.Equal(BatchState.Undone, undone.State);
        Assert.True((await Store.Imports.LastTakenAsync(Cancel))["layer"] <= batch.FinishedAt);
        Assert.Equal(
            (new EffectivePeriod(First, null), 3),
            Assert.Single(await Store.Geography.ListVintagesAsync(Cancel)) is var vintage ? (vintage.Period, vintage.Areas) : default
        );
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task An_import_that_something_stands_on_is_not_undone()
    {
        var first = await ImportLayerAsync("wards", First, Squares(3));
        await ImportLayerAsync("wards", Second, Squares(4));
        Assert.Contains(
            "Undo import 2 first",
            (await RefusalAsync(() => Store.Imports.UndoAsync(first.Id, Cancel))).Message,
            StringComparison.Ordinal
        );

        var units = await ImportLayerAsync("units", First, Squares(3), LayerUse.Units);
        await ImportPlanAsync("Plan", First, "unit,turf\n1,A\n2,A\n3,B\n");
        Assert.Contains(
            "Plan stands on",
            (await RefusalAsync(() => Store.Imports.UndoAsync(units.Id, Cancel))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_refused_import_leaves_the_store_as_it_was_and_is_listed()
    {
        await ImportLayerAsync("units", First, Squares(3), LayerUse.Units);
        var before = await Store.City.ReadVersionAsync(Cancel);

        var refused = await RefusalAsync(() => ImportPlanAsync("Plan", First, "unit,turf\n1,A\n1,B\n9,B\n"));

        Assert.Equal(
            [
                "line 3: unit 1 is given again (first on line 2, to turf A)",
                "line 4: there is no unit 9",
                "unit 2 is missing",
                "unit 3 is missing",
            ],
            refused.Details
        );
        Assert.Equal(before, await Store.City.ReadVersionAsync(Cancel));
        Assert.Empty(await Store.Plans.ListPlansAsync(Cancel));
        var batch = (await Store.Imports.ListBatchesAsync(Cancel))[0];
        Assert.Equal((BatchState.Refused, 0), (batch.State, batch.Taken));
        Assert.Contains("refused", (await RefusalAsync(() => Store.Imports.UndoAsync(batch.Id, Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_import_leaves_nothing()
    {
        using var file = new ImportFile(new CsvTable(Csv("id,name\n1,Ana\n")));
        var kind = ImportKinds.Find("liaisons")!;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Store.ImportAsync(kind, new("l.csv", new(2026, 1, 1)), file, Ana, null, new CancellationToken(true))
        );

        Assert.Empty(await Store.Staff.ListLiaisonsAsync(Cancel));
        Assert.Empty(await Store.Imports.ListBatchesAsync(Cancel));
    }

    [Fact]
    public async Task A_new_plan_ends_the_old_one_and_its_placements_and_history_is_kept()
    {
        await ImportLayerAsync("units", First, Squares(3), LayerUse.Units);
        await ImportTableAsync("liaisons", "id,name,languages\nL1,Ana,en;es\nL2,Bo,en\n");
        await ImportPlanAsync("Old", First, "unit,turf,liaison\n1,A,L1\n2,A,L1\n3,B,L2\n");
        var batch = await ImportPlanAsync("New", Second, "unit,turf,liaison\n1,A,Bo\n2,B,L1\n3,B,L1\n");

        var snapshot = await Store.ReadSnapshotAsync(Cancel);
        Assert.Equal("L1", Lead(snapshot, First, "2"));
        Assert.Equal("L1", Lead(snapshot, Second.AddDays(-1), "1"));
        Assert.Equal("L2", Lead(snapshot, Second, "1"));
        Assert.Equal([new EffectivePeriod(First, Second), new EffectivePeriod(Second, null)], snapshot.Plans.Select(plan => plan.Period));
        Assert.Equal(
            [
                new EffectivePeriod(First, Second),
                new EffectivePeriod(First, Second),
                new EffectivePeriod(Second, null),
                new EffectivePeriod(Second, null),
            ],
            (await Store.Plans.ListPlacementsAsync(Cancel)).Select(placement => placement.Period).OrderBy(period => period.From)
        );

        await Store.Imports.UndoAsync(batch.Id, Cancel);
        snapshot = await Store.ReadSnapshotAsync(Cancel);
        Assert.Equal("L1", Lead(snapshot, Second, "1"));
        Assert.Equal(new EffectivePeriod(First, null), Assert.Single(snapshot.Plans).Period);
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task A_plan_for_the_same_day_replaces_the_one_of_that_day()
    {
        await ImportLayerAsync("units", First, Squares(2), LayerUse.Units);
        await ImportTableAsync("liaisons", "id,name\nL1,Ana\n");
        await ImportPlanAsync("Wrong", First, "unit,turf,liaison\n1,A,L1\n2,A,L1\n");
        var batch = await ImportPlanAsync("Right", First, "unit,turf,liaison\n1,A,L1\n2,B,L1\n");

        Assert.Equal("Right", Assert.Single(await Store.Plans.ListPlansAsync(Cancel)).Name);
        Assert.Equal(2, (await Store.Plans.ListPlacementsAsync(Cancel)).Count);
        await Store.Imports.UndoAsync(batch.Id, Cancel);
        Assert.Equal("Wrong", Assert.Single(await Store.Plans.ListPlansAsync(Cancel)).Name);
        Assert.Single(await Store.Plans.ListPlacementsAsync(Cancel));
    }

    [Fact]
    public async Task A_second_file_of_liaisons_replaces_those_with_the_same_id_and_can_be_undone()
    {
        await ImportTableAsync("liaisons", "id,name,hours\nL1,Ana,35\nL2,Bo,20\n");
        var batch = await ImportTableAsync("liaisons", "id,name,hours\nL2,Bo Li,21\nL3,Cy,10\nL3,Cyd,11\n");

        Assert.Equal(["Ana", "Bo Li", "Cyd"], (await Store.Staff.ListLiaisonsAsync(Cancel)).Select(liaison => liaison.Name));
        await Store.Imports.UndoAsync(batch.Id, Cancel);
        Assert.Equal(["Ana", "Bo"], (await Store.Staff.ListLiaisonsAsync(Cancel)).Select(liaison => liaison.Name));
    }

    [Fact]
    public async Task Rows_with_and_without_a_place_are_kept_and_the_check_is_clean()
    {
        await ImportTableAsync("cases", "id,kind,opened,lon,lat\n1,noise,2026-01-01,-72.5,40.5\n2,noise,2026-01-02,,\n");
        await ImportTableAsync("partners", "id,name,lon,lat\n1,Harbor Aid,-72.5,40.5\n");
        await ImportTableAsync("events", "id,kind,starts\n1,fair,2026-01-01T10:00\n");
        await ImportTableAsync("addresses", "id,number,street,lon,lat\n1,12,Elm Street,-72.5,40.5\n2,13,Elm Street,,\n");
        var measures = await ImportTableAsync("measures", "area,measure,value\n1,population,200\n1,population,300\n");

        Assert.Equal([2L, 1, 1, 1, 2], (await Store.Imports.ListBatchesAsync(Cancel)).Reverse().Select(batch => batch.Taken));
        Assert.Single(await Store.Imports.ListProblemsAsync(4, Cancel), problem => problem.Severity == ProblemSeverity.Refused);
        Assert.Empty(await Store.CheckAsync(Cancel));
        await Store.Imports.UndoAsync(measures.Id, Cancel);
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task A_new_vintage_of_the_units_keeps_them_units()
    {
        await ImportLayerAsync("units", First, Squares(3), LayerUse.Units);
        await ImportLayerAsync("units", Second, Squares(4));

        Assert.Equal(LayerUse.Units, Assert.Single(await Store.Geography.ListLayersAsync(Cancel)).Use);
    }

    [Fact]
    public async Task Only_one_layer_is_the_unit_layer()
    {
        await ImportLayerAsync("units", First, Squares(3), LayerUse.Units);

        Assert.Contains(
            "units is the unit layer already",
            (await RefusalAsync(() => ImportLayerAsync("tracts", First, Squares(3), LayerUse.Units))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_change_moves_the_version_on_and_a_refusal_does_not()
    {
        var versions = new List<long> { await Store.City.ReadVersionAsync(Cancel) };
        await ImportTableAsync("liaisons", "id,name\nL1,Ana\n");
        versions.Add(await Store.City.ReadVersionAsync(Cancel));
        await RefusalAsync(() => ImportTableAsync("liaisons", "name\nAna\n"));
        Assert.Equal(versions[^1], await Store.City.ReadVersionAsync(Cancel));
        await Store.City.SaveProfileAsync(new("Port Test", null, false, 10), Expected.New, Ana, Cancel);
        versions.Add(await Store.City.ReadVersionAsync(Cancel));
        await Store.Imports.UndoAsync(1, Cancel);
        versions.Add(await Store.City.ReadVersionAsync(Cancel));

        Assert.Equal(versions.Order().Distinct(), versions);
    }

    [Fact]
    public async Task The_profile_comes_back_the_same()
    {
        Assert.Null(await Store.City.FindProfileAsync(Cancel));
        var profile = new CityProfile("Port Test", "A test.", true, 7.25);
        var saved = await Store.City.SaveProfileAsync(profile, Expected.New, Ana, Cancel);
        Assert.Equal(saved, await Store.City.FindProfileAsync(Cancel));
        Assert.Equal(profile, saved.Value);
        Assert.Equal("Ana", saved.Version.Author);
    }

    [Fact]
    public async Task An_edit_of_an_older_version_is_refused_with_both_authors()
    {
        var first = await Store.Staff.SaveLiaisonAsync(Cy, Expected.New, Ana, Cancel);
        var second = await Store.Staff.SaveLiaisonAsync(Cy with { Phone = "555-0100" }, Expected.At(first.Version.Number), Bo, Cancel);

        var late = await RefusalAsync(() =>
            Store.Staff.SaveLiaisonAsync(Cy with { Phone = "555-0199" }, Expected.At(first.Version.Number), Ana, Cancel)
        );

        Assert.Equal(Refusal.Stale, late.Refusal);
        Assert.Equal((first.Version, second.Version), (late.Stale!.Yours, late.Stale.Standing));
        Assert.Contains("by Ana on ", late.Message, StringComparison.Ordinal);
        Assert.Contains("by Bo on ", late.Message, StringComparison.Ordinal);
        Assert.Equal(second.Version, (await Store.Staff.FindLiaisonAsync("L3", Cancel))!.Version);
        Assert.Equal("555-0100", (await Store.Staff.FindLiaisonAsync("L3", Cancel))!.Value.Phone);
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task What_is_new_must_not_stand_and_what_is_changed_must()
    {
        Assert.Equal(Refusal.NotFound, (await RefusalAsync(() => Store.Staff.SaveLiaisonAsync(Cy, Expected.At(7), Ana, Cancel))).Refusal);
        Assert.Equal(Refusal.NotFound, (await RefusalAsync(() => Store.Staff.SaveLiaisonAsync(Cy, Expected.Any, Ana, Cancel))).Refusal);
        await Store.Staff.SaveLiaisonAsync(Cy, Expected.New, Ana, Cancel);
        var twice = await RefusalAsync(() => Store.Staff.SaveLiaisonAsync(Cy, Expected.New, Bo, Cancel));

        Assert.Equal((Refusal.Stale, "Ana"), (twice.Refusal, twice.Stale!.Standing.Author));
        Assert.Null(twice.Stale.Yours);
    }

    [Fact]
    public async Task An_edit_is_undone_like_an_import_and_the_earlier_version_stands_again()
    {
        var first = await Store.Staff.SaveLiaisonAsync(Cy, Expected.New, Ana, Cancel);
        var second = await Store.Staff.SaveLiaisonAsync(Cy with { Name = "Cyd" }, Expected.At(first.Version.Number), Bo, Cancel);

        await Store.Imports.UndoAsync(second.Version.Number, Cancel);

        Assert.Equal(first.Version, (await Store.Staff.FindLiaisonAsync("L3", Cancel))!.Version);
        Assert.Equal("Cy", (await Store.Staff.FindLiaisonAsync("L3", Cancel))!.Value.Name);
    }

    [Fact]
    public async Task Of_many_edits_of_one_version_at_once_exactly_one_is_kept()
    {
        var first = await Store.Staff.SaveLiaisonAsync(Cy, Expected.New, Ana, Cancel);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async i =>
                {
                    try
                    {
                        return (
                            await Store.Staff.SaveLiaisonAsync(Cy with { HoursPerWeek = i }, Expected.At(first.Version.Number), Bo, Cancel)
                        )
                            .Value
                            .HoursPerWeek;
                    }
                    catch (RefusedException late) when (late.Refusal == Refusal.Stale)
                    {
                        return null;
                    }
                })
        );

        var kept = Assert.Single(outcomes, hours => hours is not null);
        Assert.Equal(kept, (await Store.Staff.FindLiaisonAsync("L3", Cancel))!.Value.HoursPerWeek);
    }

    [Fact]
    public async Task A_change_with_a_key_is_made_once_however_often_it_is_sent()
    {
        var keyed = Ana with { Key = "k-1" };
        var first = await Store.Staff.SaveLiaisonAsync(Cy, Expected.New, keyed, Cancel);
        var again = await Store.Staff.SaveLiaisonAsync(Cy, Expected.New, keyed, Cancel);
        Assert.Equal(first.Version, again.Version);

        var bo = Bo with { Key = "k-2" };
        var imports = new List<long>();
        for (var i = 0; i < 3; i++)
            imports.Add((await ImportTableAsync("liaisons", "id,name\nL9,Dee\n", bo)).Id);
        Assert.Single(imports.Distinct());
        Assert.Equal("Bo", (await Store.Imports.ListBatchesAsync(Cancel))[0].Author);
        Assert.Single(await Store.Imports.ListBatchesAsync(Cancel)); // the edit is no import
        Assert.Contains(
            "sent something else",
            (await RefusalAsync(() => ImportTableAsync("partners", "id,name\nL9,Dee\n", bo))).Message,
            StringComparison.Ordinal
        );
        await Store.Imports.UndoAsync(imports[0], Cancel);
        Assert.Contains(
            "undone since",
            (await RefusalAsync(() => ImportTableAsync("liaisons", "id,name\nL9,Dee\n", bo))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_refused_import_may_be_sent_again_with_its_key_once_it_is_mended()
    {
        var bo = Bo with { Key = "k-3" };
        await RefusalAsync(() => ImportTableAsync("liaisons", "name\nDee\n", bo));
        await ImportTableAsync("liaisons", "id,name\nL9,Dee\n", bo);

        Assert.Equal("Dee", Assert.Single(await Store.Staff.ListLiaisonsAsync(Cancel)).Name);
    }

    [Fact]
    public async Task A_partner_comes_back_the_same_with_and_without_a_place()
    {
        var partner = new Partner(
            "P1",
            "Harbor Aid",
            "clinic",
            ["health", "legal"],
            ["es", "ht"],
            new LonLat(-72.5, 40.5),
            "1 Pier",
            "555-0100",
            "Mo-Fr 9-17",
            "wards",
            new(2026, 3, 1),
            "ramp"
        );
        await Store.Partners.SavePartnerAsync(partner, Expected.New, Ana, Cancel);
        await Store.Partners.SavePartnerAsync(
            partner with
            {
                Id = "P0",
                Name = "Anchor",
                Place = null,
                VerifiedOn = null,
                Hours = null,
            },
            Expected.New,
            Ana,
            Cancel
        );

        var found = (await Store.Partners.FindPartnerAsync("P1", Cancel))!.Value;
        Assert.Equivalent(partner, found);
        Assert.Equal(["Anchor", "Harbor Aid"], (await Store.Partners.ListPartnersAsync(Cancel)).Select(one => one.Name));
        Assert.Null((await Store.Partners.FindPartnerAsync("P0", Cancel))!.Value.Place);
        Assert.Null(await Store.Partners.FindPartnerAsync("P2", Cancel));
    }

    [Fact]
    public async Task Another_program_on_the_store_sees_every_change_and_never_a_half()
    {
        await ImportLayerAsync("units", First, Squares(40), LayerUse.Units);
        using var beside = OpenBeside();
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(
            async () =>
            {
                var seen = new List<(long Version, int Units)>();
                while (!stop.IsCancellationRequested)
                    if (await beside.ReadSnapshotAsync(Cancel) is var snapshot)
                        seen.Add(
                            (snapshot.Version, snapshot.On(First).Units is null ? 0 : snapshot.Plans.Sum(plan => plan.TurfOfUnit.Count))
                        );
                return seen;
            },
            Cancel
        );

        for (var i = 0; i < 10; i++)
            await ImportPlanAsync(
                $"Plan {i}",
                First.AddDays(i),
                "unit,turf\n" + string.Concat(Enumerable.Range(1, 40).Select(unit => $"{unit},T{unit % 4}\n"))
            );
        var version = await Store.City.ReadVersionAsync(Cancel);
        Assert.Equal(version, await beside.City.ReadVersionAsync(Cancel));
        await stop.CancelAsync();

        var seen = await reading;
        Assert.All(seen, one => Assert.Equal(one.Version - 1, one.Units / 40));
        Assert.Equal(seen.Select(one => one.Version).Order(), seen.Select(one => one.Version));
    }

    [Fact]
    public async Task Many_rows_come_in_and_those_with_the_same_id_make_room()
    {
        const int rows = 25_000;
        var first = await ImportTableAsync(
            "addresses",
            "id,number,street,lon,lat\n"
                + string.Concat(
                    Enumerable.Range(0, rows).Select(i => $"A{i % (rows - 10)},{i},Elm Street,{-72.9 + i * 0.00001:0.00000},40.5\n")
                )
        );
        Assert.Equal(rows, first.Taken);
        Assert.Empty(await Store.CheckAsync(Cancel));
        var second = await ImportTableAsync(
            "addresses",
            "id,number,street,lon,lat\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"A{i + 100},{i},Oak Street,-72.5,40.5\n"))
        );
        Assert.Empty(await Store.CheckAsync(Cancel));

        await Store.Imports.UndoAsync(second.Id, Cancel);
        await Store.Imports.UndoAsync(first.Id, Cancel);
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task Characters_that_cannot_be_shown_become_spaces_wherever_they_come_from()
    {
        using (
            var reader = FeatureFile.Open(
                "partners.geojson",
                new MemoryStream(
                    Encoding.UTF8.GetBytes(
                        """
                        {"type":"FeatureCollection","features":[{"type":"Feature",
                          "properties":{"id":"P1","name":"Har\u0000bor\u001B Aid\u0000","n\u0000ote":"x"},"geometry":null}]}
                        """
                    )
                ),
                _ => null
            )
        )
        using (var file = new ImportFile(new FeatureTable("partners.geojson", reader)))
            await ImportAsync("partners", new("partners.geojson", new(2026, 1, 1)), file);
        await ImportLayerAsync("odd", First, Squares(2).Replace("\"1\"", "\"1\\u0000\"", StringComparison.Ordinal));

        Assert.Equal("Har bor  Aid", Assert.Single(await Store.Partners.ListPartnersAsync(Cancel)).Name);
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task Measures_without_a_year_replace_each_other()
    {
        await ImportTableAsync("measures", "area,measure,value\n1,population,200\n1,population,300\n");
        await ImportTableAsync("measures", "area,measure,value\n1,population,400\n");

        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Theory]
    [InlineData(
        "INSERT INTO plan (key, name, unit_vintage, state, valid_from, recorded_at, batch) SELECT 'other', 'Other', "
            + "unit_vintage, state, valid_from, recorded_at, batch FROM plan"
    )]
    [InlineData(
        "INSERT INTO vintage (vintage, layer, valid_from, source, areas, west, south, east, north, recorded_at, batch) "
            + "SELECT 99, layer, '2030-01-01', source, areas, west, south, east, north, recorded_at, batch FROM vintage"
    )]
    [InlineData("INSERT INTO turf (plan, code, name, batch) VALUES ('x', 'x', 'x', 999)")]
    [InlineData("INSERT INTO turf (plan, code, name, batch) SELECT plan, code, name, batch FROM turf")]
    [InlineData("UPDATE layer SET use = 'Nothing'")]
    public async Task The_store_itself_refuses_what_must_not_stand(string sql)
    {
        await ImportLayerAsync("units", First, Squares(2), LayerUse.Units);
        await ImportPlanAsync("Plan", First, "unit,turf\n1,A\n2,A\n");

        Assert.ThrowsAny<System.Data.Common.DbException>(() => Tamper(sql));
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Theory]
    [InlineData("UPDATE import_batch SET state = 'Refused'", "belong to an import that was refused")]
    [InlineData("UPDATE import_batch SET finished_at = NULL", "never finished")]
    [InlineData("DELETE FROM area WHERE code = '2'", "number of areas")]
    [InlineData("UPDATE plan SET unit_vintage = 77", "boundaries that are not there")]
    public async Task The_check_finds_rows_that_do_not_fit_together(string sql, string finding)
    {
        await ImportLayerAsync("units", First, Squares(2), LayerUse.Units);
        await ImportPlanAsync("Plan", First, "unit,turf\n1,A\n2,A\n");
        Tamper(sql);

        Assert.Contains(await Store.CheckAsync(Cancel), sentence => sentence.Contains(finding, StringComparison.Ordinal));
    }

    private static string? Lead(CityModel snapshot, DateOnly date, string unit)
    {
        var city = snapshot.On(date);
        return city.Cover(city.Plan!.TurfOfUnit[city.Plan.Units.Codes.ToList().IndexOf(unit)]).Lead?.Id;
    }

    [Fact]
    public async Task A_layer_that_takes_long_to_read_holds_up_no_other_change()
    {
        using var reader = new HaltingReader();
        var request = new ImportRequest("wards.geojson", First) { CodeField = "code" };
        var import = ImportAsync("layer", request, new ImportFile(reader));
        await reader.IsReading.WaitAsync(TimeSpan.FromMinutes(1), Cancel);

        await ImportTableAsync("liaisons", "id,name\nL1,Ana\n").WaitAsync(TimeSpan.FromMinutes(1), Cancel);

        Assert.False(import.IsCompleted);
        reader.GoOn();
        await import;
        Assert.Single(await Store.Geography.ListVintagesAsync(Cancel));
        Assert.Single(await Store.Staff.ListLiaisonsAsync(Cancel));
    }

    /// <summary>A reader of squares that stands still within its file until it is told to go on.</summary>
    private sealed class HaltingReader : IFeatureReader
    {
        private readonly TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim goesOn = new();
        private readonly IFeatureReader inner = FeatureFile.Open(
            "wards.geojson",
            new MemoryStream(Encoding.UTF8.GetBytes(Squares(2))),
            _ => null
        );

        public Task IsReading => reading.Task;

        public FileFormat Format => inner.Format;

        public string? DeclaredCrs => inner.DeclaredCrs;

        public IReadOnlyList<FormatNote> Notes => inner.Notes;

        public long NoteCount => inner.NoteCount;

        public long BytesRead => inner.BytesRead;

        public void GoOn() => goesOn.Set();

        public IEnumerable<Feature> Read(CancellationToken cancel)
        {
            foreach (var feature in inner.Read(cancel))
            {
                reading.TrySetResult();
                goesOn.Wait(cancel);
                yield return feature;
            }
        }

        public void Dispose()
        {
            goesOn.Dispose();
            inner.Dispose();
        }
    }

    private async Task<ImportBatch> ImportLayerAsync(string key, DateOnly from, string geoJson, LayerUse use = LayerUse.Answers)
    {
        var name = key + ".geojson";
        using var file = new ImportFile(FeatureFile.Open(name, new MemoryStream(Encoding.UTF8.GetBytes(geoJson)), _ => null));
        return await ImportAsync("layer", new(name, from) { CodeField = "code", Use = use }, file);
    }

    private async Task<ImportBatch> ImportPlanAsync(string name, DateOnly from, string text)
    {
        using var file = new ImportFile(new CsvTable(Csv(text)));
        return await ImportAsync("plan", new("plan.csv", from) { Name = name }, file);
    }

    protected async Task<ImportBatch> ImportTableAsync(string kind, string text, ChangeRequest? by = null)
    {
        using var file = new ImportFile(new CsvTable(Csv(text)));
        return await ImportAsync(kind, new(kind + ".csv", new(2026, 12, 31)), file, by);
    }

    private async Task<ImportBatch> ImportAsync(string kind, ImportRequest request, ImportFile file, ChangeRequest? by = null) =>
        (await Store.ImportAsync(ImportKinds.Find(kind)!, request, file, by ?? new(""), null, Cancel)).Batch;

    private static async Task<RefusedException> RefusalAsync(Func<Task> work) => await Assert.ThrowsAsync<RefusedException>(work);

    private static CsvReader Csv(string text) => new("test.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)));

    /// <summary>Squares of one degree side by side, from 73 west and 40 north.</summary>
    private static string Squares(int count) =>
        $$"""{"type":"FeatureCollection","features":[{{string.Join(",", Enumerable.Range(1, count).Select(code =>
        $$$"""
        {"type":"Feature","properties":{"code":"{{{code}}}"},"geometry":{"type":"Polygon","coordinates":
          [[[{{{code - 74}}},40],[{{{code - 73}}},40],[{{{code - 73}}},41],[{{{code - 74}}},41],[{{{code - 74}}},40]]]}}
        """))}}]}""";
}
