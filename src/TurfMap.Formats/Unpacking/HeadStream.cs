namespace TurfMap.Formats.Unpacking;

/// <summary>A stream whose first bytes can be looked at before they are read.</summary>
internal sealed class HeadStream : ReadOnlyStream
{
    private readonly Stream inner;
    private readonly byte[] head;
    private readonly int headLength;
    private int taken;

    public HeadStream(Stream inner, int headBytes = 64 << 10)
    {
        this.inner = inner;
        head = new byte[headBytes];
        headLength = inner.ReadAtLeast(head, headBytes, throwOnEndOfStream: false);
    }

    public ReadOnlySpan<byte> Head => HeadMemory.Span;

    public ReadOnlyMemory<byte> HeadMemory => head.AsMemory(0, headLength);

    /// <summary>Whether the head is the whole stream.</summary>
    public bool HeadIsAll => headLength < head.Length;

    /// <summary>Passes over the first bytes, a byte order mark for instance.</summary>
    public void Skip(int bytes) => taken += bytes;

    public override int Read(Span<byte> buffer)
    {
        if (taken >= headLength)
            return inner.Read(buffer);
        var part = Math.Min(buffer.Length, headLength - taken);
        head.AsSpan(taken, part).CopyTo(buffer);
        taken += part;
        return part;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
