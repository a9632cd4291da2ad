using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

/// <summary>
/// One visitor's page. When it is left, there must have been no error, no breach of the policy and no request to anyone else.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private const string AskAxe = """
        async () => {
          const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
          return violations.map(({ id, impact, nodes }) => `${id} (${impact}) at ${nodes.slice(0, 3).map((node) => node.html).join('; ')}`);
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IBrowserContext context;
    private static int visitors;

    private readonly ConcurrentQueue<string> faults = new();
    private readonly HashSet<int> expected = [];

    private Visit(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Opens the city's page as one of its people, and waits until its map is drawn.</summary>
    public static async Task<Visit> OpenAsync(
        RunningCity city,
        Chromium chromium,
        string link = "",
        int width = 1440,
        int height = 900,
        bool dark = false,
        string? role = "manager"
    )
    {
        var visit = await OpenPageAsync(city, chromium, link, width, height, dark, role is null ? null : await city.EnterAsync(role));
        await visit.DrawnAsync();
        return visit;
    }

    /// <summary>Opens any page, signed in as somebody or not at all; a locale is what the browser asks for.</summary>
    public static async Task<Visit> OpenPageAsync(
        RunningCity city,
        Chromium chromium,
        string link = "",
        int width = 1440,
        int height = 900,
        bool dark = false,
        SignedIn? who = null,
        string? locale = null,
        Line? line = null,
        string? script = null
    )
    {
        var context = await chromium.Browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce,
                Locale = locale,
                AcceptDownloads = true,
                ExtraHTTPHeaders = new Dictionary<string, string> { ["X-Forwarded-For"] = NextAddress() },
            }
        );
        if (who is not null)
            await context.AddCookiesAsync([
                new()
                {
                    Name = who.Cookie.Name,
                    Value = who.Cookie.Value,
                    Url = city.Address.ToString(),
                },
            ]);
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await context.AddInitScriptAsync(
            "window.breaches = []; addEventListener('securitypolicyviolation', (event) => "
                + "breaches.push(event.violatedDirective + ' ' + event.blockedURI));"
        );
        // The page's own module gives its state out. Its address changes with its contents; under another it would be another state.
        await context.AddInitScriptAsync(
            """
            window.stateOf = async () => {
              for (;;) {
                const own = document.querySelector('script[type=module]');
                const page = own ? await import(own.src) : {};
                if (page.store) return page;
                await new Promise((resolve) => setTimeout(resolve, 20));
              }
            };
            """
        );
        if (script is not null)
            await context.AddInitScriptAsync(script);
        // A machine that runs other tests beside these is slow.
        context.SetDefaultNavigationTimeout((float)Patience.TotalMilliseconds);
        var visit = new Visit(context, await context.NewPageAsync());
        visit.Watch(city.Address);
        if (line is not null)
            await line.SlowAsync(visit.Page);
        await visit.Page.GotoAsync(new Uri(city.Address, "/" + link).ToString());
        return visit;
    }

    /// <summary>An address of this machine that no other visitor has.</summary>
    internal static string NextAddress()
    {
        var number = Interlocked.Increment(ref visitors);
        return string.Create(CultureInfo.InvariantCulture, $"127.1.{number / 250}.{number % 250 + 1}");
    }

    /// <summary>The browser's console names every refused request; these refusals belong to the test.</summary>
    public void Expects(params int[] statuses) => expected.UnionWith(statuses);

    /// <summary>Waits until every layer that is wanted has been drawn.</summary>
    public Task DrawnAsync() =>
        UntilAsync(
            "stateOf().then(({ store }) => { const { shapes, layers, city } = store.get(); const all = Object.values(shapes);"
                + " return city.status === 'ready' && layers.status === 'ready' && all.length > 0 && all.every((entry) => "
                + "entry.status === 'ready'); })"
        );

    /// <summary>Waits until a condition holds, which may be a promise: the driver's own wait takes any promise for a truth.</summary>
    public async Task UntilAsync(string condition)
    {
        for (var waited = Stopwatch.StartNew(); !await HoldsAsync(condition); await Task.Delay(20))
            if (waited.Elapsed > Patience)
                Assert.Fail(
                    $"Within {Patience.TotalSeconds} s this did not come true: {condition}\n{Page.Url}: "
                        + await Page.Locator("body").InnerTextAsync()
                );
    }

    private async Task<bool> HoldsAsync(string condition)
    {
        try
        {
            return await Page.EvaluateAsync<bool>($"Promise.resolve({condition}).then(Boolean)");
        }
        catch (PlaywrightException gone)
            when (gone.Message.Contains("context was destroyed", StringComparison.Ordinal)
                || gone.Message.Contains("stateOf is not defined", StringComparison.Ordinal)
            )
        {
            return false; // another page is coming
        }
    }

    /// <summary>
    /// Waits until a page is there and loaded. Its address is asked for again and again: the driver's own wait misses a page that comes
    /// between its look at the address and its listening.
    /// </summary>
    public async Task ComesToAsync(Func<string, bool> address)
    {
        for (var waited = Stopwatch.StartNew(); !address(Page.Url); await Task.Delay(20))
            if (waited.Elapsed > Patience)
                Assert.Fail($"The page did not come. {Page.Url}: {await Page.Locator("body").InnerTextAsync()}");
        await Page.WaitForLoadStateAsync(LoadState.Load);
    }

    /// <summary>The same for an address that ends so.</summary>
    public Task ComesToAsync(string end) => ComesToAsync(address => address.EndsWith(end, StringComparison.Ordinal));

    /// <summary>Becomes one of the sample city's people, and waits for the map.</summary>
    public async Task BecomeAsync(string role)
    {
        await Page.Locator($"[data-role={role}]").ClickAsync();
        await ComesToAsync(address => !address.Contains("/sign-in.html", StringComparison.Ordinal));
        await DrawnAsync();
    }

    /// <summary>Goes to a screen by the rail.</summary>
    public Task GoToAsync(string screen) =>
        Page.GetByRole(AriaRole.Navigation, new() { Name = "Screens" }).GetByRole(AriaRole.Link, new() { Name = screen }).ClickAsync();

    /// <summary>Asks axe for breaches of WCAG 2.2 AA and good practice on what is shown now.</summary>
    public async Task HasNoAccessFaultsAsync(string state)
    {
        var faults = await AccessFaultsAsync();
        Assert.True(faults.Length == 0, $"{state}: {string.Join("\n", faults)}");
    }

    /// <summary>What axe finds in what is shown now, a line each.</summary>
    /// <remarks>
    /// Within the page: the way that axe goes through pages with frames, which needs a second page for its results, takes several times as
    /// long and says the same where there are none.
    /// </remarks>
    public async Task<string[]> AccessFaultsAsync()
    {
        Assert.Single(Page.Frames);
        if (!await Page.EvaluateAsync<bool>("'axe' in window"))
            await Page.EvaluateAsync(Axe);
        return await Page.EvaluateAsync<string[]>(AskAxe);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var breach in await BreachesAsync())
            faults.Enqueue("policy: " + breach);
        await context.CloseAsync();
        var unexpected = faults
            .Where(fault =>
                !expected.Any(status =>
                    fault.Contains(
                        string.Create(CultureInfo.InvariantCulture, $"responded with a status of {status} "),
                        StringComparison.Ordinal
                    )
                )
            )
            .ToArray();
        Assert.True(unexpected.Length == 0, string.Join("\n", unexpected));
    }

    /// <summary>A page that is on its way to the next has a list of its own there.</summary>
    private async Task<string[]> BreachesAsync()
    {
        for (var tries = 0; ; tries++)
            try
            {
                await Page.WaitForLoadStateAsync();
                return await Page.EvaluateAsync<string[]>("window.breaches");
            }
            catch (PlaywrightException moved)
                when (tries < 5 && moved.Message.Contains("Execution context was destroyed", StringComparison.Ordinal))
            {
                // Asked again where it came to.
            }
    }

    private void Watch(Uri home)
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                faults.Enqueue($"console {message.Type}: {message.Text}");
        };
        Page.PageError += (_, error) => faults.Enqueue("page: " + error);
        Page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" } asked && asked.Authority != home.Authority)
                faults.Enqueue("foreign request: " + request.Url);
        };
    }
}
