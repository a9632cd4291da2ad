using TurfMap.App.Accounts;
using TurfMap.Domain.Access;
using TurfMap.Spatial.Tiles;

namespace TurfMap.App.Hosting;

/// <summary>Puts into the audit who reads single cases on the map, without an entry for every tile.</summary>
/// <remarks>
/// A tile that shows single cases by id is a reading of cases. A walk across the map asks for hundreds, so one entry stands for a filter
/// and a square of the map for ten minutes:
/// the square is that of zoom 13 (some 4 km) from near, of zoom 9 (the city) from afar. The entry is written before the first tile of it is
/// answered; clusters alone are numbers and not in the audit.
/// </remarks>
internal sealed class TileReadAudit(CityAccess access) : IDisposable
{
    private const int NearZoom = 13,
        FarZoom = 9,
        Most = 10_000;
    private static readonly TimeSpan Held = TimeSpan.FromMinutes(10);
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly Dictionary<(string, string, string, TileId), DateTimeOffset> known = [];

    /// <summary>Writes that a caller sees single cases of a tile, if that is not in the audit of late.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="tile">Where.</param>
    /// <param name="filter">The whole filter, as JSON.</param>
    /// <param name="cancel">Stops the waiting.</param>
    public async Task SeenAsync(Caller caller, TileId tile, string filter, CancellationToken cancel)
    {
        var (now, square) = (access.Clock.GetUtcNow(), tile);
        while (square.Zoom > NearZoom || square.Zoom is < NearZoom and > FarZoom)
            square = square.Parent;
        var key = (caller.AccountId, caller.Via, filter, square);
        await writing.WaitAsync(cancel);
        try
        {
            if (known.TryGetValue(key, out var at) && now - at is var since && since >= TimeSpan.Zero && since < Held)
                return;
            await access.Store.AuditAsync(
                [AuditEntry.Of(caller, now, "read cases", $"on the map, square {square}", after: filter)],
                cancel
            );
            if (known.Count >= Most)
                known.Clear();
            known[key] = now;
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();
}
