using System.Net;
using System.Text;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Attacks;

/// <summary>Paths that climb, headers that hold line ends, and headers that claim what only a server in front may say.</summary>
public sealed class PathsAndHeadersTests(BesiegedCity city, PreparedStores prepared) : IClassFixture<BesiegedCity>
{
    private static readonly (string, string) Client = ("Authorization", $"Bearer {TestAccess.TokenOf(Role.Client)}");

    [Theory]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/..%2f..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/%2e%2e/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/..%5c..%5c..%5cetc%5cpasswd")]
    [InlineData("/%252e%252e%252f%252e%252e%252fetc%252fpasswd")]
    [InlineData("/css/..%2f..%2fsrc/README.md")]
    [InlineData("/css/%c0%ae%c0%ae/README.md")]
    [InlineData("/lib/../../README.md")]
    [InlineData("/index.html%00.css")]
    [InlineData("//etc/passwd")]
    [InlineData("/\\..\\..\\etc\\passwd")]
    [InlineData("/css/....//....//README.md")]
    [InlineData("/.git/config")]
    [InlineData("/../city.gpkg")]
    [InlineData("/appsettings.json")]
    [InlineData("http://evil.example/etc/passwd")]
    public async Task No_path_leads_out_of_the_pages(string path)
    {
        var answer = await RawLine.GetAsync(city.Address, path);
        Assert.True(RawLine.StatusOf(answer) is 400 or 404, answer);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("TurfMap is built", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../city")]
    [InlineData("..%2f..%2fcity.gpkg")]
    [InlineData("%2e%2e%2fsecret")]
    [InlineData("..%5c..%5cx")]
    [InlineData("x%00y")]
    [InlineData("%0d%0aSet-Cookie:a=b")]
    [InlineData("%252e%252e%252f")]
    [InlineData("%F0%9F%92%A9")]
    [InlineData("%ff%fe")]
    [InlineData("%ED%A0%80")]
    [InlineData("__proto__")]
    [InlineData("constructor")]
    public async Task Ids_and_keys_that_climb_are_not_found_wherever_they_are_put(string hole)
    {
        foreach (
            var route in Route
                .Of(city.App, hole)
                .Where(route => route.Method == "GET" && route.Path.Contains(hole, StringComparison.Ordinal))
        )
        foreach (var role in Enum.GetValues<Role>())
        {
            var answer = await RawLine.GetAsync(city.Address, route.Path, $"Authorization: Bearer {TestAccess.TokenOf(role)}\r\n");
            Assert.True(RawLine.StatusOf(answer) is 400 or 403 or 404, $"{route} as {role}: {answer}");
            Assert.DoesNotContain("\r\nSet-Cookie:", answer, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_zero_character_is_refused_in_every_parameter_whatever_the_store()
    {
        foreach (var route in Route.Of(city.App).Where(route => route.Method == "GET"))
        foreach (var parameter in route.Parameters)
        {
            using var visitor = city.Visitor();
            await Visitor.RefusedAsync(
                await visitor.GetAsync(
                    $"{route.Path}?{parameter}=a%00b",
                    ("Authorization", $"Bearer {TestAccess.TokenOf(Role.Administrator)}")
                ),
                HttpStatusCode.BadRequest
            );
        }
    }

    [Theory]
    [InlineData("..%2F..%2F..%2Fetc%2Fcron.d%2Fx.csv")]
    [InlineData("..\\..\\x.csv")]
    [InlineData("x%0d%0aSet-Cookie:%20turfmap=planted%0d%0a.csv")]
    [InlineData("x\"; filename=\"evil.exe")]
    [InlineData("x%00.exe")]
    [InlineData("%ff%fe%ed%a0%80.csv")]
    [InlineData("....//....//x.csv")]
    [InlineData("CON.csv")]
    [InlineData("%")]
    [InlineData("/")]
    public async Task A_file_name_stays_a_name(string name)
    {
        using var visitor = city.Visitor();
        var answer = await visitor.AskAsync(
            "POST",
            "/api/assign",
            new StringContent("id,lon,lat\n1,-73.5,40.5\n", Encoding.UTF8, "text/csv"),
            Client,
            ("X-File-Name", name)
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Matches("^attachment; filename=\"?[A-Za-z0-9_-]+-placed\\.csv\"?$", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));

        var started = await visitor.AskAsync(
            "POST",
            "/api/assign/jobs",
            new StringContent("id,lon,lat\n1,-73.5,40.5\n", Encoding.UTF8, "text/csv"),
            Client,
            ("X-File-Name", name)
        );
        var job = await Visitor.JsonOf(await visitor.GetAsync(started.Headers.Location!.ToString(), Client));
        Assert.DoesNotContain(job.GetProperty("name").GetString()!, letter => letter is '/' or '\\' || char.IsControl(letter));
    }

    [Fact]
    public async Task What_claims_to_come_through_a_proxy_is_not_believed_when_none_is_named()
    {
        await city.AddAsync(Role.Manager, "spoofed");
        using var visitor = city.Visitor();
        var answer = await visitor.SendAsync(
            "POST",
            "/api/sign-in",
            new { name = "spoofed", password = BesiegedCity.Password },
            ("X-Forwarded-For", "10.9.8.7"),
            ("X-Forwarded-Proto", "https"),
            ("Forwarded", "for=10.9.8.7;proto=https"),
            ("X-Real-IP", "10.9.8.7")
        );
        await Visitor.RefusedAsync(answer, HttpStatusCode.Forbidden);
        await visitor.SignInAsync("spoofed");

        Assert.StartsWith("turfmap=", visitor.Cookie, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        var entry = (await city.Store.Access.ListAuditAsync(new(null, 50, Action: "sign-in"), CancellationToken.None))[0].Entry;
        Assert.Equal((visitor.From, "spoofed"), (entry.Address, entry.Subject));
        await Visitor.RefusedAsync(
            await visitor.SendAsync(
                "POST",
                "/api/sign-in",
                new { name = "spoofed", password = BesiegedCity.Password },
                ("Host", "turf.city.example"),
                ("X-Forwarded-Proto", "https")
            ),
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task A_named_proxy_is_believed_for_the_last_address_it_saw_and_nobody_else_is()
    {
        await using var behind = await BesiegedCity.StartAsync(
            prepared,
            options => options with { Proxies = [IPNetwork.Parse("127.7.0.1/32")] }
        );
        await behind.AddAsync(Role.Manager, "proxied");
        using var proxy = behind.Visitor();
        using var stranger = behind.Visitor();
        Assert.Equal("127.7.0.1", proxy.From);

        var answer = await proxy.SendAsync(
            "POST",
            "/api/sign-in",
            new { name = "proxied", password = BesiegedCity.Password },
            ("X-Forwarded-For", "1.2.3.4, 10.9.8.7"),
            ("X-Forwarded-Proto", "http, https"),
            ("Host", "turf.city.example")
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("__Host-turfmap=", string.Join(';', answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Contains("secure", string.Join(';', answer.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(
            "10.9.8.7",
            (await behind.Store.Access.ListAuditAsync(new(null, 1, Action: "sign-in"), CancellationToken.None))[0].Entry.Address
        );

        await Visitor.RefusedAsync(
            await stranger.SendAsync(
                "POST",
                "/api/sign-in",
                new { name = "proxied", password = BesiegedCity.Password },
                ("X-Forwarded-For", "10.9.8.7"),
                ("X-Forwarded-Proto", "https"),
                ("Host", "turf.city.example")
            ),
            HttpStatusCode.Forbidden
        );
        foreach (var bad in new[] { "garbage", "1.2.3.4:99999", "[", new string('1', 5000), "::ffff:1.2.3.4%eth0" })
            await proxy.GetAsync("/api/me", ("X-Forwarded-For", bad), ("X-Forwarded-Proto", "javascript"), ("Host", "turf.city.example"));
    }

    [Theory]
    [InlineData("X-File-Name: a\rSet-Cookie: turfmap=planted\r\n")]
    [InlineData("From: a\0b\r\n")]
    [InlineData("X-File-Name: a\r\n\tfolded\r\n")]
    [InlineData("no colon\r\n")]
    [InlineData("Content-Length : 5\r\n")]
    [InlineData("Content-Length: 5\r\n")]
    [InlineData("Content-Length: -1\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n")]
    public async Task Broken_headers_end_the_request(string header)
    {
        const string body = "{\"name\":\"Planted\"}";
        var answer = await RawLine.AskAsync(
            city.Address,
            $"PUT /api/profile HTTP/1.1\r\nHost: {city.Address.Authority}\r\nAuthorization: Bearer "
                + $"{TestAccess.TokenOf(Role.Administrator)}\r\nIf-Match: *\r\nContent-Type: application/json\r\nConnection: "
                + $"close\r\n{header}Content-Length: {body.Length}\r\n\r\n{body}"
        );
        Assert.Equal(400, RawLine.StatusOf(answer));
        Assert.DoesNotContain("\r\nSet-Cookie:", answer, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual("Planted", city.City.Live.Snapshot.Profile.Name);
    }

    [Theory]
    [InlineData("From", "x\u00e9")]
    [InlineData("From", "a,b")]
    [InlineData("From", "")]
    [InlineData("Idempotency-Key", "'; DROP TABLE account; --")]
    [InlineData("If-Match", "\"1\" OR 1=1")]
    [InlineData("If-Match", "\"99999999999999999999999\"")]
    [InlineData("If-Match", "W/\"")]
    [InlineData("If-None-Match", "\"99999999999999999999999\", *")]
    [InlineData("If-Modified-Since", "yesterday")]
    [InlineData("Turfmap-Change", "9223372036854775807")]
    [InlineData("Turfmap-Change", "-1")]
    [InlineData("Range", "bytes=0-,0-,0-,0-,0-")]
    [InlineData("Range", "bytes=9223372036854775807-")]
    [InlineData("Accept", "text/html;q=")]
    [InlineData("Accept-Encoding", "gzip;q=nonsense,br;q=9")]
    [InlineData("Accept-Language", "'; DROP TABLE account; --")]
    [InlineData("Content-Encoding", "gzip")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("X-Original-URL", "/api/accounts")]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("Cookie", "turfmap-change=9223372036854775807; turfmap=; turfmap=x; =; ;;; \"")]
    public async Task Odd_values_of_headers_do_not_break_the_service(string name, string value)
    {
        var sent =
            $"Host: {city.Address.Authority}\r\nAuthorization: Bearer {TestAccess.TokenOf(Role.Administrator)}\r\n{name}: "
            + $"{value}\r\nConnection: close\r\n";
        foreach (var path in new[] { "/api/city", "/api/profile", "/api/imports", "/" })
            Assert.True(
                RawLine.StatusOf(await RawLine.AskAsync(city.Address, $"GET {path} HTTP/1.1\r\n{sent}\r\n"))
                    is 200
                        or 206
                        or 304
                        or 400
                        or 412
                        or 416
                        or 503,
                $"{name} {path}"
            );
        var accounts = city.Book.Accounts.Count;
        foreach (var (method, path) in new[] { ("PUT", "/api/profile"), ("POST", "/api/accounts"), ("POST", "/api/assign/guess") })
        {
            var answer = await RawLine.AskAsync(
                city.Address,
                $"{method} {path} HTTP/1.1\r\n{sent}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"
            );
            Assert.True(RawLine.StatusOf(answer) is >= 400 and < 500, $"{name} {method} {path}: {answer}");
        }
        Assert.Equal(accounts, city.Book.Accounts.Count);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("turf.city.example.evil.example")]
    [InlineData("turf.city.example:444")]
    [InlineData("turf.city.example@evil.example")]
    [InlineData("")]
    public async Task Another_host_is_refused_where_the_address_is_set(string host)
    {
        await using var named = await BesiegedCity.StartAsync(prepared, options => options with { Address = "https://turf.city.example" });
        var answer = await RawLine.AskAsync(named.Address, $"GET /api/me HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        Assert.Equal(400, RawLine.StatusOf(answer));
        Assert.DoesNotContain("evil.example", answer, StringComparison.Ordinal);
        Assert.Equal(
            200,
            RawLine.StatusOf(
                await RawLine.AskAsync(named.Address, "GET /api/me HTTP/1.1\r\nHost: turf.city.example\r\nConnection: close\r\n\r\n")
            )
        );
        Assert.Equal(
            400,
            RawLine.StatusOf(
                await RawLine.AskAsync(
                    named.Address,
                    "GET /api/me HTTP/1.1\r\nHost: turf.city.example\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                )
            )
        );
    }
}
