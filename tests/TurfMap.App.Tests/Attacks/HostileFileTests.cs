using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Files;
using TurfMap.App.Hosting;
using TurfMap.App.Tests.Files;
using TurfMap.App.Tests.Programs;
using TurfMap.Domain.Access;
using TurfMap.Tests;
using TurfMap.Tests.Files;

namespace TurfMap.App.Tests.Attacks;

/// <summary>Files that take more time, memory or stack than anybody has: their own reader ends, and nothing else does.</summary>
public sealed class HostileFileTests(PreparedStores prepared)
{
    private static readonly byte[] Slow = Encoding.UTF8.GetBytes(HostileFile.CrossingRectangles(600));

    [Fact]
    public async Task A_file_that_takes_minutes_to_join_ends_at_its_processor_time_while_others_sign_in_and_write()
    {
        await using var city = await BesiegedCity.StartAsync(prepared, options => options with { ReaderSeconds = 5 });
        using var visitor = await city.SignedInAsync(Role.Administrator);
        var readers = city.App.Services.GetRequiredService<FileReaders>();
        var import = ImportAsync(visitor, "layer", "wards.geojson", Slow);
        await Eventually.IsAsync(() => readers.Running.Count == 1);

        using var other = await city.SignedInAsync(Role.Manager);
        var written = await ImportAsync(other, "partners", "partners.csv", "id,name\np1,Library\n"u8.ToArray());

        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        Assert.False(import.IsCompleted);
        await Visitor.RefusedAsync(await import, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            "wards.geojson takes more than 5 seconds of computing to read. Simplify the boundaries, or split the file.",
            await SentenceAsync(await import)
        );
        await IsKeptAndTidyAsync(city, visitor, readers, "wards.geojson");
    }

    [Fact]
    public async Task A_file_ends_with_its_sender()
    {
        await using var city = await BesiegedCity.StartAsync(prepared, options => options);
        using var visitor = await city.SignedInAsync(Role.Administrator);
        var readers = city.App.Services.GetRequiredService<FileReaders>();
        _ = ImportAsync(visitor, "layer", "wards.geojson", Slow).ContinueWith(left => left.Exception, TaskScheduler.Default);
        await Eventually.IsAsync(() => readers.Running.Count == 1);
        var process = readers.Running[0];

        visitor.Dispose();
        var left = Stopwatch.StartNew();
        await Eventually.IsAsync(() => readers.Running.Count == 0);

        Assert.False(IsAlive(process));
        Assert.True(left.Elapsed < TimeSpan.FromSeconds(10), $"{left.Elapsed}");
        await Eventually.IsAsync(() => Uploads(city).Length == 0);
    }

    [Fact]
    public async Task A_file_that_needs_more_memory_than_it_may_have_is_refused()
    {
        await using var city = await BesiegedCity.StartAsync(
            prepared,
            options => options with { ReaderMegabytes = 128, UploadMegabytes = 100 }
        );
        using var visitor = await city.SignedInAsync(Role.Administrator);
        var readers = city.App.Services.GetRequiredService<FileReaders>();

        var answer = await ImportAsync(visitor, "layer", "wards.geojson.gz", Gzip(HostileFile.ManyCorners(50, 60_000)));

        await Visitor.RefusedAsync(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            "wards.geojson.gz needs more than 128 MB of memory to read. Simplify the boundaries, or split the file.",
            await SentenceAsync(answer)
        );
        await IsKeptAndTidyAsync(city, visitor, readers, "wards.geojson.gz");
    }

    /// <summary>It dies of something that nobody foresaw: a crash of the runtime, or the system that needs its memory.</summary>
    [Theory, InlineData("layer"), InlineData("partners")]
    public async Task A_reader_that_dies_is_a_refusal_and_the_service_lives_on(string kind)
    {
        await using var city = await BesiegedCity.StartAsync(prepared, options => options);
        using var visitor = await city.SignedInAsync(Role.Administrator);
        var readers = city.App.Services.GetRequiredService<FileReaders>();
        var import = ImportAsync(visitor, kind, "wards.geojson", kind == "layer" ? Slow : Gzip(ManyPoints(50_000)));
        await Eventually.IsAsync(() => readers.Running.Count == 1);

        Process.GetProcessById(readers.Running[0]).Kill();

        await Visitor.RefusedAsync(await import, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            "wards.geojson could not be read: the reading broke off. Export it again, or save it in another format.",
            await SentenceAsync(await import)
        );
        await IsKeptAndTidyAsync(city, visitor, readers, "wards.geojson");
    }

