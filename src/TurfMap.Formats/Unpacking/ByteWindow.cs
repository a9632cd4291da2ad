namespace TurfMap.Formats.Unpacking;

/// <summary>
/// A moving window over a stream: what lies between Start and End is at hand; more is fetched, and what was used is let go.
/// </summary>
internal sealed class ByteWindow(string name, Stream source, int maxBytes, int blockBytes = 256 << 10)
{
    private byte[] bytes = new byte[blockBytes];

    /// <summary>Where the bytes not yet used begin.</summary>
    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>Whether the stream has nothing beyond <see cref="End"/>.</summary>
    public bool Ended { get; private set; }

    /// <summary>Bytes let go so far.</summary>
    public long Passed { get; private set; }

    /// <summary>Lines (LF) let go so far.</summary>
    public long LinesPassed { get; private set; }

    public ReadOnlySpan<byte> Span => bytes.AsSpan(Start, End - Start);

    public ReadOnlyMemory<byte> Memory => bytes.AsMemory(Start, End - Start);

    public void Use(int count)
    {
        LinesPassed += bytes.AsSpan(Start, count).Count((byte)'\n');
        Passed += count;
        Start += count;
    }

    /// <summary>Fetches until the window is full; false when there is nothing more.</summary>
    public bool More(Func<UnreadableException> tooBig)
    {
        if (Ended)
            return false;
        if (Start > 0)
        {
            bytes.AsSpan(Start, End - Start).CopyTo(bytes);
            (Start, End) = (0, End - Start);
        }
        else if (End == bytes.Length)
        {
            if (bytes.Length >= maxBytes)
                throw tooBig();
            Array.Resize(ref bytes, (int)Math.Min(Math.Max(maxBytes, blockBytes), bytes.Length * 2L));
        }
        var before = End;
        try
        {
            while (End < bytes.Length)
            {
                var read = source.Read(bytes.AsSpan(End));
                if (read == 0)
                {
                    Ended = true;
                    break;
                }
                End += read;
            }
        }
        catch (InvalidDataException cause)
        {
            throw new UnreadableException(name, "The packed file is damaged or was cut off. Download or copy it again.", cause: cause);
        }
        return End > before;
    }
}
