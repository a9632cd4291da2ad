using NetTopologySuite.Geometries;
using TurfMap.Domain.Figures;
using TurfMap.Domain.Records;

namespace TurfMap.App.Hosting;

/// <summary>The ground of a city, and who lives on it: read when first asked for, and again after the store changed.</summary>
internal sealed class DenominatorsCache : IDisposable
{
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Known? known;

    /// <summary>The ground as it is now; what it is asked for is made once and kept until the next change.</summary>
    public async Task<Denominators> OfAsync(HostedCity city, CancellationToken cancel)
    {
        var snapshot = city.Live.Snapshot;
        if (known is { } now && now.Version == snapshot.Version)
            return now.Ground;
        await reading.WaitAsync(cancel);
        try
        {
            if (known is { } meanwhile && meanwhile.Version >= snapshot.Version)
                return meanwhile.Ground;
            var residents = Residents.Of(await city.ReadReplica.Measures.ListMeasuresAsync(Residents.Names, cancel));
            known = new(
                snapshot.Version,
                new(new CityPlane(snapshot.Bounds is { IsNull: false } bounds ? bounds : new Envelope(0, 0, 0, 0)), residents)
            );
            return known.Ground;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private sealed record Known(long Version, Denominators Ground);
}
