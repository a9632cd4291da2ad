using System.IO.Hashing;

namespace TurfMap.Formats.Unpacking;

/// <summary>
/// Checks what is read of a file in a .zip against its length and checksum (CRC-32) in the directory. Refuses at the end of the file, so
/// readers read on to the end even when they have all they need.
/// </summary>
internal sealed class CheckedEntry(string name, ZipEntry entry, Stream unpacking) : ReadOnlyStream
{
    private readonly Crc32 crc = new();
    private long total;

    public override int Read(Span<byte> buffer)
    {
        var read = unpacking.Read(buffer);
        crc.Append(buffer[..read]);
        total += read;
        if (read == 0 && buffer.Length > 0 && (total != entry.Unpacked || crc.GetCurrentHashAsUInt32() != entry.Crc))
            throw new UnreadableException(
                name,
                $"\"{entry.Name}\" in the .zip is damaged: its content does not match its checksum. Download or copy the .zip again."
            );
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacking.Dispose();
        base.Dispose(disposing);
    }
}