    [Fact]
    public async Task More_rows_than_may_come_out_of_a_file_are_refused()
    {
        await using var city = await BesiegedCity.StartAsync(prepared, options => options with { ReaderOutputMegabytes = 1 });
        using var visitor = await city.SignedInAsync(Role.Administrator);
        var readers = city.App.Services.GetRequiredService<FileReaders>();

        var answer = await ImportAsync(visitor, "partners", "partners.geojson.gz", Gzip(ManyPoints(50_000)));

        Assert.Equal("partners.geojson.gz holds more than 1 MB of data. Split the file, or save it as CSV.", await SentenceAsync(answer));
        await IsKeptAndTidyAsync(city, visitor, readers, "partners.geojson.gz");
    }

    /// <summary>Nobody can tell a killed program to tidy up; its readers notice by themselves. They know no secret of it.</summary>
    [Fact]
    public async Task A_reader_knows_no_setting_and_ends_with_the_program()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Processes are looked at as Linux shows them.");
        var folder = Directory.CreateTempSubdirectory("turfmap-orphan-");
        try
        {
            var store = Path.Combine(folder.FullName, "city.gpkg");
            await prepared.CopySmallAsync(store);
            await TestAccess.SeedAsync(store);
            var settings = new Dictionary<string, string>
            {
                ["TURFMAP_STORE"] = store,
                ["TURFMAP_OIDC_SECRET"] = "a-secret-word",
                ["OTEL_EXPORTER_OTLP_HEADERS"] = "key=another-secret",
                ["PGPASSWORD"] = "a-third",
            };
            await using var program = await RunningProgram.ServeAsync(Path.Combine(folder.FullName, "temp"), settings);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/imports/layer?code=code")
            {
                Content = new ByteArrayContent(Slow),
                Headers = { { "X-File-Name", "wards.geojson" }, { "Idempotency-Key", "1" } },
            };
            _ = program.Client.SendAsync(request, CancellationToken.None).ContinueWith(left => left.Exception, TaskScheduler.Default);
            var reader = 0;
            await Eventually.IsAsync(() => (reader = ChildOf(program.Id)) != 0);
            var environment = await File.ReadAllTextAsync($"/proc/{reader}/environ", TestContext.Current.CancellationToken);

            await program.KillAsync();

            await Eventually.IsAsync(() => !IsAlive(reader));
            Assert.All(
                ["TURFMAP", "OTEL", "PG", "secret", "third", store],
                word => Assert.DoesNotContain(word, environment, StringComparison.Ordinal)
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<HttpResponseMessage> ImportAsync(Visitor visitor, string kind, string name, byte[] content) =>
        visitor.AskAsync(
            "POST",
            $"/api/imports/{kind}?code={(kind == "layer" ? "code" : "")}",
            new ByteArrayContent(content),
            ("X-Antiforgery", visitor.Antiforgery!),
            ("X-File-Name", name),
            ("Idempotency-Key", Guid.NewGuid().ToString())
        );

    private static async Task<string?> SentenceAsync(HttpResponseMessage answer) =>
        (await Visitor.JsonOf(answer)).GetProperty("detail").GetString();

    /// <summary>The refused import is listed and in the audit; no process and no file is left; the service answers.</summary>
    private static async Task IsKeptAndTidyAsync(BesiegedCity city, Visitor visitor, FileReaders readers, string name)
    {
        var imports = (await Visitor.JsonOf(await visitor.GetAsync("/api/imports"))).GetProperty("imports").EnumerateArray();
        Assert.Equal("refused", imports.First(one => one.GetProperty("source").GetString() == name).GetProperty("state").GetString());
        var audit = await (await visitor.GetAsync("/api/audit")).Content.ReadAsStringAsync();
        Assert.Contains(name, audit, StringComparison.Ordinal);
        Assert.Contains(" refused", audit, StringComparison.Ordinal);
        Assert.Empty(readers.Running);
        Assert.Empty(Uploads(city));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/readyz")).StatusCode);
    }

    private static string[] Uploads(BesiegedCity city) =>
        Directory.GetFiles(city.App.Services.GetRequiredService<TurfMapOptions>().TempFolder, "turfmap-*", SearchOption.AllDirectories);

    private static string ManyPoints(int count)
    {
        var text = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
        for (var i = 0; i < count; i++)
            text.Append(i == 0 ? "" : ",")
                .Append("{\"type\":\"Feature\",\"properties\":{\"id\":\"")
                .Append(i)
                .Append("\",\"name\":\"Library\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[-72.5,39.5]}}");
        return text.Append("]}").ToString();
    }

    private static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A process that another one has started; 0 when there is none.</summary>
    private static int ChildOf(int parent)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), out var process) && ParentOf(process) == parent)
                return process;
        return 0;
    }

    private static int ParentOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("PPid:", StringComparison.Ordinal));
            return int.Parse(line["PPid:".Length..], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
