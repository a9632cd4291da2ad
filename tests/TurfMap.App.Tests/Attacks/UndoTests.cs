using System.Net;
using System.Text;
using TurfMap.App.Accounts;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Attacks;

/// <summary>A change is undone only by who may make it: an edit by its editors, an import by importers.</summary>
public sealed class UndoTests(BesiegedCity city) : IClassFixture<BesiegedCity>
{
    private static (string Name, string Value) AnyVersion => ("If-Match", "*");

    [Fact]
    public async Task A_manager_does_not_undo_an_edit_of_the_profile()
    {
        using var administrator = await city.SignedInAsync(Role.Administrator);
        var change = await EditAsync(administrator, "/api/profile", """{"name":"Attackville","note":"by the administrator"}""");
        using var manager = await city.SignedInAsync(Role.Manager);

        await Visitor.RefusedAsync(await manager.SendAsync("DELETE", $"/api/imports/{change}"), HttpStatusCode.Forbidden);

        Assert.Contains(
            "by the administrator",
            await (await administrator.GetAsync("/api/profile")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, (await administrator.SendAsync("DELETE", $"/api/imports/{change}")).StatusCode);
    }

    [Fact]
    public async Task A_token_for_imports_undoes_no_edit_and_a_token_for_edits_no_import()
    {
        using var liaison = await city.SignedInAsync(Role.Liaison);
        var edit = await EditAsync(liaison, "/api/partners/P-1", """{"name":"Library","kind":"library"}""", ("If-None-Match", "*"));
        var import = await ImportAsync("partners", "id,name,kind\nP-2,Clinic,clinic\n");
        var (importer, editor) = (await TokenAsync("import"), await TokenAsync("edit"));
        using var program = city.Visitor();

        await Visitor.RefusedAsync(await program.AskAsync("DELETE", $"/api/imports/{edit}", null, importer), HttpStatusCode.Forbidden);
        await Visitor.RefusedAsync(await program.AskAsync("DELETE", $"/api/imports/{import}", null, editor), HttpStatusCode.Forbidden);

        Assert.Equal(HttpStatusCode.OK, (await program.AskAsync("DELETE", $"/api/imports/{edit}", null, editor)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.AskAsync("DELETE", $"/api/imports/{import}", null, importer)).StatusCode);
    }

    [Fact]
    public async Task A_liaison_undoes_an_edit_of_a_partner_and_nothing_of_staff_or_imports()
    {
        using var manager = await city.SignedInAsync(Role.Manager);
        var staff = await EditAsync(manager, "/api/liaisons/L1", """{"name":"Ana the first"}""");
        var import = await ImportAsync("partners", "id,name,kind\nP-3,Pantry,pantry\n");
        using var liaison = await city.SignedInAsync(Role.Liaison);
        var partner = await EditAsync(liaison, "/api/partners/P-4", """{"name":"School","kind":"school"}""", ("If-None-Match", "*"));

        await Visitor.RefusedAsync(await liaison.SendAsync("DELETE", $"/api/imports/{staff}"), HttpStatusCode.Forbidden);
        await Visitor.RefusedAsync(await liaison.SendAsync("DELETE", $"/api/imports/{import}"), HttpStatusCode.Forbidden);

        Assert.Equal(HttpStatusCode.OK, (await liaison.SendAsync("DELETE", $"/api/imports/{partner}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await manager.SendAsync("DELETE", $"/api/imports/{staff}")).StatusCode);
    }

    private static async Task<long> EditAsync(Visitor by, string path, string json, (string, string)? version = null)
    {
        var answer = await by.SendAsync("PUT", path, json, version ?? AnyVersion);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await Visitor.JsonOf(answer)).GetProperty("version").GetProperty("number").GetInt64();
    }

    private async Task<long> ImportAsync(string kind, string rows)
    {
        using var program = city.Visitor();
        var answer = await program.AskAsync(
            "POST",
            $"/api/imports/{kind}",
            new StringContent(rows, Encoding.UTF8, "text/csv"),
            ("Authorization", $"Bearer {TestAccess.TokenOf(Role.Client)}"),
            ("Idempotency-Key", $"{Guid.NewGuid()}")
        );
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await Visitor.JsonOf(answer)).GetProperty("id").GetInt64();
    }

    private async Task<(string, string)> TokenAsync(string scope)
    {
        var accounts = new AccountService(city.City.Access);
        var system = await city.AddAsync(Role.Client, $"system-{Guid.NewGuid():N}");
        var (_, secret) = await new AccountAdministration(accounts).TokenAsync(system.ToCaller("", ""), system.Id, scope, [scope], days: 9);
        return ("Authorization", $"Bearer {secret}");
    }
}
