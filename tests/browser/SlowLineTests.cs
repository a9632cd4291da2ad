using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>
/// What a phone on a slow line waits for. Requests, bytes and round trips are held; times, which depend on the machine, are only told in
/// the test's output.
/// </summary>
[Collection(OneCity.Name)]
public sealed class SlowLineTests(RunningCity city, Chromium chromium, ITestOutputHelper output)
{
    private const int MostRequests = 25;

    /// <summary>Before the page is asked for: one to connect, one to agree on keys.</summary>
    private const int StepsToConnect = 2;

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(3);

    /// <summary>Notes when there was something to read: the page's heading, and below it what one may look at or do.</summary>
    private const string Watch = """
        window.headingAt = window.textAt = 0;
        const look = () => {
          const reads = (one) => one?.checkVisibility() && one.innerText.trim() !== '';
          if (!window.headingAt && reads(document.querySelector('h1'))) window.headingAt = performance.now();
          if (window.headingAt && reads(document.querySelector('#panel-body, .card'))) window.textAt = performance.now();
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        """;

    /// <summary>The page and all that it fetched over the line so far.</summary>
    private const string Fetched = """
        [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
          .map((one) => ({ name: one.name, from: one.requestStart, to: one.responseEnd, bytes: one.transferSize }))
          .filter((one) => one.bytes > 0)
        """;

    private const string Times =
        "({ paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, heading: headingAt, text: textAt })";

    [Theory]
    [InlineData("", "liaison", "en-US")]
    [InlineData("", "liaison", "es-US")]
    [InlineData("sign-in.html", null, "en-US")]
    public async Task The_first_useful_text_comes_soon_over_a_slow_line(string address, string? role, string locale)
    {
        var who = role is null ? null : await city.EnterAsync(role);
        await using var visit = await Visit.OpenPageAsync(
            city,
            chromium,
            address,
            390,
            844,
            who: who,
            locale: locale,
            line: Line.Phone,
            script: Watch
        );
        await visit.UntilAsync("textAt > 0");
        if (role is not null)
            await visit.DrawnAsync();
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var times = await visit.Page.EvaluateAsync<JsonElement>(Times);
        var text = times.GetProperty("text").GetDouble();
        var all = (await visit.Page.EvaluateAsync<JsonElement>(Fetched)).EnumerateArray().Select(Fetch.Of).ToList();
        var before = all.Where(one => one.From < text).ToList();
        var (bytes, steps) = (before.Sum(one => one.Bytes), StepsToConnect + StepsOf(before.Where(one => one.To <= text)));
        var needs = Line.Phone.Needs(bytes, steps);

        Tell($"{(address.Length > 0 ? address : "index.html")}, {locale}: {all.Count} requests, {all.Sum(one => one.Bytes)} bytes");
        Tell($"before the first useful text {before.Count} requests, {bytes} bytes, {steps} steps: {needs.TotalSeconds:0.00} s");
        double Time(string name) => times.GetProperty(name).GetDouble();
        Tell($"here: first paint {Time("paint"):0}, heading {Time("heading"):0}, text {text:0} ms");
        foreach (var one in all.OrderBy(one => one.From))
            Tell($"{one.From, 6:0} to {one.To, 6:0} ms {one.Bytes, 7} bytes {one.Name}");
        Assert.True(all.Count <= MostRequests, $"{all.Count} requests: the pages have no bundle, or a part of it is loaded apart");
        Assert.InRange(needs, TimeSpan.Zero, Most);
    }

    private void Tell(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>The longest chain of requests each of which waited for the one before: for its answer, or for its connection.</summary>
    private static int StepsOf(IEnumerable<Fetch> fetched)
    {
        var (steps, end) = (0, double.NegativeInfinity);
        foreach (var one in fetched.OrderBy(one => one.To).Where(one => one.From >= end))
            (steps, end) = (steps + 1, one.To);
        return steps;
    }

    private sealed record Fetch(string Name, double From, double To, long Bytes)
    {
        public static Fetch Of(JsonElement one) =>
            new(
                one.GetProperty("name").GetString()!,
                one.GetProperty("from").GetDouble(),
                one.GetProperty("to").GetDouble(),
                one.GetProperty("bytes").GetInt64()
            );
    }
}
