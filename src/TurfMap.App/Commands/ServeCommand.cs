using System.CommandLine;
using TurfMap.App.Hosting;
using TurfMap.Domain.Changes;
using TurfMap.Storage;

namespace TurfMap.App.Commands;

/// <summary><c>serve</c>: the web service. Also what runs without a command.</summary>
internal static class ServeCommand
{
    public static Option<string?> Urls() =>
        new("--urls") { Description = "Where to listen, such as http://127.0.0.1:5080", HelpName = "URLS" };

    public static Option<bool?> Demo() =>
        new("--demo")
        {
            Description =
                "Load the sample city into an empty store, with demo accounts that anybody can use with one click. "
                + "This is the default when neither --store nor TURFMAP_STORE names a store; --demo false turns it off and closes them",
        };

    public static Option<string?> Cities() =>
        new("--cities")
        {
            Description = "A file that names several cities, each with a key and a store. Each city is then served under its key",
            HelpName = "FILE",
        };

    public static Option<bool> Upgrade() =>
        new("--upgrade") { Description = "Upgrade stores of an earlier version first. Files are backed up before that" };

    public static async Task<int> RunAsync(ServeOptions given, bool quiet, TimeProvider clock, CancellationToken cancel)
    {
        var terminal = Terminal.Open(quiet);
        return await terminal.RunAsync(async () =>
        {
            var options = TurfMapOptions.Read(TurfMapOptions.Environ());
            options = options with
            {
                Store = given.Store ?? options.Store,
                Urls = given.Urls ?? options.Urls,
                Cities = given.Cities ?? (given.Store is null ? options.Cities : null),
                Upgrade = given.Upgrade || options.Upgrade,
            };
            if (options.Cities is not null && (given.Store is not null || given.Demo == true))
                throw new RefusedException(
                    Refusal.Invalid,
                    $"{options.Cities} names a store for each city, so {(given.Store is null ? "--demo" : "--store")} does "
                        + "not go with it. Leave one of the two out."
                );
            if (options.Cities is { } file)
            {
                var entries = CityDirectory.Read(file);
                await using var several = Composition.Build(options, entries, clock, new(demo: false, terminal.Answer));
                return await ServeAsync(
                    several,
                    options,
                    terminal,
                    $"{entries.Count} cities: {string.Join(", ", entries.Select(entry => entry.Key))}",
                    cancel
                );
            }
            using var store = Composition.Open(options.Store, options, clock);
            // A store that is named, on the command line or by the setting, is somebody's own.
            var demo = given.Demo ?? options.Store == new TurfMapOptions().Store;
            await LoadSampleAsync(store, demo, terminal, clock, cancel);
            await using var one = Composition.Build(options, store, clock, new(demo, terminal.Answer));
            var city = one.Services.GetRequiredService<HostedCities>().All[0];
            await city.OpenAsync(cancel);
            if (given.Demo == true && !city.Live.Snapshot.Profile.IsSample)
                terminal.Say(
                    "--demo is for the sample city, and this store holds none: there are no demo accounts, and nobody gets "
                        + "in with one click."
                );
            return await ServeAsync(one, options, terminal, $"store: {store.Location}", cancel);
        });
    }

    private static async Task<int> ServeAsync(
        WebApplication app,
        TurfMapOptions options,
        Terminal terminal,
        string what,
        CancellationToken cancel
    )
    {
        await StartAsync(app, options);
        terminal.Say($"TurfMap is at {string.Join(" and ", app.Urls)} ({what}). Stop it with Ctrl+C.");
        if (app.Services.GetService<MetricsListener>() is { } metrics)
            terminal.Say($"Metrics for Prometheus are at {metrics.Address}.");
        try
        {
            await app.WaitForShutdownAsync(cancel);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // A request took longer than the stop may take, and was cut off.
        }
        return ExitCode.Done;
    }

    private static async Task StartAsync(WebApplication app, TurfMapOptions options)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new RefusedException(
                Refusal.Conflict,
                $"Another program listens on {options.Urls} already. Name another address with --urls, for example --urls "
                    + "http://127.0.0.1:5081."
            );
        }
        catch (FormatException)
        {
            throw new RefusedException(
                Refusal.Invalid,
                $"\"{options.Urls}\" is not an address to listen on. Write it as http://127.0.0.1:5080."
            );
        }
    }

    /// <summary>An empty store is filled with the sample city, so that a first look shows something.</summary>
    private static async Task LoadSampleAsync(CityStore city, bool wanted, Terminal terminal, TimeProvider clock, CancellationToken cancel)
    {
        if (
            !wanted
            || (await city.ReadReplica(0).Imports.ListBatchesAsync(cancel)).Count > 0
            || (await city.Imports.ListBatchesAsync(cancel)).Count > 0
        )
            return;
        if (CityFolder.FindSample() is not { } folder)
        {
            terminal.Say("The sample city is not beside the program (data/sample-city), so the store stays empty.");
            return;
        }
        terminal.Say("The store is empty: loading the sample city …");
        await CityFolder.ImportAsync(city, folder, isSample: true, clock, (batch, _) => terminal.Say("  " + batch.Sentence), cancel);
        await SampleReleases.MakeAsync(city, clock, cancel);
    }
}

/// <summary>What <c>serve</c> was told on the command line.</summary>
internal sealed record ServeOptions(string? Store, string? Cities, string? Urls, bool? Demo, bool Upgrade);
