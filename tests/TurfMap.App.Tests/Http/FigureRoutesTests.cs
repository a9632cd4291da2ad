using System.Net;
using System.Text;
using System.Text.Json;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Http;

public sealed class FigureRoutesTests(RunningCity city) : IClassFixture<RunningCity>
{
    private HttpClient As(Role role) => new HttpClient { BaseAddress = city.Client.BaseAddress }.As(role);

    private static JsonElement.ArrayEnumerator Groups(JsonElement answer) => answer.GetProperty("groups").EnumerateArray();

    [Fact]
    public async Task Areas_come_with_density_rate_and_whose_residents_these_are_of()
    {
        using var client = As(Role.Manager);
        var wards = await client.JsonAsync("/api/cases/counts?by=area:wards&from=2025-01-01&to=2026-01-01");
        var tracts = await client.JsonAsync("/api/cases/counts?by=area:tracts&from=2025-01-01&to=2026-01-01");

        Assert.Equal(("population", 2023, "units added up, each where the point for its label lies"), Of(wards));
        Assert.Equal(("population", 2023, "counted in these areas"), Of(tracts));
        Assert.Equal("local", tracts.GetProperty("smoothing").GetString());
        Assert.Equal("square miles in the plane of EPSG:32618", tracts.GetProperty("ground").GetString());
        Assert.Equal(936, Groups(tracts).Count(one => one.GetProperty("key").GetString()!.Length > 0));
        Assert.Equal(Sum(tracts, "residents"), Sum(wards, "residents"));
        Assert.Equal(Sum(tracts, "squareMiles"), Sum(wards, "squareMiles"), 0.02);
        Assert.All(
            Groups(wards).Where(one => one.GetProperty("rate").ValueKind == JsonValueKind.Number),
            one =>
                Assert.True(
                    one.GetProperty("rateLow").GetDouble() < one.GetProperty("rate").GetDouble()
                        && one.GetProperty("rate").GetDouble() < one.GetProperty("rateHigh").GetDouble()
                )
        );

        static (string?, int, string?) Of(JsonElement answer) =>
            answer.GetProperty("residentsOf") is var of
                ? (of.GetProperty("measure").GetString(), of.GetProperty("year").GetInt32(), of.GetProperty("method").GetString())
                : default;
        static double Sum(JsonElement answer, string name) =>
            Groups(answer).Sum(one => one.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : 0);
    }

