using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Hosting;
using TurfMap.Storage;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Cities;

/// <summary>One deployment of several cities, two in files and one in PostGIS, and one more whose store is damaged.</summary>
public sealed class RunningCities(PostgresForTests postgres) : IAsyncLifetime
{
    internal static readonly HostedName[] Hosted =
    [
        new("alder", "Alder", -74),
        new("birch", "Birch", 10),
        new("cedar-2", "Cedar", 100, IsDatabase: true),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-cities-").FullName;

    private string? database;

    public WebApplication App { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    internal HostedCities Cities => App.Services.GetRequiredService<HostedCities>();

    internal string Temp => Path.Combine(folder, "temp");

    /// <summary>The store of the city that is damaged.</summary>
    internal string Damaged => Path.Combine(folder, "damaged.gpkg");

    public async ValueTask InitializeAsync()
    {
        foreach (var city in Hosted)
        {
            using var store = CityStore.Open(StoreOf(city), TimeProvider.System);
            await CityFolder.ImportAsync(
                store,
                SmallCity.Write(Path.Combine(folder, city.Key), city.Name, city.West),
                isSample: false,
                TimeProvider.System,
                (_, _) => { },
                CancellationToken.None
            );
            await TestAccess.SeedAsync(store);
        }
        await File.WriteAllTextAsync(Damaged, new string('x', 10_000));
        var directory = Path.Combine(folder, "cities.json");
        await File.WriteAllTextAsync(
            directory,
            $$"""{"cities":[{{string.Join(",", Hosted.Select(Entry))}},{"key":"damaged","store":"damaged.gpkg"}]}"""
        );
        App = Composition.Build(
            new TurfMapOptions
            {
                Urls = "http://127.0.0.1:0",
                TempFolder = Temp,
                UploadMegabytes = 20,
                RequestsPerSecond = 0,
                SignInsPerMinute = 0,
            },
            CityDirectory.Read(directory),
            TimeProvider.System
        );
        await App.StartAsync();
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        }.As();
        for (var waited = 0; !Cities.AreReady && waited < 600; waited++)
            await Task.Delay(50);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    internal HostedCity City(string key) => Cities.All.Single(city => city.Key == key);

    /// <summary>Where a city's store lies.</summary>
    private string StoreOf(HostedName city) =>
        city.IsDatabase
            ? database ??= postgres.Cluster.Connection(postgres.Cluster.CreateDatabase())
            : Path.Combine(folder, city.Key + ".gpkg");

    private string Entry(HostedName city) =>
        $$"""{"key":"{{city.Key}}","store":{{System.Text.Json.JsonSerializer.Serialize(StoreOf(city))}}}""";
}

/// <summary>A city of the deployment: its key, its name, and the meridian where it begins.</summary>
internal sealed record HostedName(string Key, string Name, double West, bool IsDatabase = false);
