using TurfMap.App.Files;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Importing;
using TurfMap.Storage;
using TurfMap.Storage.Importing;

namespace TurfMap.App.Hosting;

/// <summary>Imports a folder of plain files that make a city, each as any single file is.</summary>
internal static class CityFolder
{
    /// <summary>The invented city that comes with the program; null when it was left out.</summary>
    public static string? FindSample()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "data", "sample-city", CityPack.ManifestName)))
                return Path.Combine(folder.FullName, "data", "sample-city");
        return null;
    }

    /// <summary>Imports every file in the order of the manifest.</summary>
    public static async Task ImportAsync(
        CityStore store,
        string folder,
        bool isSample,
        TimeProvider clock,
        Action<ImportBatch, ImportReport> imported,
        CancellationToken cancel
    )
    {
        await using var manifest = InputFiles.Open(Path.Combine(folder, CityPack.ManifestName));
        var pack = CityPack.Read(manifest);
        var by = new ChangeRequest(Environment.UserName) { IsSample = isSample };
        foreach (var import in pack.Imports)
        {
            var kind =
                ImportKinds.Find(import.Kind)
                ?? throw new RefusedException(
                    Refusal.Invalid,
                    $"{CityPack.ManifestName}: \"{import.Kind}\" is not a kind of import. The kinds are: {ImportKinds.Names}."
                );
            var path = Path.Combine(folder, import.File);
            var request = Request(import, Path.GetFileName(path), clock);
            using var file = InputFiles.OpenImport(kind.Form, path, request, cancel);
            var (batch, report) = await store.ImportAsync(kind, request, file, by, null, cancel);
            imported(batch, report);
        }
        var expected = await store.City.FindProfileAsync(cancel) is null ? Expected.New : Expected.Any;
        await store.City.SaveProfileAsync(
            new(pack.Name, pack.Note, isSample, pack.PositionErrorM ?? CityProfile.Unnamed.PositionErrorMetres),
            expected,
            by,
            cancel
        );
    }

    private static ImportRequest Request(CityPackImport import, string name, TimeProvider clock)
    {
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        return new(name, today)
        {
            From = import.ValidFrom ?? today,
            Name = import.Name,
            Layer = import.Layer,
            CodeField = import.Code,
            NameField = import.Label,
            Crs = import.Crs,
            Use = import.Use,
            IsOverlapping = import.Overlapping,
        };
    }
}
