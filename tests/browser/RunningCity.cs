using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TurfMap.Tests;

namespace TurfMap.Browser.Tests;

/// <summary>The real program, serving the sample city from a fresh store on a free port of this machine.</summary>
public class RunningCity : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly List<string> said = [];
    private readonly Dictionary<string, SignedIn> people = [];
    private readonly SemaphoreSlim entering = new(1);
    private Process? program;
    private string folder = "";

    /// <summary>Where it listens, without a slash at the end.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>What it is started with beside store and address.</summary>
    protected virtual string[] Arguments => ["--demo"];

    /// <summary>The form its pages are served in.</summary>
    protected virtual string Form => "bundle";

    public async ValueTask InitializeAsync()
    {
        folder = Directory.CreateTempSubdirectory("turfmap-browser-").FullName;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet"
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (
            var argument in (string[])
                [
                    typeof(App.Program).Assembly.Location,
                    "serve",
                    "--store",
                    Path.Combine(folder, "city.gpkg"),
                    "--urls",
                    Address.GetLeftPart(UriPartial.Authority),
                    .. Arguments,
                ]
        )
            start.ArgumentList.Add(argument);
        start.WithoutSettings().Environment["TURFMAP_TEMP"] = Path.Combine(folder, "temp");
        // every visitor names an address of their own, and so has their own limit of tries
        start.Environment["TURFMAP_PROXIES"] = "127.0.0.1";
        start.Environment["TURFMAP_PAGES"] = Form;
        program = Process.Start(start)!;
        program.OutputDataReceived += (_, line) => Keep(line.Data);
        program.ErrorDataReceived += (_, line) => Keep(line.Data);
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        await AwaitReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people.Values)
            person.Client.Dispose();
        entering.Dispose();
        GC.SuppressFinalize(this);
        if (program is { HasExited: false })
        {
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync();
        }
        program?.Dispose();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Somebody who signed in outside of a browser, once for all tests: one of the sample city's people.</summary>
    public virtual Task<SignedIn> EnterAsync(string role) =>
        OnceAsync(role, () => SignedIn.AsAsync(Address, "/api/sign-in/demo", new { role }));

    protected async Task<SignedIn> OnceAsync(string who, Func<Task<SignedIn>> enter)
    {
        await entering.WaitAsync();
        try
        {
            return people.TryGetValue(who, out var known) ? known : people[who] = await enter();
        }
        finally
        {
            entering.Release();
        }
    }

    /// <summary>What the program said so far, for a test that failed.</summary>
    public string Said()
    {
        lock (said)
            return string.Join('\n', said);
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (said)
            said.Add(line);
    }

    private async Task AwaitReadyAsync()
    {
        using var asking = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(200))
        {
            if (program!.HasExited)
                throw new InvalidOperationException($"The program ended with {program.ExitCode} before it served:\n{Said()}");
            try
            {
                using var answer = await asking.GetAsync(new Uri(Address, "/readyz"));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // It is still loading the sample city.
            }
        }
        throw new TimeoutException($"The program did not serve within {Patience}:\n{Said()}");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
