using System.Collections.Concurrent;
using TurfMap.Domain.Changes;

namespace TurfMap.App.Files;

/// <summary>
/// Gives out processes that read files of strangers: no more at once than processors and memory allow, and one for each sender, so that a
/// few slow files of one leave a place to the others.
/// </summary>
internal sealed class FileReaders(ReaderLimits limits, Action<string> endedEarly) : IDisposable
{
    private readonly SemaphoreSlim places = new(limits.AtOnce);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> senders = new(StringComparer.Ordinal);
    private readonly HashSet<ReaderProcess> running = [];
    private bool isOver;

    /// <summary>The ids of the processes that read now.</summary>
    public IReadOnlyList<int> Running
    {
        get
        {
            lock (running)
                return [.. running.Select(process => process.Id)];
        }
    }

    /// <summary>
    /// Lets a process read a file, and hears it to its end. Whatever becomes of it, it is gone afterwards; a death is a refusal.
    /// </summary>
    /// <param name="request">What is to be read.</param>
    /// <param name="hear">Takes each frame; the last one, a refusal or an end, included.</param>
    /// <param name="cancel">Ends the process at once.</param>
    public async Task ReadAsync(ReadRequest request, Action<FrameReader> hear, CancellationToken cancel)
    {
        var own = senders.GetOrAdd(request.Sender, _ => new SemaphoreSlim(1));
        await own.WaitAsync(cancel);
        try
        {
            await places.WaitAsync(cancel);
            try
            {
                await Task.Run(() => Read(request, hear, cancel), CancellationToken.None);
            }
            finally
            {
                places.Release();
            }
        }
        finally
        {
            own.Release();
        }
    }

    /// <summary>Ends all that still run.</summary>
    public void Dispose()
    {
        ReaderProcess[] left;
        lock (running)
            (isOver, left) = (true, [.. running]);
        foreach (var process in left)
            process.Stop(ReaderEnd.Cancelled);
    }

    /// <summary>The refusal of a file whose reading broke off.</summary>
    public static RefusedException Broken(string fileName) => new(Refusal.Unreadable, BrokenSentence(fileName));

    private void Read(ReadRequest request, Action<FrameReader> hear, CancellationToken cancel)
    {
        using var process = ReaderProcess.Start(limits);
        try
        {
            lock (running)
                if (isOver || !running.Add(process))
                    throw new OperationCanceledException("The service stops.");
            using var stop = cancel.Register(() => process.Stop(ReaderEnd.Cancelled));
            if (process.Read(request, hear) is { } end)
                throw Early(end, request, cancel);
        }
        finally
        {
            lock (running)
                running.Remove(process);
        }
    }

    private Exception Early(ReaderEnd end, ReadRequest request, CancellationToken cancel)
    {
        if (end == ReaderEnd.Cancelled)
            return new OperationCanceledException(cancel);
        endedEarly(end.ToString());
        var advice = request.IsLayer ? "Simplify the boundaries, or split the file." : "Split the file, or save it as CSV.";
        return new RefusedException(
            Refusal.Unreadable,
            end switch
            {
                ReaderEnd.Memory => $"{request.FileName} needs more than {Size(limits.MemoryBytes)} of memory to read. {advice}",
                ReaderEnd.Processor => $"{request.FileName} takes more than {Time(limits.Processor)} of computing to read. {advice}",
                ReaderEnd.Output => $"{request.FileName} holds more than {Size(limits.Output(request.IsLayer))} of data. {advice}",
                ReaderEnd.Nesting => $"{request.FileName} is nested too deep to read. Export it again.",
                _ => BrokenSentence(request.FileName),
            }
        );
    }

    private static string BrokenSentence(string fileName) =>
        $"{fileName} could not be read: the reading broke off. Export it again, or save it in another format.";

    private static string Size(long bytes) => bytes % (1L << 30) == 0 ? $"{bytes >> 30:N0} GB" : $"{bytes >> 20:N0} MB";

    private static string Time(TimeSpan time) =>
        time.TotalMinutes >= 2 && time.Seconds == 0 ? $"{time.TotalMinutes:N0} minutes" : $"{time.TotalSeconds:N0} seconds";
}
