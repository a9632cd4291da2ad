using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>What a phone on a slow line waits for. Requests, bytes and round trips are held; times, which hang on the machine, are told in the test's output.</summary>
[Collection(OneCity.Name)]
public sealed class SlowLineTests(RunningCity city, Chromium chromium, ITestOutputHelper output)
{
    private const int MostRequests = 25;

    /// <summary>Before the page is asked for: one to connect, one to agree on keys.</summary>
    private const int StepsToConnect = 2;

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(3);

    /// <summary>Notes when the first text that helps stood there: the page's heading, and what there is to read or to do below it.</summary>
    private const string Watch = """
        window.textAt = 0;
        const look = () => {
          const reads = (one) => one?.checkVisibility() && one.innerText.trim() !== '';
          const heading = document.querySelector('h1');
          if (!window.headingAt && reads(heading)) window.headingAt = performance.now();
          if (window.headingAt && reads(document.querySelector('#panel-body, .card'))) window.textAt = performance.now();
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        """;

    /// <summary>The page and all that it fetched so far, in the order they were asked for.</summary>
    private const string Fetched = """
        [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
          .map((one) => ({ name: one.name, from: one.startTime, to: one.responseEnd, bytes: one.transferSize }))
        """;

    [Theory]
    [InlineData("", "liaison")]
    [InlineData("sign-in.html", null)]
    public async Task The_first_text_that_helps_comes_soon_over_a_slow_line(string page, string? role)
    {
        var who = role is null ? null : await city.EnterAsync(role);
        await using var visit = await Visit.OpenPageAsync(city, chromium, page, 390, 844, who: who, line: Line.Phone, script: Watch);
        await visit.UntilAsync("textAt > 0");
        if (role is not null)
            await visit.DrawnAsync();
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var at = await visit.Page.EvaluateAsync<double>("textAt");
        var fetched = (await visit.Page.EvaluateAsync<JsonElement>(Fetched)).EnumerateArray().Select(Fetch.Of).ToList();
        var before = fetched.Where(one => one.From < at).ToList();
        var steps = StepsToConnect + StepsOf(before.Where(one => one.To <= at));
        var bytes = before.Sum(one => one.Bytes);
        var needs = Line.Phone.Needs(bytes, steps);

        var told = await visit.Page.EvaluateAsync<JsonElement>(
            "({ paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, heading: headingAt })"
        );
        output.WriteLine(
            string.Join(
                '\n',
                fetched.Select(one =>
                    string.Create(CultureInfo.InvariantCulture, $"{one.From, 6:0} {one.To, 6:0} {one.Bytes, 8} {one.Name}")
                )
            )
        );
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{page} {fetched.Count} requests, {fetched.Sum(one => one.Bytes)} bytes; before the text {before.Count}, {bytes}, {steps} steps: {needs.TotalSeconds:0.00} s; first paint {told.GetProperty("paint").GetDouble():0}, heading {told.GetProperty("heading").GetDouble():0}, text {at:0} ms"
            )
        );
        Assert.InRange(fetched.Count, 1, MostRequests);
        Assert.InRange(needs, TimeSpan.Zero, Most);
    }

    /// <summary>The longest chain of requests each of which began after the one before had ended.</summary>
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
