using System.Net;
using System.Text;
using TurfMap.Domain.Access;

namespace TurfMap.App.Tests.Attacks;

/// <summary>Ids of what belongs to somebody else are asked for by every role; the answer is as for what is not there.</summary>
public sealed class OthersThingsTests(BesiegedCity city) : IClassFixture<BesiegedCity>
{
    private static readonly Role[] People = [Role.Liaison, Role.Manager, Role.Director, Role.Administrator];

    [Fact]
    public async Task A_job_of_somebody_else_is_not_there_for_any_role()
    {
        using var owner = await city.SignedInAsync(Role.Liaison);
        var started = await owner.AskAsync(
            "POST",
            "/api/assign/jobs",
            new StringContent("id,lon,lat\n1,-73.5,40.5\n", Encoding.UTF8, "text/csv"),
            ("X-Antiforgery", owner.Antiforgery!)
        );
        var job = started.Headers.Location!.ToString();
        Assert.Contains("event: done", await (await owner.GetAsync(job + "/events")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        foreach (var role in People)
        {
            using var other = await city.SignedInAsync(role);
            foreach (var part in new[] { "", "/events", "/summary", "/points", "/result" })
                Assert.Equal(await SentenceAsync(other, "/api/jobs/nothing" + part), await SentenceAsync(other, job + part));
            await Visitor.RefusedAsync(await other.SendAsync("DELETE", job), HttpStatusCode.NotFound);
        }
        using var system = city.Visitor();
        await Visitor.RefusedAsync(
            await system.GetAsync(job + "/result", ("Authorization", $"Bearer {TurfMap.Tests.TestAccess.TokenOf(Role.Client)}")),
            HttpStatusCode.NotFound
        );
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(job + "/result")).StatusCode);
    }

    [Fact]
    public async Task Sessions_and_tokens_of_somebody_else_cannot_be_ended_by_ones_own_routes()
    {
        using var victim = await city.SignedInAsync(Role.Manager);
        var token = await Visitor.JsonOf(
            await victim.SendAsync(
                "POST",
                "/api/account/tokens",
                new
                {
                    name = "n",
                    scopes = new[] { "look-up" },
                    days = 9,
                    password = BesiegedCity.Password,
                }
            )
        );
        var session = city.Book.Sessions.Single(one => one.Account == victim.Account).Id;

        foreach (var role in People)
        {
            using var other = await city.SignedInAsync(role);
            await Visitor.RefusedAsync(await other.SendAsync("DELETE", $"/api/account/sessions/{session}"), HttpStatusCode.NotFound);
            await Visitor.RefusedAsync(
                await other.SendAsync("DELETE", $"/api/account/tokens/{token.GetProperty("id").GetString()}"),
                HttpStatusCode.NotFound
            );
            var own = await (await other.GetAsync("/api/account")).Content.ReadAsStringAsync();
            Assert.DoesNotContain(session, own, StringComparison.Ordinal);
            Assert.DoesNotContain(token.GetProperty("id").GetString()!, own, StringComparison.Ordinal);
        }
        Assert.True(await victim.IsSignedInAsync());
        using var program = city.Visitor();
        Assert.Equal(
            HttpStatusCode.OK,
            (await program.GetAsync("/api/city", ("Authorization", $"Bearer {token.GetProperty("token").GetString()}"))).StatusCode
        );
    }

    [Fact]
    public async Task Accounts_are_nothing_for_anybody_but_administrators()
    {
        using var victim = await city.SignedInAsync(Role.Liaison);
        foreach (var role in new[] { Role.Liaison, Role.Manager, Role.Director })
        {
            using var other = await city.SignedInAsync(role);
            var before = await city.StandingAsync();
            foreach (
                var route in Route
                    .Of(city.App, victim.Account)
                    .Where(route => route.Needs is Permission.ManageAccounts or Permission.ReadAudit)
            )
                await Visitor.RefusedAsync(
                    await other.SendAsync(
                        route.Method,
                        route.Path,
                        route.IsUnsafe
                            ? new
                            {
                                role = "administrator",
                                displayName = "x",
                                stamp = 1,
                                name = "x",
                            }
                            : null
                    ),
                    HttpStatusCode.Forbidden
                );
            Assert.Equal(before, await city.StandingAsync());
        }
        Assert.Equal(Role.Liaison, city.Book.Find(victim.Account)!.Role);
    }

