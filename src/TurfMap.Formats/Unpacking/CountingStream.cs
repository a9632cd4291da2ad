namespace TurfMap.Formats.Unpacking;

/// <summary>Counts what is taken from the stream as given.</summary>
internal sealed class CountingStream(Stream inner) : ReadOnlyStream
{
    public long Count { get; private set; }

    /// <summary>Sees the bytes as they pass, when somebody needs to.</summary>
    public GzipEnd? Watch { get; init; }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count += read;
        Watch?.See(buffer[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
