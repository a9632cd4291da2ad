using System.Net;
using System.Net.Http.Headers;

namespace TurfMap.App.Tests.Http;

public sealed class CityRoutesTests(RunningCity city) : IClassFixture<RunningCity>
{
    [Fact]
    public async Task The_city_tells_its_name_and_bounds()
    {
        var answer = await city.Client.JsonAsync("/api/city");

        Assert.Equal("Port Merrow", answer.GetProperty("name").GetString());
        Assert.True(answer.GetProperty("sample").GetBoolean());
        Assert.Equal(4, answer.GetProperty("bounds").GetArrayLength());
    }

    [Fact]
    public async Task Layers_are_listed_with_the_vintage_in_force_on_the_date()
    {
        var now = (await city.Client.JsonAsync("/api/layers"))
            .GetProperty("layers")
            .EnumerateArray()
            .Single(layer => layer.GetProperty("key").GetString() == "wards");
        var then = (await city.Client.JsonAsync("/api/layers?at=2020-05-01"))
            .GetProperty("layers")
            .EnumerateArray()
            .Single(layer => layer.GetProperty("key").GetString() == "wards");

        Assert.Equal(
            ("2024-01-01", 2),
            (now.GetProperty("inForce").GetProperty("vintage").GetString(), now.GetProperty("vintages").GetArrayLength())
        );
        Assert.Equal("2014-01-01", then.GetProperty("inForce").GetProperty("vintage").GetString());
    }

    [
        Theory,
        InlineData("", 936),
        InlineData("?zoom=9", 936),
        InlineData("?zoom=14", 936),
        InlineData("?zoom=-5", 936),
        InlineData("?at=1990-01-01", 0)
    ]
    public async Task Areas_come_as_geojson_at_every_zoom(string query, int count)
    {
        var answer = await city.Client.JsonAsync("/api/layers/tracts/areas" + query);

        Assert.Equal("FeatureCollection", answer.GetProperty("type").GetString());
        Assert.Equal(count, answer.GetProperty("features").GetArrayLength());
    }

