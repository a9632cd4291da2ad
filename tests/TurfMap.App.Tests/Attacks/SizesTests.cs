using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Attacks;

/// <summary>Bodies that are too large, too deep, packed without end, broken, or never come.</summary>
public sealed class SizesTests(BesiegedCity city) : IClassFixture<BesiegedCity>
{
    private static readonly (string, string) Client = ("Authorization", $"Bearer {TestAccess.TokenOf(Role.Client)}");

    [Fact]
    public async Task A_form_of_more_than_a_megabyte_is_refused_by_every_route_that_takes_one()
    {
        using var administrator = await city.SignedInAsync(Role.Administrator);
        var before = await city.StandingAsync();
        var forms = Route
            .Of(city.App)
            .Where(route =>
                route.IsUnsafe
                && route.Method != "DELETE"
                && !route.Path.StartsWith("/api/assign", StringComparison.Ordinal)
                && !route.Path.StartsWith("/api/imports", StringComparison.Ordinal)
                && !route.Path.EndsWith("/place", StringComparison.Ordinal)
                && !route.Path.Contains("sign-out", StringComparison.Ordinal)
                && !route.Path.EndsWith("/unlock", StringComparison.Ordinal)
                && !route.Path.EndsWith("/releases", StringComparison.Ordinal)
            )
            .ToList(); // administrators do not release figures
        Assert.True(forms.Count >= 15);
        foreach (var route in forms)
        {
            using var visitor = city.Visitor();
            (visitor.Cookie, visitor.Antiforgery) = (administrator.Cookie, administrator.Antiforgery);
            var body = $$"""{"name":"{{new string('a', (1 << 20) + 1)}}"}""";
            await Visitor.RefusedAsync(await visitor.SendAsync(route.Method, route.Path, body), HttpStatusCode.RequestEntityTooLarge);
            var (text, type) = (new StringContent(body, Encoding.UTF8, "application/json"), ("Transfer-Encoding", "chunked"));
            await Visitor.RefusedAsync(
                await visitor.AskAsync(route.Method, route.Path, text, ("X-Antiforgery", visitor.Antiforgery!), type),
                HttpStatusCode.RequestEntityTooLarge
            );
        }
        Assert.Equal(before, await city.StandingAsync());
    }

    [Fact]
    public async Task Json_that_is_deep_broken_or_not_what_is_needed_is_refused_by_every_route_that_takes_it()
    {
        using var administrator = await city.SignedInAsync(Role.Administrator);
        string[] bodies =
        [
            new string('[', 100_000),
            "{\"name\":" + new string('[', 5000) + new string(']', 5000) + "}",
            "",
            "null",
            "[]",
            "\"x\"",
            "1",
            "{",
            "{\"name\":\"\\ud800\",\"password\":\"\\udfff\",\"code\":\"\\ud800\",\"current\":\"\\ud800\",\"role\":\"\\ud800\"}",
            "{\"name\":1,\"code\":{},\"password\":[],\"role\":true,\"current\":1e999,\"days\":1e999,\"stamp\":1e999,\"scopes\":{}}",
            "{\"positionErrorMetres\":1e999,\"name\":\"x\"}",
            "{\"name\":\"x\",\"hoursPerWeek\":1e999}",
            "{\"name\":\"x\",\"languages\":[null]}",
            "{\"name\":\"x\",\"services\":[null],\"place\":{\"lon\":1e999,\"lat\":-1e999}}",
            "{\"name\":\"x\",\"place\":{\"lon\":null}}",
            "{\"name\":\"a\",\"name\":\"b\",\"role\":\"liaison\",\"role\":\"owner\"}",
            "{\"name\":\"x\",\"since\":\"9999-99-99\"}",
            "\ufeff{}",
            "{\"a\":1}//",
        ];
        var before = Counts();
        foreach (
            var route in Route
                .Of(city.App)
                .Where(route =>
                    route.IsUnsafe
                    && !route.Path.Contains("sign-out", StringComparison.Ordinal)
                    && !route.Path.StartsWith("/api/assign", StringComparison.Ordinal)
                    && route.Method != "DELETE"
                )
        )
        foreach (var body in bodies)
        {
            using var visitor = city.Visitor();
            (visitor.Cookie, visitor.Antiforgery) = (administrator.Cookie, administrator.Antiforgery);
            var answer = await visitor.SendAsync(route.Method, route.Path, body);
            await Visitor.RefusedAsync(
                answer,
                HttpStatusCode.BadRequest,
                HttpStatusCode.Unauthorized,
                HttpStatusCode.NotFound,
                HttpStatusCode.Conflict,
                HttpStatusCode.PreconditionRequired,
                HttpStatusCode.Forbidden,
                HttpStatusCode.UnprocessableEntity,
                HttpStatusCode.TooManyRequests,
                HttpStatusCode.UnsupportedMediaType
            );
            foreach (var (name, value) in new[] { ("If-Match", "*"), ("If-None-Match", "*") })
                if (
                    route.Path.StartsWith("/api/profile", StringComparison.Ordinal)
                    || route.Path.StartsWith("/api/liaisons", StringComparison.Ordinal)
                    || route.Path.StartsWith("/api/partners", StringComparison.Ordinal)
                )
                    await visitor.SendAsync(route.Method, route.Path, body, (name, value), ("X-Antiforgery", visitor.Antiforgery!));
        }
        Assert.Equal(before, Counts());
        foreach (var path in new[] { "/api/profile", "/api/liaisons", "/api/partners", "/api/city" })
            await administrator.GetAsync(path);

        (int, int, int, long) Counts() =>
            (
                city.Book.Accounts.Count,
                city.Book.Tokens.Count,
                city.Book.Accounts.Count(one => one.Role == Role.Administrator),
                city.Book.Accounts.Sum(one => (long)(one.PasswordHash?.Length ?? 0))
            );
    }

