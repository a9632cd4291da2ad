using System.Text.Json;
using TurfMap.Domain.Access;
using TurfMap.Domain.Figures;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Http;

/// <summary>
/// The same filter gives the same number everywhere: in the list, in every way of counting, on the hexagons with what they leave out.
/// </summary>
public sealed class OneNumberTests(RunningCity city) : IClassFixture<RunningCity>
{
    private static readonly string[] Ways = [.. CaseGroups.Ways, "area:wards", "area:districts", "area:tracts", "area:boroughs"];

    [Theory]
    [InlineData("cases", Role.Manager, 1)]
    [InlineData("cases", Role.Manager, 2)]
    [InlineData("cases", Role.Liaison, 3)]
    [InlineData("cases", Role.Liaison, 4)]
    [InlineData("events", Role.Manager, 5)]
    [InlineData("events", Role.Director, 6)]
    public async Task The_list_the_counts_and_the_map_agree(string of, Role role, int seed)
    {
        using var client = new HttpClient { BaseAddress = city.Client.BaseAddress }.As(role);
        var random = new Random(seed);
        var (kinds, statuses, languages) = (
            await KeysAsync(client, of, "kind"),
            await KeysAsync(client, of, "status"),
            await KeysAsync(client, of, "language")
        );
        var seen = 0;
        for (var round = 0; round < 12; round++)
        {
            var filter = round == 0 ? "" : Filter(random, kinds, statuses, languages);
            var list = await client.JsonAsync($"/api/{of}?limit=3{filter}");
            var total = list.GetProperty("total").GetInt32();
            var about = list;
            foreach (var by in Ways)
            {
                var counts = await client.JsonAsync($"/api/{of}/counts?by={by}{filter}");
                about = counts.GetProperty("about");
                Assert.True(
                    (total, total, total)
                        == (
                            counts.GetProperty("cases").GetInt32(),
                            counts.GetProperty("groups").EnumerateArray().Sum(one => one.GetProperty("cases").GetInt32()),
                            Number(about, "count")
                        ),
                    $"{by}{filter}: {total} but {counts}"
                );
                if (by.StartsWith("area:", StringComparison.Ordinal))
                    Assert.True(
                        Number(about, "drawn")
                            == counts.GetProperty("groups").EnumerateArray().Sum(one => one.GetProperty("drawn").GetInt32()),
                        $"{by}{filter}"
                    );
            }
            Assert.Equal(
                total,
                Number(about, "drawn")
                    + Number(about, "unplaced")
                    + Number(about, "outside")
                    + Number(about, "rough")
                    + (filter.Contains("sinks", StringComparison.Ordinal) ? 0 : Number(about, "atSinks"))
            );
            var hexagons = await client.JsonAsync($"/api/{of}/hexagons?x=1{filter}");
            Assert.True(
                Number(about, "drawn")
                    == hexagons
                        .GetProperty("features")
                        .EnumerateArray()
                        .Sum(one => one.GetProperty("properties").GetProperty("cases").GetInt32()),
                $"hexagons{filter}"
            );
            if (total < 1500)
                Assert.Equal(total, await WalkAsync(client, of, filter));
            seen += total;
        }
        Assert.True(seen > 200, $"{seen} were seen");
    }

    private static int Number(JsonElement about, string name) => about.GetProperty(name).GetInt32();

    private static async Task<string[]> KeysAsync(HttpClient client, string of, string by) =>
        [
            .. (await client.JsonAsync($"/api/{of}/counts?by={by}"))
                .GetProperty("groups")
                .EnumerateArray()
                .Select(one => one.GetProperty("key").GetString()!)
                .Where(key => key.Length > 0),
        ];

    private static string Filter(Random random, string[] kinds, string[] statuses, string[] languages)
    {
        var said = new List<string>();
        Sometimes(
            3,
            () =>
                "kind="
                + string.Join(
                    '|',
                    Enumerable.Range(0, random.Next(1, 4)).Select(_ => Uri.EscapeDataString(kinds[random.Next(kinds.Length)]))
                )
        );
        Sometimes(4, () => "status=" + Uri.EscapeDataString(statuses[random.Next(statuses.Length)]));
        Sometimes(
            5,
            () => languages.Length == 0 ? "language=" : "language=" + Uri.EscapeDataString(languages[random.Next(languages.Length)])
        );
        Sometimes(2, () => $"from={new DateOnly(2024, 7, 1).AddDays(random.Next(400)):yyyy-MM-dd}");
        Sometimes(3, () => $"to={new DateOnly(2025, 7, 1).AddDays(random.Next(400)):yyyy-MM-dd}");
        Sometimes(5, () => random.Next(2) == 0 ? "open=true" : "open=false");
        Sometimes(8, () => "overdue=true");
        Sometimes(4, () => $"area=wards:{random.Next(1, 6)}");
        Sometimes(5, () => $"turf=T0{random.Next(1, 6)}");
        Sometimes(6, () => $"liaison=L0{random.Next(1, 4)}");
        Sometimes(6, () => $"at={new DateOnly(2024, 2, 1).AddDays(random.Next(700)):yyyy-MM-dd}");
        Sometimes(4, () => "sinks=true");
        return string.Concat(said.Select(one => "&" + one));

        void Sometimes(int oneIn, Func<string> what)
        {
            if (random.Next(oneIn) == 0)
                said.Add(what());
        }
    }

    /// <summary>Every page to its end: each once, newest first, then by id, undated ones last.</summary>
    private static async Task<int> WalkAsync(HttpClient client, string of, string filter)
    {
        var (listed, after) = (new List<(string Day, string Id)>(), "");
        do
        {
            var page = await client.JsonAsync($"/api/{of}?limit=97{filter}{after}");
            listed.AddRange(
                page.GetProperty(of)
                    .EnumerateArray()
                    .Select(one =>
                        (
                            one.GetProperty(of == "events" ? "starts" : "opened").GetString() is { } day ? day[..10] : "",
                            one.GetProperty("id").GetString()!
                        )
                    )
            );
            after = page.GetProperty("next").GetString() is { } next ? "&after=" + next : null;
        } while (after is not null);
        Assert.Equal(
            listed.OrderByDescending(one => one.Day, StringComparer.Ordinal).ThenBy(one => one.Id, StringComparer.Ordinal),
            listed
        );
        Assert.Equal(listed.Count, listed.DistinctBy(one => one.Id).Count());
        return listed.Count;
    }
}
