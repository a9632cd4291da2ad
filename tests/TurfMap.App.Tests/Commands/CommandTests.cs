using System.IO.Compression;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Commands;

/// <summary>The program as a person runs it: a process, its output and its exit code.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-command-").FullName;

    private string Store => Path.Combine(folder, "city.gpkg");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    internal static Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        Tools.RunAsync(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
            [typeof(Program).Assembly.Location, .. arguments]
        );

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Square(string code, double west) =>
        $$$"""{"type":"Feature","properties":{"code":"{{{code}}}"},"geometry":{"type":"Polygon","coordinates":[["""
        + $$$"""[{{{west}}},40],"""
        + $$$"""[{{{west + 1}}},40],[{{{west + 1}}},41],[{{{west}}},41],[{{{west}}},40]]]}}""";

    private string Wards() =>
        Write("wards.geojson", $$"""{"type":"FeatureCollection","features":[{{Square("1", -74)}},{{Square("2", -73)}}]}""");

    [Fact]
    public async Task Assign_writes_the_file_again_with_areas_margins_and_statuses()
    {
        var points = Write("points.csv", "id,lon,lat\n1,-73.5,40.5\n2,-73,40.5\n3,-71.9999,40.5\n4,,\n5,0,0\n");
        var result = Path.Combine(folder, "out.csv");

        var (code, output, errors) = await RunAsync("assign", "--points", points, "--areas", Wards(), "--out", result, "--snap", "20");

        Assert.True(code == 0, errors);
        Assert.Equal(
            [
                "id,lon,lat,wards,wards_margin_m,wards_status",
                "1,-73.5,40.5,1,,inside",
                "2,-73,40.5,1,0.00,edge",
                "3,-71.9999,40.5,2,-8.48,outside",
                "4,,,,,no_coordinates",
                "5,0,0,,,bad_coordinates",
            ],
            (await File.ReadAllLinesAsync(result, TestContext.Current.CancellationToken))
        );
        Assert.Contains("1 inside, 1 edge, 1 outside, 1 no_coordinates, 1 bad_coordinates", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assign_names_layers_and_packs_its_output()
    {
        var points = Write("points.csv", "id,lon,lat\n1,-73.5,40.5\n");
        var result = Path.Combine(folder, "out.csv.gz");

        var (code, output, errors) = await RunAsync(
            "assign",
            "--quiet",
            "--points",
            points,
            "--areas",
            $"old={Wards()}:code",
            $"new={Wards()}",
            "--out",
            result
        );

        Assert.Equal((0, ""), (code, output + errors));
        await using var file = File.OpenRead(result);
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        Assert.Equal(
            "id,lon,lat,old,old_margin_m,old_status,new,new_margin_m,new_status",
            await reader.ReadLineAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_city_is_imported_looked_at_undone_and_checked()
    {
        var wards = await RunAsync("import", "layer", Wards(), "--units", "--valid-from", "2024-01-01", "--store", Store);
        var liaisons = await RunAsync("import", "liaisons", Write("liaisons.csv", "id,name\nL1,Ana\n"), "--store", Store);
        var refused = await RunAsync(
            "import",
            "plan",
            Write("bad.csv", "unit,turf\n1,A\n"),
            "--valid-from",
            "2024-01-01",
            "--store",
            Store
        );
        var plan = await RunAsync(
            "import",
            "plan",
            Write("plan.csv", "unit,turf,liaison\n1,A,L1\n2,B,\n"),
            "--valid-from",
            "2024-01-01",
            "--store",
            Store
        );
        var list = await RunAsync("batches", "list", "--store", Store);
        var show = await RunAsync("batches", "show", "1", "--store", Store);
        var undo = await RunAsync("batches", "undo", "4", "--store", Store);
        var check = await RunAsync("check", "--store", Store);

        Assert.Equal([0, 0, 1, 0, 0, 0, 0, 0], new[] { wards, liaisons, refused, plan, list, show, undo, check }.Select(run => run.Code));
        Assert.Contains("unit 2 is missing", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("2 units in 2 turfs, in force from 2024-01-01", plan.Output, StringComparison.Ordinal);
        Assert.Equal(4, list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("Field \"code\"", show.Output, StringComparison.Ordinal);
        Assert.Contains("is sound", check.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "nope")]
    [InlineData(2, "assign")]
    [InlineData(2, "assign --points x.csv --areas y.geojson --out z.csv --snap far")]
    [InlineData(1, "assign --points no-such-file.csv --areas y.geojson --out z.csv")]
    [InlineData(1, "check --store no-such-file.gpkg")]
    [InlineData(1, "serve --store WARDS")]
    [InlineData(1, "serve --cities no-such-file.json")]
    [InlineData(1, "serve --cities WARDS")]
    [InlineData(1, "serve --cities WARDS --store FOLDER/x.gpkg")]
    [InlineData(1, "import layer no-such-file.geojson --store FOLDER/x.gpkg")]
    [InlineData(1, "import layer WARDS --valid-from soon --store FOLDER/x.gpkg")]
    [InlineData(1, "import layer WARDS --crs EPSG:77 --store FOLDER/x.gpkg")]
    public async Task What_is_wrong_is_said_on_standard_error_with_its_exit_code(int code, string line)
    {
        var run = await RunAsync(
            line.Replace("FOLDER", folder, StringComparison.Ordinal).Replace("WARDS", Wards(), StringComparison.Ordinal).Split(' ')
        );

        Assert.Equal((code, ""), (run.Code, run.Output));
        Assert.NotEmpty(run.Errors);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [
        Theory,
        InlineData("--help"),
        InlineData("assign --help"),
        InlineData("import --help"),
        InlineData("import layer --help"),
        InlineData("serve --help")
    ]
    public async Task Help_is_there(string line)
    {
        var (code, output, _) = await RunAsync(line.Split(' '));

        Assert.Equal(0, code);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_for_a_scope_that_there_is_not_is_refused_with_the_scopes_that_there_are()
    {
        var (added, _, problem) = await RunAsync("account", "add", "reports", "--role", "client", "--store", Store);
        Assert.True(added == 0, problem);

        var (code, output, errors) = await RunAsync("account", "token", "reports", "--scopes", "read", "--store", Store);

        Assert.Equal((1, ""), (code, output));
        Assert.Equal(
            "Name what the token is for, with one or more of these scopes: look-up, partners, staff, figures, edit, import.",
            errors.Trim()
        );
    }
}
