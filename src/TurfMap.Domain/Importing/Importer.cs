using NetTopologySuite.Geometries;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Plans;
using TurfMap.Domain.Staff;
using TurfMap.Formats;
using TurfMap.Spatial.Coverage;

namespace TurfMap.Domain.Importing;

/// <summary>A layer to import.</summary>
public sealed record LayerImport(Layer Layer, DateOnly From, LayerFileOptions File);

/// <summary>A plan to import.</summary>
public sealed record PlanImport(string Name, DateOnly From, string FileName);

/// <summary>A plain table to import.</summary>
/// <param name="Kind">One of the <see cref="Importer.TableKinds"/>.</param>
/// <param name="On">The day of the import: records without a day of their own are placed in the areas of this one.</param>
/// <param name="FileName">The file's name, for people.</param>
public sealed record TableImport(string Kind, DateOnly On, string FileName);

/// <summary>Imports files into a store, each as one batch: taken as a whole or not at all.</summary>
public sealed class Importer(IImportStore batches, ILayerStore layers, ILiaisonStore liaisons)
{
    /// <summary>The kinds of plain tables.</summary>
    public static IReadOnlyList<string> TableKinds { get; } = ["liaisons", "addresses", "measures", "partners", "cases", "events"];

    /// <summary>Imports boundaries as the layer's vintage from a date.</summary>
    public async Task<(ImportBatch Batch, ImportReport Report)> ImportLayerAsync(
        LayerImport import,
        IFeatureReader reader,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var standing = await layers.ListLayersAsync(cancel);
        if (
            import.Layer.Use == LayerUse.Units
            && standing.FirstOrDefault(layer => layer.Use == LayerUse.Units && layer.Key != import.Layer.Key) is { } other
        )
            throw new RefusedException(
                Refusal.Conflict,
                $"{other.Name} is the unit layer already, and a city has only one. Import {import.Layer.Name} without --units."
            );
        var layer = Standing(import.Layer, standing);
        var report = new ImportReport();
        var batch = await batches.RunAsync(
            "layer",
            import.File.FileName,
            report,
            writer =>
            {
                var isContext = layer.Use == LayerUse.Context;
                var file = import.File with { SkipsCoverageCheck = isContext, MayBeLines = isContext, IsOverlapping = layer.IsOverlapping };
                var content = new LayerFile(file, report).Read(reader, progress, cancel);
                var period = writer.SaveVintage(layer, import.From, import.File.FileName, content);
                return $"{layer.Name}: {content.Count:N0} {(content.Lines.Count > 0 ? "lines" : "areas")} in force {period}.";
            },
            cancel
        );
        return (batch, report);
    }

    /// <summary>Imports a plan: <c>unit, turf</c> and, where given, <c>turf_name, liaison, backup</c>.</summary>
    public async Task<(ImportBatch Batch, ImportReport Report)> ImportPlanAsync(
        PlanImport import,
        CsvReader csv,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var unitLayer =
            (await layers.ListLayersAsync(cancel)).FirstOrDefault(layer => layer.Use == LayerUse.Units)
            ?? throw new RefusedException(
                Refusal.Conflict,
                "There is no unit layer yet, so a plan has nothing to assign. Import one first: import layer FILE --units."
            );
        var vintage =
            (await layers.ListVintagesAsync(cancel)).FirstOrDefault(vintage =>
                vintage.Layer == unitLayer.Key && vintage.Period.Contains(import.From)
            )
            ?? throw new RefusedException(
                Refusal.Conflict,
                $"No boundaries of {unitLayer.Name} are in force on {import.From:yyyy-MM-dd}. Import them with an earlier "
                    + "--valid-from, or let the plan start later."
            );
        var units = (await layers.ReadAreasAsync(vintage.Id, cancel)).Select(area => area.Code).ToArray();
        var people = await liaisons.ListLiaisonsAsync(cancel);
        var report = new ImportReport();
        var batch = await batches.RunAsync(
            "plan",
            import.FileName,
            report,
            writer =>
            {
                var rows = Rows(new Table(new CsvTable(csv), report, null, progress, cancel), people);
                var plan = PlanRows.Check(rows, units, people.Select(liaison => liaison.Id).ToHashSet(StringComparer.Ordinal));
                var period = writer.SavePlan(import.Name, vintage.Id, import.From, plan);
                return $"{import.Name}: {units.Length:N0} units in {plan.Turfs.Count:N0} turfs, in force {period}.";
            },
            cancel
        );
        return (batch, report);
    }

