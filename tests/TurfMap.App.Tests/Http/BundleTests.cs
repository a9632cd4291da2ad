using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;
using TurfMap.Storage;

namespace TurfMap.App.Tests.Http;

/// <summary>A small front end that lies there in both forms: as it was written, and as a bundle of just that.</summary>
public sealed class BundleTests : IDisposable
{
    private const string ImportMap = """{"imports":{"lit":"./lib/lit.js"}}""";
    private const string Script = "export const answer = 42; // as it was written";
    private const string Bundled = "const a=42;export{a as answer};";

    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-bundle-").FullName;

    public BundleTests()
    {
        Write("index.html", $"<script type=\"importmap\">{ImportMap}</script><script type=\"module\" src=\"js/main.js\"></script>");
        Write("js/main.js", Script);
        Write("lib/lit.js", "");
        Write("built/index.html", "<script type=\"module\" src=\"built/index-A.js\"></script>");
        Write("built/index-A.js", Bundled);
        using (var packed = new BrotliStream(File.Create(Path.Combine(Root, "built", "index-A.js.br")), CompressionLevel.Fastest))
            packed.Write(Encoding.UTF8.GetBytes(Bundled));
        Write("built/sources", new PageFiles(Options(), TimeProvider.System).Known.Hash);
    }

    private string Root => Path.Combine(folder, "wwwroot");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_bundle_is_served_only_while_it_was_made_of_the_files_that_lie_there()
    {
        static bool IsBundled(PageFiles files) => files.Known.Find("/")!.Contains("/built/index-A.js\"", StringComparison.Ordinal);

        Assert.True(IsBundled(new(Options(), TimeProvider.System)));
        Write("lib/.stamp", "a file of the build");
        Assert.True(IsBundled(new(Options(), TimeProvider.System)));
        Write("js/main.js", Script + " and changed");
        Assert.False(IsBundled(new(Options(), TimeProvider.System)));
        Write("js/main.js", Script);
        Assert.True(IsBundled(new(Options(), TimeProvider.System)));
        Write("js/new.js", "");
        Assert.False(IsBundled(new(Options(), TimeProvider.System)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_policy_knows_the_import_map_of_the_pages_as_they_lie_and_a_bundle_needs_no_such_exception(bool sources)
    {
        await using var program = await StartAsync(sources);
        using var client = Client(program);
        var page = await client.GetAsync("/");
        var text = await page.Content.ReadAsStringAsync();
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        var map = Regex.Match(text, "<script type=\"importmap\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;

        Assert.Equal(sources, map.Length > 0);
        var hash = sources ? $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(map)))}'" : "";
        Assert.Contains($"script-src 'self'{hash};", policy, StringComparison.Ordinal);
        var script = Regex.Match(text, "type=\"module\" src=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(sources ? Script : Bundled, await client.GetStringAsync(script));
    }

    [Theory]
    [InlineData("gzip, deflate, br", true)]
    [InlineData("br;q=0.5", true)]
    [InlineData("gzip, br;q=0", false)]
    [InlineData("identity", false)]
    public async Task A_bundled_file_is_sent_as_it_was_packed_to_who_takes_it_so(string accepted, bool isPacked)
    {
        await using var program = await StartAsync();
        using var client = Client(program);
        var address = Regex.Match(await client.GetStringAsync("/"), "src=\"([^\"]+)\"").Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.ParseAdd(accepted);
        var answer = await client.SendAsync(request);

        Assert.Equal(isPacked, answer.Content.Headers.ContentEncoding.Contains("br"));
        Assert.Equal(
            ("text/javascript", true),
            (answer.Content.Headers.ContentType!.MediaType, answer.Headers.Vary.Contains("Accept-Encoding"))
        );
        Assert.Equal(
            new CacheControlHeaderValue
            {
                Public = true,
                MaxAge = TimeSpan.FromDays(365),
                Extensions = { new("immutable") },
            },
            answer.Headers.CacheControl
        );
        if (isPacked)
            Assert.Equal(
                await File.ReadAllBytesAsync(Path.Combine(Root, "built", "index-A.js.br")),
                await answer.Content.ReadAsByteArrayAsync()
            );
        else if (accepted == "identity")
            Assert.Equal(Bundled, await answer.Content.ReadAsStringAsync());
    }

    private TurfMapOptions Options(bool sources = false) =>
        new()
        {
            WebRoot = Root,
            Sources = sources,
            Urls = "http://127.0.0.1:0",
            TempFolder = Path.Combine(folder, "temp"),
        };

    private async Task<WebApplication> StartAsync(bool sources = false)
    {
        var program = Composition.Build(
            Options(sources),
            CityStore.Open(Path.Combine(folder, "city.gpkg"), TimeProvider.System),
            TimeProvider.System
        );
        await program.StartAsync();
        return program;
    }

    private static HttpClient Client(WebApplication program) =>
        new()
        {
            BaseAddress = new(program.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
        };

    private void Write(string file, string text)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
