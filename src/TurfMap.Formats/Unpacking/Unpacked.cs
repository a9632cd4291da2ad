using System.IO.Compression;

namespace TurfMap.Formats.Unpacking;

/// <summary>A file after unpacking: the content, its head, its companions, and how much of the given stream has been used.</summary>
internal sealed class Unpacked : IDisposable
{
    private readonly List<Stream> owned = [];
    private readonly Func<long> used;

    private Unpacked(string name, HeadStream content, Func<string, Stream?> sibling, Func<long> used)
    {
        (Name, Content, Sibling, this.used) = (name, content, sibling, used);
    }

    public string Name { get; }

    public HeadStream Content { get; }

    /// <summary>A companion by its ending (".dbf"), or null.</summary>
    public Func<string, Stream?> Sibling { get; }

    public long BytesRead => used();

    public static Unpacked Open(string name, Stream given, Func<string, Stream?> sibling, ReadingLimits limits)
    {
        var start = given.CanSeek ? given.Position : 0;
        var end = new GzipEnd();
        var counting = new CountingStream(given) { Watch = end };
        var head = new HeadStream(counting);
        if (head.Head.StartsWith("PK\x03\x04"u8) || head.Head.StartsWith("PK\x05\x06"u8))
            return OpenZip(name, given, start, head, limits);
        if (!IsGzip(head.Head))
            return new Unpacked(name, head, sibling, () => counting.Count) { owned = { head } };
        var unpacked = new HeadStream(
            new BoundedUnpacking(name, new GZipStream(head, CompressionMode.Decompress), () => counting.Count, limits, end.IsWhole)
        );
        if (IsGzip(unpacked.Head) || unpacked.Head.StartsWith("PK\x03\x04"u8))
            throw new UnreadableException(name, "The file is packed twice. Unpack it once and bring the result.");
        return new Unpacked(name, unpacked, sibling, () => counting.Count) { owned = { unpacked } };
    }

    private static bool IsGzip(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);

    private static Unpacked OpenZip(string name, Stream given, long start, HeadStream head, ReadingLimits limits)
    {
        var whole = given;
        if (!given.CanSeek || start != 0)
            whole = Hold(name, head, limits);
        var folder = new ZipFolder(name, whole, limits);
        var (entry, inner) = ZipChoice.Choose(name, folder);
        var stem = entry.Name[..^Path.GetExtension(entry.Name).Length];
        return new Unpacked($"{name}/{entry.Name}", inner, Companion, () => folder.Taken) { owned = { inner, given } };

        Stream? Companion(string ending)
        {
            var found = folder.Entries.FirstOrDefault(e => string.Equals(e.Name, stem + ending, StringComparison.OrdinalIgnoreCase));
            return found is null ? null : folder.Open(found);
        }
    }

    /// <summary>A .zip is read from its end, so one that comes through a pipe has to be held.</summary>
    private static MemoryStream Hold(string name, Stream content, ReadingLimits limits)
    {
        var held = new MemoryStream();
        var block = new byte[81920];
        for (var read = content.Read(block); read > 0; read = content.Read(block))
        {
            if (held.Length + read > limits.MaxBytesHeld)
                throw new UnreadableException(
                    name,
                    $"A .zip of more than {limits.MaxBytesHeld:N0} bytes cannot be read from an upload. Unpack it first and "
                        + "bring the file that is in it."
                );
            held.Write(block, 0, read);
        }
        return held;
    }

    public void Dispose()
    {
        foreach (var stream in owned)
            stream.Dispose();
    }
}
