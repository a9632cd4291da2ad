using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>A line between browser and service that is slower than this machine's own.</summary>
public sealed record Line(double DownBitsPerSecond, double UpBitsPerSecond, TimeSpan RoundTrip)
{
    /// <summary>A phone outside, far from its mast.</summary>
    public static Line Phone { get; } = new(1_600_000, 750_000, TimeSpan.FromMilliseconds(150));

    /// <summary>The least time to fetch so many bytes in so many steps, each of which waits for the one before.</summary>
    public TimeSpan Needs(long bytes, int steps) => TimeSpan.FromSeconds(bytes * 8 / DownBitsPerSecond) + (steps * RoundTrip);

    /// <summary>Has a page load over this line from now on.</summary>
    public async Task SlowAsync(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("Network.enable");
        await browser.SendAsync(
            "Network.emulateNetworkConditions",
            new()
            {
                ["offline"] = false,
                ["latency"] = RoundTrip.TotalMilliseconds,
                ["downloadThroughput"] = DownBitsPerSecond / 8,
                ["uploadThroughput"] = UpBitsPerSecond / 8,
            }
        );
    }
}
