using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TurfMap.App.Hosting;
using TurfMap.App.Tests.Cities;
using TurfMap.App.Tests.Http;
using TurfMap.Storage;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Replicas;

/// <summary>The program on a database, as one of several that share it.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("turfmap-node-").FullName;
    private readonly WebApplication app;
    private readonly CityStore store;

    private Node(string connection)
    {
        store = CityStore.Open(connection, TimeProvider.System);
        app = Composition.Build(
            new TurfMapOptions
            {
                Urls = "http://127.0.0.1:0",
                TempFolder = folder,
                RequestsPerSecond = 0,
                SignInsPerMinute = 0,
            },
            store,
            TimeProvider.System
        );
    }

    /// <summary>Asks like a program that keeps no cookies.</summary>
    public HttpClient Client { get; private set; } = null!;

    public HostedCity City => app.Services.GetRequiredService<HostedCities>().All[0];

    public static async Task<Node> StartAsync(string connection)
    {
        var node = new Node(connection);
        await node.City.OpenAsync(CancellationToken.None);
        await node.app.StartAsync();
        node.Client = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = new Uri(
                node.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
            ),
        }.As();
        return node;
    }

    /// <summary>Fills a database with the city of two squares.</summary>
    public static async Task FillAsync(string connection)
    {
        var files = Directory.CreateTempSubdirectory("turfmap-fill-").FullName;
        using (var store = CityStore.Open(connection, TimeProvider.System))
        {
            await CityFolder.ImportAsync(
                store,
                SmallCity.Write(files, "Alder", -74),
                isSample: false,
                TimeProvider.System,
                (_, _) => { },
                CancellationToken.None
            );
            await TestAccess.SeedAsync(store);
        }
        Directory.Delete(files, recursive: true);
    }

    /// <summary>Writes a liaison: over a version, over any (<c>*</c>), or as a new one when none is given.</summary>
    public Task<HttpResponseMessage> PutAsync(string id, string name, string? over = "*", string? key = null, string author = "Ana")
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/liaisons/{id}") { Content = JsonContent.Create(new { name }) };
        request.Headers.TryAddWithoutValidation(over is null ? "If-None-Match" : "If-Match", over ?? "*");
        request.Headers.TryAddWithoutValidation("From", author);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return Client.SendAsync(request);
    }

    /// <summary>Imports a table under a file's name and a key.</summary>
    public Task<HttpResponseMessage> ImportAsync(string kind, string file, string rows, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/imports/{kind}")
        {
            Content = new StringContent(rows, Encoding.UTF8, "text/csv"),
        };
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.Add("X-File-Name", file);
        return Client.SendAsync(request);
    }

    /// <summary>Reads as somebody who has seen a change, and says so by header or by cookie.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string? seen = null, bool byCookie = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (seen is not null)
            request.Headers.Add(byCookie ? "Cookie" : "Turfmap-Change", byCookie ? $"turfmap-change={seen}" : seen);
        return Client.SendAsync(request);
    }

    /// <summary>All changes that were kept, as the audit tells them: what was edited, or the file that was imported.</summary>
    public async Task<List<string>> ChangesAsync() =>
        [
            .. (await store.Access.ListAuditAsync(new(null, 10_000, null, null), CancellationToken.None)).Select(one =>
                $"{one.Entry.Action} {one.Entry.Subject}"
            ),
        ];

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Short words for answers.</summary>
internal static class NodeAnswers
{
    public static string Seen(this HttpResponseMessage answer) => answer.Headers.GetValues("Turfmap-Change").Single();

    public static async Task<HttpResponseMessage> DoneAsync(this Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    /// <summary>The sentence of an answer that the store is away; it says when to come again.</summary>
    public static async Task<string> AwayAsync(this HttpResponseMessage answer)
    {
        Assert.NotNull(answer.Headers.RetryAfter);
        return await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable);
    }

    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> asked) =>
        await (await asked.DoneAsync()).Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(20))
            if (await holds())
                return;
        Assert.Fail($"It did not come to this: {what}.");
    }
}
