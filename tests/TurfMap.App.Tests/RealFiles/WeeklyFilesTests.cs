using TurfMap.App.Tests.Commands;
using TurfMap.Domain.City;
using TurfMap.Domain.Importing;
using TurfMap.Storage;
using TurfMap.Tests;
using TurfMap.App.Files;

namespace TurfMap.App.Tests.RealFiles;

/// <summary>The files that two cities give out every week, imported as an administrator does it.</summary>
public sealed class WeeklyFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-weekly-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Store => Path.Combine(folder, "city.gpkg");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Washingtons_service_requests_come_in_with_their_wards_and_the_second_time_nothing_changes()
    {
        var file = RealData.Path("data", "dc", "dc_311_2016-08_half_A.csv.gz");
        foreach (
            var (name, layer) in new[]
            {
                ("wards", "ward-2012.geojson.gz"),
                ("ancs", "advisory-neighborhood-commission-2013.geojson.gz"),
                ("smds", "single-member-district-2013.geojson.gz"),
            }
        )
            await RunAsync("import", "layer", $"{name}={RealData.Path("data", "dc", layer)}", "--valid-from", "2012-01-01");

        var first = await RunAsync("import", "cases", file);
        Assert.Contains("Cases: 11,372 new, 0 changed, 0 as before; 1 not taken.", first, StringComparison.Ordinal);
        Assert.Contains("Line 6929, column id: is empty", first, StringComparison.Ordinal);
        Assert.Contains("\"category\"", first, StringComparison.Ordinal);
        Assert.Contains(
            "Cases: 0 new, 0 changed, 11,372 as before; 1 not taken.",
            await RunAsync("import", "cases", file),
            StringComparison.Ordinal
        );

        using var store = CityStore.Open(Store, TimeProvider.System);
        var cases = (await AllAsync(store)).ToDictionary(one => one.Id);
        var (model, today) = (await store.ReadSnapshotAsync(CancellationToken.None), new DateOnly(2026, 1, 1));
        var (rows, said, same, outside) = (0, 0, 0, 0);
        using var csv = InputFiles.OpenTable(file);
        int Column(string name) => csv.Header.ToList().IndexOf(name);
        var (id, category, opened, resolved, ward, anc, reference) = (
            Column("id"),
            Column("category"),
            Column("opened"),
            Column("resolved"),
            Column("ward"),
            Column("ref_anc13"),
            Column("ref_ward12")
        );
        while (csv.Read())
        {
            if (!cases.TryGetValue(csv.Text(id), out var one))
                continue;
            rows++;
            Assert.Equal(
                (csv.Text(category), csv.Text(opened)[..10], csv.Text(opened)[11..16], csv.Text(resolved).PadRight(10)[..10].Trim()),
                (one.Kind, $"{one.Opened:yyyy-MM-dd}", $"{one.OpenedAt:HH\\:mm}", $"{one.Closed:yyyy-MM-dd}")
            );
            var areas = model.AreasOf(one.Place, one.Opened, today)!;
            Assert.Equal(
                (csv.Text(anc).Split('|')[0], csv.Text(reference).Split('|')[0]),
                (areas.GetValueOrDefault("ancs"), areas.GetValueOrDefault("wards"))
            );
            outside += areas.Count == 0 ? 1 : 0;
            if (csv.Text(ward) is not ("" or "NULL") and var given)
                (said, same) = (said + 1, same + (areas.GetValueOrDefault("wards") == given ? 1 : 0));
        }
        Assert.Equal((11_372, 0), (rows, outside));
        Assert.True(said > 11_200 && same >= 0.998 * said, $"{same} of {said} lie in the ward that the district says");
        Assert.Equal(
            [
                "CLOSED",
                "CLOSED - INCOMPLETE INFORMATION",
                "DUPLICATE (CLOSED)",
                "DUPLICATE (OPENED)",
                "IN PROGRESS",
                "IN-PROGRESS",
                "OPEN",
                "VOIDED",
            ],
            cases.Values.Select(one => one.Status).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Empty(await store.CheckAsync(Cancel));
    }

    [Fact]
    public async Task Every_day_of_new_yorks_permits_is_an_event_and_none_takes_the_place_of_another()
    {
        var file = RealData.Path("data", "nyc", "permitted_events_2022.csv.gz");

        Assert.Contains(
            "Events: 8,448 new, 0 changed, 0 as before; 8,448 without a place.",
            await RunAsync("import", "events", file),
            StringComparison.Ordinal
        );
        var again = await RunAsync("import", "events", file);
        Assert.Contains("Events: 0 new, 0 changed, 8,448 as before; 8,448 without a place.", again, StringComparison.Ordinal);
        Assert.Contains("no columns of longitude and latitude", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_of_open311_come_in_and_a_list_that_breaks_off_leaves_nothing()
    {
        var file = Path.Combine(folder, "requests.json");
        const string One =
            """{"service_request_id":"638344","status":"open","service_name":"Sidewalk and Curb"""
            + """ Issues","requested_datetime":"2016-04-14T22:37:38-08:00","lat":38.9,"long":-77.03}""";
        await File.WriteAllTextAsync(file, $"[{One},\n{One.Replace("638344", "638345", StringComparison.Ordinal)}]", Cancel);
        Assert.Contains("Cases: 2 new, 0 changed, 0 as before.", await RunAsync("import", "cases", file), StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, $"[{One.Replace("638344", "7", StringComparison.Ordinal)},\n{One[..60]}", Cancel);
        var (code, _, errors) = await CommandTests.RunAsync("import", "cases", file, "--store", Store);
        Assert.NotEqual(0, code);
        Assert.Contains("requests.json, feature 2, line 2: The file ends in the middle", errors, StringComparison.Ordinal);
        using var store = CityStore.Open(Store, TimeProvider.System);
        Assert.Equal(2, (await AllAsync(store)).Count);
        Assert.Equal(BatchState.Refused, (await store.Imports.ListBatchesAsync(Cancel))[0].State);
    }

    private static async Task<IReadOnlyList<Domain.Records.CaseRecord>> AllAsync(CityStore store) =>
        await store.Cases.ReadRowsAsync(
            (await store.Cases.ReadColumnsAsync(new Domain.Records.CityPlane(new(-77.2, -76.8, 38.8, 39)), Cancel)).Rows,
            Cancel
        );

    private async Task<string> RunAsync(params string[] arguments)
    {
        var (code, output, errors) = await CommandTests.RunAsync([.. arguments, "--store", Store]);
        Assert.True(code == 0, errors);
        return output + errors;
    }
}
