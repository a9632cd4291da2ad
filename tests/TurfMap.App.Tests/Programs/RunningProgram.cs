using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Programs;

/// <summary>The real program as a process of its own, as a service manager runs it.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly List<string> said = [];

    private RunningProgram(Process process, Uri address)
    {
        this.process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = Patience }.As();
    }

    public HttpClient Client { get; }

    public int Id => process.Id;

    public int ExitCode => process.ExitCode;

    public bool HasExited => process.HasExited;

    /// <summary>Starts <c>serve</c> on a free port and waits until it is ready.</summary>
    public static async Task<RunningProgram> ServeAsync(
        string temp,
        IReadOnlyDictionary<string, string>? settings,
        params string[] arguments
    )
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet"
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { typeof(Program).Assembly.Location, "serve", "--urls", address }.Concat(arguments))
            start.ArgumentList.Add(argument);
        start.WithoutSettings().Environment["TURFMAP_TEMP"] = temp;
        start.Environment["TURFMAP_RATE"] = "0";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var program = new RunningProgram(Process.Start(start)!, new Uri(address));
        program.process.OutputDataReceived += (_, line) => program.Keep(line.Data);
        program.process.ErrorDataReceived += (_, line) => program.Keep(line.Data);
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        await program.AwaitAsync(async () => await program.ReadyAsync() == HttpStatusCode.OK, "ready");
        return program;
    }

    /// <summary>What readyz answers; null when nobody listens.</summary>
    public async Task<HttpStatusCode?> ReadyAsync()
    {
        try
        {
            using var answer = await Client.GetAsync("/readyz");
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task AwaitAsync(Func<Task<bool>> come, string what)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(20))
        {
            if (await come())
                return;
            Assert.False(process.HasExited, $"The program ended before it was {what}:\n{Said()}");
        }
        Assert.Fail($"The program was not {what} within {Patience}:\n{Said()}");
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public async Task AskToStopAsync() => Assert.Equal(0, (await Tools.RunAsync("kill", "-TERM", $"{process.Id}")).Code);

    /// <summary>Ends it at once, as when the power goes.</summary>
    public Task KillAsync()
    {
        process.Kill();
        return process.WaitForExitAsync();
    }

    public async Task EndedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
    }

    public string Said()
    {
        lock (said)
            return string.Join('\n', said);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
        Client.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (said)
            said.Add(line);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
