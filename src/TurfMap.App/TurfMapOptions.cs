namespace TurfMap.App;

/// <summary>
/// All settings, with default and reason. Read from <c>TURFMAP_…</c> environment variables, and from the command line, which wins.
/// </summary>
/// <remarks>Each may also be given as <c>…_FILE</c>, which names a file with the value.</remarks>
public sealed record TurfMapOptions
{
    /// <summary>
    /// <c>TURFMAP_STORE</c>: the store's file. The default lies in the user's data folder, so that a first run needs no thought.
    /// </summary>
    public string Store { get; init; } =
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "turfmap",
            "city.gpkg"
        );

    /// <summary>
    /// <c>TURFMAP_CITIES</c>: a file that names several cities with a store each; then <see cref="Store"/> is not used by the service. None
    /// by default: one city.
    /// </summary>
    public string? Cities { get; init; }

    /// <summary>
    /// <c>TURFMAP_UPGRADE</c>: <c>true</c> lets <c>serve</c> bring stores of an earlier program up. Off: a change of everybody's store is a
    /// decision.
    /// </summary>
    public bool Upgrade { get; init; }

    /// <summary><c>TURFMAP_URLS</c>: where to listen. Only this machine by default: opening it to others is a decision.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>
    /// <c>TURFMAP_TILE_URL</c>: an external basemap, such as <c>https://tiles.example.org/{z}/{x}/{y}.png</c>. None by default: asking
    /// others for tiles tells them where staff look.
    /// </summary>
    public string? TileUrl { get; init; }

    /// <summary><c>TURFMAP_TILE_ATTRIBUTION</c>: who made the basemap; must be shown.</summary>
    public string? TileAttribution { get; init; }

    /// <summary><c>TURFMAP_UPLOAD_MB</c>: the largest file that may be dropped on the map, as sent (packed).</summary>
    public int UploadMegabytes { get; init; } = 2048;

    /// <summary>The same in bytes.</summary>
    public long UploadBytes => UploadMegabytes * 1_000_000L;

    /// <summary>
    /// <c>TURFMAP_DRAIN_SECONDS</c>: how long the service goes on answering after it was asked to stop and says that it is not ready. 0 by
    /// default; behind a load balancer, the time it takes to notice.
    /// </summary>
    public int DrainSeconds { get; init; }

    /// <summary>
    /// <c>TURFMAP_TEMP</c>: where uploads, jobs and results wait, also over a restart; one folder for each program that runs.
    /// </summary>
    public string TempFolder { get; init; } = Path.Combine(Path.GetTempPath(), "turfmap");

    /// <summary>
    /// <c>TURFMAP_PUBLIC</c>: <c>true</c> lets anybody look up places without signing in: districts, turf, and who covers it, without phone
    /// and e-mail. Off: nothing is open that nobody decided on.
    /// </summary>
    public bool IsPublic { get; init; }

    /// <summary>
    /// <c>TURFMAP_ADDRESS</c>: where people reach the service, such as <c>https://turf.city.example</c>; requests for another host are
    /// refused then. None by default: any name that leads here.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>
    /// <c>TURFMAP_PROXIES</c>: addresses or networks of the servers in front of this one, such as <c>10.0.0.5,10.1.0.0/16</c>; only what
    /// they say of https and of the client's address is believed. None by default.
    /// </summary>
    public IReadOnlyList<System.Net.IPNetwork> Proxies { get; init; } = [];

    /// <summary>
    /// <c>TURFMAP_RATE</c>: how many requests a second one account or address may send for long; twenty times as many in a burst. 0 sets no
    /// limit.
    /// </summary>
    public int RequestsPerSecond { get; init; } = 100;

    /// <summary>
    /// <c>TURFMAP_SIGN_IN_RATE</c>: how many tries to sign in a minute one address may send; an office behind one address needs more than a
    /// person. 0 sets no limit; an account's own rest after ten wrong tries stays.
    /// </summary>
    public int SignInsPerMinute { get; init; } = 60;

    /// <summary>
    /// <c>TURFMAP_OIDC_AUTHORITY</c>: the city's identity provider (OpenID Connect), such as <c>https://login.city.example</c>. None by
    /// default.
    /// </summary>
    public string? OidcAuthority { get; init; }

    /// <summary><c>TURFMAP_OIDC_CLIENT</c>: the name that the provider knows TurfMap under.</summary>
    public string? OidcClient { get; init; }

    /// <summary><c>TURFMAP_OIDC_SECRET</c>: the secret agreed with it.</summary>
    public string? OidcSecret { get; init; }

    /// <summary><c>TURFMAP_OIDC_NAME</c>: what people know it as, on the sign-in page.</summary>
    public string OidcName { get; init; } = "City single sign-on";

    /// <summary>
    /// <c>TURFMAP_OIDC_LEVEL</c>: what the provider must state of how somebody signed in (acr or amr), such as <c>mfa</c>. None by default.
    /// </summary>
    public string? OidcLevel { get; init; }

    /// <summary><c>TURFMAP_WWWROOT</c>: the front end, when it does not lie beside the program or in the checkout.</summary>
    public string? WebRoot { get; init; }

    /// <summary>
    /// <c>TURFMAP_PAGES</c>: <c>bundle</c>, the default, serves the bundle of each page, when there is one of the files as they lie;
    /// <c>sources</c> serves these, module by module.
    /// </summary>
    public bool Sources { get; init; }

    /// <summary>Reads the environment; an unknown or bad setting stops the program and is named.</summary>
    public static TurfMapOptions Read(IReadOnlyDictionary<string, string> environment)
    {
        var options = new TurfMapOptions();
        foreach (
            var (name, value) in environment
                .Where(pair => pair.Key.StartsWith("TURFMAP_", StringComparison.Ordinal) && pair.Value.Length > 0)
                .Select(FromFile)
        )
            options = name switch
            {
                "TURFMAP_STORE" => options with { Store = value },
                "TURFMAP_UPGRADE" => options with { Upgrade = value is "1" or "true" },
                "TURFMAP_CITIES" => options with { Cities = value },
                "TURFMAP_URLS" => options with { Urls = value },
                "TURFMAP_TILE_URL" => options with { TileUrl = value },
                "TURFMAP_TILE_ATTRIBUTION" => options with { TileAttribution = value },
                "TURFMAP_UPLOAD_MB" => options with { UploadMegabytes = Whole(name, value, 1, 1_000_000) },
                "TURFMAP_DRAIN_SECONDS" => options with { DrainSeconds = Whole(name, value, 0, 3600) },
                "TURFMAP_TEMP" => options with { TempFolder = value },
                "TURFMAP_PUBLIC" => options with { IsPublic = value is "1" or "true" },
                "TURFMAP_ADDRESS" => options with { Address = Web(name, value) },
                "TURFMAP_PROXIES" => options with
                {
                    Proxies =
                    [
                        .. value
                            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                            .Select(part => Network(name, part)),
                    ],
                },
                "TURFMAP_RATE" => options with { RequestsPerSecond = Whole(name, value, 0, 1_000_000) },
                "TURFMAP_SIGN_IN_RATE" => options with { SignInsPerMinute = Whole(name, value, 0, 100_000) },
                "TURFMAP_OIDC_AUTHORITY" => options with { OidcAuthority = Web(name, value) },
                "TURFMAP_OIDC_CLIENT" => options with { OidcClient = value },
                "TURFMAP_OIDC_SECRET" => options with { OidcSecret = value },
                "TURFMAP_OIDC_NAME" => options with { OidcName = value },
                "TURFMAP_OIDC_LEVEL" => options with { OidcLevel = value },
                "TURFMAP_WWWROOT" => options with { WebRoot = value },
                "TURFMAP_PAGES" => options with { Sources = OneOf(name, value, "bundle", "sources") == "sources" },
                "TURFMAP_SHARED" => options, // names the real data for tests and benchmarks
                _ => throw new Domain.Changes.RefusedException(
                    Domain.Changes.Refusal.Invalid,
                    $"There is no setting {name}. The settings are listed in the README."
                ),
            };
        return options;
    }

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
