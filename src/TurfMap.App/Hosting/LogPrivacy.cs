using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace TurfMap.App.Hosting;

/// <summary>
/// Writes logs as the framework's formatters do, as text or as JSON, but of an error its kind and place, not its message.
/// </summary>
/// <remarks>A message quotes what could not be read: a name, an address, the text of a case.</remarks>
internal sealed class LogPrivacy(IServiceProvider services) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "turfmap";
    private readonly Lazy<ConsoleFormatter> inner = new(() =>
    {
        var name = services.GetRequiredService<TurfMapOptions>().JsonLogs ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
        return services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == name);
    });

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var entry = logEntry.Exception is { } wrong
            ? new LogEntry<TState>(
                logEntry.LogLevel,
                logEntry.Category,
                logEntry.EventId,
                logEntry.State,
                new Fault(wrong),
                logEntry.Formatter
            )
            : logEntry;
        inner.Value.Write(entry, scopeProvider, textWriter);
    }
}
