using System.Runtime.InteropServices;

namespace TurfMap.Domain.Importing;

/// <summary>Finds ids that come up again in one file, and where they stood before.</summary>
/// <remarks>
/// Keeps 64 bits of each id and its line, 28 bytes; two different ids are taken for one in less than one file of a million rows in thirty
/// million. One thread.
/// </remarks>
internal sealed class RepeatedIds
{
    /// <summary>Beyond this many ids no new ones are looked at.</summary>
    public const int Most = 5_000_000;

    private readonly Dictionary<ulong, int> lines = [];

    /// <summary>Whether ids were passed over because there were too many.</summary>
    public bool IsFull => lines.Count == Most;

    /// <summary>The line on which the id stood last before this one; null the first time.</summary>
    public long? Again(string key, long line)
    {
        var mark = Mark(key);
        if (IsFull && !lines.ContainsKey(mark))
            return null;
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(lines, mark, out var isAgain);
        long? before = isAgain ? last : null;
        last = (int)Math.Min(line, int.MaxValue);
        return before;
    }

    /// <summary>FNV-1a, with a last stir so that ids that differ only at their end do not lie side by side.</summary>
    private static ulong Mark(string key)
    {
        var mark = 14695981039346656037UL;
        foreach (var letter in key)
            mark = (mark ^ letter) * 1099511628211UL;
        mark = (mark ^ mark >> 32) * 0xD6E8FEB86659FD93UL;
        return mark ^ mark >> 32;
    }
}