    [Fact]
    public async Task A_small_file_that_unpacks_without_end_is_refused_for_whoever_is_signed_in()
    {
        using var visitor = await city.SignedInAsync(Role.Administrator);
        var bombs = new[] { Gzip(zeros: 1200), Gzip(zeros: 0), Zip(200), "PK\u0003\u0004broken"u8.ToArray(), [0x1f, 0x8b, 8, 0, 1, 2, 3] };
        foreach (var bomb in bombs)
        foreach (
            var (path, name) in new[]
            {
                ("/api/assign", "a.csv.gz"),
                ("/api/assign/guess", "a.csv.gz"),
                ("/api/imports/partners", "a.csv.gz"),
                ("/api/imports/layer", "a.zip"),
                ("/api/imports/layer", "a.geojson.gz"),
                ("/api/imports/cases", "a.zip"),
            }
        )
            await Visitor.RefusedAsync(
                await visitor.AskAsync(
                    "POST",
                    path,
                    new ByteArrayContent(bomb),
                    ("X-Antiforgery", visitor.Antiforgery!),
                    ("X-File-Name", name),
                    ("Idempotency-Key", Guid.NewGuid().ToString())
                ),
                HttpStatusCode.UnprocessableEntity,
                HttpStatusCode.BadRequest
            );
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/readyz")).StatusCode);
    }

    [Theory]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=", "x")]
    [InlineData("multipart/form-data; boundary=b", "")]
    [InlineData("multipart/form-data; boundary=b", "no boundary at all")]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\ncut off"
    )]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nid,lon,lat\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: nonsense\r\n\r\nx\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nbroken header\r\n\r\nx\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b--\r\n")]
    public async Task A_form_with_a_broken_file_is_refused(string type, string body)
    {
        using var visitor = city.Visitor();
        foreach (var path in new[] { "/api/assign", "/api/assign/jobs", "/api/imports/partners" })
        {
            using var content = Of(body, type);
            await Visitor.RefusedAsync(
                await visitor.AskAsync("POST", path, content, Client, ("Idempotency-Key", "broken")),
                HttpStatusCode.BadRequest,
                HttpStatusCode.UnprocessableEntity
            );
        }
    }

    [Fact]
    public async Task A_form_with_thousands_of_parts_or_endless_headers_is_refused()
    {
        using var visitor = city.Visitor();
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await visitor.AskAsync("POST", "/api/assign", Of("a,b\n", "multipart/form-data-of-mine; boundary=b"), Client)).StatusCode
        );
        var many = string.Concat(Enumerable.Repeat("--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n", 20_000)) + "--b--\r\n";
        var wide =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + new string('x', 100_000) + "\"\r\n\r\ny\r\n--b--\r\n";
        var large = $"--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n{new string('y', 3_000_000)}\r\n--b--\r\n";
        foreach (var body in new[] { many, wide, large })
            await Visitor.RefusedAsync(
                await visitor.AskAsync("POST", "/api/assign", Of(body, "multipart/form-data; boundary=b"), Client),
                HttpStatusCode.BadRequest
            );
    }

    [Fact]
    public async Task Thousands_of_parameters_and_parameters_named_twice_are_answered_or_refused()
    {
        using var visitor = city.Visitor();
        var many = string.Join('&', Enumerable.Range(0, 900).Select(number => $"p{number}=1"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/api/city?" + many, Client)).StatusCode);
        Assert.Equal(
            400,
            RawLine.StatusOf(await RawLine.GetAsync(city.Address, "/api/who?lon=1&lon=2&lat=3&lat=4", $"Authorization: {Client.Item2}\r\n"))
        );
        Assert.Equal(
            400,
            RawLine.StatusOf(
                await RawLine.GetAsync(city.Address, "/api/layers?at=2026-01-01&at=2025-01-01", $"Authorization: {Client.Item2}\r\n")
            )
        );
        Assert.Equal(
            414,
            RawLine.StatusOf(
                await RawLine.GetAsync(city.Address, "/api/search?q=" + new string('a', 20_000), $"Authorization: {Client.Item2}\r\n")
            )
        );
        Assert.Equal(431, RawLine.StatusOf(await RawLine.GetAsync(city.Address, "/api/city", $"X-Long: {new string('a', 60_000)}\r\n")));
    }

    [Fact]
    public async Task A_form_that_comes_letter_by_letter_does_not_hold_a_connection_for_ever()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, city.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/sign-in HTTP/1.1\r\nHost: {city.Address.Authority}\r\nContent-Type: "
                    + "application/json\r\nContent-Length: 100000\r\n\r\n{"
            ),
            TestContext.Current.CancellationToken
        );
        var begun = Stopwatch.GetTimestamp();
        var answer = new byte[4000];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var read = await stream.ReadAsync(answer, patience.Token);

        Assert.StartsWith("HTTP/1.1 408", Encoding.ASCII.GetString(answer, 0, read), StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(30));
    }

    private static StringContent Of(string body, string type)
    {
        var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static byte[] Gzip(int zeros)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(zeros == 0 ? Gzip(300) : "id,lon,lat\n"u8);
            for (var i = 0; i < zeros; i++)
                gzip.Write(new byte[1 << 20]);
        }
        return packed.ToArray();
    }

    private static byte[] Zip(int megabytes)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in new[] { "../../../../tmp/out.shp", "a.shp", "a.dbf", "a.shx", "a.csv" })
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                for (var i = 0; i < megabytes; i++)
                    entry.Write(new byte[1 << 20]);
            }
        return packed.ToArray();
    }
}
