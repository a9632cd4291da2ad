using TurfMap.Domain.Changes;

namespace TurfMap.App.Hosting;

/// <summary>
/// When each kind of data last came in, asked of the store once for each change; while the store is away, what was known.
/// </summary>
internal sealed class LastImported
{
    private static readonly IReadOnlyDictionary<string, DateTimeOffset> Nothing = new Dictionary<string, DateTimeOffset>();

    private volatile Known known = new(-1, Nothing);

    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> OfAsync(HostedCity city, CancellationToken cancel)
    {
        var (now, version) = (known, city.Live.Snapshot.Version);
        if (now.Version == version)
            return now.Kinds;
        try
        {
            return (known = new(version, await city.ReadReplica.Imports.LastTakenAsync(cancel))).Kinds;
        }
        catch (RefusedException away) when (away.Refusal is Refusal.StoreUnavailable or Refusal.StoreUnusable)
        {
            return now.Kinds;
        }
    }

    private sealed record Known(long Version, IReadOnlyDictionary<string, DateTimeOffset> Kinds);
}
