using System.Text;
using System.Text.RegularExpressions;
using TurfMap.App.Http.Records;
using TurfMap.App.Tests.Cities;
using TurfMap.App.Tests.Http;
using TurfMap.App.Tests.Replicas;
using TurfMap.Domain.Access;
using TurfMap.Domain.Importing;
using TurfMap.Domain.Records;
using TurfMap.Formats;
using TurfMap.Storage;
using TurfMap.Storage.Importing;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Access;

/// <summary>
/// What somebody gets from a store that holds everybody's rows equals what they get from one that holds only theirs: nothing of anybody
/// else's shows, not even by a count or a sentence.
/// </summary>
public sealed partial class TwoUserOracleTests(PreparedStores prepared) : IDisposable
{
    private const int Cases = 160;
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-oracle-").FullName;

    private static readonly (string Name, Role Role, string? Liaison)[] People =
    [
        ("west", Role.Liaison, "L1"),
        ("east", Role.Liaison, "L2"),
        ("no-turf", Role.Liaison, "L9"),
        ("nobody", Role.Liaison, null),
        ("all", Role.Manager, null),
        ("numbers", Role.Director, null),
        ("keeper", Role.Administrator, null),
        ("system", Role.Client, null),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>
    /// In every run each of the people asks every route, and for one in five of the rows, theirs and others', what can be asked of a row.
    /// </summary>
    private static readonly int OneIn = Rounds.AreLong ? 1 : 5;

    public static IEnumerable<TheoryDataRow<int>> Seeds => Rounds.Seeds(1);

    [Theory, MemberData(nameof(Seeds))]
    public async Task What_a_user_reads_is_what_a_store_of_only_their_rows_would_say(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable
            .Range(0, Cases)
            .Select(number => new Row(
                $"C{number:D3}",
                -74.5 + random.NextDouble() * 3,
                39.8 + random.NextDouble() * 1.4,
                random.Next(6) > 0,
                $"{random.Next(1, 99)} Elm Street"
            ))
            .ToArray();
        await using var full = await NodeAsync("full", rows);
        foreach (var (name, role, liaison) in People)
        {
            var own = rows.Where(row => Sees(role, liaison, row)).ToArray();
            await using var only = await NodeAsync(name, own);
            var compared = 0;
            foreach (var path in Paths(Share(own, random).Concat(Share(rows.Except(own), random)), random))
            {
                var (all, theirs) = (await AskAsync(full, path, name), await AskAsync(only, path, name));
                Assert.True(all == theirs, $"{name}, {path}:\n{all}\nbut with only their rows:\n{theirs}");
                compared++;
            }
            Assert.True(compared > 80);
            if (role is Role.Liaison or Role.Manager)
                Assert.Equal(own.Length, await CountAsync(full, name));
        }
    }

    /// <summary>One in so many, and at least one where there is any.</summary>
    private static Row[] Share(IEnumerable<Row> rows, Random random)
    {
        var all = rows.ToArray();
        random.Shuffle(all);
        return all[..((all.Length + OneIn - 1) / OneIn)];
    }

    /// <summary>The rule once more, from the squares and the plan alone.</summary>
    private static bool Sees(Role role, string? liaison, Row row)
    {
        var inside = row.HasPlace && row.Lat is > SmallCity.South and < SmallCity.South + 1;
        return role == Role.Manager
            || role == Role.Liaison
                && inside
                && (liaison == "L1" ? row.Lon is > -74 and < -73 : liaison == "L2" && row.Lon is > -73 and < -72);
    }

    /// <summary>
    /// Every route that reads, with what can be asked of it. Imports are left out: who may import sees what was imported, by everybody.
    /// </summary>
    private static IEnumerable<string> Paths(IEnumerable<Row> rows, Random random)
    {
        string[] plain =
        [
            "/api/city",
            "/api/layers",
            "/api/turfs",
            "/api/liaisons",
            "/api/liaisons/L1",
            "/api/partners",
            "/api/profile",
            "/api/layers/alder_parts/areas",
            "/api/layers/alder_parts/codes",
            "/api/cases",
            "/api/cases?limit=1000",
            "/api/cases?limit=1",
            "/api/cases/hexagons",
            "/api/cases/hexagons?open=true&at=2020-01-01",
            "/api/cases/counts?by=kind",
            "/api/cases/counts?by=month&liaison=L1",
            "/api/cases/counts?by=language&liaison=L2",
            "/api/cases/counts?by=area:alder_parts",
            "/api/cases/counts?by=area:alder_parts&format=csv",
            "/api/cases/counts?by=turf",
            "/api/cases/counts?by=day&format=csv",
            "/api/cases/counts?by=weekday-hour",
            "/api/cases/counts?by=agency&area=alder_parts:2",
            "/api/cases/counts?by=hour&turf=B",
            "/api/cases?kind=noise&liaison=L2",
            "/api/cases?area=alder_parts:1&limit=3",
            "/api/cases/hotspots",
            "/api/cases/hotspots?on=alder_parts",
            "/api/cases/compare?first=2026-01-01..2026-01-05&second=2026-01-05..2026-01-09",
            "/api/cases/compare?on=kind&first=2025-01-01..2026-01-01&second=2026-01-01..2026-02-01",
            "/api/cases/compare?on=area:alder_parts&first=2025-01-01..2026-01-01&second=2026-01-01..2026-02-01&turf=A",
            "/api/events",
            "/api/events/counts?by=area:alder_parts",
            "/api/account",
            "/api/me",
            "/api/jobs/none",
        ];
        foreach (var path in plain)
            yield return path;
        foreach (
            var path in new[]
            {
                "/api/cases/surface?radius=5280",
                "/api/cases/surface?radius=5280&open=true",
                "/api/cases/hexagons?frames=month",
                "/api/cases/hexagons?format=csv",
                "/tiles/cases/0/0/0.mvt",
                "/tiles/cases/6/18/24.mvt",
                "/tiles/cases/9/151/192.mvt",
                "/tiles/cases/9/152/193.mvt?kind=noise",
            }
        )
            yield return path;
        foreach (var row in rows)
        {
            yield return "/api/cases/" + row.Id;
            if (random.Next(3) > 0)
                continue;
            yield return $"/api/cases?limit={random.Next(1, 30)}&after={row.Id}";
            var page = ListedPage.Write(CaseColumns.Day(new DateOnly(2026, 1, 5)), row.Id);
            yield return $"/api/cases?limit={random.Next(1, 30)}&after={page}";
            yield return FormattableString.Invariant($"/api/who?lon={row.Lon}&lat={row.Lat}");
            yield return "/api/search?q=" + Uri.EscapeDataString(row.Address[..3]);
            yield return "/api/search?q=" + row.Id;
        }
    }

    private static async Task<string> AskAsync(Node node, string path, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", "tm_" + name);
        using var answer = await node.Client.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True((int)answer.StatusCode < 500, text);
        return $"{(int)answer.StatusCode} {Passing().Replace(text, "")}";
    }

    private static async Task<int> CountAsync(Node node, string name)
    {
        var (count, after) = (0, "");
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/cases?limit=7" + (after.Length > 0 ? "&after=" + after : ""));
            request.Headers.Authorization = new("Bearer", "tm_" + name);
            var page = await node.Client.SendAsync(request, Cancel).JsonAsync();
            count += page.GetProperty("cases").GetArrayLength();
            if (page.GetProperty("next").GetString() is not { } next)
                return count;
            after = next;
        }
    }