    [Fact]
    public async Task Simplified_areas_are_smaller_and_unchanged_ones_are_not_sent_again()
    {
        var full = await city.Client.GetByteArrayAsync("/api/layers/tracts/areas");
        var answer = await city.Client.GetAsync("/api/layers/tracts/areas?zoom=9");
        Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length * 2 < full.Length);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/layers/tracts/areas?zoom=9");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await city.Client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task A_client_that_takes_gzip_gets_it_packed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/turfs?zoom=11");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        var answer = await city.Client.SendAsync(request);

        Assert.Contains("gzip", answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Turfs_follow_the_plan_in_force_on_the_date()
    {
        var now = await city.Client.JsonAsync("/api/turfs?zoom=11");
        var then = await city.Client.JsonAsync("/api/turfs?zoom=11&at=2024-06-01");
        var before = await city.Client.JsonAsync("/api/turfs?zoom=11&at=2010-06-01");

        Assert.Equal("Turf plan 2025", now.GetProperty("plan").GetProperty("name").GetString());
        Assert.Equal("Turf plan 2024", then.GetProperty("plan").GetProperty("name").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, before.GetProperty("plan").ValueKind);
        Assert.Equal(24, now.GetProperty("features").GetArrayLength());
        Assert.All(
            now.GetProperty("features").EnumerateArray(),
            turf => Assert.InRange(turf.GetProperty("properties").GetProperty("colour").GetInt32(), 0, 7)
        );
    }

    [Fact]
    public async Task Layers_come_as_vector_tiles_that_are_not_sent_again_unchanged()
    {
        var about = await city.Client.JsonAsync("/tiles/streets.json");
        var bounds = about.GetProperty("bounds").EnumerateArray().Select(number => number.GetDouble()).ToArray();
        Assert.Equal(
            ("3.0.0", "streets"),
            (about.GetProperty("tilejson").GetString(), about.GetProperty("vector_layers")[0].GetProperty("id").GetString())
        );
        Assert.EndsWith("/tiles/streets/{z}/{x}/{y}.mvt", about.GetProperty("tiles")[0].GetString(), StringComparison.Ordinal);

        var middle = new Spatial.LonLat((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2);
        var (far, near) = (Spatial.Tiles.TileId.Holding(middle, 9), Spatial.Tiles.TileId.Holding(middle, 13));
        var tile = await city.Client.GetAsync($"/tiles/streets/9/{far.X}/{far.Y}.mvt");
        Assert.Equal("application/vnd.mapbox-vector-tile", tile.Content.Headers.ContentType!.MediaType);
        var text = System.Text.Encoding.UTF8.GetString(await tile.Content.ReadAsByteArrayAsync());
        Assert.Contains("main", text, StringComparison.Ordinal);
        Assert.DoesNotContain("minor", text, StringComparison.Ordinal);
        text = await city.Client.GetStringAsync($"/tiles/streets/13/{near.X}/{near.Y}.mvt");
        Assert.Contains("minor", text, StringComparison.Ordinal);
        Assert.Contains(" Street", text, StringComparison.Ordinal);
        Assert.Contains(
            "Ward 4",
            string.Concat(
                await Task.WhenAll(
                    Enumerable
                        .Range(0, 4)
                        .Select(i => city.Client.GetStringAsync($"/tiles/wards/10/{(far.X * 2) + (i & 1)}/{(far.Y * 2) + (i >> 1)}.mvt"))
                )
            ),
            StringComparison.Ordinal
        );

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/tiles/streets/9/{far.X}/{far.Y}.mvt");
        again.Headers.IfNoneMatch.Add(tile.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await city.Client.SendAsync(again)).StatusCode);
        Assert.Empty(await city.Client.GetByteArrayAsync("/tiles/streets/9/0/0.mvt"));
        Assert.Empty(await city.Client.GetByteArrayAsync($"/tiles/wards/9/{far.X}/{far.Y}.mvt?at=1990-01-01"));
        Assert.StartsWith(
            "There is no tile 3/8/0",
            await (await city.Client.GetAsync("/tiles/streets/3/8/0.mvt")).ProblemAsync(HttpStatusCode.NotFound),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "There is no layer \"rivers\"",
            await (await city.Client.GetAsync("/tiles/rivers/3/1/0.mvt")).ProblemAsync(HttpStatusCode.NotFound),
            StringComparison.Ordinal
        );
    }

    [Theory, InlineData("Ward 4", "area"), InlineData("-72.52, 39.46", "place"), InlineData("T05", "turf")]
    public async Task Search_finds(string query, string kind) =>
        Assert.Equal(
            kind,
            (await city.Client.JsonAsync("/api/search?q=" + Uri.EscapeDataString(query)))
                .GetProperty("results")[0]
                .GetProperty("kind")
                .GetString()
        );

    [Theory]
    [InlineData("/api/layers/nope/areas", HttpStatusCode.NotFound, "There is no layer")]
    [InlineData("/api/layers/tracts/areas?at=soon", HttpStatusCode.BadRequest, "is not a date")]
    [InlineData("/api/layers/tracts/areas?zoom=x", HttpStatusCode.BadRequest, "zoom")]
    [InlineData("/api/layers/wards/codes?at=1900-01-01", HttpStatusCode.NotFound, "No boundaries of Wards are in force")]
    [InlineData("/api/jobs/nope", HttpStatusCode.NotFound, "no such job")]
    public async Task What_is_not_understood_gets_a_sentence(string address, HttpStatusCode status, string sentence) =>
        Assert.Contains(sentence, await (await city.Client.GetAsync(address)).ProblemAsync(status), StringComparison.Ordinal);

    [Theory, InlineData("/healthz"), InlineData("/readyz"), InlineData("/openapi/v1.json")]
    public async Task Health_and_description_answer(string address) =>
        Assert.Equal(HttpStatusCode.OK, (await city.Client.GetAsync(address)).StatusCode);

    [Fact]
    public async Task The_description_is_made_once_for_everybody_and_repeats_nothing_of_who_asked_first()
    {
        using var first = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        first.Headers.Host = "evil.example";
        using var answer = await city.Client.SendAsync(first);

        Assert.DoesNotContain("evil", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await city.Client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Every_answer_carries_the_strict_policy()
    {
        var policy = (await city.Client.GetAsync("/api/city")).Headers.GetValues("Content-Security-Policy").Single();

        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }
}
