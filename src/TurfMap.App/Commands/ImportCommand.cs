using System.CommandLine;
using System.Globalization;
using TurfMap.App.Files;
using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Storage;

namespace TurfMap.App.Commands;

/// <summary><c>import KIND FILE</c>: files into the store, each as one batch.</summary>
internal static class ImportCommand
{
    public static Command Build(Option<bool> quiet, Option<string?> store, TimeProvider clock)
    {
        var command = new Command(
            "import",
            "Import everything of another store. The commands below import a file, as one batch that can be undone"
        );
        command.Subcommands.Add(Layer(quiet, store, clock));
        command.Subcommands.Add(Plan(quiet, store, clock));
        foreach (var kind in Importer.TableKinds)
            command.Subcommands.Add(Table(kind, quiet, store, clock));
        command.Subcommands.Add(City(quiet, store, clock));
        var all = new Option<string?>("--all")
        {
            Description = "Another store, a file or a database. The store that it is imported into must be empty",
            HelpName = "STORE",
        };
        command.Options.Add(all);
        command.SetAction(
            (parsed, cancel) =>
                parsed.GetValue(all) is { } from
                    ? BackupCommands.ImportAllAsync(parsed, quiet, from, parsed.GetValue(store), clock, cancel)
                    : Task.FromResult(NothingNamed())
        );
        return command;
    }

    private static int NothingNamed()
    {
        Console.Error.WriteLine(
            $"Name what to import: layer, plan, {string.Join(", ", Importer.TableKinds)}, city, or --all STORE. See what "
                + "can be said with --help."
        );
        return ExitCode.Usage;
    }

