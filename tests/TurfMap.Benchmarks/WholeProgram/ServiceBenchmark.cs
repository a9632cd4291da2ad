using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using TurfMap.Tests;

namespace TurfMap.Benchmarks.WholeProgram;

/// <summary>
/// The service under load from wrk (Debian package wrk) on the same machine: <c>who</c> beside a trivial endpoint of the same server, in
/// turns; and places in binary.
/// </summary>
internal static partial class ServiceBenchmark
{
    private const int Rounds = 7;
    private const int Seconds = 3;

    public static void Run(string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("turfmap-bench-").FullName;
        var port = FreePort();
        ProgramRun.Measure(
            "import",
            "city",
            Path.Combine(RealData.Checkout, "data", "sample-city"),
            "--store",
            Path.Combine(folder, "city.gpkg"),
            "-q"
        );
        TestAccess.SeedAsync(Path.Combine(folder, "city.gpkg")).GetAwaiter().GetResult();
        Environment.SetEnvironmentVariable("TURFMAP_RATE", "0"); // one machine asks as many do
        using var server = ProgramRun.Start("serve", "--store", Path.Combine(folder, "city.gpkg"), "--urls", $"http://127.0.0.1:{port}");
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") }.As();
            WaitUntilReady(client);
            Throughput(folder, port);
            Binary(client);
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Throughput(string folder, int port)
    {
        var (who, trivial) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (a, b) = (Load(folder, port, "/healthz"), Load(folder, port, "/api/who"));
            if (round == 0)
                continue; // warms up
            trivial.Add(a);
            who.Add(b);
        }
        var ratios = who.Zip(trivial, (a, b) => a / b).ToArray();
        Console.WriteLine(
            $"  /healthz  {ProgramRun.Number(ProgramRun.Median(trivial), "N0")} requests/s\n  /api/who  "
                + $"{ProgramRun.Number(ProgramRun.Median(who), "N0")} requests/s"
        );
        Console.WriteLine(
            $"  who / trivial, turn by turn: {ProgramRun.Number(ProgramRun.Median(ratios))} "
                + $"({ProgramRun.Number(ratios.Min())} to {ProgramRun.Number(ratios.Max())})"
        );
    }

    private static double Load(string folder, int port, string path)
    {
        var script = Path.Combine(folder, "load.lua");
        File.WriteAllText(
            script,
            $"""
            math.randomseed(7)
            wrk.headers["Authorization"] = "Bearer {TestAccess.TokenOf(TurfMap.Domain.Access.Role.Client)}"
            request = function()
              return wrk.format("GET", string.format("{path}?lon=%.6f&lat=%.6f", -72.64 + math.random() * 0.27, 39.43 + math.random() *
                  0.14))
            end
            """
        );
        var (code, output, errors) = Tools
            .RunAsync("wrk", "-t1", "-c32", $"-d{Seconds}", "-s", script, $"http://127.0.0.1:{port}")
            .GetAwaiter()
            .GetResult();
        if (code != 0 || output.Contains("Non-2xx", StringComparison.Ordinal))
            throw new InvalidOperationException(output + errors);
        return double.Parse(PerSecond().Match(output).Groups[1].Value);
    }

    private static void Binary(HttpClient client)
    {
        const int points = 1_000_000;
        var body = new byte[points * 16];
        var random = new Random(1);
        for (var i = 0; i < points; i++)
        {
            BitConverter.TryWriteBytes(body.AsSpan(i * 16), -72.65 + random.NextDouble() * 0.29);
            BitConverter.TryWriteBytes(body.AsSpan(i * 16 + 8), 39.42 + random.NextDouble() * 0.16);
        }
        var rates = new List<double>();
        for (var round = 0; round < 12; round++)
        {
            var watch = Stopwatch.StartNew();
            var answer = client
                .PostAsync("/api/layers/tracts/place", new ByteArrayContent(body))
                .GetAwaiter()
                .GetResult()
                .Content.ReadAsByteArrayAsync()
                .GetAwaiter()
                .GetResult();
            if (answer.Length != points * 4)
                throw new InvalidOperationException("The answer is not whole.");
            if (round >= 5)
                rates.Add(points / watch.Elapsed.TotalSeconds / 1e6);
        }
        Console.WriteLine(
            $"  binary places  {ProgramRun.Number(ProgramRun.Median(rates), "0.0")} M points/s "
                + $"({ProgramRun.Number(rates.Min(), "0.0")} to {ProgramRun.Number(rates.Max(), "0.0")})"
        );
    }

    public static void WaitUntilReady(HttpClient client, int everyMilliseconds = 100)
    {
        for (var i = 0; i < 30_000 / everyMilliseconds; i++)
        {
            try
            {
                if (client.GetAsync("/readyz").GetAwaiter().GetResult().IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            Thread.Sleep(everyMilliseconds);
        }
        throw new InvalidOperationException("The server did not become ready.");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex PerSecond();
}
