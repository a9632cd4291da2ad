using System.Net;
using System.Text.RegularExpressions;
using TurfMap.App.Hosting;
using TurfMap.App.Http.Shared;

namespace TurfMap.App.Tests.Http;

public sealed class PageFilesTests(RunningCity city) : IClassFixture<RunningCity>
{
    [Fact]
    public async Task A_page_names_its_files_by_their_contents_and_those_are_kept_for_ever()
    {
        var page = await city.Client.GetAsync("/");
        var text = await page.Content.ReadAsStringAsync();
        var script = Regex.Match(text, "<script type=\"module\" src=\"v-[0-9a-f]{16}(/(?:js|built)/[^\"]+)\"");

        Assert.True(script.Success);
        Assert.DoesNotMatch("(href|src)=\"(js|css|lib|built|favicon)|\"\\./lib/", text);
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        var file = await city.Client.GetAsync("/" + script.Value.Split('"')[^2]);
        Assert.Equal(
            ("public, max-age=31536000, immutable", "text/javascript"),
            (file.Headers.CacheControl!.ToString(), file.Content.Headers.ContentType!.MediaType)
        );
        Assert.Equal(await city.Client.GetStringAsync(script.Groups[1].Value), await file.Content.ReadAsStringAsync());
        Assert.Equal(text, await city.Client.GetStringAsync("/index.html"));
    }

    [Theory, InlineData("/js/main.js"), InlineData("/v-0123456789abcdef/js/main.js")]
    public async Task A_file_by_another_name_is_asked_for_again(string address) =>
        Assert.Equal("no-cache", (await city.Client.GetAsync(address)).EnsureSuccessStatusCode().Headers.CacheControl!.ToString());

    [
        Theory,
        InlineData("/v-0123456789abcdef/js/none.js"),
        InlineData("/v-0123456789abcdef/../index.html/x"),
        InlineData("/v-0123456789abcde/js/main.js"),
        InlineData("/v-0123456789abcdef/v-0123456789abcdef/js/main.js")
    ]
    public async Task What_is_not_there_is_not_there_behind_a_hash_either(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await city.Client.GetAsync(address)).StatusCode);

    [Fact]
    public async Task A_page_is_not_sent_again_unchanged()
    {
        var page = await city.Client.GetAsync("/sign-in.html");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/sign-in.html");
        again.Headers.IfNoneMatch.Add(page.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await city.Client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public void A_changed_file_gives_the_pages_another_name_after_a_moment()
    {
        var folder = Directory.CreateTempSubdirectory("turfmap-pages-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "js"));
            File.WriteAllText(Path.Combine(folder, "index.html"), "<script src=\"js/main.js\"></script>");
            File.WriteAllText(Path.Combine(folder, "js", "main.js"), "1");
            var clock = new Clock();
            var files = new PageFiles(new TurfMapOptions { WebRoot = folder }, clock);
            var first = files.Look();
            Assert.Equal($"<script src=\"v-{first.Hash}/js/main.js\"></script>", first.Find("/"));

            File.WriteAllText(Path.Combine(folder, "js", "main.js"), "22");
            Assert.Same(first, files.Look());
            clock.Ticks += 3;
            var second = files.Look();
            Assert.NotEqual(first.Hash, second.Hash);
            Assert.Same(second, files.Known);
            clock.Ticks += 3;
            Assert.Same(second, files.Look());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Clock : TimeProvider
    {
        public long Ticks { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Ticks;
    }
}
