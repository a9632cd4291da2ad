namespace TurfMap.App.Hosting;

/// <summary>
/// The way out: first the program says that it is not ready any more, then it goes on answering while a load balancer learns of it, then it
/// closes.
/// </summary>
/// <remarks>
/// Runs before the server stops. What follows is the host's: no new connections, requests in flight are finished, within
/// <see cref="Finishing"/>.
/// </remarks>
internal sealed class Stopping(TurfMapOptions options, IHostApplicationLifetime life, TimeProvider clock, ILogger<Stopping> log)
    : IHostedLifecycleService,
        IDisposable
{
    /// <summary>How long requests in flight may take once no new ones are taken.</summary>
    public static readonly TimeSpan Finishing = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource closing = new();
    private volatile bool begun;

    /// <summary>Whether the program was asked to stop; it may go on answering for a while.</summary>
    public bool HasBegun => begun || life.ApplicationStopping.IsCancellationRequested;

    /// <summary>Given when the server is about to stop: streams end, and jobs stop at the next safe point.</summary>
    public CancellationToken Closing => closing.Token;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        begun = true;
        Messages.StopBegun(log, options.DrainSeconds);
        await Task.Delay(TimeSpan.FromSeconds(options.DrainSeconds), clock, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await closing.CancelAsync();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => closing.Dispose();
}
