using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TurfMap.App.Tests.Http;
using TurfMap.Domain.Access;
using TurfMap.Domain.Figures.Releases;
using TurfMap.Domain.Records;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Attacks;

/// <summary>
/// Somebody with a director's account who wants to know of single cases: asks everything, keeps everything, and works out what follows with
/// a solver that nobody here wrote (glpsol).
/// </summary>
/// <remarks>
/// DIRECTOR_ATTACK_MONTHS says how many of the released months the solver is set upon, the busiest and the quietest first; 3 when nothing
/// is said.
/// </remarks>
public sealed class DirectorAttackTests(RunningCity city) : IClassFixture<RunningCity>
{
    private static readonly int Months = int.Parse(
        Environment.GetEnvironmentVariable("DIRECTOR_ATTACK_MONTHS") ?? "3",
        CultureInfo.InvariantCulture
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient As(Role role) => new HttpClient { BaseAddress = city.Client.BaseAddress }.As(role);

    [Fact]
    public async Task A_director_who_asks_everything_learns_of_no_single_case()
    {
        using var manager = As(Role.Manager);
        using var director = As(Role.Director);
        await Whatever_shows_cases_is_shut(director);
        var released = await ReleaseAsync(manager);

        // Everything that can be asked, kept under what it is of.
        var months = (await director.JsonAsync("/api/releases"))
            .GetProperty("months")
            .EnumerateArray()
            .Select(one => one.GetProperty("month").GetString()!)
            .ToArray();
        Assert.Equal(released, months);
        var known = new Dictionary<(string Month, string? Area, string? Kind), JsonElement>();
        foreach (var month in months)
        {
            var at = $"from={month}&to={month}";
            var kinds = await GroupsAsync(director, $"/api/figures?by=kind&{at}");
            foreach (var one in kinds)
                known[(month, null, Key(one))] = one;
            foreach (var one in await GroupsAsync(director, $"/api/figures?by=area&{at}"))
                known[(month, Key(one), null)] = one;
            foreach (var kind in kinds.Select(Key))
            foreach (var one in await GroupsAsync(director, $"/api/figures?by=area&kind={Uri.EscapeDataString(kind)}&{at}"))
                known[(month, Key(one), kind)] = one;
            foreach (var one in await GroupsAsync(director, $"/api/figures?by=month&{at}"))
                known[(month, null, null)] = one;
        }
        Report($"{months.Length} months, {known.Count} figures asked for, {known.Values.Count(one => !IsShown(one))} of them hidden.");

        await Longer_periods_say_nothing_that_months_do_not(director, months, known);
        await Other_doors_show_the_same(director, months[^1], known);
        All_hidden_figures_look_alike(known.Values);
        await A_solver_cannot_tell_what_is_hidden(months, known);
        await What_comes_later_changes_nothing(manager, director, months, known);
    }

    /// <summary>Filters, layers, days, tiles, exports: whatever is made of cases.</summary>
    private static async Task Whatever_shows_cases_is_shut(HttpClient director)
    {
        string[] doors =
        [
            "",
            "/C00001",
            "/counts?by=kind",
            "/counts?by=area:wards",
            "/counts?by=area:tracts&kind=noise&from=2025-03-01&to=2025-03-02",
            "/counts?by=month&format=csv",
            "/hexagons",
            "/hexagons?frames=month",
            "/hexagons?format=csv",
            "/surface?radius=1320",
            "/surface?radius=5280&per=residents",
            "/hotspots?on=tracts",
            "/compare?on=hexagons&first=2025-01-01..2025-02-01&second=2025-02-01..2025-03-01",
        ];
        foreach (
            var path in doors
                .Select(door => "/api/cases" + door)
                .Concat(["/tiles/cases/12/1222/1553.mvt", "/tiles/cases/0/0/0.mvt", "/api/releases/preview"])
        )
        {
            var answer = await director.GetAsync(path, Cancel);
            Assert.True(
                answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound,
                $"{path} answers {(int)answer.StatusCode}"
            );
        }
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await director.PostAsJsonAsync("/api/releases", new { month = "2026-01" }, Cancel)).StatusCode
        );
        Assert.Equal(
            "No month was released yet. A manager releases months under Density, What directors see.",
            await (await director.GetAsync("/api/figures", Cancel)).ProblemAsync(HttpStatusCode.NotFound)
        );
        Assert.Equal(JsonValueKind.Null, (await director.JsonAsync("/api/releases")).GetProperty("next").ValueKind);
    }

    /// <summary>All but the last month that could be: the last is for later.</summary>
    private static async Task<string[]> ReleaseAsync(HttpClient manager)
    {
        var until = (await manager.JsonAsync("/api/releases")).GetProperty("next").GetProperty("until").GetString()!;
        var last = DateOnly.ParseExact(until, "yyyy-MM", CultureInfo.InvariantCulture).AddMonths(-1);
        var answer = await manager.PostAsJsonAsync("/api/releases", new { month = $"{last:yyyy-MM}" }, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        return
        [
            .. (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel))
                .GetProperty("months")
                .EnumerateArray()
                .Select(one => one.GetProperty("month").GetString()!),
        ];
    }

    /// <summary>
    /// Every window of months: its bounds are those that the months add up to, so nothing can be had by subtracting two windows.
    /// </summary>
    private static async Task Longer_periods_say_nothing_that_months_do_not(
        HttpClient director,
        string[] months,
        Dictionary<(string, string?, string?), JsonElement> known
    )
    {
        for (var first = 0; first < months.Length; first += 5)
        for (var last = first + 1; last < months.Length; last += 4)
        {
            var answer = await director.GetAsync($"/api/figures?by=area&from={months[first]}&to={months[last]}", Cancel);
            if (answer.StatusCode == HttpStatusCode.Conflict)
                continue; // the boundaries changed within
            foreach (var one in (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("groups").EnumerateArray())
            {
                var parts = months[first..(last + 1)].Select(month => known[(month, Key(one), null)]).ToArray();
                if (parts.All(IsShown))
                    Assert.Equal(parts.Sum(Low), Low(one));
                else if (one.GetProperty("state").GetString() == "bounded")
                    Assert.True(
                        one.GetProperty("high").ValueKind == JsonValueKind.Null || one.GetProperty("high").GetInt64() > Low(one),
                        one.ToString()
                    );
                else
                    Assert.Equal("hidden", one.GetProperty("state").GetString());
            }
        }
    }

    private static async Task Other_doors_show_the_same(
        HttpClient director,
        string month,
        Dictionary<(string Month, string? Area, string? Kind), JsonElement> known
    )
    {
        var lines = (await director.GetStringAsync($"/api/figures?by=area&from={month}&to={month}&format=csv", Cancel)).Split(
            "\r\n",
            StringSplitOptions.RemoveEmptyEntries
        )[1..];
        foreach (var line in lines)
        {
            var cells = line.Split(',');
            var one = known[(month, cells[0], null)];
            Assert.Equal(one.GetProperty("state").GetString(), cells[2]);
            Assert.Equal((IsShown(one) ? $"{Low(one)}" : "", IsShown(one) ? $"{Low(one)}" : ""), (cells[3], cells[4]));
        }
        foreach (
            var path in new[]
            {
                "by=status",
                "by=area&kind=no such kind",
                "by=month&area=no such area",
                "by=area&area=1",
                "by=area&from=2025-01-05",
                "by=language",
                "by=area&from=1999-01&to=1999-12",
            }
        )
            Assert.NotEqual(HttpStatusCode.OK, (await director.GetAsync("/api/figures?" + path, Cancel)).StatusCode);
        // What a route does not know of, it does not hear.
        var plain = (await director.JsonAsync($"/api/figures?by=kind&from={month}&to={month}")).GetProperty("groups").GetRawText();
        foreach (
            var path in new[]
            {
                "language=es",
                "status=open",
                "open=true",
                "liaison=L01",
                "turf=T01",
                "at=2024-01-01",
                "overdue=true",
                "sinks=true",
            }
        )
            Assert.Equal(
                plain,
                (await director.JsonAsync($"/api/figures?by=kind&from={month}&to={month}&{path}")).GetProperty("groups").GetRawText()
            );
    }

    /// <summary>Whether a figure is hidden for being small or to protect another shows nowhere.</summary>
    private static void All_hidden_figures_look_alike(IEnumerable<JsonElement> figures) =>
        Assert.Single(
            figures
                .Where(one => one.GetProperty("state").GetString() == "hidden")
                .Select(one =>
                    $"{string.Join(' ', one.EnumerateObject().Select(field => field.Name))} {one.GetProperty("low")} "
                    + $"{one.GetProperty("high")}"
                )
                .Distinct()
        );

    private async Task A_solver_cannot_tell_what_is_hidden(
        string[] months,
        Dictionary<(string Month, string? Area, string? Kind), JsonElement> known
    )
    {
        if (!File.Exists("/usr/bin/glpsol"))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "glpsol is not installed (Debian: glpk-utils).");
            Assert.Skip("glpsol is not installed (Debian: glpk-utils).");
        }
        var store = await city.Store.ReadSnapshotAsync(Cancel);
        var cases = await city.Store.Cases.ReadColumnsAsync(new CityPlane(store.Bounds), Cancel);
        var (small, narrowest) = (0, long.MaxValue);
        foreach (
            var month in months.OrderByDescending(month => known.Count(one => one.Key.Month == month && !IsShown(one.Value))).Take(Months)
        )
        {
            var released = (await city.Store.Releases.ListAsync(Cancel)).First(one => $"{one.Month:yyyy-MM}" == month);
            var layer = store.On(released.Month).Answered.First(one => one.Layer.Key == released.Layer).Placing;
            var truth = MonthCounts.Of(cases, layer, [.. released.Figures.Kinds.Where(kind => kind.Length > 0)], released.Month);
            var figures = known.Where(one => one.Key.Month == month).ToArray();
            foreach (var (key, figure) in figures.Where(one => !IsShown(one.Value)))
                if (Truth(truth, key.Area, key.Kind) is >= 1 and <= 9 and var value)
                {
                    var (low, high) = (
                        await SolveAsync(truth, figures, key, "Minimize"),
                        await SolveAsync(truth, figures, key, "Maximize")
                    );
                    Assert.True(
                        low <= value && value <= high,
                        $"The solver's bounds {low} to {high} of {key} do not hold the truth, {value}."
                    );
                    Assert.True(
                        high - low >= 5 || low <= 1 && high >= 9,
                        $"{key} is {value}, and can be worked out to lie from {low} to {high}."
                    );
                    (small, narrowest) = (small + 1, Math.Min(narrowest, high - low));
                }
        }
        Assert.NotEqual(0, small);
        Report(
            $"Solver: {small} hidden figures of 1 to 9 in {Math.Min(Months, months.Length)} months; the narrowest range "
                + $"that follows for one of them is {narrowest} wide."
        );
    }

    /// <summary>
    /// The least or greatest value of a figure over all tables of whole numbers that agree with everything shown; what is hidden is not
    /// zero, as zeros are shown.
    /// </summary>
    private static async Task<long> SolveAsync(
        MonthCounts table,
        KeyValuePair<(string Month, string? Area, string? Kind), JsonElement>[] figures,
        (string Month, string? Area, string? Kind) wanted,
        string goal
    )
    {
        string Sum(string? area, string? kind) =>
            string.Join(
                " + ",
                table
                    .Areas.Index()
                    .Where(a => area is null || a.Item.Code == area)
                    .SelectMany(a => table.Kinds.Index().Where(k => kind is null || k.Item == kind).Select(k => $"x{a.Index}_{k.Index}"))
            );
        var program = new StringBuilder($"{goal}\n goal: {Sum(wanted.Area, wanted.Kind)}\nSubject To\n");
        foreach (var (key, figure) in figures)
            program.Append(
                CultureInfo.InvariantCulture,
                $" {Sum(key.Area, key.Kind)} {(IsShown(figure) ? "=" : ">=")} {(IsShown(figure) ? Low(figure) : 1)}\n"
            );
        program
            .Append(" all: ")
            .Append(Sum(null, null))
            .Append(" <= 1000000\nGeneral\n ")
            .Append(Sum(null, null).Replace(" + ", "\n ", StringComparison.Ordinal))
            .Append("\nEnd\n");
        var (file, answer) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            await File.WriteAllTextAsync(file, program.ToString(), Cancel);
            using var solver = Process.Start(
                new ProcessStartInfo("/usr/bin/glpsol", ["--lp", file, "--tmlim", "60", "-w", answer]) { RedirectStandardOutput = true }
            )!;
            var said = await solver.StandardOutput.ReadToEndAsync(Cancel);
            await solver.WaitForExitAsync(Cancel);
            // "s mip ROWS COLUMNS STATUS VALUE"; o is optimal.
            var status = (await File.ReadAllLinesAsync(answer, Cancel))
                .First(line => line.StartsWith("s mip", StringComparison.Ordinal))
                .Split(' ');
            Assert.True(status[4] == "o", said);
            return (long)double.Parse(status[5], CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(file);
            File.Delete(answer);
        }
    }

    /// <summary>
    /// Cases of a released month that come later, and a second release: what was told stays as it was, and a month is told once.
    /// </summary>
    private async Task What_comes_later_changes_nothing(
        HttpClient manager,
        HttpClient director,
        string[] months,
        Dictionary<(string Month, string? Area, string? Kind), JsonElement> known
    )
    {
        using var administrator = As(Role.Administrator);
        var csv = new StringContent(
            "id,kind,status,opened,lon,lat,reporter_key\nLATE-1,noise,open," + months[^1] + "-15,-72.5,39.5,somebody\n",
            Encoding.UTF8,
            "text/csv"
        );
        using var import = new HttpRequestMessage(HttpMethod.Post, "/api/imports/cases") { Content = csv };
        import.Headers.Add("Idempotency-Key", "late");
        Assert.Equal(HttpStatusCode.Created, (await administrator.SendAsync(import, Cancel)).StatusCode);

        async Task Same(string month)
        {
            foreach (var one in await GroupsAsync(director, $"/api/figures?by=area&from={month}&to={month}"))
                Assert.Equal(known[(month, Key(one), null)].GetRawText(), one.GetRawText());
        }
        await Same(months[^1]);
        Assert.Contains(
            "was released already",
            await (await manager.PostAsJsonAsync("/api/releases", new { month = months[^1] }, Cancel)).ProblemAsync(
                HttpStatusCode.Conflict
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "with a second geography small areas could be worked out",
            await (
                await manager.PostAsJsonAsync(
                    "/api/releases",
                    new
                    {
                        month = (await manager.JsonAsync("/api/releases")).GetProperty("next").GetProperty("month").GetString(),
                        layer = "boroughs",
                    },
                    Cancel
                )
            ).ProblemAsync(HttpStatusCode.Conflict),
            StringComparison.Ordinal
        );
        Assert.Equal(
            HttpStatusCode.Created,
            (
                await manager.PostAsJsonAsync(
                    "/api/releases",
                    new { month = (await manager.JsonAsync("/api/releases")).GetProperty("next").GetProperty("month").GetString() },
                    Cancel
                )
            ).StatusCode
        );
        await Same(months[^1]);
        await Same(months[0]);
    }

    private static async Task<JsonElement[]> GroupsAsync(HttpClient client, string path) =>
        [.. (await client.JsonAsync(path)).GetProperty("groups").EnumerateArray()];

    private static string Key(JsonElement figure) => figure.GetProperty("key").GetString()!;

    private static long Low(JsonElement figure) => figure.GetProperty("low").GetInt64();

    private static bool IsShown(JsonElement figure) => figure.GetProperty("state").GetString() is "value" or "zero";

    private static long Truth(MonthCounts table, string? area, string? kind) =>
        table
            .Cells.Where(
                (_, cell) =>
                    (area is null || table.Areas[cell / table.Kinds.Count].Code == area)
                    && (kind is null || table.Kinds[cell % table.Kinds.Count] == kind)
            )
            .Sum();

    private static void Report(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
