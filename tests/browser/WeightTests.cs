using System.Globalization;
using System.Text.Json;

namespace TurfMap.Browser.Tests;

/// <summary>
/// What the first look at the map costs. Bytes and requests are held; times are only told, in the test's output and, where
/// TURFMAP_PICTURES names a folder, in a file there.
/// </summary>
[Collection(OneCity.Name)]
public sealed class WeightTests(RunningCity city, Chromium chromium, ITestOutputHelper output)
{
    private const int Most = 200 * 1024;
    private const int MostRequests = 25;

    [Theory]
    [InlineData("desktop", 1440, 900)]
    [InlineData("phone", 390, 844)]
    public async Task Code_style_and_fonts_weigh_little(string name, int width, int height)
    {
        await using var visit = await Visit.OpenAsync(city, chromium, "", width, height);
        var told = await visit.Page.EvaluateAsync<JsonElement>(
            """
            async () => {
              const long = await new Promise((resolve) => {
                const seen = [];
                new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });
                setTimeout(() => resolve(seen), 300);
              });
              const all = performance.getEntriesByType('resource').filter((one) => one.transferSize > 0);
              const [page] = performance.getEntriesByType('navigation');
              const bytes = (some) => some.reduce((sum, one) => sum + one.encodedBodySize, 0);
              return {
                bytes: bytes([page, ...all.filter((one) => !one.name.includes('/api/'))]),
                data: bytes(all.filter((one) => one.name.includes('/api/'))),
                requests: all.length + 1,
                paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
                longest: Math.max(0, ...long.map((one) => one.duration)),
                long: long.length,
              };
            }
            """
        );
        var (bytes, line) = (
            told.GetProperty("bytes").GetInt64(),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -8} {told.GetProperty("bytes").GetInt64() / 1024.0:0} KB code, style, fonts; "
                    + $"{told.GetProperty("data").GetInt64() / 1024.0:0} KB data; {told.GetProperty("requests").GetInt32()} "
                    + $"requests; first paint {told.GetProperty("paint").GetDouble():0} ms; {told.GetProperty("long").GetInt32()} "
                    + $"long tasks, longest {told.GetProperty("longest").GetDouble():0} ms"
            )
        );
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("TURFMAP_PICTURES") is { Length: > 0 } folder)
            await File.AppendAllTextAsync(Path.Combine(folder, "weight.txt"), line + "\n", TestContext.Current.CancellationToken);
        Assert.InRange(bytes, 50 * 1024, Most);
        Assert.InRange(told.GetProperty("requests").GetInt32(), 1, MostRequests);
    }
}
