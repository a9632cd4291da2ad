using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Partners;
using TurfMap.Storage.Sql;

namespace TurfMap.Storage.Tests;

/// <summary>The stamps of the parts: a change moves those whose rows it touched, and no others.</summary>
public abstract partial class StoreContract
{
    private static readonly Partner Clinic = new(
        "P1",
        "Harbor Aid",
        "health",
        [],
        [],
        new(-72.5, 40.5),
        null,
        "555-0100",
        null,
        null,
        null,
        null
    );

    [Fact]
    public async Task Each_kind_of_import_moves_its_part_and_the_list_of_imports()
    {
        await MovesAsync(() => ImportLayerAsync("units", First, Squares(2), LayerUse.Units), CityPart.Geography, CityPart.Imports);
        await MovesAsync(() => ImportTableAsync("liaisons", "id,name\nL1,Ana\n"), CityPart.Staff, CityPart.Imports);
        await MovesAsync(() => ImportPlanAsync("Plan", First, "unit,turf,liaison\n1,A,L1\n2,A,\n"), CityPart.Plans, CityPart.Imports);
        await MovesAsync(() => ImportTableAsync("cases", "id,kind,opened\nC1,noise,2026-01-05\n"), CityPart.Cases, CityPart.Imports);
        await MovesAsync(
            () => ImportTableAsync("events", "id,kind,name,starts\nE1,fair,Fair,2026-01-05T10:00\n"),
            CityPart.Events,
            CityPart.Imports
        );
        await MovesAsync(() => ImportTableAsync("partners", "id,name\nP1,Aid\n"), CityPart.Partners, CityPart.Imports);
        await MovesAsync(
            () => ImportTableAsync("addresses", "id,number,street,lon,lat\nA1,1,Elm Street,-72.5,40.5\n"),
            CityPart.Addresses,
            CityPart.Imports
        );
        await MovesAsync(() => ImportTableAsync("measures", "area,measure,value\n1,population,200\n"), CityPart.Measures, CityPart.Imports);
    }

    [Fact]
    public async Task A_city_that_is_read_again_keeps_what_did_not_change()
    {
        await ImportLayerAsync("units", First, Squares(2), LayerUse.Units);
        await ImportTableAsync("liaisons", "id,name\nL1,Ana\n");
        await ImportPlanAsync("Plan", First, "unit,turf,liaison\n1,A,L1\n2,A,\n");
        var first = await Store.ReadSnapshotAsync(Cancel);

        await Store.Partners.SavePartnerAsync(Clinic, Expected.New, Ana, Cancel);
        var afterPartner = await Store.ReadSnapshotAsync(Cancel, before: first);
        Assert.Same(first.Vintages, afterPartner.Vintages);
        Assert.Same(first.Plans, afterPartner.Plans);
        Assert.Same(first.On(Second), afterPartner.On(Second));
        Assert.True(afterPartner.Version > first.Version);

        await ImportLayerAsync("wards", First, Squares(1), LayerUse.Answers);
        var afterLayer = await Store.ReadSnapshotAsync(Cancel, before: afterPartner);
        Assert.Equal(["units", "wards"], afterLayer.Vintages.Select(one => one.Layer.Key).Order());
        Assert.Same(first.Vintages[0], afterLayer.Vintages.Single(one => one.Layer.Key == "units"));
        Assert.NotSame(first.On(Second), afterLayer.On(Second));

        // The next vintage ends the one before, which is recorded anew; other layers are as they were.
        await ImportLayerAsync("units", Second, Squares(3), LayerUse.Units);
        var afterVintage = await Store.ReadSnapshotAsync(Cancel, before: afterLayer);
        Assert.Same(
            afterLayer.Vintages.Single(one => one.Layer.Key == "wards"),
            afterVintage.Vintages.Single(one => one.Layer.Key == "wards")
        );
        Assert.Equal(3, afterVintage.On(Second).Answered.Single(one => one.Layer.Key == "units").Areas.Count);
        Assert.Equal(2, afterVintage.On(First).Answered.Single(one => one.Layer.Key == "units").Areas.Count);

        await Store.Staff.SaveLiaisonAsync(Cy, Expected.New, Ana, Cancel);
        var afterLiaison = await Store.ReadSnapshotAsync(Cancel, before: afterVintage);
        Assert.Same(afterVintage.Vintages, afterLiaison.Vintages);
        Assert.Equal(2, afterLiaison.Liaisons.Count);
    }

