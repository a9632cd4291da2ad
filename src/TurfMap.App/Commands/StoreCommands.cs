using System.CommandLine;
using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;
using TurfMap.Storage;

namespace TurfMap.App.Commands;

/// <summary>The store's place, the same for every command that uses one.</summary>
internal static class StoreOption
{
    public static Option<string?> Build() =>
        new("--store")
        {
            Description = "The store: a file, or a database (Host=…;Database=…). Without it, TURFMAP_STORE or a file in your data folder",
            HelpName = "STORE",
            Recursive = true,
        };

    public static string Path(string? given) => given ?? TurfMapOptions.Read(TurfMapOptions.Environ()).Store;
}

/// <summary><c>check</c> and <c>batches</c>: the health of a store, and what was imported into it.</summary>
internal static class StoreCommands
{
    public static Command Check(Option<bool> quiet, Option<string?> store, TimeProvider clock)
    {
        var command = new Command(
            "check",
            "Look for damage in the store: pages, links, the spatial index, shapes, rows that do not fit together, and the audit's hashes. "
                + "Exit code 1 when damage is found"
        );
        command.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    quiet,
                    store,
                    clock,
                    async (city, terminal) =>
                    {
                        var findings = await city.CheckAsync(cancel);
                        foreach (var finding in findings)
                            terminal.Complain(finding);
                        terminal.Say(
                            findings.Count == 0
                                ? $"{city.Location} is sound."
                                : $"{findings.Count} findings. Restore a backup, or ask for help with this list."
                        );
                        return findings.Count == 0 ? ExitCode.Done : ExitCode.Refused;
                    }
                )
        );
        return command;
    }

    public static Command Batches(Option<bool> quiet, Option<string?> store, TimeProvider clock)
    {
        var number = new Argument<long>("number") { Description = "The number of the import, from the list" };
        var list = new Command("list", "List all imports, newest first");
        list.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    quiet,
                    store,
                    clock,
                    async (city, terminal) =>
                    {
                        foreach (var batch in await city.Imports.ListBatchesAsync(cancel))
                            terminal.Answer(
                                $"{batch.Id, 5}  {batch.StartedAt.LocalDateTime:yyyy-MM-dd HH:mm}  "
                                    + $"{batch.State.ToString().ToLowerInvariant(), -8} {batch.Kind, -10} {batch.Source}: "
                                    + $"{batch.Sentence}{(batch.Problems > 0 ? $" ({batch.Problems:N0} problems)" : "")}"
                            );
                        return ExitCode.Done;
                    }
                )
        );
        var show = new Command("show", "Show the notes and problems of an import") { number };
        show.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    quiet,
                    store,
                    clock,
                    async (city, terminal) =>
                    {
                        var batch =
                            (await city.Imports.ListBatchesAsync(cancel)).FirstOrDefault(batch => batch.Id == parsed.GetValue(number))
                            ?? throw new RefusedException(
                                Refusal.NotFound,
                                $"There is no import {parsed.GetValue(number)}. See the list with: batches list."
                            );
                        terminal.Answer(batch.Sentence);
                        foreach (var problem in await city.Imports.ListProblemsAsync(batch.Id, cancel))
                            terminal.Answer($"  {problem.Severity.ToString().ToLowerInvariant()}: {problem.Sentence}");
                        return ExitCode.Done;
                    }
                )
        );
        var undo = new Command("undo", "Undo an import: its rows are removed, and the rows that it replaced are restored") { number };
        undo.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    quiet,
                    store,
                    clock,
                    async (city, terminal) =>
                    {
                        var batch = await city.Imports.UndoAsync(parsed.GetValue(number), cancel);
                        terminal.Say($"Import {batch.Id} ({batch.Kind} {batch.Source}) was undone.");
                        return ExitCode.Done;
                    },
                    StoreAccess.Write
                )
        );
        return new Command("batches", "List, show and undo imports") { list, show, undo };
    }

    private static Task<int> RunAsync(
        ParseResult parsed,
        Option<bool> quiet,
        Option<string?> store,
        TimeProvider clock,
        Func<CityStore, Terminal, Task<int>> work,
        StoreAccess access = StoreAccess.Read
    )
    {
        var terminal = Terminal.Open(parsed.GetValue(quiet));
        return terminal.RunAsync(async () =>
        {
            using var city = CityStore.Open(StoreOption.Path(parsed.GetValue(store)), clock, access);
            return await work(city, terminal);
        });
    }
}
