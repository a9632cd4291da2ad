namespace TurfMap.App.Hosting;

/// <summary>
/// All settings, with default and reason. Read from <c>TURFMAP_…</c> environment variables, and from the command line, which wins.
/// </summary>
/// <remarks>Each may also be given as <c>…_FILE</c>, which names a file with the value. README shows the list.</remarks>
public sealed record TurfMapOptions
{
    internal static IReadOnlyList<Setting> Settings { get; } =
    [
        new(
            "TURFMAP_STORE",
            "a file in your data folder",
            "The store: a file, or a database (`Host=…;Database=…`)",
            (options, _, value) => options with { Store = value }
        ),
        new(
            "TURFMAP_CITIES",
            "none",
            "A file that names several cities with a store each. The service then uses those stores and not `TURFMAP_STORE`",
            (options, _, value) => options with { Cities = value }
        ),
        new(
            "TURFMAP_UPGRADE",
            "`false`",
            "`true` lets `serve` upgrade stores of an earlier version when it starts. Off, because an upgrade is a decision",
            (options, _, value) => options with { Upgrade = value is "1" or "true" }
        ),
        new(
            "TURFMAP_URLS",
            "`http://127.0.0.1:5080`",
            "Where to listen. Only this machine by default, because opening the service to others is a decision",
            (options, _, value) => options with { Urls = value }
        ),
        new(
            "TURFMAP_TILE_URL",
            "none",
            "An external basemap, such as `https://tiles.example.org/{z}/{x}/{y}.png`. "
                + "None by default, because requests for tiles tell others where your staff look",
            (options, _, value) => options with { TileUrl = value }
        ),
        new(
            "TURFMAP_TILE_ATTRIBUTION",
            "none",
            "Who made the basemap. The map must show it",
            (options, _, value) => options with { TileAttribution = value }
        ),
        new(
            "TURFMAP_UPLOAD_MB",
            "`2048`",
            "The largest file that may be uploaded, in megabytes as sent (compressed)",
            (options, name, value) => options with { UploadMegabytes = Whole(name, value, 1, 1_000_000) }
        ),
        new(
            "TURFMAP_READER_MB",
            "half of the memory, at most 2048",
            "The memory that reading one uploaded file may take, in megabytes: some 600 bytes a vertex of a layer. "
                + "Boundaries and other files that can nest or expand are read by a process of their own; as many run at once as there are "
                + "processors and half of the memory allows, one for each account",
            (options, name, value) => options with { ReaderMegabytes = Whole(name, value, 128, 1_000_000) }
        ),
        new(
            "TURFMAP_READER_SECONDS",
            "`300`",
            "The processor time that reading one uploaded file may take, in seconds",
            (options, name, value) => options with { ReaderSeconds = Whole(name, value, 1, 1_000_000) }
        ),
        new(
            "TURFMAP_READER_OUTPUT_MB",
            "`4096`",
            "How much data may come out of one uploaded file, in megabytes. Rows wait in the temporary folder meanwhile",
            (options, name, value) => options with { ReaderOutputMegabytes = Whole(name, value, 1, 1_000_000) }
        ),
        new(
            "TURFMAP_DRAIN_SECONDS",
            "`0`",
            "How long the service keeps answering after it is asked to stop (SIGTERM, Ctrl+C), while `/readyz` says that it is not ready. "
                + "Then it finishes open requests, for up to 30 seconds. Behind a load balancer: the time that it needs to notice",
            (options, name, value) => options with { DrainSeconds = Whole(name, value, 0, 3600) }
        ),
        new(
            "TURFMAP_TEMP",
            "a folder in the system's temporary folder",
            "Where uploads, jobs and results wait, also over a restart. Each running program needs its own folder",
            (options, _, value) => options with { TempFolder = value }
        ),
        new(
            "TURFMAP_PUBLIC",
            "`false`",
            "`true` lets anybody look up places without signing in: districts, turf and who covers it, without phone and email",
            (options, _, value) => options with { IsPublic = value is "1" or "true" }
        ),
        new(
            "TURFMAP_ADDRESS",
            "any",
            "Where people reach the service, such as `https://turf.city.example`. Requests for another host are refused",
            (options, name, value) => options with { Address = Web(name, value) }
        ),
        new(
            "TURFMAP_PROXIES",
            "none",
            "Addresses or networks of the proxies in front of the service, such as `10.0.0.5,10.1.0.0/16`. "
                + "Only these are believed about https and the client's address",
            (options, name, value) =>
                options with
                {
                    Proxies =
                    [
                        .. value
                            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                            .Select(part => Network(name, part)),
                    ],
                }
        ),
        new(
            "TURFMAP_RATE",
            "`100`",
            "Requests per second that one account or address may send over time, and twenty times as many in a burst. 0 sets no limit",
            (options, name, value) => options with { RequestsPerSecond = Whole(name, value, 0, 1_000_000) }
        ),
        new(
            "TURFMAP_SIGN_IN_RATE",
            "`60`",
            "Sign-in attempts per minute from one address. An office behind one address needs more than one person does. 0 sets no limit; "
                + "an account still locks after ten wrong attempts",
            (options, name, value) => options with { SignInsPerMinute = Whole(name, value, 0, 100_000) }
        ),
        new(
            "TURFMAP_OIDC_AUTHORITY",
            "none",
            "The city's identity provider (OpenID Connect), such as `https://login.city.example`",
            (options, name, value) => options with { OidcAuthority = Web(name, value) }
        ),
        new(
            "TURFMAP_OIDC_CLIENT",
            "none",
            "The client ID that the identity provider gave TurfMap",
            (options, _, value) => options with { OidcClient = value }
        ),
        new(
            "TURFMAP_OIDC_SECRET",
            "none",
            "The client secret that the identity provider gave TurfMap",
            (options, _, value) => options with { OidcSecret = value }
        ),
        new(
            "TURFMAP_OIDC_NAME",
            "`City single sign-on`",
            "What the sign-in page calls the identity provider",
            (options, _, value) => options with { OidcName = value }
        ),
        new(
            "TURFMAP_OIDC_LEVEL",
            "none",
            "How people must have signed in at the identity provider, as it states in `acr` or `amr`, such as `mfa`",
            (options, _, value) => options with { OidcLevel = value }
        ),
        new(
            "TURFMAP_METRICS",
            "none",
            "Where Prometheus finds `/metrics`: an address of its own, such as `http://127.0.0.1:9464`. Whoever reaches it may read it",
            (options, name, value) => options with { Metrics = Listener(name, value) }
        ),
        new(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "none",
            "An OpenTelemetry collector that metrics are sent to, such as `http://127.0.0.1:4317`. "
                + "The standard's other `OTEL_…` variables say how",
            (options, _, _) => options with { IsExported = true }
        ),
        new(
            "TURFMAP_TRACES",
            "`false`",
            "`true` sends traces to the collector too. Off, because every request costs more then",
            (options, _, value) => options with { Traces = value is "1" or "true" }
        ),
        new(
            "TURFMAP_LOG",
            "`text`",
            "`text` writes logs for people; `json` writes one JSON object per line",
            (options, name, value) => options with { JsonLogs = OneOf(name, value, "text", "json") == "json" }
        ),
        new(
            "TURFMAP_WWWROOT",
            "beside the program",
            "The folder of the web pages, when it is not beside the program or in the checkout",
            (options, _, value) => options with { WebRoot = value }
        ),
        new(
            "TURFMAP_PAGES",
            "`bundle`",
            "`bundle` serves each page as one bundle, if it was built from the current files; `sources` serves the modules one by one",
            (options, name, value) => options with { Sources = OneOf(name, value, "bundle", "sources") == "sources" }
        ),
        new("TURFMAP_SHARED", "`../shared`", "For tests and benchmarks only: the folder with real city data", (options, _, _) => options),
    ];

