using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TurfMap.Tests;

namespace TurfMap.Faults;

/// <summary>The real program as a process of its own, which is stopped in every way but the orderly one.</summary>
internal sealed class Served : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestCommand = TimeSpan.FromMinutes(3);
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private Served(Process process, Uri address)
    {
        this.process = process;
        (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Client = new HttpClient { BaseAddress = address, Timeout = Patience }.As();
    }

    public HttpClient Client { get; }

    public int Id => process.Id;

    /// <summary>Starts it, and does not wait.</summary>
    public static Served Start(string store, string temp, params (string Name, string Value)[] settings)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        return new(Run(temp, settings, "serve", "--demo", "false", "--store", store, "--urls", address), new Uri(address));
    }

    /// <summary>Waits until it is ready; throws with what it said when it does not become so.</summary>
    public async Task ReadyAsync()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(20))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The program did not start again: {await output}{await errors}");
            try
            {
                using var answer = await Client.GetAsync("/readyz");
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }
        }
        Kill();
        throw new InvalidOperationException($"The program was not ready within {Patience}. It said: {await output}{await errors}");
    }

    /// <summary>Stops it where it stands, without a chance to do anything more.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
    }

    /// <summary>Runs a command of the program to its end.</summary>
    public static async Task<(int Code, string Said)> CommandAsync(string temp, string[] arguments, TimeSpan? longest = null)
    {
        using var command = Run(temp, [], arguments);
        var said = Task.WhenAll(command.StandardOutput.ReadToEndAsync(), command.StandardError.ReadToEndAsync());
        try
        {
            await command.WaitForExitAsync().WaitAsync(longest ?? LongestCommand);
            return (command.ExitCode, string.Concat(await said));
        }
        catch (TimeoutException)
        {
            command.Kill();
            return (-1, $"{string.Join(' ', arguments)} did not end: {string.Concat(await said)}");
        }
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
        Client.Dispose();
    }

    private static Process Run(string temp, (string Name, string Value)[] settings, params string[] arguments)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host, [typeof(App.Program).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.WithoutSettings().Environment["TURFMAP_TEMP"] = temp;
        start.Environment["TURFMAP_RATE"] = "0";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
