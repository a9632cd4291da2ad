using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace TurfMap.App.Tests.Http;

public sealed class EditRoutesTests(RunningCity city) : IClassFixture<RunningCity>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edit_carries_the_version_it_was_made_from_and_the_next_reader_sees_it()
    {
        var made = await PutAsync(
            "/api/liaisons/E1",
            new
            {
                name = "Ana Ruiz",
                languages = new[] { "en", "es" },
                hoursPerWeek = 35,
            },
            "Ana",
            isNew: true
        );
        var version = made.Headers.ETag!.Tag;
        var changed = await PutAsync(
            "/api/liaisons/E1",
            new
            {
                name = "Ana Ruiz",
                languages = new[] { "en" },
                phone = "555-0100",
            },
            "Bo",
            version
        );

        var read = await city.Client.GetAsync("/api/liaisons/E1", Cancel);
        Assert.Equal(changed.Headers.ETag, read.Headers.ETag);
        Assert.NotEqual(version, read.Headers.ETag!.Tag);
        var state = await read.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("555-0100", state.GetProperty("liaison").GetProperty("phone").GetString());
        Assert.Equal("Bo (Tests)", state.GetProperty("version").GetProperty("author").GetString());
        Assert.Contains(
            (await city.Client.JsonAsync("/api/liaisons")).EnumerateArray(),
            one => one.GetProperty("name").GetString() == "Ana Ruiz" && one.GetProperty("id").GetString() == "E1"
        );
    }

    [Fact]
    public async Task A_partner_s_edit_changes_the_part_of_partners_and_no_outline()
    {
        string[] outlines = ["/api/turfs?zoom=11", "/api/layers/wards/areas?zoom=11", "/tiles/wards/11/614/779.mvt"];
        var before = await TagsAsync();
        var stamps = (await city.Client.JsonAsync("/api/changes")).Clone();
        var since = stamps.GetProperty("change").GetInt64();

        await PutAsync("/api/partners/E31", new { name = "Pier Clinic", place = new { lon = -72.52, lat = 39.46 } }, "Ana", isNew: true);

        Assert.Equal(before, await TagsAsync());
        var changes = await city.Client.JsonAsync($"/api/changes?since={since}");
        var moved = Assert.Single(changes.GetProperty("parts").EnumerateObject());
        Assert.Equal(("partners", changes.GetProperty("change").GetInt64()), (moved.Name, moved.Value.GetInt64()));
        Assert.True(moved.Value.GetInt64() > since);
        var parts = (await city.Client.JsonAsync("/api/city")).GetProperty("parts");
        Assert.Equal(moved.Value.GetInt64(), parts.GetProperty("partners").GetInt64());
        Assert.Equal(stamps.GetProperty("parts").GetProperty("geography").GetInt64(), parts.GetProperty("geography").GetInt64());

        async Task<string[]> TagsAsync() =>
            [
                .. await Task.WhenAll(
                    outlines.Select(async path => (await city.Client.GetAsync(path, Cancel)).EnsureSuccessStatusCode().Headers.ETag!.Tag)
                ),
            ];
    }

    [Fact]
    public async Task A_liaison_s_edit_changes_the_turfs_with_their_names_and_no_boundary()
    {
        var (turfs, areas) = (await TagAsync("/api/turfs?zoom=11"), await TagAsync("/api/layers/wards/areas?zoom=11"));

        await PutAsync("/api/liaisons/E32", new { name = "Dee New", languages = new[] { "en" } }, "Ana", isNew: true);

        Assert.NotEqual(turfs, await TagAsync("/api/turfs?zoom=11"));
        Assert.Equal(areas, await TagAsync("/api/layers/wards/areas?zoom=11"));

        async Task<string> TagAsync(string path) => (await city.Client.GetAsync(path, Cancel)).EnsureSuccessStatusCode().Headers.ETag!.Tag;
    }

    [Fact]
    public async Task An_edit_that_came_too_late_gets_412_with_both_authors_and_times()
    {
        var first = (
            await PutAsync("/api/partners/E2", new { name = "Harbor Aid", place = new { lon = -72.52, lat = 39.46 } }, "Ana", isNew: true)
        )
            .Headers
            .ETag!
            .Tag;
        await PutAsync("/api/partners/E2", new { name = "Harbor Aid Society" }, "Bo", first);

        var late = await SendAsync("/api/partners/E2", new { name = "Harbour Aid" }, "Cy", first);

        var sentence = await late.ProblemAsync(HttpStatusCode.PreconditionFailed);
        Assert.Contains("by Ana (Tests) on ", sentence, StringComparison.Ordinal);
        Assert.Contains("by Bo (Tests) on ", sentence, StringComparison.Ordinal);
        var page = await late.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(
            ("Ana (Tests)", "Bo (Tests)"),
            (page.GetProperty("yours").GetProperty("author").GetString(), page.GetProperty("standing").GetProperty("author").GetString())
        );
        Assert.True(
            page.GetProperty("yours").GetProperty("at").GetDateTimeOffset()
                <= page.GetProperty("standing").GetProperty("at").GetDateTimeOffset()
        );
        Assert.Equal(
            "Harbor Aid Society",
            (await city.Client.JsonAsync("/api/partners/E2")).GetProperty("partner").GetProperty("name").GetString()
        );
    }

    [Fact]
    public async Task A_change_without_a_version_is_asked_for_one()
    {
        var answer = await city.Client.PutAsync("/api/profile", JsonContent.Create(new { name = "X" }), Cancel);

        Assert.Contains("If-Match", await answer.ProblemAsync((HttpStatusCode)428), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/liaisons/E3", """{"name":""}""", "name is empty")]
    [InlineData("/api/liaisons/E3", """{"name":"A","hoursPerWeek":1e9}""", "hoursPerWeek is 1000000000")]
    [InlineData("/api/liaisons/E3", """{"name":"A","languages":["a;b"]}""", "semicolon")]
    [InlineData("/api/liaisons/E3", """{"name":"A","since":"20022-01-01"}""", "")]
    [InlineData("/api/liaisons/E3", """{"name":"A\u0000B"}""", "cannot be shown")]
    [InlineData("/api/liaisons/E3", "[", "")]
    [InlineData("/api/liaisons/E3", "null", "JSON")]
    [InlineData("/api/liaisons/E3", """{"name":"A","languages":["en",null]}""", "languages holds an empty entry")]
    [InlineData("/api/partners/E3", """{"name":"A","place":{"lon":0,"lat":0}}""", "not on the map")]
    [InlineData("/api/profile", """{"name":"A","positionErrorMetres":-1}""", "positionErrorMetres is -1")]
    public async Task What_cannot_be_kept_is_refused_and_the_field_named(string path, string body, string reason)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation(path == "/api/profile" ? "If-Match" : "If-None-Match", "*");
        var answer = await city.Client.SendAsync(request, Cancel);

        Assert.Contains(reason, await answer.ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_sent_twice_with_its_key_is_made_once_and_can_be_taken_back()
    {
        const string Rows = "id,name,lon,lat\nI1,Pantry,-72.52,39.46\nI2,,,\n";
        var first = await ImportAsync("partners", Rows, "import-1");
        var again = await ImportAsync("partners", Rows, "import-1");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        var shown = await city.Client.JsonAsync(first.Headers.Location!.ToString());
        Assert.Equal(
            ("done", 2, 1),
            (shown.GetProperty("state").GetString(), shown.GetProperty("rows").GetInt32(), shown.GetProperty("taken").GetInt32())
        );
        Assert.Contains(
            "Line 3, column name",
            shown.GetProperty("problems")[0].GetProperty("sentence").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("Pantry", (await city.Client.JsonAsync("/api/partners/I1")).GetProperty("partner").GetProperty("name").GetString());

        var undone = await city.Client.DeleteAsync(first.Headers.Location, Cancel);
        Assert.Equal("undone", (await undone.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("state").GetString());
        await (await city.Client.GetAsync("/api/partners/I1", Cancel)).ProblemAsync(HttpStatusCode.NotFound);
        Assert.Contains(
            "undone already",
            await (await city.Client.DeleteAsync(first.Headers.Location, Cancel)).ProblemAsync(HttpStatusCode.Conflict),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_import_without_a_key_or_of_no_kind_is_refused()
    {
        Assert.Contains(
            "Idempotency-Key",
            await (await city.Client.PostAsync("/api/imports/partners", new StringContent("id,name\n1,A\n"), Cancel)).ProblemAsync(
                HttpStatusCode.BadRequest
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The kinds are",
            await (await ImportAsync("nothing", "a\n", "import-2")).ProblemAsync(HttpStatusCode.NotFound),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no column",
            await (await ImportAsync("partners", "a\n1\n", "import-3")).ProblemAsync(HttpStatusCode.BadRequest),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Names_of_files_layers_and_uses_from_outside_do_no_harm()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/imports/partners")
        {
            Content = new StringContent("id,name\nN1,b c\n", Encoding.UTF8, "text/csv"),
        };
        request.Headers.Add("Idempotency-Key", "import-names");
        request.Headers.Add("X-File-Name", "..%2f..%5cetc%00%0d%0a.csv");
        var made = await city.Client.SendAsync(request, Cancel);
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("etc   .csv", (await made.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("source").GetString());
        Assert.Equal("b c", (await city.Client.JsonAsync("/api/partners/N1")).GetProperty("partner").GetProperty("name").GetString());

        const string Squares = """{"type":"FeatureCollection","features":[]}""";
        foreach (var use in new[] { "7", "-1", "Answers,Units", "x" })
            Assert.Contains(
                "use is answers",
                await (await city.Client.PostAsync("/api/imports/layer?use=" + use, Keyed(Squares, "use-" + use), Cancel)).ProblemAsync(
                    HttpStatusCode.BadRequest
                ),
                StringComparison.Ordinal
            );
        Assert.Contains(
            "\"case\" is not a kind of import. The kinds are: layer, plan, liaisons, addresses, measures, partners, cases, events.",
            await (await city.Client.PostAsync("/api/imports/case", Keyed("id\n1\n", "no-kind"), Cancel)).ProblemAsync(
                HttpStatusCode.NotFound
            ),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("DELETE", "/api/imports/99999999999999999999", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/who", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/api/profile", HttpStatusCode.UnsupportedMediaType)]
    public async Task An_address_that_is_none_gets_a_sentence_too(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = method == "PUT" ? new StringContent("a=b", Encoding.UTF8, "application/x-www-form-urlencoded") : null,
        };
        Assert.NotEmpty(await (await city.Client.SendAsync(request, Cancel)).ProblemAsync(status));
    }

    [Fact]
    public async Task Who_has_seen_a_change_is_answered_from_it_and_an_invented_version_does_no_harm()
    {
        var seen = (await PutAsync("/api/liaisons/E9", new { name = "Seen" }, "Ana", isNew: true))
            .Headers.GetValues("Turfmap-Change")
            .Single();
        foreach (var version in new[] { seen, "999999999", "-1", "abc" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/city");
            request.Headers.Add("Turfmap-Change", version);
            var answer = await city.Client.SendAsync(request, Cancel);
            var at = long.Parse((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("version").GetString()!);
            Assert.True(at >= long.Parse(seen), $"{at} after {seen}");
        }
    }

    private static StringContent Keyed(string body, string key) =>
        new(body, Encoding.UTF8, "application/geo+json") { Headers = { { "Idempotency-Key", key } } };

    private async Task<HttpResponseMessage> PutAsync(string path, object body, string author, string? version = null, bool isNew = false)
    {
        var answer = await SendAsync(path, body, author, version, isNew);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        return answer;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, object body, string author, string? version = null, bool isNew = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("From", author);
        if (isNew)
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        else if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        return await city.Client.SendAsync(request, Cancel);
    }

    private async Task<HttpResponseMessage> ImportAsync(string kind, string rows, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/imports/{kind}")
        {
            Content = new StringContent(rows, Encoding.UTF8, "text/csv"),
        };
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.Add("X-File-Name", kind + ".csv");
        return await city.Client.SendAsync(request, Cancel);
    }
}
