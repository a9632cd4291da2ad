namespace TurfMap.App;

/// <summary>All settings, with default and reason. Read from <c>TURFMAP_…</c> environment variables, and from the command line, which wins.</summary>
public sealed record TurfMapOptions
{
    /// <summary><c>TURFMAP_STORE</c>: the store's file. The default lies in the user's data folder, so that a first run needs no thought.</summary>
    public string Store { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "turfmap", "city.gpkg");

    /// <summary><c>TURFMAP_CITIES</c>: a file that names several cities with a store each; then <see cref="Store"/> is not used by the service. None by default: one city.</summary>
    public string? Cities { get; init; }

    /// <summary><c>TURFMAP_UPGRADE</c>: <c>true</c> lets <c>serve</c> bring stores of an earlier program up. Off: a change of everybody's store is a decision.</summary>
    public bool Upgrade { get; init; }

    /// <summary><c>TURFMAP_URLS</c>: where to listen. Only this machine by default: opening it to others is a decision.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary><c>TURFMAP_TILE_URL</c>: an external basemap, such as <c>https://tiles.example.org/{z}/{x}/{y}.png</c>. None by default: asking others for tiles tells them where staff look.</summary>
    public string? TileUrl { get; init; }

    /// <summary><c>TURFMAP_TILE_ATTRIBUTION</c>: who made the basemap; must be shown.</summary>
    public string? TileAttribution { get; init; }

    /// <summary><c>TURFMAP_UPLOAD_MB</c>: the largest file that may be dropped on the map, as sent (packed).</summary>
    public int UploadMegabytes { get; init; } = 2048;

    /// <summary>The same in bytes.</summary>
    public long UploadBytes => UploadMegabytes * 1_000_000L;

    /// <summary><c>TURFMAP_DRAIN_SECONDS</c>: how long the service goes on answering after it was asked to stop and says that it is not ready. 0 by default; behind a load balancer, the time it takes to notice.</summary>
    public int DrainSeconds { get; init; }

    /// <summary><c>TURFMAP_TEMP</c>: where uploads, jobs and results wait, also over a restart; one folder for each program that runs.</summary>
    public string TempFolder { get; init; } = Path.Combine(Path.GetTempPath(), "turfmap");

    /// <summary><c>TURFMAP_WWWROOT</c>: the front end, when it does not lie beside the program or in the checkout.</summary>
    public string? WebRoot { get; init; }

    /// <summary>Reads the environment; an unknown or bad setting stops the program and is named.</summary>
    public static TurfMapOptions Read(IReadOnlyDictionary<string, string> environment)
    {
        var options = new TurfMapOptions();
        foreach (var (name, value) in environment.Where(pair => pair.Key.StartsWith("TURFMAP_", StringComparison.Ordinal) && pair.Value.Length > 0))
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
                "TURFMAP_WWWROOT" => options with { WebRoot = value },
                "TURFMAP_SHARED" => options, // names the real data for tests and benchmarks
                _ => throw new Domain.RefusedException(Domain.Refusal.Invalid, $"There is no setting {name}. The settings are listed in the README."),
            };
        return options;
    }

    /// <summary>The environment of this process.</summary>
    public static IReadOnlyDictionary<string, string> Environ() =>
        Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "");

    private static int Whole(string name, string value, int least, int most) => int.TryParse(value, out var number) && number >= least && number <= most
        ? number
        : throw new Domain.RefusedException(Domain.Refusal.Invalid, $"The setting {name} is \"{value}\", and must be a whole number from {least} to {most}.");
}
