using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Spatial.Coverage;
using TurfMap.Storage.Queries;
using TurfMap.Storage.Sql;
using FileTable = TurfMap.Domain.Importing.Table;
using Table = TurfMap.Storage.Sql.Table;

namespace TurfMap.Storage.Importing;

/// <summary>All kinds of import, one entry each.</summary>
public static class ImportKinds
{
    private static readonly ImportOption ValidFrom = new(
        ImportField.ValidFrom,
        "The first day in force, such as 2026-01-01; today when not given"
    );

    /// <summary>The kinds, in the order in which people are told of them.</summary>
    public static IReadOnlyList<ImportKind> All { get; } =
    [
        new(
            "layer",
            "Import the boundaries of a layer, in force from a date",
            ImportForm.Boundaries,
            "Boundaries as [NAME=]FILE[:CODE_FIELD]: GeoJSON, Shapefile, GeoPackage, TopoJSON or CSV with WKT, also .gz and .zip",
            [
                ValidFrom,
                new(ImportField.Name, "The name that people see; the file's name when not given"),
                new(ImportField.NameField, "The field with the areas' names; found by its name when not given"),
                new(ImportField.Crs, "The coordinate system, such as EPSG:2263, when the file does not name it"),
                new(ImportField.Units, "Plans assign these areas to turfs"),
                new(ImportField.Context, "Only draw this layer behind the others: water, parks, or lines such as streets"),
                new(ImportField.Overlapping, "The areas may overlap"),
                new(ImportField.Table, "The table to read, when a GeoPackage has several"),
            ],
            LayerAsync
        )
        {
            IsPublic = true,
        },
        new(
            "plan",
            "Import a turf plan, in force from a date",
            ImportForm.Csv,
            "A CSV file with the columns unit, turf and, optionally, turf_name, liaison, backup",
            [ValidFrom, new(ImportField.Name, "The plan's name; the file's name when not given")],
            PlanAsync
        )
        {
            IsPublic = true,
        },
        Records(
            "liaisons",
            "Import liaisons and how to reach them",
            TableImports.Liaisons,
            Catalogue.Liaison,
            RowMappers.LiaisonColumns,
            RowMappers.Row
        ),
        Records(
            "addresses",
            "Import numbered addresses",
            TableImports.Addresses,
            Catalogue.Address,
            RowMappers.AddressColumns,
            RowMappers.Row
        ),
        Records(
            "measures",
            "Import numbers about areas, such as residents. Rates divide by them",
            TableImports.Measures,
            Catalogue.Measure,
            RowMappers.MeasureColumns,
            RowMappers.Row
        ),
        Records(
            "partners",
            "Import partner organizations",
            TableImports.Partners,
            Catalogue.Partner,
            RowMappers.PartnerColumns,
            RowMappers.Row
        ),
        Records(
            "cases",
            "Import cases, such as a 311 file. The same file may come again: the report counts new, changed and unchanged rows",
            TableImports.Cases,
            Catalogue.Case,
            RowMappers.CaseColumns,
            RowMappers.Row,
            refusedInSample: "Real cases do not belong in a sample city that anybody can open. Make a store of your own, with accounts, "
                + "and import them there."
        ),
        Records("events", "Import outreach events", TableImports.Events, Catalogue.Event, RowMappers.EventColumns, RowMappers.Row),
    ];

    /// <summary>The names of all kinds, for sentences: "layer, plan, events".</summary>
    public static string Names { get; } = string.Join(", ", All.Select(kind => kind.Key));

    /// <summary>The same as a choice: "layer, plan or events".</summary>
    public static string NamesWithOr { get; } = string.Join(", ", All.SkipLast(1).Select(kind => kind.Key)) + $" or {All[^1].Key}";

    /// <summary>The kind of a name; null when there is none.</summary>
    public static ImportKind? Find(string key) => All.FirstOrDefault(kind => kind.Key == key);

    private static async Task<Func<BatchWriter, string>> LayerAsync(ImportRun run, CancellationToken cancel)
    {
        var import = LayerImport.Of(run.Request, await run.Geography.ListLayersAsync(cancel));
        // A file may take as long as whoever made it wants: no other change waits while it is read.
        var content = await run.File.Layer.ReadAsync(import.File, run.Report, run.Progress, cancel);
        return writer =>
        {
            var period = writer.SaveVintage(import.Layer, import.From, import.File.FileName, content);
            return $"{import.Layer.Name}: {content.Count:N0} {(content.Lines.Count > 0 ? "lines" : "areas")} in force {period}.";
        };
    }

    private static async Task<Func<BatchWriter, string>> PlanAsync(ImportRun run, CancellationToken cancel)
    {
        var (request, layers) = (run.Request, await run.Geography.ListLayersAsync(cancel));
        var vintage = PlanFile.FindUnits(layers, await run.Geography.ListVintagesAsync(cancel), request.From);
        var units = (await run.Geography.ReadAreasAsync(vintage.Id, cancel)).Select(area => area.Code).ToArray();
        var people = await run.Staff.ListLiaisonsAsync(cancel);
        return writer =>
        {
            var plan = PlanFile.Read(new FileTable(run.File.Rows, run.Report, null, run.Progress, cancel), units, people);
            var name = request.Name ?? Path.GetFileNameWithoutExtension(request.FileName);
            var period = writer.SavePlan(name, vintage.Id, request.From, plan);
            return $"{name}: {units.Length:N0} units in {plan.Turfs.Count:N0} turfs, in force {period}.";
        };
    }

    /// <summary>A table whose rows are records of one sort; what has a place is placed in the areas in force on its day.</summary>
    private static ImportKind Records<T>(
        string key,
        string help,
        Func<FileTable, IEnumerable<T>> read,
        Table table,
        string[] columns,
        Func<T, object?[]> row,
        string? refusedInSample = null
    )
    {
        return new(
            key,
            help,
            ImportForm.Rows,
            "A CSV file, JSON records such as Open311's requests.json, or points with properties (GeoJSON, Shapefile, GeoPackage), "
                + "also .gz and .zip",
            [new(ImportField.Crs, "The coordinate system of the points, such as EPSG:2263, when the file does not name it")],
            PrepareAsync
        )
        {
            RefusedInSample = refusedInSample,
        };

        async Task<Func<BatchWriter, string>> PrepareAsync(ImportRun run, CancellationToken cancel)
        {
            await run.File.Rows.PrepareAsync(cancel);
            var (layers, vintages) = (await run.Geography.ListLayersAsync(cancel), await run.Geography.ListVintagesAsync(cancel));
            return writer =>
            {
                // Which vintages are needed shows row by row, on the writer's own thread; readers do not wait for the writer.
                var boundaries = new BoundaryLookup(layers, vintages, run.Request.Today, vintage => Index(run, vintage, cancel));
                var file = new FileTable(run.File.Rows, run.Report, boundaries.Bounds, run.Progress, cancel, boundaries, run.Request.Today);
                return writer.Save(table, columns, read(file).Select(row)).Sentence(key, run.Report, file.Unplaced);
            };
        }
    }

    private static AreaIndex Index(ImportRun run, Vintage vintage, CancellationToken cancel) =>
        AreaIndex.Build(
            [.. run.Geography.ReadAreasAsync(vintage.Id, cancel).GetAwaiter().GetResult().Select(area => area.Geometry)],
            cancel
        );
}
