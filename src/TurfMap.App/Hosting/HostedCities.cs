namespace TurfMap.App.Hosting;

/// <summary>All cities of this deployment, and what each needs beside its requests: its store opened and looked at, its jobs run.</summary>
/// <remarks>Each city has a loop of its own, so that a store that does not answer holds up no other.</remarks>
internal sealed class HostedCities(
    IReadOnlyList<HostedCity> cities,
    FirstRunSetup? welcome,
    Stopping stopping,
    TimeProvider clock,
    ILogger<HostedCities> log
) : BackgroundService
{
    /// <summary>A change must be seen within a second, also when reading takes most of it.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan OpenAgainAfter = TimeSpan.FromSeconds(5);

    public IReadOnlyList<HostedCity> All { get; } = cities;

    /// <summary>Whether there is one city without a key in its addresses.</summary>
    public bool IsOne => All is [{ Key.Length: 0 }];

    /// <summary>Whether every city that could be opened is read, and there is one.</summary>
    public bool AreReady => All.Any(city => city.State == CityState.Ready) && All.All(city => city.State != CityState.Starting);

    /// <summary>The cities with their keys and names, as a sentence goes on.</summary>
    public string Listed => string.Join(", ", All.Select(city => city.Name == city.Key ? city.Key : $"{city.Key} ({city.Name})"));

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var city in All)
            city.Jobs.Restore();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        foreach (var city in All)
            city.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(All.Select(city => DriveAsync(city, stoppingToken)));

    private async Task DriveAsync(HostedCity city, CancellationToken ending)
    {
        try
        {
            while (!city.Live.IsReady && !await city.TryOpenAsync(log, ending))
                await Task.Delay(OpenAgainAfter, clock, ending);
            if (welcome is not null)
                await welcome.GreetAsync(city);
            // Jobs stop before the server does, so that what is left of the machine is for the requests in flight.
            using var closing = CancellationTokenSource.CreateLinkedTokenSource(ending, stopping.Closing);
            await Task.WhenAll(WatchAsync(city, ending), city.Jobs.RunAsync(closing.Token));
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task WatchAsync(HostedCity city, CancellationToken ending)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        var failed = false;
        while (await timer.WaitForNextTickAsync(ending))
        {
            try
            {
                await city.Live.RefreshAsync(ending);
                await city.Access.RefreshAsync(ending);
                failed = false;
            }
            catch (Exception wrong) when (!ending.IsCancellationRequested)
            {
                // Said once, not four times a second.
                if (!failed)
                    Messages.SnapshotFailed(log, wrong);
                failed = true;
            }
        }
    }
}