    [Fact]
    public async Task An_administrator_makes_no_token_in_a_persons_name_and_ends_no_token_through_the_wrong_account()
    {
        using var administrator = await city.SignedInAsync(Role.Administrator);
        using var person = await city.SignedInAsync(Role.Manager);
        var token = await Visitor.JsonOf(
            await person.SendAsync(
                "POST",
                "/api/account/tokens",
                new
                {
                    name = "n",
                    scopes = new[] { "look-up" },
                    days = 9,
                    password = BesiegedCity.Password,
                }
            )
        );

        await Visitor.RefusedAsync(
            await administrator.SendAsync(
                "POST",
                $"/api/accounts/{person.Account}/tokens",
                new
                {
                    name = "n",
                    scopes = new[] { "cases" },
                    days = 9,
                    password = BesiegedCity.Password,
                }
            ),
            HttpStatusCode.Forbidden
        );
        await Visitor.RefusedAsync(
            await administrator.SendAsync("DELETE", $"/api/accounts/{administrator.Account}/tokens/{token.GetProperty("id").GetString()}"),
            HttpStatusCode.NotFound
        );

        Assert.Single(city.Book.Tokens, one => one.Account == person.Account);
    }

    [Fact]
    public async Task A_case_of_anothers_turf_is_as_one_that_is_not_there_and_directors_and_administrators_see_none()
    {
        using var client = city.Visitor();
        var import = await client.AskAsync(
            "POST",
            "/api/imports/cases",
            new StringContent(
                "id,kind,status,opened,lon,lat\nCASE-1,noise,open,2026-01-02,-73.5,40.5\nCASE-2,noise,open,2026-01-02,-72.5,40.5\n",
                Encoding.UTF8,
                "text/csv"
            ),
            ("Authorization", $"Bearer {TurfMap.Tests.TestAccess.TokenOf(Role.Client)}"),
            ("Idempotency-Key", "cases"),
            ("X-File-Name", "cases.csv")
        );
        Assert.Equal(HttpStatusCode.Created, import.StatusCode);
        using var first = await city.SignedInAsync(Role.Liaison, "L1");
        using var none = await city.SignedInAsync(Role.Liaison);
        using var manager = await city.SignedInAsync(Role.Manager);

        Assert.Equal("CASE-1", await IdsAsync(first, "/api/cases"));
        Assert.Equal("CASE-1", await IdsAsync(first, "/api/cases?after=&limit=500&scope=all&role=manager"));
        Assert.Equal("", await IdsAsync(first, "/api/cases?liaison=L2")); // narrows what they see, and they see nothing there
        Assert.Equal(await SentenceAsync(first, "/api/cases/CASE-9"), await SentenceAsync(first, "/api/cases/CASE-2"));
        Assert.Equal("", await IdsAsync(none, "/api/cases"));
        Assert.Equal("CASE-1 CASE-2", await IdsAsync(manager, "/api/cases"));
        foreach (var role in new[] { Role.Director, Role.Administrator })
        {
            using var other = await city.SignedInAsync(role);
            await Visitor.RefusedAsync(await other.GetAsync("/api/cases"), HttpStatusCode.Forbidden);
            await Visitor.RefusedAsync(await other.GetAsync("/api/cases/CASE-1"), HttpStatusCode.Forbidden);
        }
        await Visitor.RefusedAsync(
            await client.GetAsync("/api/cases", ("Authorization", $"Bearer {TurfMap.Tests.TestAccess.TokenOf(Role.Client)}")),
            HttpStatusCode.Forbidden
        );
    }

    private static async Task<string> SentenceAsync(Visitor visitor, string path)
    {
        var answer = await visitor.GetAsync(path);
        await Visitor.RefusedAsync(answer, HttpStatusCode.NotFound);
        return (await Visitor.JsonOf(answer)).GetProperty("detail").GetString()!;
    }

    private static async Task<string> IdsAsync(Visitor visitor, string path) =>
        string.Join(
            ' ',
            (await Visitor.JsonOf(await visitor.GetAsync(path)))
                .GetProperty("cases")
                .EnumerateArray()
                .Select(one => one.GetProperty("id").GetString())
        );
}
