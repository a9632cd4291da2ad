using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TurfMap.App.Tests.Cities;
using TurfMap.App.Tests.Programs;
using TurfMap.Faults;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Faults;

/// <summary>A small city in a store that something will happen to, and the ways to change it and look at it from outside.</summary>
internal sealed class FaultyCity : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-single-").FullName;
    private readonly List<string> mounted = [];
    private int keys;

    public FaultyCity() => Store = Path.Combine(folder, "store", "city.gpkg");

    public string Store { get; set; }

    /// <summary>A place for files beside the store's disk.</summary>
    public string Folder => folder;

    public string Temp => Path.Combine(folder, "temp");

    /// <summary>Mounts and loop devices need root: without it a test skips on a laptop, and fails in CI.</summary>
    public static void NeedRoot()
    {
        if (DiskImage.WhyNot() is not { } why)
            return;
        Assert.False(Tools.MustHave, why);
        Assert.Skip(why);
    }

    /// <summary>Puts the store on a small disk in memory.</summary>
    public async Task<string> MountAsync(int megabytes)
    {
        var disk = Directory.CreateDirectory(Path.Combine(folder, "disk")).FullName;
        var (code, _, errors) = await Tools.RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk);
        Assert.True(code == 0, errors);
        mounted.Add(disk);
        Store = Path.Combine(disk, "city.gpkg");
        return disk;
    }

    public async Task<FaultyCity> FilledAsync(PreparedStores prepared)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Store)!);
        await prepared.CopySmallAsync(Store);
        await TestAccess.SeedAsync(Store);
        return this;
    }

    /// <summary>The same by the program itself, into whatever the store is.</summary>
    public async Task<FaultyCity> ImportedAsync()
    {
        var (code, said) = await RunAsync("import", "city", SmallCity.Write(Path.Combine(folder, "alder"), "Alder", -74));
        Assert.True(code == 0, said);
        await TestAccess.SeedAsync(Store);
        return this;
    }

    public Task<RunningProgram> ServeAsync(IReadOnlyDictionary<string, string>? settings = null) =>
        RunningProgram.ServeAsync(Temp, settings, "--demo", "false", "--store", Store);

    /// <summary>Runs a command on the store.</summary>
    public Task<(int Code, string Said)> RunAsync(params string[] arguments) => Served.CommandAsync(Temp, [.. arguments, "--store", Store]);

    /// <summary>Starts the service, which must refuse with a sentence instead; answers with it.</summary>
    public async Task<string> RefusedStartAsync(string? temp = null)
    {
        var (code, said) = await Served.CommandAsync(
            temp ?? Temp,
            ["serve", "--demo", "false", "--store", Store, "--urls", "http://127.0.0.1:0"],
            TimeSpan.FromSeconds(30)
        );
        Sentence(said);
        Assert.Equal(1, code);
        return said;
    }

    /// <summary>Words for a person: no stack trace, no name of an exception.</summary>
    public static void Sentence(string said)
    {
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", said, StringComparison.Ordinal);
        Assert.NotEmpty(said.Trim());
    }

    /// <summary>Writes a liaison; whatever stood.</summary>
    public async Task<(int Status, string Text, HttpResponseMessage Answer)> EditAsync(
        RunningProgram program,
        string name,
        string? key = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/liaisons/L1") { Content = JsonContent.Create(new { name }) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return await SendAsync(program, request, key);
    }

    public async Task<(int Status, string Text, HttpResponseMessage Answer)> ImportAsync(
        RunningProgram program,
        int rows,
        string? key = null
    )
    {
        var text = new StringBuilder("id,name,lon,lat\n");
        for (var i = 0; i < rows; i++)
            text.Append('P').Append(i).Append(",Pantry number ").Append(i).Append(",-73.5,40.5\n");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/imports/partners")
        {
            Content = new StringContent(text.ToString(), Encoding.UTF8, "text/csv"),
        };
        return await SendAsync(program, request, key);
    }

    /// <summary>The name that liaison L1 stands under.</summary>
    public static async Task<string?> NameAsync(RunningProgram program) =>
        (await program.Client.GetFromJsonAsync<JsonElement>("/api/liaisons/L1")).GetProperty("liaison").GetProperty("name").GetString();

    /// <summary>Who covers the west of the city, on a date.</summary>
    public static Task<string> WhoAsync(RunningProgram program, string at = "2024-06-01") =>
        program.Client.GetStringAsync($"/api/who?lon=-73.5&lat=40.5&at={at}");

    public async Task SoundAsync()
    {
        var (code, said) = await RunAsync("check");
        Assert.True(code == 0, said);
    }

    public void Dispose()
    {
        foreach (var disk in mounted)
            for (var attempt = 0; attempt < 20 && Umount(disk) != 0; attempt++)
                Thread.Sleep(100);
        Directory.Delete(folder, recursive: true);
    }

    private static int Umount(string disk)
    {
        using var process = Process.Start("umount", [disk]);
        process.WaitForExit();
        return process.ExitCode;
    }

    private async Task<(int, string, HttpResponseMessage)> SendAsync(RunningProgram program, HttpRequestMessage request, string? key)
    {
        request.Headers.Add("Idempotency-Key", key ?? $"key-{++keys}");
        var answer = await program.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode != 500, text + "\n" + program.Said());
        if (!answer.IsSuccessStatusCode)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Sentence(JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString()!);
        }
        return ((int)answer.StatusCode, text, answer);
    }
}
