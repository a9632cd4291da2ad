using System.Net;
using System.Text.Json;
using TurfMap.Domain.Access;
using TurfMap.Formats.Tests.VectorTiles;
using TurfMap.Spatial;
using TurfMap.Spatial.Tiles;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Http;

public sealed class PointTileRoutesTests(RunningCity city) : IClassFixture<RunningCity>
{
    private const string OgrInfo = "/usr/bin/ogrinfo";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient As(Role role) => new HttpClient { BaseAddress = city.Client.BaseAddress }.As(role);

    [Theory]
    [
        InlineData(Role.Manager, "cases", ""),
        InlineData(Role.Manager, "cases", "kind=noise&open=true"),
        InlineData(Role.Manager, "cases", "area=wards:4"),
        InlineData(Role.Manager, "cases", "kind=of%20no%20case")
    ]
    [
        InlineData(Role.Liaison, "cases", ""),
        InlineData(Role.Liaison, "cases", "open=true"),
        InlineData(Role.Liaison, "events", ""),
        InlineData(Role.Director, "events", "")
    ]
    public async Task The_numbers_of_all_tiles_of_a_zoom_add_up_to_what_the_list_says_of_placed_cases(Role role, string of, string filter)
    {
        using var client = As(role);
        var about = (await client.JsonAsync($"/api/{of}/hexagons?{filter}")).GetProperty("about");
        var placed =
            about.GetProperty("drawn").GetInt32() + about.GetProperty("rough").GetInt32() + about.GetProperty("atSinks").GetInt32();
        Assert.Equal(
            about.GetProperty("count").GetInt32() - about.GetProperty("unplaced").GetInt32() - about.GetProperty("outside").GetInt32(),
            placed
        );
        foreach (var zoom in new[] { 0, 9, 12 })
            Assert.Equal(placed, (await FeaturesAsync(client, of, zoom, filter)).Sum(feature => (int)(ulong)feature["n"]));
    }

    [Fact]
    public async Task A_single_point_is_a_case_that_its_asker_may_read()
    {
        using var client = As(Role.Liaison);
        var singles = (await FeaturesAsync(client, "cases", 14, "open=true"))
            .Where(feature => feature.ContainsKey("id"))
            .Take(20)
            .ToArray();

        Assert.NotEmpty(singles);
        foreach (var feature in singles)
        {
            Assert.Equal(1UL, feature["n"]);
            Assert.Equal(feature["kind"], (await client.JsonAsync($"/api/cases/{feature["id"]}")).GetProperty("kind").GetString());
        }
    }

