using TurfMap.Domain.Changes;
using TurfMap.Domain.City;

namespace TurfMap.App.Hosting;

/// <summary>
/// When each kind of data last came in, asked of the store after each import; while the store is away, what was known.
/// </summary>
internal sealed class LastImported(LiveCity live) : IDisposable
{
    private static readonly IReadOnlyDictionary<string, DateTimeOffset> Nothing = new Dictionary<string, DateTimeOffset>();

    private readonly Part<IReadOnlyDictionary<string, DateTimeOffset>> part = new();

    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> OfAsync(CityModel model, CancellationToken cancel)
    {
        try
        {
            return await part.GetAsync(
                new(model.Stamps[CityPart.Imports], model.Generation),
                (_, stop) => live.Store.ReadReplica(model.Version).Imports.LastTakenAsync(stop),
                cancel
            );
        }
        catch (RefusedException away) when (away.Refusal is Refusal.StoreUnavailable or Refusal.StoreUnusable)
        {
            return part.Standing ?? Nothing;
        }
    }

    public void Dispose() => part.Dispose();
}