    private async Task<Node> NodeAsync(string name, Row[] rows)
    {
        var path = Path.Combine(folder, $"{name}-{Guid.NewGuid():N}.gpkg");
        await prepared.CopySmallAsync(path);
        using (var store = CityStore.Open(path, TimeProvider.System))
        {
            var text =
                "id,kind,status,opened,lon,lat,address\n"
                + string.Concat(
                    rows.Select(row =>
                        (
                            $"{row.Id},noise,open,2026-01-05,"
                            + $"{(row.HasPlace ? $"{row.Lon}" : "")},"
                            + $"{(row.HasPlace ? $"{row.Lat}" : "")},"
                            + $"{row.Address}\n"
                        )
                    )
                );
            using var cases = new ImportFile(new CsvTable(new CsvReader("cases.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)))));
            await store.ImportAsync(ImportKinds.Find("cases")!, new("cases.csv", new(2026, 1, 5)), cases, new(""), null, Cancel);
            foreach (var (person, role, liaison) in People)
                await TestAccess.AddAsync(store, role, person, "tm_" + person, liaison);
        }
        return await Node.StartAsync(path);
    }

    /// <summary>
    /// What differs between any two requests, and the numbers of the newest changes: that something changed is no secret, as when a kind of
    /// data last came in is none.
    /// </summary>
    [GeneratedRegex("\"parts\":\\{[^}]*\\}|\"(traceId|version|recordedAt|until|at)\":\"[^\"]*\"|\"\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\"")]
    private static partial Regex Passing();

    private sealed record Row(string Id, double Lon, double Lat, bool HasPlace, string Address);
}
