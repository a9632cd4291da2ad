namespace TurfMap.Formats.Unpacking;

/// <summary>
/// A part of a seekable stream with a position of its own, so several parts can be read in turn. Does not close the whole.
/// </summary>
internal sealed class SliceStream(Stream whole, long start, long length) : ReadOnlyStream
{
    private long position;

    public long Taken => position;

    public override int Read(Span<byte> buffer)
    {
        var part = (int)Math.Min(buffer.Length, length - position);
        if (part <= 0)
            return 0;
        if (whole.Position != start + position)
            whole.Position = start + position;
        var read = whole.Read(buffer[..part]);
        position += read;
        return read;
    }
}
