using System.Net;
using System.Text;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Attacks;

/// <summary>A key by which a change is made once belongs to one account, one route and one content.</summary>
public sealed class IdempotencyKeyTests(BesiegedCity city) : IClassFixture<BesiegedCity>
{
    private const string Rows = "id,name,kind\nK-1,Library,library\n";

    [Fact]
    public async Task The_key_of_somebody_else_is_a_new_one_and_tells_nothing()
    {
        var first = await ImportAsync(Role.Client, "shared-key", Rows);

        var second = await ImportAsync(Role.Manager, "shared-key", Rows);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.NotEqual(first.Headers.Location, second.Headers.Location);
    }

    [Fact]
    public async Task A_key_of_one_route_is_a_new_one_on_another()
    {
        Assert.Equal(HttpStatusCode.Created, (await ImportAsync(Role.Client, "one-key", Rows)).StatusCode);

        var edit = await EditAsync("K-2", """{"name":"Clinic"}""", "one-key", isNew: true);

        Assert.Equal(HttpStatusCode.OK, edit.StatusCode);
    }

    [Fact]
    public async Task A_key_with_another_file_is_refused()
    {
        Assert.Equal(HttpStatusCode.Created, (await ImportAsync(Role.Client, "file-key", Rows)).StatusCode);

        var other = await ImportAsync(Role.Client, "file-key", Rows.Replace("Library", "Lounge", StringComparison.Ordinal));

        await Visitor.RefusedAsync(other, HttpStatusCode.Conflict);
        Assert.Contains("sent something else", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_with_another_edit_is_refused()
    {
        Assert.Equal(HttpStatusCode.OK, (await EditAsync("K-3", """{"name":"Clinic"}""", "edit-key", isNew: true)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await EditAsync("K-3", """{"name":"Clinic"}""", "edit-key", isNew: true)).StatusCode);

        await Visitor.RefusedAsync(await EditAsync("K-3", """{"name":"Closed"}""", "edit-key"), HttpStatusCode.Conflict);
        await Visitor.RefusedAsync(await EditAsync("K-4", """{"name":"Clinic"}""", "edit-key", isNew: true), HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_key_sent_again_after_an_undo_says_so_and_changes_nothing()
    {
        var made = await ImportAsync(Role.Client, "undone-key", Rows.Replace("K-1", "K-5", StringComparison.Ordinal));
        using var program = city.Visitor();
        var undone = await program.AskAsync("DELETE", made.Headers.Location!.ToString(), null, Token(Role.Client));
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);

        var again = await ImportAsync(Role.Client, "undone-key", Rows.Replace("K-1", "K-5", StringComparison.Ordinal));

        await Visitor.RefusedAsync(again, HttpStatusCode.Conflict);
        Assert.Contains("undone", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Visitor.RefusedAsync(await program.GetAsync("/api/partners/K-5", Token(Role.Client)), HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> ImportAsync(Role role, string key, string rows)
    {
        using var program = city.Visitor();
        return await program.AskAsync(
            "POST",
            "/api/imports/partners",
            new StringContent(rows, Encoding.UTF8, "text/csv"),
            Token(role),
            ("Idempotency-Key", key)
        );
    }

    private async Task<HttpResponseMessage> EditAsync(string id, string json, string key, bool isNew = false)
    {
        using var program = city.Visitor();
        return await program.SendAsync(
            "PUT",
            $"/api/partners/{id}",
            json,
            Token(Role.Client),
            ("Idempotency-Key", key),
            isNew ? ("If-None-Match", "*") : ("If-Match", "*")
        );
    }

    private static (string, string) Token(Role role) => ("Authorization", $"Bearer {TestAccess.TokenOf(role)}");
}
