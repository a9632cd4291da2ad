using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Identity;
using TurfMap.App.Tests.Cities;
using TurfMap.Domain.Access;
using TurfMap.Storage;
using TurfMap.Tests;
using TurfMap.Tests.Files;

namespace TurfMap.Faults;

/// <summary>
/// Many people sign in and read while hostile files come in: how long they wait before, during and after, and what the program holds.
/// </summary>
internal sealed class Load(TextWriter say, int people, TimeSpan phase)
{
    private const string Password = "nine grapes over quiet hills";
    private const int ReadsForOneSession = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly string[] Pages = ["/api/city", "/api/layers", "/api/who?lon=-73.5&lat=40.5", "/api/liaisons", "/api/partners"];

    private readonly ConcurrentQueue<(string Phase, bool IsSignIn, double Milliseconds)> waits = [];
    private readonly ConcurrentQueue<string> wrong = [];
    private volatile string current = "start";

    public async Task<bool> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("turfmap-load-").FullName;
        try
        {
            var store = await MakeAsync(folder);
            using var program = Served.Start(
                store,
                Path.Combine(folder, "temp"),
                ("TURFMAP_SIGN_IN_RATE", "0"),
                ("TURFMAP_READER_SECONDS", "20")
            );
            await program.ReadyAsync();
            using var stop = new CancellationTokenSource();
            var reading = Task.WhenAll(Enumerable.Range(0, people).Select(one => ReadAsync(program.Client.BaseAddress!, one, stop.Token)));
            await Task.Delay(phase); // all are in
            var before = Held(program);
            current = "before";
            await Task.Delay(phase);
            current = "during";
            foreach (var file in HostileFile.All(folder))
                await say.WriteLineAsync($"{file.Name, -24} {file.Bytes.Length, 9:N0} bytes: {await SendAsync(program.Client, file)}");
            current = "after";
            await Task.Delay(phase);
            current = "end";
            await stop.CancelAsync();
            await reading;
            await say.WriteLineAsync($"\nThe program before the files: {before}; after them: {Held(program)}\n");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        await say.WriteLineAsync(Table());
        foreach (var group in wrong.GroupBy(one => one))
            await say.WriteLineAsync($"{group.Count():N0} times: {group.Key}");
        return wrong.IsEmpty;
    }

    private async Task<string> MakeAsync(string folder)
    {
        var store = Path.Combine(folder, "city.gpkg");
        var (code, said) = await Served.CommandAsync(
            folder,
            ["import", "city", SmallCity.Write(Path.Combine(folder, "alder"), "Alder", -74), "--store", store]
        );
        if (code != 0)
            throw new InvalidOperationException(said);
        using var city = CityStore.Open(store, TimeProvider.System);
        await TestAccess.SeedAsync(city);
        var now = DateTimeOffset.UtcNow;
        for (var i = 0; i < people; i++)
        {
            var account = new Account
            {
                Id = $"person-{i}",
                Name = $"person-{i}",
                DisplayName = $"Person {i}",
                Role = Role.Manager,
                CreatedAt = now,
                SecurityStamp = "1",
            };
            account = account with { PasswordHash = new PasswordHasher<Account>().HashPassword(account, Password) };
            await city.Access.TrySaveAccessAsync(
                new() { Account = account, Audit = [new(now, "", "Tests", "", "", "account", account.Name)] },
                CancellationToken.None
            );
        }
        return store;
    }

    private async Task ReadAsync(Uri address, int number, CancellationToken stop)
    {
        var random = new Random(number);
        while (!stop.IsCancellationRequested)
        {
            using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
            await WaitAsync(Pause * (random.NextDouble() * 10), stop);
            await TimedAsync(
                true,
                () => client.PostAsJsonAsync("/api/sign-in", new { name = $"person-{number}", password = Password }, CancellationToken.None)
            );
            for (var i = 0; i < ReadsForOneSession && !stop.IsCancellationRequested; i++)
            {
                await TimedAsync(false, () => client.GetAsync(Pages[random.Next(Pages.Length)], CancellationToken.None));
                await WaitAsync(Pause * (0.5 + random.NextDouble()), stop);
            }
        }
    }

    private async Task TimedAsync(bool isSignIn, Func<Task<HttpResponseMessage>> ask)
    {
        var (phaseNow, watch) = (current, Stopwatch.StartNew());
        try
        {
            using var answer = await ask();
            waits.Enqueue((phaseNow, isSignIn, watch.Elapsed.TotalMilliseconds));
            if (!answer.IsSuccessStatusCode)
                wrong.Enqueue($"{answer.RequestMessage!.RequestUri!.AbsolutePath} answered {(int)answer.StatusCode}");
        }
        catch (HttpRequestException gone)
        {
            wrong.Enqueue(gone.Message);
        }
    }

    private static async Task WaitAsync(TimeSpan time, CancellationToken stop)
    {
        try
        {
            await Task.Delay(time, stop);
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private static async Task<string> SendAsync(HttpClient client, HostileFile file)
    {
        var watch = Stopwatch.StartNew();
        using var content = new ByteArrayContent(file.Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/imports/layer?code=code&layer=hostile")
        {
            Content = content,
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() }, { "X-File-Name", file.Name } },
        };
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return $"{(int)answer.StatusCode} after {watch.Elapsed.TotalSeconds:0.0} s: {(text.Length > 300 ? text[..300] : text)}";
    }

    private static string Held(Served program)
    {
        using var process = Process.GetProcessById(program.Id);
        return $"{process.WorkingSet64 >> 20:N0} MB, {process.Threads.Count} threads";
    }

    private string Table() =>
        $"{people} people\n\n| | requests | middle, ms | p99, ms | longest, ms |\n|---|---|---|---|---|\n"
        + string.Concat(
            from phaseName in new[] { "before", "during", "after" }
            from isSignIn in new[] { false, true }
            let found = waits
                .Where(wait => wait.Phase == phaseName && wait.IsSignIn == isSignIn)
                .Select(wait => wait.Milliseconds)
                .Order()
                .ToArray()
            where found.Length > 0
            select string.Create(
                CultureInfo.InvariantCulture,
                $"| {phaseName}, {(isSignIn ? "sign-in" : "reading")} | {found.Length:N0} | {found[found.Length / 2]:0} | "
                    + $"{found[(int)(found.Length * 0.99)]:0} | {found[^1]:0} |\n"
            )
        );
}
