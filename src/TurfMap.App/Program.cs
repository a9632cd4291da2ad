using System.CommandLine;
using TurfMap.App.Commands;

namespace TurfMap.App;

/// <summary>One program, two doors: the web service and the commands.</summary>
public static class Program
{
    /// <summary>
    /// The service bounds its stop itself: it drains and finishes requests. Other commands have the two seconds that are usual.
    /// </summary>
    private static readonly TimeSpan ServiceStops = TimeSpan.FromDays(1);

    /// <summary>Runs a command; without one it serves.</summary>
    public static async Task<int> Main(string[] args)
    {
        var clock = TimeProvider.System;
        var quiet = new Option<bool>("--quiet", "-q")
        {
            Description = "Say nothing but what was asked for, and what went wrong",
            Recursive = true,
        };
        var store = StoreOption.Build();
        var (urls, demo, cities, upgrade) = (ServeCommand.Urls(), ServeCommand.Demo(), ServeCommand.Cities(), ServeCommand.Upgrade());

        var serve = new Command("serve", "The web service") { urls, demo, cities, upgrade };
        var root = new RootCommand("TurfMap: which ward, borough, district and turf is this place in, and who covers it?")
        {
            quiet,
            store,
            urls,
            demo,
            cities,
            upgrade,
        };
        foreach (var command in new[] { serve, root })
            command.SetAction(
                (parsed, cancel) =>
                    ServeCommand.RunAsync(
                        new(
                            parsed.GetValue(store),
                            parsed.GetValue(cities),
                            parsed.GetValue(urls),
                            parsed.GetValue(demo),
                            parsed.GetValue(upgrade)
                        ),
                        parsed.GetValue(quiet),
                        clock,
                        cancel
                    )
            );
        root.Subcommands.Add(serve);
        root.Subcommands.Add(AssignCommand.Build(quiet));
        root.Subcommands.Add(ImportCommand.Build(quiet, store, clock));
        root.Subcommands.Add(StoreCommands.Batches(quiet, store, clock));
        root.Subcommands.Add(AccountCommand.Build(quiet, store, clock));
        root.Subcommands.Add(StoreCommands.Check(quiet, store, clock));
        root.Subcommands.Add(BackupCommands.Backup(quiet, store, clock));
        root.Subcommands.Add(BackupCommands.Restore(quiet, store, clock));
        root.Subcommands.Add(BackupCommands.Export(quiet, store, clock));
        root.Subcommands.Add(BackupCommands.Upgrade(quiet, store, clock));

        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(
                parsed.CommandResult.Command == serve || parsed.CommandResult.Command == root
                    ? new() { ProcessTerminationTimeout = ServiceStops }
                    : new()
            );
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("See what can be said with --help.");
        return ExitCode.Usage;
    }
}
