using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Hosting;
using TurfMap.Storage;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Http;

/// <summary>The real program on a real store with the sample city, listening on a free port of this machine.</summary>
public sealed class RunningCity(PreparedStores prepared) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-http-").FullName;
    private CityStore? store;

    public WebApplication App { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    internal CityStore Store => store!;

    public async ValueTask InitializeAsync()
    {
        var path = Path.Combine(folder, "city.gpkg");
        await prepared.CopySampleAsync(path);
        store = CityStore.Open(path, TimeProvider.System);
        await TestAccess.SeedAsync(store, "L01");
        App = Composition.Build(
            new TurfMapOptions
            {
                Urls = "http://127.0.0.1:0",
                TempFolder = Path.Combine(folder, "temp"),
                UploadMegabytes = 20,
                RequestsPerSecond = 0,
                SignInsPerMinute = 0,
            },
            store,
            TimeProvider.System
        );
        await App.Services.GetRequiredService<HostedCities>().All[0].OpenAsync(CancellationToken.None);
        await App.StartAsync();
        Client = new HttpClient
        {
            BaseAddress = new Uri(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        }.As();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        store?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
