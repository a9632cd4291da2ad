using System.Collections.Concurrent;

namespace TurfMap.App.Accounts;

/// <summary>
/// Wrong tries of browsers that are known to be somebody's: each has its own, so that nobody else's tries count against them. In this
/// program's memory; the tries of strangers are counted in the store.
/// </summary>
internal sealed class WrongTries(TimeProvider clock)
{
    /// <summary>So many wrong tries, and whoever made them waits.</summary>
    public const int Most = 10;

    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (int Tries, DateTimeOffset Until)> known = new(StringComparer.Ordinal);

    /// <summary>Whether a browser has tried too often of late.</summary>
    public bool AreTooMany(string browser) =>
        known.TryGetValue(browser, out var found) && found.Until > clock.GetUtcNow() && found.Tries >= Most;

    /// <summary>Counts one more.</summary>
    public void Count(string browser)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, found) in known)
            if (found.Until <= now)
                known.TryRemove(new(old, found));
        known.AddOrUpdate(browser, _ => (1, now + Rest), (_, found) => (found.Tries + 1, now + Rest));
    }
}
