using System.Diagnostics;

namespace TurfMap.Tests;

/// <summary>Programs that others wrote, run as oracles or clients. Absent on a laptop a test skips; with CI=true it fails.</summary>
internal static class Tools
{
    /// <summary>Whether a missing tool is a failure.</summary>
    public static bool MustHave { get; } = Environment.GetEnvironmentVariable("CI") == "true";

#if !BENCHMARK
    /// <summary>Skips the test, or fails it in CI, when a program is not there.</summary>
    public static void Need(string path, string package)
    {
        if (File.Exists(path))
            return;
        Assert.False(MustHave, $"{path} is not there; tests/run.sh installs it (Debian package {package}).");
        Assert.Skip($"{path} is not on this machine (Debian package {package}).");
    }
#endif

    /// <summary>Runs a program to its end and gives what it printed.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            }.WithoutSettings()
        )!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Hands no setting of whoever runs the tests to a program, nor the tests' own, which it would not know.</summary>
    public static ProcessStartInfo WithoutSettings(this ProcessStartInfo start)
    {
        string[] handedOn = [.. start.Environment.Keys];
        foreach (var name in handedOn)
            if (name.StartsWith("TURFMAP_", StringComparison.Ordinal) || name.StartsWith("OTEL_", StringComparison.Ordinal))
                start.Environment.Remove(name);
        return start;
    }
}
