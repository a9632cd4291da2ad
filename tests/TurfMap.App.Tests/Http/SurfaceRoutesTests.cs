using System.Globalization;
using System.Net;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Http;

public sealed class SurfaceRoutesTests(RunningCity city) : IClassFixture<RunningCity>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient As(Role role) => new HttpClient { BaseAddress = city.Client.BaseAddress }.As(role);

    [Theory, InlineData("", 2640), InlineData("?radius=1320", 1320), InlineData("?radius=5280&per=area&open=true", 5280)]
    public async Task A_surface_says_what_it_is_and_its_rows_are_whole(string query, int radius)
    {
        using var client = As(Role.Manager);
        var answer = await client.JsonAsync("/api/cases/surface" + query);
        var (width, height, classes) = (
            answer.GetProperty("width").GetInt32(),
            answer.GetProperty("height").GetInt32(),
            answer.GetProperty("classes").GetBytesFromBase64()
        );

        Assert.Equal(
            ("quartic", radius, radius / 10, "cases per square mile and month", false, 5),
            (
                answer.GetProperty("kernel").GetString(),
                answer.GetProperty("radiusFeet").GetInt32(),
                answer.GetProperty("cellFeet").GetInt32(),
                answer.GetProperty("unit").GetString(),
                answer.GetProperty("tooFew").GetBoolean(),
                answer.GetProperty("constituents").GetInt32()
            )
        );
        Assert.Equal(width * height, classes.Length);
        var breaks = answer.GetProperty("breaks").GetArrayLength();
        Assert.All(classes, one => Assert.True(one < breaks - 1 || one is 254 or 255));
        Assert.True(classes.Distinct().Count() > 3, "few classes");
        Assert.Contains((byte)255, classes);
        Assert.Equal(["water"], answer.GetProperty("water").EnumerateArray().Select(key => key.GetString()));
        Assert.InRange(answer.GetProperty("issues").GetInt32(), 1, answer.GetProperty("about").GetProperty("drawn").GetInt32());
        var box = answer.GetProperty("box").EnumerateArray().Select(side => side.GetDouble()).ToArray();
        // A point is a little smaller than a cell.
        Assert.InRange((box[3] - box[1]) * 111_000 / height, 0.8 * radius / 10 * 0.3048, radius / 10 * 0.3048);
        Assert.InRange(
            (box[2] - box[0]) * 111_320 * Math.Cos(box[1] * Math.PI / 180) / width,
            0.8 * radius / 10 * 0.3048,
            radius / 10 * 0.3048
        );
    }

    [Fact]
    public async Task Of_fewer_than_thirty_cases_there_is_no_picture()
    {
        using var client = As(Role.Manager);
        var answer = await client.JsonAsync("/api/cases/surface?kind=of%20no%20case");

        Assert.True(answer.GetProperty("tooFew").GetBoolean());
        Assert.False(answer.TryGetProperty("classes", out _));
        Assert.Equal(0, answer.GetProperty("about").GetProperty("drawn").GetInt32());
    }

    [Fact]
    public async Task Beyond_the_turfs_of_a_liaison_nothing_is_told()
    {
        using var manager = As(Role.Manager);
        using var liaison = As(Role.Liaison);
        var (all, own) = (
            (await manager.JsonAsync("/api/cases/surface")).GetProperty("classes").GetBytesFromBase64(),
            (await liaison.JsonAsync("/api/cases/surface")).GetProperty("classes").GetBytesFromBase64()
        );

        Assert.Equal(all.Length, own.Length);
        Assert.Equal(all.Select(one => one == 255), own.Select(one => one == 255));
        Assert.True(own.Count(one => one < 254) < all.Count(one => one < 254) / 4, "the liaison sees too much");
        Assert.All(all.Zip(own), pair => Assert.True(pair.Second >= 254 || pair.Second <= pair.First));
    }

    [Fact]
    public async Task Events_are_no_secret_and_none_is_blanked_for_being_few()
    {
        using var client = As(Role.Director);
        var answer = await client.JsonAsync("/api/events/surface?radius=2640");

        Assert.Equal(
            ("events per square mile and month", 0),
            (answer.GetProperty("unit").GetString(), answer.GetProperty("constituents").GetInt32())
        );
        Assert.Contains((byte)0, answer.GetProperty("classes").GetBytesFromBase64());
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/cases/surface", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Per_residents_the_radius_is_a_mile_and_the_unit_people_and_years()
    {
        using var client = As(Role.Manager);
        var answer = await client.JsonAsync("/api/cases/surface?per=residents");

        Assert.Equal(
            (5280, "cases per 1,000 residents per year", 300),
            (
                answer.GetProperty("radiusFeet").GetInt32(),
                answer.GetProperty("unit").GetString(),
                answer.GetProperty("breaks")[6].GetInt32()
            )
        );
        var classes = answer.GetProperty("classes").GetBytesFromBase64();
        Assert.Equal(answer.GetProperty("width").GetInt32() * answer.GetProperty("height").GetInt32(), classes.Length);
        Assert.True(classes.Count(one => one < 7) > classes.Length / 10, "too little is told");
    }

    [Fact]
    public async Task A_surface_that_was_made_is_found_again_by_its_tag_and_by_nobody_else()
    {
        using var manager = As(Role.Manager);
        using var liaison = As(Role.Liaison);
        var first = await manager.GetAsync("/api/cases/surface?radius=5280", Cancel);
        async Task<HttpStatusCode> AskAsync(HttpClient client, string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.Tag);
            return (await client.SendAsync(request, Cancel)).StatusCode;
        }

        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true });
        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(manager, "/api/cases/surface?radius=5280"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(manager, "/api/cases/surface?radius=5280&open=true"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(manager, "/api/cases/surface"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(liaison, "/api/cases/surface?radius=5280"));
    }

    [Theory]
    [InlineData("/api/cases/surface?radius=660", "A surface has a radius of 1320, 2640 or 5280 feet, not \"660\"")]
    [InlineData("/api/cases/surface?radius=wide", "not \"wide\"")]
    [InlineData("/api/cases/surface?per=mood", "per area or per residents")]
    [InlineData("/api/cases/surface?per=residents&radius=1320", "a radius of 5280 feet")]
    [InlineData("/api/cases/hexagons?frames=week", "frames=month")]
    [InlineData("/api/cases/hexagons?format=pdf", "as geojson or as csv")]
    public async Task What_cannot_be_is_refused_with_a_sentence(string path, string sentence)
    {
        using var client = As(Role.Manager);
        Assert.Contains(
            sentence,
            await (await client.GetAsync(path, Cancel)).ProblemAsync(HttpStatusCode.BadRequest),
            StringComparison.Ordinal
        );
    }

    [Theory, InlineData(""), InlineData("&kind=noise&from=2025-02-10&to=2025-08-03")]
    public async Task The_months_of_hexagons_add_up_to_their_cases_and_the_table_says_the_same(string filter)
    {
        using var client = As(Role.Manager);
        var answer = await client.JsonAsync("/api/cases/hexagons?frames=month" + filter);
        var months = answer.GetProperty("frames").EnumerateArray().Select(month => month.GetString()!).ToArray();
        var features = answer
            .GetProperty("features")
            .EnumerateArray()
            .ToDictionary(one => one.GetProperty("id").GetString()!, one => one.GetProperty("properties"));
        var undated = answer.GetProperty("about").GetProperty("undated").GetInt32();

        Assert.InRange(months.Length, filter.Length > 0 ? 7 : 12, filter.Length > 0 ? 7 : 60);
        Assert.All(features.Values, one => Assert.Equal(months.Length, one.GetProperty("frames").GetArrayLength()));
        Assert.All(
            features.Values,
            one =>
                Assert.InRange(
                    one.GetProperty("cases").GetInt32() - one.GetProperty("frames").EnumerateArray().Sum(count => count.GetInt32()),
                    0,
                    answer.GetProperty("earlierMonths").GetInt32() > 0 ? int.MaxValue : undated
                )
        );

        var table = await client.GetAsync("/api/cases/hexagons?frames=month&format=csv" + filter, Cancel);
        Assert.Equal("text/csv", table.Content.Headers.ContentType!.MediaType);
        var lines = (await table.Content.ReadAsStringAsync(Cancel)).TrimEnd().Split("\r\n");
        Assert.Equal("hexagon,lon,lat,cases,per_square_mile_and_month,from,to," + string.Join(',', months), lines[0]);
        Assert.Equal(features.Count, lines.Length - 1);
        foreach (var line in lines.Skip(1))
        {
            var (id, cells) = (line.Split('"')[1], line.Split('"')[2].TrimStart(',').Split(','));
            var wanted = features[id];
            Assert.Equal(wanted.GetProperty("cases").GetInt32(), int.Parse(cells[2], CultureInfo.InvariantCulture));
            Assert.Equal(wanted.GetProperty("density").GetDouble(), double.Parse(cells[3], CultureInfo.InvariantCulture), 0.001);
            Assert.Equal(
                wanted.GetProperty("frames").EnumerateArray().Select(count => count.GetInt32()),
                cells[6..].Select(cell => int.Parse(cell, CultureInfo.InvariantCulture))
            );
        }
        Assert.StartsWith(
            "hexagon,lon,lat,cases,per_square_mile_and_month,from,to\r\n",
            await client.GetStringAsync("/api/cases/hexagons?format=csv" + filter, Cancel),
            StringComparison.Ordinal
        );
    }
}