    [Fact]
    public async Task Who_may_not_read_cases_gets_no_tile_of_them()
    {
        foreach (var role in new[] { Role.Director, Role.Administrator })
        {
            using var client = As(role);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/tiles/cases/0/0/0.mvt", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/tiles/events/0/0/0.mvt", Cancel)).StatusCode);
        }
        using var nobody = new HttpClient { BaseAddress = city.Client.BaseAddress };
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/tiles/cases/0/0/0.mvt", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/tiles/events/0/0/0.mvt", Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_asker_s_browser_may_ask_again_and_nobody_between_may_keep_a_tile()
    {
        using var manager = As(Role.Manager);
        using var liaison = As(Role.Liaison);
        var first = await manager.GetAsync("/tiles/cases/9/153/192.mvt", Cancel);
        var tag = first.Headers.ETag!.Tag;

        Assert.Equal(
            "private, no-cache",
            first
                .Headers.CacheControl!.ToString()
                .Split(", ")
                .Order(StringComparer.Ordinal)
                .Reverse()
                .Aggregate((one, other) => $"{one}, {other}")
        );
        Assert.Equal("Cookie, Authorization", string.Join(", ", first.Headers.Vary));
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(manager, "/tiles/cases/9/153/192.mvt", tag));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(liaison, "/tiles/cases/9/153/192.mvt", tag));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(manager, "/tiles/cases/9/153/192.mvt?open=true", tag));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(manager, "/tiles/cases/9/153/193.mvt", tag));
    }

    [Fact]
    public async Task Reading_single_cases_on_the_map_is_in_the_audit_once_for_a_part_of_it_and_a_filter()
    {
        using var client = As(Role.Manager);
        async Task<int> EntriesAsync() =>
            (await city.Store.Access.ListAuditAsync(new(null, 1000, Action: "read cases"), Cancel)).Count(entry =>
                entry.Entry.Subject.StartsWith("on the map", StringComparison.Ordinal)
            );
        var before = await EntriesAsync();
        var tiles = Tiles(await client.JsonAsync("/api/city"), 16).ToArray();
        var singles = 0;
        foreach (var tile in tiles)
            singles += Features(await client.GetByteArrayAsync($"/tiles/cases/{tile}.mvt?kind=noise", Cancel))
                .Count(feature => feature.ContainsKey("id"));
        var after = await EntriesAsync();
        foreach (var tile in tiles.Take(50))
            await client.GetByteArrayAsync($"/tiles/cases/{tile}.mvt?kind=noise", Cancel);

        Assert.True(singles > 100);
        Assert.InRange(after - before, 1, tiles.Select(tile => new TileId(13, tile.X >> 3, tile.Y >> 3)).Distinct().Count());
        Assert.Equal(after, await EntriesAsync());
    }

    [Fact]
    public async Task The_audit_has_the_whole_filter_of_a_reading_in_fields_that_its_asker_cannot_forge()
    {
        using var client = As(Role.Manager);
        var forged = $"{new string('x', 250)}; turf=everything; from=2020-01-01";
        var tiles = Tiles(await client.JsonAsync("/api/city"), 16).ToArray();
        var singles = 0;
        foreach (var tile in tiles)
            singles += Features(
                    await client.GetByteArrayAsync(
                        $"/tiles/cases/{tile}.mvt?kind={Uri.EscapeDataString("noise|" + forged)}&from=2000-01-02&to=2040-01-02",
                        Cancel
                    )
                )
                .Count(feature => feature.ContainsKey("id"));
        Assert.True(singles > 100, $"{singles} single cases");

        var entry = (await city.Store.Access.ListAuditAsync(new(null, 1, Action: "read cases"), Cancel))[0].Entry;

        Assert.StartsWith("on the map, square 13/", entry.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("everything", entry.Subject, StringComparison.Ordinal);
        using var fields = System.Text.Json.JsonDocument.Parse(entry.After!);
        Assert.Equal(["kinds", "from", "to"], fields.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["noise", forged], fields.RootElement.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString()));
        Assert.Equal("2040-01-02", fields.RootElement.GetProperty("to").GetString());
    }

    [Fact]
    public async Task A_cluster_alone_is_a_number_and_not_in_the_audit()
    {
        using var client = As(Role.Manager);
        async Task<int> EntriesAsync() => (await city.Store.Access.ListAuditAsync(new(null, 1000), Cancel)).Count;
        var before = await EntriesAsync();
        Assert.DoesNotContain(
            Features(await client.GetByteArrayAsync("/tiles/cases/0/0/0.mvt", Cancel)),
            feature => feature.ContainsKey("id")
        );
        Assert.Equal(before, await EntriesAsync());
    }

    [Theory]
    [InlineData("/tiles/cases/2/4/0.mvt", "There is no tile 2/4/0")]
    [InlineData("/tiles/cases/25/0/0.mvt", "There is no tile 25/0/0")]
    [InlineData("/tiles/events/2/-1/0.mvt", "There is no tile 2/-1/0")]
    [InlineData("/tiles/cases/2/1/1.mvt?from=20022-01-01", "\"20022-01-01\" is not a date")]
    [InlineData("/tiles/cases/2/1/1.mvt?area=wards:99", "have no area \"99\"")]
    public async Task What_is_not_there_is_refused_with_a_sentence(string path, string sentence)
    {
        using var client = As(Role.Manager);
        var answer = await client.GetAsync(path, Cancel);
        Assert.Contains(sentence, await answer.ProblemAsync(answer.StatusCode), StringComparison.Ordinal);
        Assert.InRange((int)answer.StatusCode, 400, 422);
    }

    [Fact]
    public async Task Gdal_reads_a_tile_and_finds_its_points_where_the_cases_are()
    {
        Tools.Need(OgrInfo, "gdal-bin");
        using var client = As(Role.Manager);
        var bounds = (await client.JsonAsync("/api/city"))
            .GetProperty("bounds")
            .EnumerateArray()
            .Select(side => side.GetDouble())
            .ToArray();
        var tile = TileId.Holding(new((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2), 12);
        var bytes = await client.GetByteArrayAsync($"/tiles/cases/{tile}.mvt?open=true", Cancel);
        var path = Path.Combine(Path.GetTempPath(), $"turfmap-{Guid.NewGuid():N}.mvt");
        try
        {
            await File.WriteAllBytesAsync(path, bytes, Cancel);
            var (code, output, errors) = await Tools.RunAsync(
                OgrInfo,
                "-oo",
                $"Z={tile.Zoom}",
                "-oo",
                $"X={tile.X}",
                "-oo",
                $"Y={tile.Y}",
                "-al",
                "-so",
                path,
                "cases"
            );
            Assert.True(code == 0 && errors.Length == 0, errors + output);
            Assert.Contains($"Feature Count: {Features(bytes).Count()}", output, StringComparison.Ordinal);
            Assert.Contains("Geometry: Point", output, StringComparison.Ordinal);
            Assert.Contains("n: Integer", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return (await client.SendAsync(request, Cancel)).StatusCode;
    }

    private static async Task<List<Dictionary<string, object>>> FeaturesAsync(HttpClient client, string of, int zoom, string filter)
    {
        var all = new List<Dictionary<string, object>>();
        foreach (var tile in Tiles(await client.JsonAsync("/api/city"), zoom))
            all.AddRange(Features(await client.GetByteArrayAsync($"/tiles/{of}/{tile}.mvt?{filter}", Cancel)));
        return all;
    }

    private static IEnumerable<Dictionary<string, object>> Features(byte[] tile) =>
        VectorTileReader
            .Read(tile)
            .SelectMany(layer => layer.Features)
            .Select(feature => feature.Tags.ToDictionary(tag => tag.Key, tag => tag.Value));

    private static IEnumerable<TileId> Tiles(JsonElement city, int zoom)
    {
        var bounds = city.GetProperty("bounds").EnumerateArray().Select(side => side.GetDouble()).ToArray();
        var (first, last) = (
            TileId.Holding(new LonLat(bounds[0], bounds[3]), zoom),
            TileId.Holding(new LonLat(bounds[2], bounds[1]), zoom)
        );
        return from x in Enumerable.Range(first.X, last.X - first.X + 1)
            from y in Enumerable.Range(first.Y, last.Y - first.Y + 1)
            select new TileId(zoom, x, y);
    }
}