    /// <summary>The table must say what the answer says, and stay a table whatever kinds are called.</summary>
    [Theory]
    [InlineData("kind", "cases-by-kind-2025-01-01-to-2025-03-31.csv", "kind,cases,of,first_day,last_day,filter,data_to")]
    [InlineData(
        "weekday-hour",
        "cases-by-weekday-hour-2025-01-01-to-2025-03-31.csv",
        "weekday,hour,cases,of,first_day,last_day,filter,data_to"
    )]
    [InlineData("turf", "cases-by-turf-2025-01-01-to-2025-03-31.csv", "turf,name,cases,of,first_day,last_day,filter,data_to")]
    [InlineData(
        "area:wards",
        "cases-by-wards-2025-01-01-to-2025-03-31.csv",
        "code,name,cases,in_density,square_miles,per_square_mile_and_month,residents,per_1000_residents_and_year,low_95,"
            + "high_95,smoothed,state,residents_source,of,first_day,last_day,filter,data_to"
    )]
    public async Task Counts_come_as_a_table_with_the_same_numbers(string by, string name, string header)
    {
        using var client = As(Role.Manager);
        var path = $"/api/cases/counts?by={by}&from=2025-01-01&to=2025-04-01&open=false";
        var (json, answer) = (await client.JsonAsync(path), await client.GetAsync(path + "&format=csv"));
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal(
            (HttpStatusCode.OK, "text/csv; charset=utf-8", name),
            (answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), answer.Content.Headers.ContentDisposition?.FileName)
        );
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal(header, lines[0]);
        var columns = header.Split(',').ToList();
        var cells = lines[1..].Where(line => line.Length > 0).Select(line => line.Split(',')).ToArray();
        Assert.Equal(Groups(json).Count(), cells.Length);
        Assert.All(
            cells.Where(line => line.Length == columns.Count),
            line =>
                Assert.Equal(
                    ("2025-01-01", "2025-03-31", "open=false"),
                    (line[columns.IndexOf("first_day")], line[columns.IndexOf("last_day")], line[columns.IndexOf("filter")])
                )
        );
        if (by == "area:wards")
            Assert.Equal(
                Groups(json).Select(one => one.GetProperty("rate").ToString()),
                cells.Select(line => line[columns.IndexOf("per_1000_residents_and_year")])
            );
        else if (by != "kind")
            Assert.Equal(
                Groups(json).Select(one => one.GetProperty("cases").ToString()),
                cells.Select(line => line[columns.IndexOf("cases")])
            );
    }

    [Fact]
    public async Task Hot_spots_of_tracts_and_hexagons_say_how_they_were_found()
    {
        using var client = As(Role.Manager);
        foreach (var (on, hasShape) in new[] { ("tracts", false), ("hexagons", true) })
        {
            var answer = await client.JsonAsync($"/api/cases/hotspots?on={on}&from=2025-01-01&to=2026-01-01");
            Assert.Equal(
                (on, "rate", 0.05, 999, "queen", "FeatureCollection"),
                (
                    answer.GetProperty("on").GetString(),
                    answer.GetProperty("of").GetString(),
                    answer.GetProperty("q").GetDouble(),
                    answer.GetProperty("permutations").GetInt32(),
                    answer.GetProperty("neighbours").GetString(),
                    answer.GetProperty("type").GetString()
                )
            );
            Assert.InRange(answer.GetProperty("tested").GetInt32(), 500, 5000);
            Assert.NotEqual(0, answer.GetProperty("features").GetArrayLength());
            foreach (var spot in answer.GetProperty("features").EnumerateArray())
            {
                var told = spot.GetProperty("properties");
                Assert.Equal(hasShape, spot.GetProperty("geometry").ValueKind == JsonValueKind.Object);
                Assert.Contains(told.GetProperty("sureness").GetInt32(), new[] { 90, 95, 99 });
                Assert.StartsWith(
                    told.GetProperty("verdict").GetString() == "more" ? "More cases than chance" : "Fewer cases than chance",
                    told.GetProperty("sentence").GetString(),
                    StringComparison.Ordinal
                );
            }
            Assert.Equal(
                answer.ToString(),
                (await client.JsonAsync($"/api/cases/hotspots?on={on}&from=2025-01-01&to=2026-01-01")).ToString()
            );
        }
    }

    [Fact]
    public async Task Two_periods_are_compared_on_hexagons_areas_and_kinds()
    {
        using var client = As(Role.Manager);
        foreach (var on in new[] { "hexagons", "area:tracts", "area:wards", "kind" })
        {
            var answer = await client.JsonAsync(
                $"/api/cases/compare?on={on}&first=2025-01-01..2025-07-01&second=2025-07-01..2026-01-01&open=false"
            );
            var (first, second) = (answer.GetProperty("about1"), answer.GetProperty("about2"));
            var drawn = on == "kind" ? "count" : "drawn";
            Assert.Equal(
                (first.GetProperty(drawn).GetInt32(), second.GetProperty(drawn).GetInt32()),
                (
                    Groups(answer).Sum(one => one.GetProperty("first").GetInt32()),
                    Groups(answer).Sum(one => one.GetProperty("second").GetInt32())
                )
            );
            Assert.Equal(
                ("2025-01-01", "2025-07-01", "2026-01-01"),
                (first.GetProperty("from").GetString(), second.GetProperty("from").GetString(), second.GetProperty("to").GetString())
            );
            Assert.All(
                Groups(answer),
                one =>
                    Assert.Equal(
                        one.GetProperty("first").GetInt32() < 5 && one.GetProperty("second").GetInt32() < 5,
                        one.GetProperty("verdict").GetString() == "few"
                    )
            );
            Assert.Equal(on == "hexagons", answer.GetProperty("features").ValueKind == JsonValueKind.Array);
            if (on == "hexagons")
                Assert.Equal(
                    Groups(answer).Select(one => one.GetProperty("key").GetString()),
                    answer.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("id").GetString())
                );
        }
    }

    [Fact]
    public async Task A_list_goes_on_where_it_ended_and_events_have_one_too()
    {
        using var client = As(Role.Director);
        var first = await client.JsonAsync("/api/events?limit=2");
        var second = await client.JsonAsync($"/api/events?limit=2&after={first.GetProperty("next").GetString()}");

        var one = first.GetProperty("events")[0];
        Assert.Matches("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$", one.GetProperty("starts").GetString());
        Assert.False(string.IsNullOrEmpty(one.GetProperty("name").GetString()));
        Assert.DoesNotContain(
            second.GetProperty("events")[0].GetProperty("id").GetString(),
            first.GetProperty("events").EnumerateArray().Select(shown => shown.GetProperty("id").GetString())
        );
        Assert.Equal(first.GetProperty("total").GetInt32(), second.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("/api/cases/hotspots?on=wards", "Wards are too few")]
    [InlineData("/api/cases/hotspots?on=rivers", "There is no layer \"rivers\" to count by")]
    [InlineData("/api/cases/counts?by=kind&format=xls", "Counts come as json or as csv")]
    [InlineData("/api/cases/compare", "The first period is not understood. Write the first day and the day after the last")]
    [InlineData("/api/cases/compare?first=2025-01-01..2025-02-01&second=2025-02-01", "The second period is not understood")]
    [InlineData("/api/cases/compare?first=2025-02-01..2025-01-01&second=2025-02-01..2025-03-01", "The first period ends before it begins")]
    [InlineData("/api/cases/compare?first=2025-01-01..2025-02-02&second=2025-02-01..2025-03-01", "The two periods have days in common")]
    [InlineData(
        "/api/cases/compare?on=mood&first=2025-01-01..2025-02-01&second=2025-02-01..2025-03-01",
        "Periods are compared on hexagons, on kind"
    )]
    [InlineData("/api/cases?after=C1", "The place in the list is not one that this list gave")]
    [InlineData("/api/cases?after=***", "The place in the list is not one that this list gave")]
    public async Task What_cannot_be_asked_is_refused_with_a_sentence(string path, string sentence)
    {
        using var client = As(Role.Manager);
        var answer = await client.GetAsync(path);
        Assert.Contains(sentence, await answer.ProblemAsync(answer.StatusCode), StringComparison.Ordinal);
        Assert.InRange((int)answer.StatusCode, 400, 422);
    }
}
