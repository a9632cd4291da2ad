using System.CommandLine;
using TurfMap.Domain;
using TurfMap.Storage;

namespace TurfMap.App.Commands;

/// <summary><c>serve</c>: the web service. Also what runs without a command.</summary>
internal static class ServeCommand
{
    public static Option<string?> Urls() => new("--urls") { Description = "Where to listen, such as http://127.0.0.1:5080", HelpName = "URLS" };

    public static Option<bool?> Demo() => new("--demo") { Description = "Load the sample city into an empty store (the default when no store is named); --demo false does not" };

    public static async Task<int> RunAsync(string? store, string? urls, bool? demo, bool quiet, TimeProvider clock, CancellationToken cancel)
    {
        var terminal = Terminal.Open(quiet);
        return await terminal.RunAsync(async () =>
        {
            var options = TurfMapOptions.Read(TurfMapOptions.Environ());
            options = options with { Store = store ?? options.Store, Urls = urls ?? options.Urls };
            using var city = CityStore.Open(options.Store, clock);
            await LoadSampleAsync(city, demo ?? store is null, terminal, clock, cancel);
            await using var app = Composition.Build(options, city, clock);
            await app.Services.GetRequiredService<LiveCity>().ReloadAsync(cancel);
            await StartAsync(app, options);
            terminal.Say($"TurfMap is at {string.Join(" and ", app.Urls)} (store: {city.Location}). Stop it with Ctrl+C.");
            await app.WaitForShutdownAsync(cancel);
            return ExitCode.Done;
        });
    }

    private static async Task StartAsync(WebApplication app, TurfMapOptions options)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new RefusedException(Refusal.Conflict, $"Another program listens on {options.Urls} already. Name another address with --urls, for example --urls http://127.0.0.1:5081.");
        }
        catch (FormatException)
        {
            throw new RefusedException(Refusal.Invalid, $"\"{options.Urls}\" is not an address to listen on. Write it as http://127.0.0.1:5080.");
        }
    }

    /// <summary>An empty store is filled with the sample city, so that a first look shows something.</summary>
    private static async Task LoadSampleAsync(CityStore city, bool wanted, Terminal terminal, TimeProvider clock, CancellationToken cancel)
    {
        if (!wanted || (await city.Imports.ListBatchesAsync(cancel)).Count > 0 || CityFolder.FindSample() is not { } folder)
            return;
        terminal.Say("The store is empty: loading the sample city …");
        await CityFolder.ImportAsync(city, folder, isSample: true, clock, (batch, _) => terminal.Say("  " + batch.Sentence), cancel);
    }
}