    /// <summary>
    /// Imports a plain table of one of the <see cref="TableKinds"/>; what has a place is placed in the areas in force on its day.
    /// </summary>
    public async Task<(ImportBatch Batch, ImportReport Report)> ImportTableAsync(
        TableImport import,
        ITableSource source,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var report = new ImportReport();
        var (standing, vintages) = (await layers.ListLayersAsync(cancel), await layers.ListVintagesAsync(cancel));
        var bounds = Bounds(standing, vintages);
        var batch = await batches.RunAsync(
            import.Kind,
            import.FileName,
            report,
            writer =>
            {
                // Which vintages are needed shows row by row, on the writer's own thread; readers do not wait for the writer.
                var boundaries = new BoundaryLookup(standing, vintages, import.On, vintage => Index(vintage, cancel));
                var table = new Table(source, report, bounds, progress, cancel, boundaries, import.On);
                var saved = import.Kind switch
                {
                    "liaisons" => writer.Save(TableImports.Liaisons(table)),
                    "addresses" => writer.Save(TableImports.Addresses(table)),
                    "measures" => writer.Save(TableImports.Measures(table)),
                    "partners" => writer.Save(TableImports.Partners(table)),
                    "cases" => writer.Save(TableImports.Cases(table)),
                    "events" => writer.Save(TableImports.Events(table)),
                    _ => throw new ArgumentOutOfRangeException(nameof(import), import.Kind, "not a kind of table"),
                };
                return Sentence(import.Kind, saved, report, table.Unplaced);
            },
            cancel
        );
        return (batch, report);
    }

    private AreaIndex Index(Vintage vintage, CancellationToken cancel) =>
        AreaIndex.Build([.. layers.ReadAreasAsync(vintage.Id, cancel).GetAwaiter().GetResult().Select(area => area.Geometry)], cancel);

    /// <summary>
    /// What came of a table, for who brings it every week: "Cases: 1,204 new, 311 changed, 9,870 as before; 39 without a place."
    /// </summary>
    private static string Sentence(string kind, SavedRows saved, ImportReport report, long unplaced)
    {
        var refused = report.Rows - report.Taken;
        string[] beside =
        [
            .. unplaced > 0 ? [$"{unplaced:N0} without a place"] : Array.Empty<string>(),
            .. saved.Repeated > 0 ? [$"{saved.Repeated:N0} given again further down the file"] : Array.Empty<string>(),
            .. refused > 0 ? [$"{refused:N0} not taken"] : Array.Empty<string>(),
        ];
        return $"{char.ToUpperInvariant(kind[0])}{kind[1..]}: {saved.New:N0} new, {saved.Changed:N0} changed, {saved.Same:N0} as "
            + $"before{(beside.Length > 0 ? "; " : "")}{string.Join(", ", beside)}.";
    }

    /// <summary>
    /// A new vintage of a standing layer keeps what is not said anew: the units must not cease to be units because a flag was forgotten.
    /// </summary>
    private static Layer Standing(Layer given, IReadOnlyList<Layer> standing) =>
        standing.FirstOrDefault(layer => layer.Key == given.Key) is not { } old
            ? given
            : given with
            {
                Name = given.Name == given.Key ? old.Name : given.Name,
                Use = given.Use == LayerUse.Answers ? old.Use : given.Use,
                IsOverlapping = given.IsOverlapping || old.IsOverlapping,
            };

    /// <summary>The box around the answered layers: a place far from it may be one with its numbers swapped.</summary>
    private static Envelope? Bounds(IReadOnlyList<Layer> standing, IReadOnlyList<Vintage> vintages)
    {
        var context = standing.Where(layer => layer.Use == LayerUse.Context).Select(layer => layer.Key).ToHashSet(StringComparer.Ordinal);
        var bounds = new Envelope();
        foreach (var vintage in vintages.Where(vintage => !context.Contains(vintage.Layer)))
            bounds.ExpandToInclude(vintage.Bounds);
        return bounds.IsNull ? null : bounds;
    }

    private static PlanRow[] Rows(Table table, IReadOnlyList<Liaison> people)
    {
        var (unit, turf, name) = (
            table.Need("unit", "tract", "code", "geoid"),
            table.Need("turf", "turf_code", "district"),
            table.Find("turf_name")
        );
        var (lead, backup) = (table.Find("liaison", "lead", "liaison_id"), table.Find("backup", "backup_id"));
        var idOfName = people
            .GroupBy(liaison => liaison.Name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() == 1)
            .ToDictionary(same => same.Key, same => same.First().Id, StringComparer.OrdinalIgnoreCase);
        var ids = people.Select(liaison => liaison.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. table.Rows(() =>
                new PlanRow(
                    table.Line,
                    table.Required(unit),
                    table.Text(turf) ?? "",
                    table.Text(name),
                    Id(table.Text(lead)),
                    Id(table.Text(backup))
                )
            ),
        ];

        string? Id(string? text) => text is not null && !ids.Contains(text) && idOfName.TryGetValue(text, out var id) ? id : text;
    }
}
