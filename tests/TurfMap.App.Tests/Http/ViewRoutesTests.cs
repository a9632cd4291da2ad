using System.Net;
using TurfMap.App.Tests.Attacks;
using TurfMap.Domain.Access;

namespace TurfMap.App.Tests.Http;

/// <summary>Saved views, as the page asks for them.</summary>
public sealed class ViewRoutesTests(BesiegedCity city) : IClassFixture<BesiegedCity>
{
    [Fact]
    public async Task A_view_is_saved_listed_shared_and_deleted()
    {
        using var owner = await city.SignedInAsync(Role.Liaison);
        using var other = await city.SignedInAsync(Role.Director);
        var answer = await owner.SendAsync(
            "POST",
            "/api/views",
            new
            {
                name = " Noise\tat night ",
                link = "?tab=cases&kind=noise|heat",
                shared = true,
            }
        );
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var id = (await Visitor.JsonOf(answer)).GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.Created, (await owner.SendAsync("POST", "/api/views", new { name = "My own", link = "?" })).StatusCode);

        Assert.Equal(
            "[{\"id\":\"" + id + "\",\"name\":\"Noise at night\",\"link\":\"?tab=cases&kind=noise|heat\",\"mine\":false,\"shared\":true}]",
            Plain(await (await other.GetAsync("/api/views")).Content.ReadAsStringAsync())
        );
        var own = await owner.GetAsync("/api/views");
        Assert.Equal("no-store", own.Headers.CacheControl!.ToString());
        Assert.Equal(
            ["My own True False", "Noise at night True True"],
            (await Visitor.JsonOf(own))
                .EnumerateArray()
                .Select(one => $"{one.GetProperty("name")} {one.GetProperty("mine")} {one.GetProperty("shared")}")
        );

        await Visitor.RefusedAsync(await other.SendAsync("DELETE", "/api/views/" + id), HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.SendAsync("DELETE", "/api/views/" + id)).StatusCode);
        await Visitor.RefusedAsync(await owner.SendAsync("DELETE", "/api/views/" + id), HttpStatusCode.NotFound);
        Assert.Equal("[]", await (await other.GetAsync("/api/views")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_breaks_the_rules_is_refused_and_nothing_is_kept()
    {
        using var owner = await city.SignedInAsync(Role.Manager);
        foreach (
            var wrong in new object[]
            {
                new { },
                new { name = "n" },
                new { link = "?" },
                new { name = "n", link = "javascript:alert(1)" },
                new { name = new string('n', 81), link = "?" },
                new { name = "n", link = "?" + new string('x', 2000) },
                "[]",
                "null",
                "{\"name\":7,\"link\":\"?\"}",
            }
        )
            await Visitor.RefusedAsync(
                await owner.SendAsync("POST", "/api/views", wrong),
                HttpStatusCode.BadRequest,
                HttpStatusCode.UnprocessableEntity
            );
        Assert.Equal("[]", await (await owner.GetAsync("/api/views")).Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Created, (await owner.SendAsync("POST", "/api/views", new { name = "n", link = "?a=1" })).StatusCode);
        await Visitor.RefusedAsync(await owner.SendAsync("POST", "/api/views", new { name = "n", link = "?a=2" }), HttpStatusCode.Conflict);
        await Visitor.RefusedAsync(
            await owner.SendAsync("POST", "/api/views", new { name = "m", link = "?a=2" }, ("X-Antiforgery", "wrong")),
            HttpStatusCode.Forbidden
        );
        using var nobody = city.Visitor();
        await Visitor.RefusedAsync(await nobody.GetAsync("/api/views"), HttpStatusCode.Unauthorized);
        await Visitor.RefusedAsync(
            await nobody.GetAsync("/api/views", ("Authorization", $"Bearer {TurfMap.Tests.TestAccess.TokenOf(Role.Client)}")),
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task An_administrator_takes_away_what_others_share_and_does_not_see_what_they_keep()
    {
        using var owner = await city.SignedInAsync(Role.Liaison);
        using var administrator = await city.SignedInAsync(Role.Administrator);
        var ids = new List<string>();
        foreach (var shared in new[] { true, false })
            ids.Add((
                    await Visitor.JsonOf(
                        await owner.SendAsync(
                            "POST",
                            "/api/views",
                            new
                            {
                                name = $"Shared {shared}",
                                link = "?",
                                shared,
                            }
                        )
                    )
                ).GetProperty("id").GetString()!);

        Assert.Equal(HttpStatusCode.NoContent, (await administrator.SendAsync("DELETE", "/api/views/" + ids[0])).StatusCode);
        await Visitor.RefusedAsync(await administrator.SendAsync("DELETE", "/api/views/" + ids[1]), HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.SendAsync("DELETE", "/api/views/" + ids[1])).StatusCode);
    }

    private static string Plain(string json) => json.Replace("\\u0026", "&", StringComparison.Ordinal);
}
