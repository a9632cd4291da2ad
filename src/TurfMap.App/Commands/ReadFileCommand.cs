using System.CommandLine;
using TurfMap.App.Files;

namespace TurfMap.App.Commands;

/// <summary>The command by which the service has a file read in a process of its own. It is no command for people.</summary>
internal static class ReadFileCommand
{
    /// <summary>Whether a command is this one: it decides by itself when it ends.</summary>
    public static bool Is(Command command) => command.Name == ReaderProcess.Command;

    public static Command Build()
    {
        var command = new Command(ReaderProcess.Command, "Read a file for the service") { Hidden = true };
        command.SetAction(_ => FileReading.Run(Console.OpenStandardInput(), Console.OpenStandardOutput()));
        return command;
    }
}
