using System.Globalization;
using System.Net;
using System.Text;
using TurfMap.App.Tests.Http;
using TurfMap.Domain.Importing;
using TurfMap.Formats;
using TurfMap.Storage.Importing;

namespace TurfMap.App.Tests.Cities;

/// <summary>Several cities in one program: whatever is asked of one city, nothing of another comes back.</summary>
public sealed class NothingCrossesTests(RunningCities cities) : IClassFixture<RunningCities>
{
    public static TheoryData<string> Keys => [.. RunningCities.Hosted.Select(city => city.Key)];

    private static HostedName Of(string key) => RunningCities.Hosted.Single(city => city.Key == key);

    private static IEnumerable<HostedName> Others(string key) => RunningCities.Hosted.Where(city => city.Key != key);

    private static string Inside(HostedName city) =>
        string.Create(CultureInfo.InvariantCulture, $"lon={city.West + 0.5}&lat={SmallCity.South + 0.5}");

    private async Task<string> TextAsync(string address)
    {
        var answer = await cities.Client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {text}");
        return text;
    }

    [Theory, MemberData(nameof(Keys))]
    public async Task Every_answer_is_of_the_city_that_was_asked_and_names_no_other(string key)
    {
        var city = Of(key);
        string[] addresses =
        [
            $"/{key}/api/city",
            $"/{key}/api/layers",
            $"/{key}/api/layers/{city.Name.ToLowerInvariant()}_parts/areas",
            $"/{key}/api/layers/{city.Name.ToLowerInvariant()}_parts/codes",
            $"/{key}/api/turfs",
            $"/{key}/api/search?q={city.Name}",
            $"/{key}/api/search?q=Ana",
            $"/{key}/api/who?{Inside(city)}",
        ];
        foreach (var address in addresses)
        {
            var text = await TextAsync(address);
            Assert.Contains(city.Name, text, StringComparison.Ordinal);
            Assert.All(Others(key), other => Assert.DoesNotContain(other.Name, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory, MemberData(nameof(Keys))]
    public async Task A_place_of_another_city_is_outside_and_its_layers_and_people_are_not_found(string key)
    {
        foreach (var other in Others(key))
        {
            Assert.Equal(
                "This place is outside every layer.",
                (await cities.Client.JsonAsync($"/{key}/api/who?{Inside(other)}")).GetProperty("sentence").GetString()
            );
            Assert.Empty((await cities.Client.JsonAsync($"/{key}/api/search?q={other.Name}")).GetProperty("results").EnumerateArray());
            await (await cities.Client.GetAsync($"/{key}/api/layers/{other.Name.ToLowerInvariant()}_parts/areas")).ProblemAsync(
                HttpStatusCode.NotFound
            );
        }
    }

    [Theory, MemberData(nameof(Keys))]
    public async Task A_job_is_known_in_its_own_city_only_and_lies_in_its_own_folder(string key)
    {
        var started = await cities.Client.PostAsync(
            $"/{key}/api/assign/jobs",
            new StringContent(
                string.Create(CultureInfo.InvariantCulture, $"id,lon,lat\n1,{Of(key).West + 0.5},40.5\n"),
                Encoding.UTF8,
                "text/csv"
            )
        );
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        var at = started.Headers.Location!.ToString();
        var id = at.Split('/')[^1];
        Assert.Equal($"/{key}/api/jobs/{id}", at);
        Assert.Contains("event: done", await TextAsync(at + "/events"), StringComparison.Ordinal);

        Assert.Contains($"Ana of {Of(key).Name}", await TextAsync(at + "/result"), StringComparison.Ordinal);
        Assert.Contains(Directory.GetFiles(Path.Combine(cities.Temp, key)), file => file.Contains(id, StringComparison.Ordinal));
        foreach (var other in Others(key))
        {
            foreach (var part in new[] { "", "/events", "/summary", "/points", "/result" })
                await (await cities.Client.GetAsync($"/{other.Key}/api/jobs/{id}{part}")).ProblemAsync(HttpStatusCode.NotFound);
            await (await cities.Client.DeleteAsync($"/{other.Key}/api/jobs/{id}")).ProblemAsync(HttpStatusCode.NotFound);
            Assert.DoesNotContain(
                Directory.GetFiles(Path.Combine(cities.Temp, other.Key)),
                file => file.Contains(id, StringComparison.Ordinal)
            );
        }
    }

    [Theory, MemberData(nameof(Keys))]
    public async Task A_tag_of_one_city_does_not_silence_another(string key)
    {
        var mine = await cities.Client.GetAsync($"/{key}/api/turfs?zoom=9&at=2026-01-01");
        var own = await mine.Content.ReadAsStringAsync();
        foreach (var other in Others(key))
        {
            var theirs = await cities.Client.GetAsync($"/{other.Key}/api/turfs?zoom=9&at=2026-01-01");
            Assert.NotEqual(own, await theirs.Content.ReadAsStringAsync());
            using var again = new HttpRequestMessage(HttpMethod.Get, $"/{key}/api/turfs?zoom=9&at=2026-01-01");
            again.Headers.IfNoneMatch.Add(theirs.Headers.ETag!);
            var answer = await cities.Client.SendAsync(again);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{key} took the tag {theirs.Headers.ETag} of {other.Key} for its own");
            Assert.Equal(own, await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory, MemberData(nameof(Keys))]
    public async Task An_import_moves_the_version_of_its_own_city_only(string key)
    {
        var before = RunningCities.Hosted.ToDictionary(city => city.Key, city => cities.City(city.Key).Live.Snapshot.Version);
        var store = cities.City(key).Store;
        var file = $"more-{key}.csv";
        using var liaisons = new ImportFile(
            new CsvTable(new CsvReader(file, new MemoryStream(Encoding.UTF8.GetBytes($"id,name\nL3,Cyd of {Of(key).Name}\n"))))
        );
        await store.ImportAsync(
            ImportKinds.Find("liaisons")!,
            new(file, new(2026, 3, 28)),
            liaisons,
            new(""),
            null,
            CancellationToken.None
        );
        var version = await store.City.ReadVersionAsync(CancellationToken.None);

        await cities.City(key).Live.CatchUpAsync(version, CancellationToken.None);

        Assert.True(cities.City(key).Live.Snapshot.Version >= version);
        Assert.Contains(cities.City(key).Live.Snapshot.Liaisons, liaison => liaison.Name == $"Cyd of {Of(key).Name}");
        foreach (var other in Others(key))
        {
            Assert.Equal(before[other.Key], cities.City(other.Key).Live.Snapshot.Version);
            Assert.DoesNotContain(
                cities.City(other.Key).Live.Snapshot.Liaisons,
                liaison => liaison.Name.StartsWith("Cyd of " + Of(key).Name, StringComparison.Ordinal)
            );
            Assert.DoesNotContain(
                await cities.City(other.Key).Store.Imports.ListBatchesAsync(CancellationToken.None),
                batch => batch.Source == file
            );
        }
    }

    [Fact]
    public void Nothing_of_a_city_is_shared()
    {
        var all = cities.Cities.All;

        Assert.Equal(
            all.Count * 5,
            all.SelectMany(city => new object[] { city.Live, city.Access, city.Cache, city.Jobs, city.Jobs.Files })
                .Distinct(ReferenceEqualityComparer.Instance)
                .Count()
        );
    }
}
