namespace TurfMap.Formats.Unpacking;

/// <summary>Watches an unpacking stream: total and ratio are counted while reading, so a bomb stops after a few megabytes.</summary>
internal sealed class BoundedUnpacking(
    string name,
    Stream unpacking,
    Func<long> packedBytes,
    ReadingLimits limits,
    Func<long, bool> isWhole
) : ReadOnlyStream
{
    private long total;

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = unpacking.Read(buffer);
        }
        catch (InvalidDataException cause)
        {
            throw new UnreadableException(name, "The packed file is damaged or was cut off. Download or copy it again.", cause: cause);
        }
        total += read;
        if (total > limits.MaxBytesUnpacked)
            throw new UnreadableException(
                name,
                $"The file unpacks to more than {limits.MaxBytesUnpacked:N0} bytes, which is more than this office accepts. "
                    + "Split it and try again."
            );
        if (total > limits.RatioFloorBytes && total > limits.MaxRatio * Math.Max(1, packedBytes()))
            throw new UnreadableException(
                name,
                $"The file unpacks to more than {limits.MaxRatio:0} times its size, which real data does not. It was not "
                    + "read further. If it is genuine, unpack it first and bring the unpacked file."
            );
        if (read == 0 && buffer.Length > 0 && !isWhole(total))
            throw new UnreadableException(name, "The packed file is damaged or was cut off. Download or copy it again.");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacking.Dispose();
        base.Dispose(disposing);
    }
}
