namespace TurfMap.Domain.City;

/// <summary>What a thing was made of: the newest change among its parts, and whatever else it depends on.</summary>
/// <param name="Change">The newest stamp among the parts.</param>
/// <param name="Beside">What else it depends on; compared by value. Null for nothing.</param>
public readonly record struct PartKey(long Change, object? Beside = null);

/// <summary>Something that is read from a part of a city: once, and again when the stamp of the part moved on.</summary>
/// <remarks>
/// Safe to share between threads. One reading runs at a time, and whoever needs the same meanwhile waits for it. A reading that fails
/// leaves
/// what stands. What stands is given out to whoever asks for an earlier change too: it is never read back.
/// </remarks>
public sealed class Part<T> : IDisposable
    where T : class
{
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Held? held;

    /// <summary>What was read last; null before the first reading.</summary>
    public T? Standing => held?.Value;

    /// <summary>The thing as of a key: what stands when it is as new and depends on the same, else after one reading.</summary>
    /// <param name="key">What it must be made of, at least.</param>
    /// <param name="read">Reads it; gets what stands, to keep what did not change.</param>
    /// <param name="cancel">Stops the waiting and the reading.</param>
    public async Task<T> GetAsync(PartKey key, Func<T?, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        if (held is { } now && Serves(now, key))
            return now.Value;
        await reading.WaitAsync(cancel);
        try
        {
            if (held is { } meanwhile && Serves(meanwhile, key))
                return meanwhile.Value;
            var value = await read(held?.Value, cancel);
            held = new(key, value);
            return value;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Reads again whatever stands, also an earlier state than that, as after a backup was restored.</summary>
    /// <param name="read">Gets what stands; null when that may stay.</param>
    /// <param name="cancel">Stops the waiting and the reading.</param>
    public async Task ReplaceAsync(Func<T?, CancellationToken, Task<(PartKey Key, T Value)?>> read, CancellationToken cancel)
    {
        await reading.WaitAsync(cancel);
        try
        {
            if (await read(held?.Value, cancel) is var (key, value))
                held = new(key, value);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Waits for a reading that is under way.</summary>
    public Task SettleAsync(CancellationToken cancel) => ReplaceAsync((_, _) => Task.FromResult<(PartKey, T)?>(null), cancel);

    /// <inheritdoc/>
    public void Dispose() => reading.Dispose();

    private static bool Serves(Held held, PartKey key) => held.Key.Change >= key.Change && Equals(held.Key.Beside, key.Beside);

    private sealed record Held(PartKey Key, T Value);
}
