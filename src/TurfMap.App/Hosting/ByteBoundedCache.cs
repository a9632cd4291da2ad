namespace TurfMap.App.Hosting;

/// <summary>
/// What was made and may be wanted again, up to a number of bytes; what was not used for longest goes first. Safe to share between threads.
/// </summary>
internal sealed class ByteBoundedCache<T>(long mostBytes, Func<T, long> bytesOf)
    where T : class
{
    /// <summary>Keys and links count too.</summary>
    private const int Each = 200;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> byUse = [];
    private long bytes;

    /// <summary>How many bytes are kept.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
                return bytes;
        }
    }

    /// <summary>What is kept under a key; null when nothing is.</summary>
    public T? Find(string key)
    {
        lock (gate)
            return byKey.TryGetValue(key, out var node) && node.Value.Made is { IsValueCreated: true } made ? Use(node, made.Value) : null;
    }

    /// <summary>What is kept under a key, or made now; who asks for the same meanwhile waits for it.</summary>
    public T Get(string key, Func<T> make)
    {
        LinkedListNode<Entry> node;
        lock (gate)
        {
            if (byKey.TryGetValue(key, out var found))
                Use(found, 0);
            node = found ?? Add(key, new(make));
        }
        try
        {
            var made = node.Value.Made.Value;
            lock (gate)
                Weigh(node, bytesOf(made) + Each);
            return made;
        }
        catch when (Forget(node))
        {
            throw; // never: what failed is forgotten, and the failure goes on its way
        }
    }

    /// <summary>Keeps something under a key, unless something is there already.</summary>
    public T Keep(string key, T value) => Get(key, () => value);

    private LinkedListNode<Entry> Add(string key, Lazy<T> made) => byKey[key] = byUse.AddFirst(new Entry(key, made));

    private TResult Use<TResult>(LinkedListNode<Entry> node, TResult result)
    {
        byUse.Remove(node);
        byUse.AddFirst(node);
        return result;
    }

    private void Weigh(LinkedListNode<Entry> node, long weight)
    {
        if (node.List is null || node.Value.Bytes > 0)
            return;
        node.Value.Bytes = weight;
        bytes += weight;
        // The newest stays however heavy it is.
        for (var last = byUse.Last; bytes > mostBytes && last is not null && last != byUse.First; last = byUse.Last)
            Drop(last);
    }

    private bool Forget(LinkedListNode<Entry> node)
    {
        lock (gate)
            Drop(node);
        return false;
    }

    private void Drop(LinkedListNode<Entry> node)
    {
        if (node.List is null)
            return;
        byUse.Remove(node);
        byKey.Remove(node.Value.Key);
        bytes -= node.Value.Bytes;
    }

    private sealed class Entry(string key, Lazy<T> made)
    {
        public string Key => key;

        public Lazy<T> Made => made;

        public long Bytes { get; set; }
    }
}