    [Fact]
    public async Task A_file_that_says_nothing_new_moves_the_list_of_imports_alone()
    {
        await ImportTableAsync("cases", "id,kind,opened\nC1,noise,2026-01-05\n");

        await MovesAsync(() => ImportTableAsync("cases", "id,kind,opened\nC1,noise,2026-01-05\n"), CityPart.Imports);
    }

    [Fact]
    public async Task A_plan_that_takes_the_place_of_another_moves_the_plans_alone()
    {
        await ImportLayerAsync("units", First, Squares(2), LayerUse.Units);
        await ImportTableAsync("liaisons", "id,name\nL1,Ana\n");
        await ImportPlanAsync("Plan", First, "unit,turf,liaison\n1,A,L1\n2,A,\n");

        await MovesAsync(() => ImportPlanAsync("Other plan", First, "unit,turf\n1,A\n2,B\n"), CityPart.Plans, CityPart.Imports);
    }

    [Fact]
    public async Task An_edit_moves_its_part_alone()
    {
        await MovesAsync(() => Store.Partners.SavePartnerAsync(Clinic, Expected.New, Ana, Cancel), CityPart.Partners);
        await MovesAsync(
            () => Store.Partners.SavePartnerAsync(Clinic with { Phone = "555-0199" }, Expected.Any, Ana, Cancel),
            CityPart.Partners
        );
        await MovesAsync(() => Store.Staff.SaveLiaisonAsync(Cy, Expected.New, Ana, Cancel), CityPart.Staff);
        await MovesAsync(() => Store.City.SaveProfileAsync(new("Port Test", null, false, 10), Expected.New, Ana, Cancel), CityPart.Profile);
    }

