using System.CommandLine;
using TurfMap.App.Commands;
using TurfMap.App.Hosting;

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
        OwnFiles.Begin();
        var clock = TimeProvider.System;
        var parsed = CommandTree.Build(clock).Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(Ends(parsed.CommandResult.Command));
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("See what can be said with --help.");
        return ExitCode.Usage;
    }

    private static InvocationConfiguration Ends(Command command) =>
        CommandTree.IsService(command) ? new() { ProcessTerminationTimeout = ServiceStops }
        : ReadFileCommand.Is(command) ? new() { ProcessTerminationTimeout = null }
        : new();
}
