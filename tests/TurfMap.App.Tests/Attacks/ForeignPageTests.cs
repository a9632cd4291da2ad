using System.Net;
using System.Text;
using TurfMap.Domain.Access;

namespace TurfMap.App.Tests.Attacks;

/// <summary>
/// A page of another site sends requests from the browser of somebody who is signed in; every route that changes something is tried.
/// </summary>
public sealed class ForeignPageTests(BesiegedCity city) : IClassFixture<BesiegedCity>
{
    private static readonly HttpStatusCode[] Nobody =
    [
        HttpStatusCode.Unauthorized,
        HttpStatusCode.Forbidden,
        HttpStatusCode.BadRequest,
        HttpStatusCode.UnsupportedMediaType,
    ];

    private List<Route> Unsafe => [.. Route.Of(city.App).Where(route => route.IsUnsafe)];

    /// <summary>The one route that takes bytes and nothing else says so before anything is looked at.</summary>
    private static HttpStatusCode Untaken(Route route) =>
        route.Path.EndsWith("/place", StringComparison.Ordinal) ? HttpStatusCode.UnsupportedMediaType : HttpStatusCode.Forbidden;

    private static StringContent Json(string text = "{}") => new(text, Encoding.UTF8, "application/json");

    [Fact]
    public async Task Without_a_cookie_no_route_changes_anything()
    {
        Assert.True(Unsafe.Count >= 30, $"{Unsafe.Count} routes");
        var before = await city.StandingAsync();
        foreach (var route in Unsafe)
        {
            using var nobody = city.Visitor();
            var answer = await nobody.AskAsync(route.Method, route.Path, Json());
            await Visitor.RefusedAsync(answer, route.Needs is null ? Nobody : [HttpStatusCode.Unauthorized, Untaken(route)]);
        }
        Assert.Equal(before, await city.StandingAsync());
    }

    [Fact]
    public async Task With_the_cookie_alone_or_with_a_wrong_header_no_route_changes_anything()
    {
        foreach (var role in new[] { Role.Administrator, Role.Manager, Role.Liaison })
        {
            using var visitor = await city.SignedInAsync(role);
            using var other = await city.SignedInAsync(role);
            var before = await city.StandingAsync();
            foreach (
                var header in new[]
                {
                    null,
                    "",
                    "x",
                    other.Antiforgery,
                    visitor.Cookie!.Split('=')[1],
                    $"{visitor.Antiforgery},{visitor.Antiforgery}",
                }
            )
            {
                using var from = city.Visitor(); // the routes where secrets are tried count the tries of an address
                from.Cookie = visitor.Cookie;
                foreach (var route in Unsafe.Where(route => route.Needs is not null))
                    await Visitor.RefusedAsync(
                        await from.AskAsync(route.Method, route.Path, Json(), header is null ? [] : [("X-Antiforgery", header)]),
                        HttpStatusCode.Forbidden,
                        Untaken(route)
                    );
            }
            Assert.Equal(before, await city.StandingAsync());
            Assert.True(await visitor.IsSignedInAsync());
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "SAME-ORIGIN, cross-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "http://evil.example/http://127.0.0.1")]
    public async Task Even_with_the_right_header_a_page_that_the_browser_calls_foreign_changes_nothing(string header, string value)
    {
        using var visitor = await city.SignedInAsync(Role.Administrator);
        var before = await city.StandingAsync();
        foreach (var route in Unsafe)
            await Visitor.RefusedAsync(
                await visitor.AskAsync(route.Method, route.Path, Json(), ("X-Antiforgery", visitor.Antiforgery!), (header, value)),
                HttpStatusCode.Forbidden,
                Untaken(route)
            );
        Assert.Equal(before, await city.StandingAsync());
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    public async Task What_a_form_can_send_by_itself_is_refused_by_every_route(string type)
    {
        using var visitor = await city.SignedInAsync(Role.Administrator);
        var before = await city.StandingAsync();
        foreach (var route in Unsafe)
        {
            using var from = city.Visitor(); // the routes of signing in count the tries of an address
            from.Cookie = visitor.Cookie;
            using var body = new StringContent("{\"name\":\"x\",\"password\":\"x\"}");
            body.Headers.Remove("Content-Type");
            body.Headers.TryAddWithoutValidation("Content-Type", type);
            await Visitor.RefusedAsync(
                await from.AskAsync(route.Method, route.Path, body),
                route.Needs is null ? HttpStatusCode.UnsupportedMediaType : HttpStatusCode.Forbidden,
                HttpStatusCode.UnsupportedMediaType
            );
        }
        Assert.Equal(before, await city.StandingAsync());
    }

    [Fact]
    public async Task Nobody_is_signed_in_as_the_attacker_by_a_foreign_page()
    {
        await city.AddAsync(Role.Liaison, "attacker");
        var form = $$"""{"name":"attacker","password":"{{BesiegedCity.Password}}"}""";
        using var victim = city.Visitor();

        await Visitor.RefusedAsync(
            await victim.AskAsync("POST", "/api/sign-in", Json(form), ("Origin", "https://evil.example")),
            HttpStatusCode.Forbidden
        );
        await Visitor.RefusedAsync(
            await victim.AskAsync("POST", "/api/sign-in", Json(form), ("Sec-Fetch-Site", "cross-site")),
            HttpStatusCode.Forbidden
        );
        await Visitor.RefusedAsync(
            await victim.AskAsync("POST", "/api/sign-in", new StringContent(form, Encoding.UTF8, "text/plain")),
            HttpStatusCode.UnsupportedMediaType
        );
        await Visitor.RefusedAsync(
            await victim.AskAsync(
                "POST",
                "/api/sign-in",
                new FormUrlEncodedContent([new("name", "attacker"), new("password", BesiegedCity.Password)])
            ),
            HttpStatusCode.UnsupportedMediaType
        );

        Assert.Equal(
            HttpStatusCode.MethodNotAllowed,
            (await victim.GetAsync($"/api/sign-in?name=attacker&password={Uri.EscapeDataString(BesiegedCity.Password)}")).StatusCode
        );
        Assert.False(await victim.IsSignedInAsync());
    }

    [Fact]
    public async Task No_answer_lets_another_site_read_it()
    {
        using var visitor = await city.SignedInAsync(Role.Manager);
        foreach (var path in new[] { "/api/me", "/api/cases", "/api/liaisons", "/" })
        {
            var answer = await visitor.GetAsync(path, ("Origin", "https://evil.example"));
            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
            Assert.Contains(
                "frame-ancestors 'none'",
                Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal
            );
        }
        var asked = await visitor.AskAsync(
            "OPTIONS",
            "/api/cases",
            null,
            ("Origin", "https://evil.example"),
            ("Access-Control-Request-Method", "GET")
        );
        Assert.Equal(HttpStatusCode.MethodNotAllowed, asked.StatusCode);
        Assert.DoesNotContain(asked.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Failing_answers_carry_the_same_protections()
    {
        using var visitor = city.Visitor();
        foreach (var path in new[] { "/api/cases", "/api/nothing", "/api/jobs/x" })
        {
            var answer = await visitor.GetAsync(path);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains(
                "default-src 'none'",
                Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal
            );
        }
        var refused = await visitor.TrySignInAsync("nobody");
        Assert.Equal("nosniff", Assert.Single(refused.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains(
            "default-src 'none'",
            Assert.Single(refused.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
    }
}
