using System.CommandLine;
using System.Diagnostics;
using TurfMap.Storage;
using TurfMap.Storage.Copying;

namespace TurfMap.App.Commands;

/// <summary><c>backup</c>, <c>restore</c>, <c>export --all</c>, <c>upgrade</c>: a store as a whole.</summary>
internal static class BackupCommands
{
    public static Command Backup(Option<bool> quiet, Option<string?> store, TimeProvider clock)
    {
        var target = Out("The file to write. It must not exist yet");
        var command = new Command(
            "backup",
            "Copy the whole store, as of one moment and while it is in use, into one checked GeoPackage with its SHA-256 beside it"
        )
        {
            target,
        };
        command.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    quiet,
                    terminal => BackUpAsync(StoreOption.Path(parsed.GetValue(store)), parsed.GetValue(target)!, clock, terminal, cancel)
                )
        );
        return command;
    }

    public static Command Restore(Option<bool> quiet, Option<string?> store, TimeProvider clock)
    {
        var file = new Argument<string>("file") { Description = "The backup" };
        var replace = new Option<bool>("--replace")
        {
            Description = "Replace a store that is not empty. A replaced file is kept beside the new one",
        };
        var command = new Command("restore", "Restore a backup into the store") { file, replace };
        command.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    quiet,
                    async terminal =>
                        terminal.Say(
                            await Backups.RestoreAsync(
                                parsed.GetValue(file)!,
                                StoreOption.Path(parsed.GetValue(store)),
                                parsed.GetValue(replace),
                                clock,
                                terminal,
                                cancel
                            )
                        )
                )
        );
        return command;
    }

    public static Command Export(Option<bool> quiet, Option<string?> store, TimeProvider clock)
    {
        var (all, target) = (
            new Option<bool>("--all") { Description = "Everything with its history", Required = true },
            Out("A new file, or an empty database (Host=…)")
        );
        var command = new Command("export", "Copy everything in the store into a new file or an empty database") { all, target };
        command.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    quiet,
                    terminal =>
                        CityStore.IsDatabase(parsed.GetValue(target)!)
                            ? MoveAsync(StoreOption.Path(parsed.GetValue(store)), parsed.GetValue(target)!, clock, terminal, cancel)
                            : BackUpAsync(StoreOption.Path(parsed.GetValue(store)), parsed.GetValue(target)!, clock, terminal, cancel)
                )
        );
        return command;
    }

    /// <summary>What <c>import --all</c> does: everything of another store into an empty one.</summary>
    public static Task<int> ImportAllAsync(
        ParseResult parsed,
        Option<bool> quiet,
        string from,
        string? store,
        TimeProvider clock,
        CancellationToken cancel
    ) => RunAsync(parsed, quiet, terminal => MoveAsync(from, StoreOption.Path(store), clock, terminal, cancel));

    public static Command Upgrade(Option<bool> quiet, Option<string?> store, TimeProvider clock)
    {
        var command = new Command("upgrade", "Upgrade a store of an earlier version. A file is backed up first");
        command.SetAction(
            (parsed, cancel) =>
                RunAsync(
                    parsed,
                    quiet,
                    terminal =>
                    {
                        using var city = CityStore.Open(StoreOption.Path(parsed.GetValue(store)), clock, StoreAccess.Upgrade);
                        Upgrade(city, terminal);
                        return Task.CompletedTask;
                    }
                )
        );
        return command;
    }

    /// <summary>Brings a store up and says what was done.</summary>
    public static void Upgrade(CityStore city, Terminal terminal)
    {
        var steps = city.Upgrade();
        foreach (var step in steps)
            terminal.Say(step);
        terminal.Say(steps.Count == 0 ? $"{city.Location} is up to date." : $"{city.Location} was brought up.");
    }

    private static async Task BackUpAsync(string store, string path, TimeProvider clock, Terminal terminal, CancellationToken cancel)
    {
        using var city = CityStore.Open(store, clock, StoreAccess.Read);
        var watch = Stopwatch.StartNew();
        var bytes = await Backups.BackupAsync(city, path, clock, terminal, cancel);
        terminal.Say(
            $"{city.Location} was copied into {path}, {bytes / 1e6:N1} MB, and the copy checked, in "
                + $"{watch.Elapsed.TotalSeconds:N1} s. Its SHA-256 lies beside it."
        );
    }

    private static async Task MoveAsync(string from, string to, TimeProvider clock, Terminal terminal, CancellationToken cancel)
    {
        using var source = CityStore.Open(from, clock, StoreAccess.Read);
        using var target = CityStore.Open(to, clock);
        terminal.Say(
            $"{await Backups.MoveAsync(source, target, terminal, cancel):N0} rows were copied from {source.Location} into "
                + $"{target.Location}."
        );
    }

    private static Option<string> Out(string description) =>
        new("--out")
        {
            Description = description,
            HelpName = "FILE",
            Required = true,
        };

    private static Task<int> RunAsync(ParseResult parsed, Option<bool> quiet, Func<Terminal, Task> work)
    {
        var terminal = Terminal.Open(parsed.GetValue(quiet));
        return terminal.RunAsync(async () =>
        {
            await work(terminal);
            return ExitCode.Done;
        });
    }
}