    [Fact]
    public async Task An_edit_is_in_no_list_of_imports_and_keeps_audit_key_and_version()
    {
        var keyed = Ana with { Key = "once" };
        var saved = await Store.Partners.SavePartnerAsync(Clinic, Expected.New, keyed, Cancel);
        var again = await Store.Partners.SavePartnerAsync(Clinic, Expected.New, keyed, Cancel);

        Assert.Empty(await Store.Imports.ListBatchesAsync(Cancel));
        Assert.Empty(await Store.Imports.LastTakenAsync(Cancel));
        Assert.Equal(saved.Version, again.Version);
        Assert.Equal(("Ana", saved.Version), (saved.Version.Author, (await Store.Partners.FindPartnerAsync("P1", Cancel))!.Version));
        var entry = Assert.Single(await Store.Access.ListAuditAsync(new(null, 10, null, null), Cancel)).Entry;
        Assert.Equal(("partner", "P1"), (entry.Action, entry.Subject));
        Assert.Contains("555-0100", entry.After, StringComparison.Ordinal);
        Assert.Empty(await Store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task An_import_of_something_that_was_edited_since_says_which_edit_stands_upon_it()
    {
        var import = await ImportTableAsync("partners", "id,name\nP1,Aid\n");
        var edit = await Store.Partners.SavePartnerAsync(Clinic, Expected.Any, Bo, Cancel);

        Assert.Equal(
            $"Import {import.Id} brought partner P1, which was edited since (change {edit.Version.Number}, by Bo). Undo change "
                + $"{edit.Version.Number} first.",
            (await RefusalAsync(() => Store.Imports.UndoAsync(import.Id, Cancel))).Message
        );
        await Store.Imports.UndoAsync(edit.Version.Number, Cancel);
        await Store.Imports.UndoAsync(import.Id, Cancel);
        Assert.Empty(await Store.Partners.ListPartnersAsync(Cancel));
    }

    [Fact]
    public async Task Undoing_moves_every_part_whose_rows_it_touched()
    {
        var first = await ImportLayerAsync("units", First, Squares(2), LayerUse.Units);
        var later = await ImportLayerAsync("units", Second, Squares(3));
        var cases = await ImportTableAsync("cases", "id,kind,opened\nC1,noise,2026-01-05\n");
        var edit = await Store.Partners.SavePartnerAsync(Clinic, Expected.New, Ana, Cancel);

        await MovesAsync(() => Store.Imports.UndoAsync(cases.Id, Cancel), CityPart.Cases, CityPart.Imports);
        await MovesAsync(() => Store.Imports.UndoAsync(later.Id, Cancel), CityPart.Geography, CityPart.Imports);
        await MovesAsync(() => Store.Imports.UndoAsync(first.Id, Cancel), CityPart.Geography, CityPart.Imports);
        await MovesAsync(() => Store.Imports.UndoAsync(edit.Version.Number, Cancel), CityPart.Partners);
    }

    [Fact]
    public async Task Accounts_views_and_releases_move_their_own_parts()
    {
        await MovesAsync(() => SaveAsync(Person("ana")), CityPart.Access);
        await MovesAsync(() => SaveAsync(Browser("1")), CityPart.Access);
        await MovesAsync(() =>
            Store.Access.TrySaveAccessAsync(new() { Sessions = [Browser("1") with { SeenAt = Now.AddMinutes(3) }] }, Cancel)
        );
        await MovesAsync(() => Store.Views.AddViewAsync(Noise, Cancel), CityPart.Views);
        await MovesAsync(() => Store.Views.TryRemoveViewAsync(Noise.Id, Noise.Account, Cancel), CityPart.Views);
        await MovesAsync(() => Store.Views.TryRemoveViewAsync(Noise.Id, Noise.Account, Cancel));
        await MovesAsync(() => Store.Releases.AddAsync([Given(new(2026, 3, 1))], Ana, Cancel), CityPart.Releases);
    }

    [Fact]
    public async Task A_change_that_is_refused_moves_nothing()
    {
        await Store.Partners.SavePartnerAsync(Clinic, Expected.New, Ana, Cancel);

        await MovesAsync(() => RefusalAsync(() => ImportTableAsync("liaisons", "name\nAna\n")));
        await MovesAsync(() => RefusalAsync(() => Store.Partners.SavePartnerAsync(Clinic, Expected.New, Bo, Cancel)));
        await MovesAsync(() => RefusalAsync(() => Store.Imports.UndoAsync(99, Cancel)));
    }

    [Fact]
    public async Task Another_program_on_the_same_store_reads_the_stamps_of_a_change_with_its_rows()
    {
        _ = Store;
        using var beside = OpenBeside();
        var before = await beside.City.ReadStampsAsync(Cancel);
        await Store.Partners.SavePartnerAsync(Clinic, Expected.New, Ana, Cancel);
        var after = await beside.City.ReadStampsAsync(Cancel);

        Assert.Equal([CityPart.Partners], Moved(before, after));
        Assert.Equal("555-0100", Assert.Single(await beside.Partners.ListPartnersAsync(Cancel)).Phone);
        Assert.Equal(await Store.City.ReadVersionAsync(Cancel), after[CityPart.Partners]);
    }

    [Fact]
    public async Task Every_table_whose_rows_batches_keep_belongs_to_a_part()
    {
        Assert.All(Catalogue.Kept, table => Assert.NotNull(table.Part));
        var stamps = await Store.City.ReadStampsAsync(Cancel);

        Assert.All(Enum.GetValues<CityPart>(), part => Assert.Equal(0, stamps[part]));
    }

    /// <summary>Does something, and looks which parts have a new stamp: the number of that change.</summary>
    private async Task MovesAsync(Func<Task> change, params CityPart[] parts)
    {
        var before = await Store.City.ReadStampsAsync(Cancel);
        var version = await Store.City.ReadVersionAsync(Cancel);
        await change();
        var after = await Store.City.ReadStampsAsync(Cancel);

        Assert.Equal(parts.Order(), Moved(before, after));
        Assert.Equal(parts.Length == 0 ? version : version + 1, await Store.City.ReadVersionAsync(Cancel));
        Assert.All(parts, part => Assert.Equal(version + 1, after[part]));
    }

    private static IEnumerable<CityPart> Moved(Stamps before, Stamps after) =>
        Enum.GetValues<CityPart>().Where(part => before[part] != after[part]);
}
