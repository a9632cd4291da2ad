using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(TurfMap.Browser.Tests.Chromium))]

namespace TurfMap.Browser.Tests;

/// <summary>One Chromium for all tests of the run. Skips where there is none, except in CI, where that is a failure.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Flags =
    [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The browser, or a skipped test that says how to get one.</summary>
    public IBrowser Browser
    {
        get
        {
            var none = browser is null;
            if (none && Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail("Chromium is not on this machine, and CI must run the browser tests (Debian: apt-get install chromium).");
            Assert.SkipWhen(none, "Chromium is not on this machine (Debian: apt-get install chromium, or name it in CHROMIUM).");
            return browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
            return;
        Assertions.SetDefaultExpectTimeout(20_000); // a machine that builds beside the tests is slow
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
    }

    private static string? Find() =>
        Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Array.Find(Places, File.Exists);
}

/// <summary>The program is started once and shared.</summary>
[CollectionDefinition(Name)]
public sealed class OneCity : ICollectionFixture<RunningCity>
{
    public const string Name = "one city";
}
