using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using TurfMap.App.Tests.Http;
using TurfMap.Storage;

namespace TurfMap.App.Tests.Cities;

/// <summary>The deployment as a whole: its list, its health, its pages, and a city that cannot answer.</summary>
public sealed class SeveralCitiesTests(RunningCities cities) : IClassFixture<RunningCities>
{
    [Fact]
    public async Task The_list_names_the_cities_and_says_which_can_answer()
    {
        var list = (await cities.Client.JsonAsync("/api/cities"))
            .GetProperty("cities")
            .EnumerateArray()
            .Select(city =>
                (
                    city.GetProperty("key").GetString(),
                    city.GetProperty("name").GetString(),
                    city.GetProperty("state").GetString(),
                    city.GetProperty("page").GetString()
                )
            );
        var page = await cities.Client.GetAsync("/");
        var text = await page.Content.ReadAsStringAsync();

        Assert.Equal(RunningCities.Hosted.Select(city => (city.Key, city.Name, "ready", $"/{city.Key}/")), list.SkipLast(1)!);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<a href=\"alder/\">Alder</a>", text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Regex.Matches(text, "<script[^>]*>"),
            script => !Regex.IsMatch(script.Value, " src=\"v-[0-9a-f]{16}/(js|built)/")
        );
        var named = Regex.Matches(text, "(?:href|src)=\"(v-[^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.True(named.Count >= 4); // icon, sheets, theme and module
        foreach (var file in named)
            Assert.Equal(HttpStatusCode.OK, (await cities.Client.GetAsync("/" + file)).StatusCode);
    }

    [Fact]
    public async Task The_page_lies_under_each_key_and_nowhere_else()
    {
        foreach (var city in RunningCities.Hosted)
        {
            Assert.Contains("<script type=\"module\"", await cities.Client.GetStringAsync($"/{city.Key}/"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await cities.Client.GetAsync($"/{city.Key}/js/main.js")).StatusCode);
            var bare = await cities.Client.GetAsync("/" + city.Key);
            Assert.Equal(
                (HttpStatusCode.MovedPermanently, $"/{city.Key}/"),
                (
                    bare.StatusCode,
                    bare.Headers.Location!.IsAbsoluteUri ? bare.Headers.Location.AbsolutePath : bare.Headers.Location.ToString()
                )
            );
        }
        Assert.Equal(HttpStatusCode.NotFound, (await cities.Client.GetAsync("/index.html")).StatusCode);
    }

    [
        Theory,
        InlineData("/dogwood/api/who?lon=1&lat=1", "dogwood"),
        InlineData("/dogwood/", "dogwood"),
        InlineData("/api/who?lon=1&lat=1", "api"),
        InlineData("/alderx", "alderx")
    ]
    public async Task A_city_that_is_not_there_gets_a_sentence_that_names_those_that_are(string address, string named)
    {
        var sentence = await (await cities.Client.GetAsync(address)).ProblemAsync(HttpStatusCode.NotFound);

        Assert.Contains(
            $"There is no city \"{named}\" here. The cities are: "
                + $"{string.Join(", ", RunningCities.Hosted.Select(city => $"{city.Key} ({city.Name})"))}, damaged",
            sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_city_whose_store_is_damaged_says_so_while_the_others_answer_and_comes_back_when_the_store_does()
    {
        var ready = await cities.Client.JsonAsync("/readyz");
        Assert.Equal(
            [.. RunningCities.Hosted.Select(_ => "ready"), "unusable"],
            ready.GetProperty("cities").EnumerateArray().Select(city => city.GetProperty("state").GetString())
        );
        Assert.Contains(
            "cannot be used",
            ready.GetProperty("cities")[RunningCities.Hosted.Length].GetProperty("sentence").GetString(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("gpkg", ready.GetRawText(), StringComparison.Ordinal); // strangers hear no path
        foreach (
            var address in new[]
            {
                "/damaged/api/who?lon=1&lat=1",
                "/damaged/api/city",
                "/damaged/api/layers",
                "/damaged/api/turfs",
                "/damaged/api/search?q=a",
                "/damaged/api/jobs/x",
            }
        )
        {
            var answer = await cities.Client.GetAsync(address);
            var said = await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable);
            Assert.Contains("store cannot be used now", said, StringComparison.Ordinal);
            Assert.DoesNotContain("gpkg", said, StringComparison.Ordinal);
            Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
        }
        foreach (var address in new[] { "/damaged/api/assign", "/damaged/api/assign/jobs", "/damaged/api/assign/guess" })
            await (await cities.Client.PostAsync(address, new StringContent("lon,lat\n1,1\n"))).ProblemAsync(
                HttpStatusCode.ServiceUnavailable
            );
        Assert.Contains("<script type=\"module\"", await cities.Client.GetStringAsync("/damaged/"), StringComparison.Ordinal);
        Assert.Equal("Alder", (await cities.Client.JsonAsync("/alder/api/city")).GetProperty("name").GetString());

        File.Delete(cities.Damaged);
        using (var mended = CityStore.Open(cities.Damaged, TimeProvider.System))
        {
            await TurfMap.Tests.TestAccess.SeedAsync(mended);
            await mended.City.SaveProfileAsync(
                new("Mended", null, false, 5),
                TurfMap.Domain.Changes.Expected.New,
                new("Ana"),
                CancellationToken.None
            );
        }

        for (var waited = 0; waited < 100 && (await cities.Client.GetAsync("/damaged/api/city")).StatusCode != HttpStatusCode.OK; waited++)
            await Task.Delay(100);
        Assert.Equal("Mended", (await cities.Client.JsonAsync("/damaged/api/city")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_description_knows_the_routes_of_each_city_and_no_city_as_a_parameter()
    {
        var text = await cities.Client.GetStringAsync("/openapi/v1.json");
        var paths = JsonDocument.Parse(text).RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();

        Assert.DoesNotContain("HostedCity\"", text, StringComparison.Ordinal);
        Assert.All(RunningCities.Hosted, city => Assert.Contains($"/{city.Key}/api/who", paths));
        Assert.DoesNotContain("/api/who", paths);
        var layers = JsonDocument
            .Parse(text)
            .RootElement.GetProperty("paths")
            .GetProperty("/alder/api/layers")
            .GetProperty("get")
            .GetProperty("parameters");
        Assert.Equal("at", Assert.Single(layers.EnumerateArray()).GetProperty("name").GetString());
    }
}
