using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TurfMap.App.Files;
using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;
using TurfMap.Domain.Geography;
using TurfMap.Domain.Importing;
using TurfMap.Storage;
using TurfMap.Storage.Importing;

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
        foreach (var kind in ImportKinds.All)
            command.Subcommands.Add(Kind(kind, quiet, store, clock));
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
        Console.Error.WriteLine($"Name what to import: {ImportKinds.Names}, city, or --all STORE. See what can be said with --help.");
        return ExitCode.Usage;
    }

    private static Command Kind(ImportKind kind, Option<bool> quiet, Option<string?> store, TimeProvider clock)
    {
        var file = new Argument<string>("file") { Description = kind.FileHelp };
        var command = new Command(kind.Key, kind.Help) { file };
        var options = kind.Options.ToDictionary(option => option.Field, ToOption);
        foreach (var option in options.Values)
            command.Options.Add(option);
        command.SetAction(
            (parsed, cancel) =>
            {
                var terminal = Terminal.Open(parsed.GetValue(quiet));
                return terminal.RunAsync(async () =>
                {
                    using var city = CityStore.Open(StoreOption.Path(parsed.GetValue(store)), clock);
                    var (path, request) = Request(kind, parsed.GetValue(file)!, parsed, options, clock);
                    using var opened = InputFiles.OpenImport(kind.Form, path, request, cancel);
                    terminal.BytesTotal = new FileInfo(path).Length;
                    var by = new ChangeRequest(Environment.UserName);
                    var (batch, report) = await city.ImportAsync(kind, request, opened, by, terminal, cancel);
                    terminal.Say($"Import {batch.Id}: {batch.Sentence}");
                    terminal.Say(report);
                    return ExitCode.Done;
                });
            }
        );
        return command;
    }

    private static Option ToOption(ImportOption option)
    {
        var flag = "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(option.Field.ToString());
        return option.Field switch
        {
            ImportField.Units or ImportField.Context or ImportField.Overlapping => new Option<bool>(flag) { Description = option.Help },
            ImportField.ValidFrom => new Option<string?>(flag) { Description = option.Help, HelpName = "DATE" },
            _ => new Option<string?>(flag) { Description = option.Help },
        };
    }

    private static (string Path, ImportRequest Request) Request(
        ImportKind kind,
        string file,
        ParseResult parsed,
        Dictionary<ImportField, Option> options,
        TimeProvider clock
    )
    {
        var area = kind.Form == ImportForm.Boundaries ? AreaFile.Parse(file) : null;
        if (IsSet(ImportField.Units) && IsSet(ImportField.Context))
            throw new RefusedException(Refusal.Invalid, "A layer is either --units or --context, not both.");
        var path = area?.Path ?? file;
        return (
            path,
            new(Path.GetFileName(path), Date(null, clock))
            {
                From = Date(Text(ImportField.ValidFrom), clock),
                Name = Text(ImportField.Name) ?? area?.Name,
                Layer = area?.Name,
                CodeField = area?.CodeField,
                NameField = Text(ImportField.NameField),
                Crs = Text(ImportField.Crs),
                Use =
                    IsSet(ImportField.Units) ? LayerUse.Units
                    : IsSet(ImportField.Context) ? LayerUse.Context
                    : LayerUse.Answers,
                IsOverlapping = IsSet(ImportField.Overlapping),
                Table = Text(ImportField.Table),
            }
        );

        string? Text(ImportField field) => options.GetValueOrDefault(field) is Option<string?> option ? parsed.GetValue(option) : null;
        bool IsSet(ImportField field) => options.GetValueOrDefault(field) is Option<bool> option && parsed.GetValue(option);
    }

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

    private static DateOnly Date(string? text, TimeProvider clock) =>
        text is null ? DateOnly.FromDateTime(clock.GetLocalNow().DateTime)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new RefusedException(
            Refusal.Invalid,
            $"--valid-from {text} is not a date. Write it as year-month-day, for example 2026-01-01."
        );
}
