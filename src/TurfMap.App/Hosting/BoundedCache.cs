using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace TurfMap.App.Hosting;

/// <summary>What was made and may be wanted again, up to a number of bytes; what was not used for longest goes first.</summary>
/// <remarks>
/// A <see cref="MemoryCache"/> by size, with two things added: whoever asks for what is being made waits for it, and the newest is always
/// taken in, by making room for it. Keys of different types of values never meet. Safe to share between threads.
/// </remarks>
internal sealed class BoundedCache(long mostBytes) : IDisposable
{
    /// <summary>An entry and its key count too.</summary>
    private const int Each = 200;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = mostBytes, TrackStatistics = true });
    private readonly ConcurrentDictionary<(Type, string), Lazy<object>> making = new();

    /// <summary>How many bytes are kept.</summary>
    public long Bytes => kept.GetCurrentStatistics()!.CurrentEstimatedSize ?? 0;

    /// <summary>What is kept under a key; null when nothing is.</summary>
    public T? Find<T>(string key)
        where T : class => kept.TryGetValue((typeof(T), key), out T? found) ? found : null;

    /// <summary>What is kept under a key, or made now.</summary>
    public T GetOrMake<T>(string key, Func<T> make, Func<T, long> bytesOf)
        where T : class
    {
        if (Find<T>(key) is { } found)
            return found;
        var slot = (typeof(T), key);
        var mine = making.GetOrAdd(slot, _ => new(() => Find<T>(key) ?? Keep(slot, make(), bytesOf)));
        try
        {
            return (T)mine.Value;
        }
        finally
        {
            making.TryRemove(new(slot, mine));
        }
    }

    public void Dispose() => kept.Dispose();

    private T Keep<T>((Type, string) slot, T made, Func<T, long> bytesOf)
        where T : class
    {
        var entry = new MemoryCacheEntryOptions { Size = Math.Min(bytesOf(made) + Each, mostBytes) };
        kept.Set(slot, made, entry);
        // The cache leaves out what finds no room.
        for (var share = 0.1; !kept.TryGetValue(slot, out _) && share < 2; share *= 2)
        {
            kept.Compact(Math.Min(share, 1));
            kept.Set(slot, made, entry);
        }
        return made;
    }
}
