namespace TurfMap.Formats.Unpacking;

/// <summary>A stream whose first bytes can be looked at before they are read.</summary>
internal sealed class HeadStream : ReadOnlyStream
{
    private const int HeadBytes = 64 << 10;
    private readonly Stream inner;
    private readonly byte[] head = new byte[HeadBytes];
    private readonly int headLength;
    private int taken;

    public HeadStream(Stream inner)
    {
        this.inner = inner;
        headLength = inner.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
    }

    public ReadOnlySpan<byte> Head => head.AsSpan(0, headLength);

    /// <summary>Whether the head is the whole stream.</summary>
    public bool HeadIsAll => headLength < HeadBytes;

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