    private static Command Layer(Option<bool> quiet, Option<string?> store, TimeProvider clock)
    {
        var file = File(
            "Boundaries as [NAME=]FILE[:CODE_FIELD]: GeoJSON, Shapefile, GeoPackage, TopoJSON or CSV with WKT, also .gz and .zip"
        );
        var from = From();
        var name = new Option<string?>("--name") { Description = "The name that people see; the file's name when not given" };
        var label = new Option<string?>("--name-field")
        {
            Description = "The field with the areas' names; found by its name when not given",
        };
        var crs = new Option<string?>("--crs") { Description = "The coordinate system, such as EPSG:2263, when the file does not name it" };
        var units = new Option<bool>("--units") { Description = "Plans assign these areas to turfs" };
        var context = new Option<bool>("--context")
        {
            Description = "Only draw this layer behind the others: water, parks, or lines such as streets",
        };
        var overlapping = new Option<bool>("--overlapping") { Description = "The areas may overlap" };
        var table = new Option<string?>("--table") { Description = "The table to read, when a GeoPackage has several" };
        var command = new Command("layer", "Import the boundaries of a layer, in force from a date")
        {
            file,
            from,
            name,
            label,
            crs,
            units,
            context,
            overlapping,
            table,
        };
        command.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    quiet,
                    store,
                    clock,
                    async (city, terminal) =>
                    {
                        var area = AreaFile.Parse(parsed.GetValue(file)!);
                        if (parsed.GetValue(units) && parsed.GetValue(context))
                            throw new RefusedException(Refusal.Invalid, "A layer is either --units or --context, not both.");
                        var use =
                            parsed.GetValue(units) ? LayerUse.Units
                            : parsed.GetValue(context) ? LayerUse.Context
                            : LayerUse.Answers;
                        var layer = new Layer(
                            LayerKey.From(area.Name),
                            parsed.GetValue(name) ?? area.Name,
                            use,
                            parsed.GetValue(overlapping)
                        );
                        using var reader = InputFiles.OpenFeatures(area.Path, parsed.GetValue(table));
                        terminal.BytesTotal = new FileInfo(area.Path).Length;
                        var fileOptions = new LayerFileOptions(
                            Path.GetFileName(area.Path),
                            area.CodeField,
                            parsed.GetValue(label),
                            parsed.GetValue(crs),
                            layer.IsOverlapping
                        );
                        return await ImporterOf(city)
                            .ImportLayerAsync(new(layer, Date(parsed.GetValue(from), clock), fileOptions), reader, terminal, cancel);
                    }
                )
        );
        return command;
    }

    private static Command Plan(Option<bool> quiet, Option<string?> store, TimeProvider clock)
    {
        var file = File("A CSV file with the columns unit, turf and, optionally, turf_name, liaison, backup");
        var from = From();
        var name = new Option<string?>("--name") { Description = "The plan's name; the file's name when not given" };
        var command = new Command("plan", "Import a turf plan, in force from a date") { file, from, name };
        command.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    quiet,
                    store,
                    clock,
                    async (city, terminal) =>
                    {
                        var path = parsed.GetValue(file)!;
                        using var csv = InputFiles.OpenTable(path);
                        return await ImporterOf(city)
                            .ImportPlanAsync(
                                new(
                                    parsed.GetValue(name) ?? Path.GetFileNameWithoutExtension(path),
                                    Date(parsed.GetValue(from), clock),
                                    Path.GetFileName(path)
                                ),
                                csv,
                                terminal,
                                cancel
                            );
                    }
                )
        );
        return command;
    }

    private static Command Table(string kind, Option<bool> quiet, Option<string?> store, TimeProvider clock)
    {
        var file = File(
            "A CSV file, JSON records such as Open311's requests.json, or points with properties (GeoJSON, Shapefile, GeoPackage), "
                + "also .gz and .zip"
        );
        var crs = new Option<string?>("--crs")
        {
            Description = "The coordinate system of the points, such as EPSG:2263, when the file does not name it",
        };
        var command = new Command(kind, Describe(kind)) { file, crs };
        command.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    quiet,
                    store,
                    clock,
                    async (city, terminal) =>
                    {
                        var path = parsed.GetValue(file)!;
                        using var rows = InputFiles.OpenRows(path, parsed.GetValue(crs), cancel);
                        terminal.BytesTotal = new FileInfo(path).Length;
                        return await ImporterOf(city)
                            .ImportTableAsync(new(kind, Date(null, clock), Path.GetFileName(path)), rows, terminal, cancel);
                    }
                )
        );
        return command;
    }

    private static string Describe(string kind) =>
        kind switch
        {
            "liaisons" => "Import liaisons and how to reach them",
            "addresses" => "Import numbered addresses",
            "measures" => "Import numbers about areas, such as residents. Rates divide by them",
            "partners" => "Import partner organizations",
            "cases" => "Import cases, such as a 311 file. The same file may come again: the report counts new, changed and unchanged rows",
            "events" => "Import outreach events",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind needs a description."),
        };

    private static Command City(Option<bool> quiet, Option<string?> store, TimeProvider clock)
    {
        var folder = new Argument<string>("folder") { Description = $"The folder, with a {CityPack.ManifestName}" };
        var command = new Command("city", "Import a whole city: every file of a folder, as its city.json says") { folder };
        command.SetAction(
            (parsed, cancel) =>
            {
                var terminal = Terminal.Open(parsed.GetValue(quiet));
                return terminal.RunAsync(async () =>
                {
                    using var city = CityStore.Open(StoreOption.Path(parsed.GetValue(store)), clock);
                    await CityFolder.ImportAsync(
                        city,
                        parsed.GetValue(folder)!,
                        isSample: false,
                        clock,
                        (batch, report) =>
                        {
                            terminal.Say(batch.Sentence);
                            terminal.Say(report);
                        },
                        cancel
                    );
                    return ExitCode.Done;
                });
            }
        );
        return command;
    }

    private static Task<int> RunAsync(
        ParseResult parsed,
        Option<bool> quiet,
        Option<string?> store,
        TimeProvider clock,
        Func<CityStore, Terminal, Task<(ImportBatch Batch, ImportReport Report)>> import
    )
    {
        var terminal = Terminal.Open(parsed.GetValue(quiet));
        return terminal.RunAsync(async () =>
        {
            using var city = CityStore.Open(StoreOption.Path(parsed.GetValue(store)), clock);
            var (batch, report) = await import(city, terminal);
            terminal.Say($"Import {batch.Id}: {batch.Sentence}");
            terminal.Say(report);
            return ExitCode.Done;
        });
    }

    private static Importer ImporterOf(CityStore city) =>
        new(city.Imports.By(new ChangeRequest(Environment.UserName)), city.Geography, city.Staff);

    private static Argument<string> File(string description) => new("file") { Description = description };

    private static Option<string?> From() =>
        new("--valid-from") { Description = "The first day in force, such as 2026-01-01; today when not given", HelpName = "DATE" };

    private static DateOnly Date(string? text, TimeProvider clock) =>
        text is null ? DateOnly.FromDateTime(clock.GetLocalNow().DateTime)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new RefusedException(
            Refusal.Invalid,
            $"--valid-from {text} is not a date. Write it as year-month-day, for example 2026-01-01."
        );
}
