using System.Diagnostics;

namespace TurfMap.App.Tests.Files;

/// <summary>Waits for what comes by itself, for as long as a busy machine may need and no longer than it takes.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task IsAsync(Func<bool> come)
    {
        for (var waited = Stopwatch.StartNew(); !come(); await Task.Delay(10))
            if (waited.Elapsed > Patience)
                throw new TimeoutException($"It did not come within {Patience}.");
    }
}
