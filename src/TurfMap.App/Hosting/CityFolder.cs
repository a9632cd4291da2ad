using TurfMap.App.Files;
using TurfMap.Domain.Changes;
using TurfMap.Domain.City;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Storage;

namespace TurfMap.App.Hosting;

/// <summary>Imports a folder of plain files that make a city, through the same importers as any single file.</summary>
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
        var by = new ChangeRequest(Environment.UserName);
        var importer = new Importer(store.Imports.By(by), store.Geography, store.Staff);
        foreach (var import in pack.Imports)
        {
            var (batch, report) = await ImportAsync(importer, import, Path.Combine(folder, import.File), clock, cancel);
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

    private static async Task<(ImportBatch, ImportReport)> ImportAsync(
        Importer importer,
        CityPackImport import,
        string path,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var name = Path.GetFileName(path);
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        var from = import.ValidFrom ?? today;
        if (import.Kind == "layer")
        {
            using var reader = InputFiles.OpenFeatures(path);
            var key = LayerKey.From(import.Layer ?? AreaFile.Stem(path));
            return await importer.ImportLayerAsync(
                new(
                    new(key, import.Name ?? key, import.Use, import.Overlapping),
                    from,
                    new(name, import.Code, import.Label, import.Crs, import.Overlapping)
                ),
                reader,
                null,
                cancel
            );
        }
        if (import.Kind == "plan")
        {
            using var csv = InputFiles.OpenTable(path);
            return await importer.ImportPlanAsync(
                new(import.Name ?? Path.GetFileNameWithoutExtension(name), from, name),
                csv,
                null,
                cancel
            );
        }
        if (!Importer.TableKinds.Contains(import.Kind))
            throw new RefusedException(
                Refusal.Invalid,
                $"{CityPack.ManifestName}: \"{import.Kind}\" is not a kind of import. The kinds are: layer, plan, "
                    + $"{string.Join(", ", Importer.TableKinds)}."
            );
        using var rows = InputFiles.OpenRows(path, import.Crs, cancel);
        return await importer.ImportTableAsync(new(import.Kind, today, name), rows, null, cancel);
    }
}
