using System.Buffers.Binary;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Hosting;
using TurfMap.Spatial;

namespace TurfMap.App.Tests.Http;

public sealed class WhoRoutesTests(RunningCity city) : IClassFixture<RunningCity>
{
    [Fact]
    public async Task A_place_is_told_with_every_district_its_turf_and_who_covers_it()
    {
        var answer = await city.Client.JsonAsync("/api/who?lon=-72.52&lat=39.46");

        Assert.Equal(
            ["boroughs", "wards", "districts", "tracts"],
            answer.GetProperty("areas").EnumerateArray().Select(area => area.GetProperty("layer").GetString())
        );
        Assert.All(answer.GetProperty("areas").EnumerateArray(), area => Assert.Equal("inside", area.GetProperty("status").GetString()));
        Assert.Equal(
            answer.GetProperty("unit").GetProperty("code").GetString(),
            answer.GetProperty("areas")[3].GetProperty("code").GetString()
        );
        Assert.False(string.IsNullOrEmpty(answer.GetProperty("lead").GetProperty("name").GetString()));
        Assert.Contains("is covered by", answer.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_of_the_date_answers()
    {
        Assert.Equal(
            "Turf plan 2024",
            (await city.Client.JsonAsync("/api/who?lon=-72.52&lat=39.46&at=2025-08-31"))
                .GetProperty("turf")
                .GetProperty("planName")
                .GetString()
        );
        Assert.Equal(
            "Turf plan 2025",
            (await city.Client.JsonAsync("/api/who?lon=-72.52&lat=39.46&at=2025-09-01"))
                .GetProperty("turf")
                .GetProperty("planName")
                .GetString()
        );
        Assert.Contains(
            "No turf plan is in force",
            (await city.Client.JsonAsync("/api/who?lon=-72.52&lat=39.46&at=2021-01-01")).GetProperty("sentence").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Far_away_is_outside_everything()
    {
        var answer = await city.Client.JsonAsync("/api/who?lon=10&lat=50");

        Assert.All(answer.GetProperty("areas").EnumerateArray(), area => Assert.Equal("outside", area.GetProperty("status").GetString()));
        Assert.Equal("This place is outside every layer.", answer.GetProperty("sentence").GetString());
    }

    [
        Theory,
        InlineData(""),
        InlineData("?lon=-72"),
        InlineData("?lon=200&lat=10"),
        InlineData("?lon=NaN&lat=10"),
        InlineData("?lon=Infinity&lat=10"),
        InlineData("?lon=x&lat=10"),
        InlineData("?lon=1&lat=1&at=2026-02-30")
    ]
    public async Task A_place_that_is_none_gets_a_sentence(string query) =>
        await (await city.Client.GetAsync("/api/who" + query)).ProblemAsync(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Many_places_in_binary_get_the_same_areas_as_one_by_one()
    {
        var index = city
            .App.Services.GetRequiredService<HostedCities>()
            .All[0]
            .Live.Snapshot.On(new DateOnly(2026, 1, 1))
            .Answered.Single(layer => layer.Layer.Key == "tracts")
            .Placing.Index;
        var random = new Random(3);
        var body = new byte[50_001 * 16];
        var expected = new int[50_001];
        for (var i = 0; i < expected.Length; i++)
        {
            var place = new LonLat(-72.66 + random.NextDouble() * 0.3, 39.41 + random.NextDouble() * 0.18);
            BinaryPrimitives.WriteDoubleLittleEndian(body.AsSpan(i * 16), place.Longitude);
            BinaryPrimitives.WriteDoubleLittleEndian(body.AsSpan(i * 16 + 8), place.Latitude);
            expected[i] = index.Find(place);
        }

        var answer = await city.Client.PostAsync("/api/layers/tracts/place", new ByteArrayContent(body));

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(
            expected,
            Enumerable.Range(0, expected.Length).Select(i => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(i * 4)))
        );
        Assert.Contains(expected, area => area >= 0);
    }

    [Fact]
    public async Task A_body_that_is_no_pairs_of_numbers_gets_a_sentence() =>
        Assert.Contains(
            "multiple of 16",
            await (await city.Client.PostAsync("/api/layers/tracts/place", new ByteArrayContent(new byte[17]))).ProblemAsync(
                HttpStatusCode.BadRequest
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_change_of_the_store_is_seen_without_a_restart()
    {
        await city.Store.City.SaveProfileAsync(
            (await city.Store.City.FindProfileAsync(CancellationToken.None))!.Value with
            {
                Note = "Changed",
            },
            TurfMap.Domain.Changes.Expected.Any,
            new("Ana"),
            TestContext.Current.CancellationToken
        );

        for (var i = 0; i < 100 && (await city.Client.JsonAsync("/api/city")).GetProperty("note").GetString() != "Changed"; i++)
            await Task.Delay(100, TestContext.Current.CancellationToken);

        Assert.Equal("Changed", (await city.Client.JsonAsync("/api/city")).GetProperty("note").GetString());
    }
}
