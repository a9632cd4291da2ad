using TurfMap.Domain.Changes;
using TurfMap.Domain.Figures;
using TurfMap.Domain.Figures.Releases;
using TurfMap.Domain.Records;
using TurfMap.Storage;

namespace TurfMap.App.Hosting;

/// <summary>
/// Releases the sample city's months, so that its director finds something on the first day. In a real city a manager does.
/// </summary>
internal static class SampleReleases
{
    public static async Task MakeAsync(CityStore store, TimeProvider clock, CancellationToken cancel)
    {
        var snapshot = await store.ReadSnapshotAsync(cancel);
        var (plane, today) = (new CityPlane(snapshot.Bounds), DateOnly.FromDateTime(clock.GetLocalNow().DateTime));
        var cases = await store.Cases.ReadColumnsAsync(plane, cancel);
        if (Releasing.Next(cases, null) is not { } next || Releasing.LastReady(cases, next, today) is not { } until)
            return;
        var ground = new Denominators(plane, Residents.Of(await store.Geography.ListMeasuresAsync(Residents.Names, cancel)));
        var by = new ChangeRequest(Environment.UserName);
        await store.Releases.AddAsync(
            Releasing.Make(cases, snapshot, ground, [], new(until, null, today, clock.GetUtcNow(), by.Author), cancel),
            by,
            cancel
        );
    }
}
