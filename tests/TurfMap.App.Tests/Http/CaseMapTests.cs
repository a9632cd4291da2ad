using System.Net;
using System.Text.Json;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Http;

public sealed class CaseMapTests(RunningCity city) : IClassFixture<RunningCity>
{
    private const int InTheSampleCity = 20_000;

    private HttpClient As(Role role) => new HttpClient { BaseAddress = city.Client.BaseAddress }.As(role);

    private static int Sum(IEnumerable<JsonElement> of) => of.Sum(one => one.GetProperty("cases").GetInt32());

    private static int SumOfHexagons(JsonElement answer) =>
        Sum(answer.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("properties")))
        + answer.GetProperty("outside").GetInt32();

    [
        Theory,
        InlineData("", null),
        InlineData("&open=true", null),
        InlineData("&kind=noise|street%20light&from=2025-01-01&to=2026-01-01", null),
        InlineData("&area=wards:4&overdue=true", null),
        InlineData("&kind=of%20no%20case", 0)
    ]
    public async Task Every_way_of_counting_counts_the_same_cases(string filter, int? expected)
    {
        using var client = As(Role.Manager);
        var hexagons = await client.JsonAsync("/api/cases/hexagons?x=1" + filter);
        var count = hexagons.GetProperty("cases").GetInt32();

        Assert.Equal(expected ?? count, count);
        Assert.Equal(filter.Length == 0, count == InTheSampleCity);
        Assert.Equal(count, SumOfHexagons(hexagons));
        foreach (var by in new[] { "kind", "status", "language", "month", "weekday", "area:wards", "area:tracts" })
        {
            var counts = await client.JsonAsync($"/api/cases/counts?by={by}{filter}");
            Assert.Equal((count, count), (counts.GetProperty("cases").GetInt32(), Sum(counts.GetProperty("groups").EnumerateArray())));
        }
    }

    [Fact]
    public async Task A_liaison_counts_the_cases_that_their_list_holds()
    {
        using var client = As(Role.Liaison);
        var (listed, after) = (0, "");
        do
        {
            var page = await client.JsonAsync("/api/cases?limit=500&open=true" + after);
            listed += page.GetProperty("cases").GetArrayLength();
            after = page.GetProperty("next").GetString() is { } next ? "&after=" + next : null;
        } while (after is not null);

        Assert.NotEqual(0, listed);
        Assert.Equal(listed, SumOfHexagons(await client.JsonAsync("/api/cases/hexagons?open=true")));
        Assert.Equal(listed, (await client.JsonAsync("/api/cases/counts?by=kind&open=true")).GetProperty("cases").GetInt32());
        Assert.Equal(listed, (await client.JsonAsync("/api/cases/counts?by=kind&open=true&at=2024-02-01")).GetProperty("cases").GetInt32());
    }

    [Fact]
    public async Task What_the_numbers_are_of_is_said_beside_them()
    {
        using var client = As(Role.Manager);
        var answer = await client.JsonAsync("/api/cases/hexagons?from=2026-01-01&to=2026-04-01");

        Assert.Equal(
            ("2026-01-01", "2026-04-01", 2.96, 1320),
            (
                answer.GetProperty("from").GetString(),
                answer.GetProperty("to").GetString(),
                answer.GetProperty("months").GetDouble(),
                answer.GetProperty("flatToFlatFeet").GetInt32()
            )
        );
        Assert.Equal("EPSG:32618", answer.GetProperty("crs").GetString());
        var hexagon = answer.GetProperty("features")[0];
        Assert.Equal(7, hexagon.GetProperty("geometry").GetProperty("coordinates")[0].GetArrayLength());
        var area = Math.Sqrt(3) / 2 * 0.0625; // a quarter of a mile from flat to flat
        Assert.Equal(
            hexagon.GetProperty("properties").GetProperty("cases").GetInt32() / area / 2.957,
            hexagon.GetProperty("properties").GetProperty("density").GetDouble(),
            0.02
        );
    }

    [Fact]
    public async Task Who_may_not_read_cases_gets_no_numbers_of_them_either()
    {
        foreach (var role in new[] { Role.Director, Role.Administrator })
        {
            using var client = As(role);
            foreach (var path in new[] { "/api/cases/hexagons", "/api/cases/counts?by=kind" })
                Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(path)).StatusCode);
        }
    }

    [Theory]
    [InlineData("/api/cases/counts?by=mood", "Cases are counted by kind")]
    [InlineData("/api/cases/counts?by=area:rivers", "There is no layer \"rivers\" to count by")]
    [InlineData("/api/cases/hexagons?from=20022-01-01", "\"20022-01-01\" is not a date")]
    [InlineData("/api/cases/hexagons?area=4", "An area is written as its layer and its code")]
    [InlineData("/api/cases/hexagons?area=wards:99", "have no area \"99\"")]
    [InlineData("/api/cases/hexagons?turf=T99", "The plan in force has no turf \"T99\"")]
    public async Task A_filter_that_cannot_be_is_refused_with_a_sentence(string path, string sentence)
    {
        using var client = As(Role.Manager);
        var answer = await client.GetAsync(path);
        Assert.Contains(sentence, await answer.ProblemAsync(answer.StatusCode), StringComparison.Ordinal);
        Assert.InRange((int)answer.StatusCode, 400, 422);
    }
}
