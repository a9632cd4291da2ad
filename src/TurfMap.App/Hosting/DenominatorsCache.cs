using NetTopologySuite.Geometries;
using TurfMap.Domain.City;
using TurfMap.Domain.Figures;
using TurfMap.Domain.Records;

namespace TurfMap.App.Hosting;

/// <summary>
/// How large the areas of a city are, and who lives there: read when first asked for, and again after measures or boundaries changed.
/// </summary>
internal sealed class DenominatorsCache(LiveCity live) : IDisposable
{
    private readonly Part<Denominators> part = new();

    /// <summary>The denominators of a city; what is asked of them is made once and kept until the next change.</summary>
    public Task<Denominators> OfAsync(CityModel model, CancellationToken cancel) =>
        part.GetAsync(
            new(model.Stamps.NewestOf(CityPart.Measures, CityPart.Geography), model.Generation),
            async (_, stop) =>
            {
                var geography = live.Store.ReadReplica(model.Version).Geography;
                var residents = Residents.Of(await geography.ListMeasuresAsync(Residents.Names, stop));
                return new(new CityPlane(model.Bounds is { IsNull: false } bounds ? bounds : new Envelope(0, 0, 0, 0)), residents);
            },
            cancel
        );

    public void Dispose() => part.Dispose();
}
