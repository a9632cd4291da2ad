using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App;
using TurfMap.App.Hosting;
using TurfMap.Storage;
using TurfMap.Tests;

namespace TurfMap.Benchmarks.WholeProgram;

/// <summary>The service on a store with a client, as a program of its own or in this process, whose collections can be counted.</summary>
internal sealed class ServedCity : IDisposable
{
    private readonly Action stop;

    private ServedCity(string address, Action stop)
    {
        Client = new HttpClient { BaseAddress = new Uri(address) }.As();
        this.stop = stop;
    }

    public HttpClient Client { get; }

    /// <summary>Starts the real program and waits until it is ready.</summary>
    public static ServedCity Start(string store, string folder)
    {
        var port = ServiceBenchmark.FreePort();
        Environment.SetEnvironmentVariable("TURFMAP_RATE", "0"); // one machine asks as many do
        Environment.SetEnvironmentVariable("TURFMAP_TEMP", Path.Combine(folder, $"temp-{port}"));
        var server = ProgramRun.Start("serve", "--store", store, "--urls", $"http://127.0.0.1:{port}");
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        var served = new ServedCity(
            $"http://127.0.0.1:{port}",
            () =>
            {
                server.Kill();
                server.WaitForExit();
                server.Dispose();
            }
        );
        ServiceBenchmark.WaitUntilReady(served.Client, 20);
        return served;
    }

    /// <summary>Starts the same service in this process.</summary>
    public static async Task<ServedCity> StartHereAsync(string location, string folder)
    {
        var store = CityStore.Open(location, TimeProvider.System);
        var app = Composition.Build(
            new TurfMapOptions
            {
                Urls = "http://127.0.0.1:0",
                TempFolder = Path.Combine(folder, "temp-here"),
                RequestsPerSecond = 0,
            },
            store,
            TimeProvider.System
        );
        await app.Services.GetRequiredService<HostedCities>().All[0].OpenAsync(CancellationToken.None);
        await app.StartAsync();
        return new(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(),
            () => StopAsync(app, store).GetAwaiter().GetResult()
        );
    }

    /// <summary>Some partner, as it is sent to be changed.</summary>
    public async Task<(string Path, JsonNode Partner)> FindPartnerAsync()
    {
        var partner = (await Client.GetFromJsonAsync<JsonArray>("/api/partners"))![0]!;
        return ($"/api/partners/{partner["id"]}", partner);
    }

    /// <summary>Changes the partner's phone number; the change's number, and the milliseconds until the answer.</summary>
    public async Task<(long Change, double Milliseconds)> EditAsync((string Path, JsonNode Partner) what, int number)
    {
        what.Partner["phone"] = string.Create(CultureInfo.InvariantCulture, $"555-01{number % 100:00} ext. {number}");
        using var request = new HttpRequestMessage(HttpMethod.Put, what.Path) { Content = JsonContent.Create(what.Partner) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        var watch = Stopwatch.StartNew();
        using var answer = await Client.SendAsync(request);
        var milliseconds = watch.Elapsed.TotalMilliseconds;
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        return (long.Parse(answer.Headers.GetValues("Turfmap-Change").Single(), CultureInfo.InvariantCulture), milliseconds);
    }

    /// <summary>The milliseconds of a request that only reads.</summary>
    public async Task<double> AskAsync(string path)
    {
        var watch = Stopwatch.StartNew();
        using var answer = (await Client.GetAsync(path)).EnsureSuccessStatusCode();
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>The tag of the outlines of each layer and of the turfs: it is another one when they were made again.</summary>
    public async Task<string> OutlinesAsync()
    {
        var layers = (await Client.GetFromJsonAsync<JsonNode>("/api/layers"))!["layers"]!.AsArray();
        var tags = new List<string>();
        foreach (var path in layers.Select(layer => $"/api/layers/{layer!["key"]}/areas?zoom=11").Append("/api/turfs"))
        {
            using var answer = (await Client.GetAsync(path)).EnsureSuccessStatusCode();
            tags.Add($"{path} {answer.Headers.ETag ?? throw new InvalidOperationException($"{path} has no tag.")}");
        }
        return string.Join('\n', tags);
    }

    public void Dispose()
    {
        Client.Dispose();
        stop();
    }

    private static async Task StopAsync(WebApplication app, CityStore store)
    {
        await app.StopAsync();
        await app.DisposeAsync();
        store.Dispose();
    }
}
