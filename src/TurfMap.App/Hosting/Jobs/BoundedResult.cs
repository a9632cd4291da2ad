using TurfMap.Formats;

namespace TurfMap.App.Hosting.Jobs;

/// <summary>The result of a file as it is written, which may not be out of all proportion to what was sent.</summary>
/// <remarks>
/// A packed file of a few thousand bytes can hold millions of rows. Real files become some ten times larger when they are unpacked, and
/// each row gets three columns a layer.
/// </remarks>
internal sealed class BoundedResult : Stream
{
    private const long AlwaysAllowed = 16 << 20;
    private const int MostTimes = 50;

    private readonly Stream output;
    private readonly long most;
    private readonly string fileName;
    private long written;

    private BoundedResult(Stream output, long most, string fileName) => (this.output, this.most, this.fileName) = (output, most, fileName);

    /// <summary>Bounds the result of what was sent.</summary>
    public static BoundedResult Of(Stream output, Stream sent, string fileName) =>
        new(output, Math.Max(AlwaysAllowed, sent.Length * MostTimes), fileName);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => written;

    public override long Position
    {
        get => written;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Count(count);
        output.Write(buffer, offset, count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count(buffer.Length);
        return output.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => output.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Count(int bytes)
    {
        written += bytes;
        if (written > most)
            throw new UnreadableException(
                fileName,
                $"The result of this file would be more than {most >> 20:N0} MB, {MostTimes} times what was sent. Send it in parts, or "
                    + "unpacked."
            );
    }
}
