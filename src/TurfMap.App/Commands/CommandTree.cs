using System.CommandLine;

namespace TurfMap.App.Commands;

/// <summary>All commands with their options. What they say of themselves is what <c>--help</c> and README show.</summary>
internal static class CommandTree
{
    private const string Service = "serve";

    /// <summary>Whether a command is the web service, which also runs without a command.</summary>
    public static bool IsService(Command command) => command is RootCommand or { Name: Service };

    public static RootCommand Build(TimeProvider clock)
    {
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print only results and errors", Recursive = true };
        var store = StoreOption.Build();
        var (urls, demo, cities, upgrade) = (ServeCommand.Urls(), ServeCommand.Demo(), ServeCommand.Cities(), ServeCommand.Upgrade());

        var serve = new Command(Service, "Start the web service. This is also what runs without a command") { urls, demo, cities, upgrade };
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
        root.Subcommands.Add(ReadFileCommand.Build());
        return root;
    }
}