    public string Store { get; init; } =
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "turfmap",
            "city.gpkg"
        );

    public string? Cities { get; init; }

    public bool Upgrade { get; init; }

    public string Urls { get; init; } = "http://127.0.0.1:5080";

    public string? TileUrl { get; init; }

    public string? TileAttribution { get; init; }

    public int UploadMegabytes { get; init; } = 2048;

    public long UploadBytes => UploadMegabytes * 1_000_000L;

    public int ReaderMegabytes { get; init; } = (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 >> 20, 256, 2048);

    public int ReaderSeconds { get; init; } = 300;

    public int ReaderOutputMegabytes { get; init; } = 4096;

    internal Files.ReaderLimits ReaderLimits =>
        new((long)ReaderMegabytes << 20, TimeSpan.FromSeconds(ReaderSeconds), (long)ReaderOutputMegabytes << 20);

    public int DrainSeconds { get; init; }

    public string TempFolder { get; init; } = Path.Combine(Path.GetTempPath(), "turfmap");

    public bool IsPublic { get; init; }

    public string? Address { get; init; }

    public IReadOnlyList<System.Net.IPNetwork> Proxies { get; init; } = [];

    public int RequestsPerSecond { get; init; } = 100;

    public int SignInsPerMinute { get; init; } = 60;

    public string? OidcAuthority { get; init; }

    public string? OidcClient { get; init; }

    public string? OidcSecret { get; init; }

    public string OidcName { get; init; } = "City single sign-on";

    public string? OidcLevel { get; init; }

    public string? Metrics { get; init; }

    public bool IsExported { get; init; }

    public bool Traces { get; init; }

    public bool JsonLogs { get; init; }

    public string? WebRoot { get; init; }

    public bool Sources { get; init; }

    /// <summary>Reads the environment; an unknown or bad setting stops the program and is named.</summary>
    public static TurfMapOptions Read(IReadOnlyDictionary<string, string> environment)
    {
        var options = new TurfMapOptions();
        foreach (var (name, value) in environment.Where(pair => pair.Value.Length > 0 && IsOurs(pair.Key)).Select(FromFile))
            options =
                Settings.FirstOrDefault(setting => setting.Name == name)?.Apply(options, name, value)
                ?? throw new Domain.Changes.RefusedException(
                    Domain.Changes.Refusal.Invalid,
                    $"There is no setting {name}. The settings are listed in the README."
                );
        return options;
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("TURFMAP_", StringComparison.Ordinal) || Settings.Any(setting => setting.Name == name);

    /// <summary>The environment of this process.</summary>
    public static IReadOnlyDictionary<string, string> Environ() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "");

    /// <summary>
    /// A setting whose name ends in _FILE is read from that file: a secret in the environment is seen by more people than one in a file.
    /// </summary>
    private static (string Name, string Value) FromFile(KeyValuePair<string, string> pair)
    {
        if (!pair.Key.EndsWith("_FILE", StringComparison.Ordinal))
            return (pair.Key, pair.Value);
        try
        {
            return (pair.Key[..^"_FILE".Length], File.ReadAllText(pair.Value).Trim());
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new Domain.Changes.RefusedException(
                Domain.Changes.Refusal.Invalid,
                $"The setting {pair.Key} names the file {pair.Value}, which cannot be read."
            );
        }
    }

    private static string Web(string name, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? value.TrimEnd('/')
            : throw new Domain.Changes.RefusedException(
                Domain.Changes.Refusal.Invalid,
                $"The setting {name} is \"{value}\", and must be an address such as https://login.city.example."
            );

    private static string Listener(string name, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address is { Scheme: "http", PathAndQuery: "/" }
            ? value.TrimEnd('/')
            : throw new Domain.Changes.RefusedException(
                Domain.Changes.Refusal.Invalid,
                $"The setting {name} is \"{value}\", and must be an address to listen on, such as http://127.0.0.1:9464."
            );

    private static System.Net.IPNetwork Network(string name, string part) =>
        System.Net.IPNetwork.TryParse(part, out var network) ? network
        : System.Net.IPAddress.TryParse(part, out var one) ? new(one, one.GetAddressBytes().Length * 8)
        : throw new Domain.Changes.RefusedException(
            Domain.Changes.Refusal.Invalid,
            $"The setting {name} holds \"{part}\", and must list addresses or networks such as 10.0.0.5,10.1.0.0/16."
        );

    private static string OneOf(string name, string value, params ReadOnlySpan<string> choices) =>
        choices.Contains(value)
            ? value
            : throw new Domain.Changes.RefusedException(
                Domain.Changes.Refusal.Invalid,
                $"The setting {name} is \"{value}\", and must be one of {string.Join(", ", choices)}."
            );

    private static int Whole(string name, string value, int least, int most) =>
        int.TryParse(value, out var number) && number >= least && number <= most
            ? number
            : throw new Domain.Changes.RefusedException(
                Domain.Changes.Refusal.Invalid,
                $"The setting {name} is \"{value}\", and must be a whole number from {least} to {most}."
            );
}

/// <summary>A setting as people know it.</summary>
/// <param name="Name">The environment variable.</param>
/// <param name="Default">What holds when it is not set: a value in backticks, or words where it differs from machine to machine.</param>
/// <param name="Description">What it does and why the default is what it is; README shows it.</param>
/// <param name="Apply">The options with its value, by its name for errors; refuses a bad one.</param>
internal sealed record Setting(string Name, string Default, string Description, Func<TurfMapOptions, string, string, TurfMapOptions> Apply);
