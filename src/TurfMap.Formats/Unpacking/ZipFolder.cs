using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TurfMap.Formats.Unpacking;

/// <summary>One file inside a .zip.</summary>
internal sealed record ZipEntry(string Name, int Method, int Flags, uint Crc, long Packed, long Unpacked, long HeaderAt);

/// <summary>
/// The files inside a .zip, read by its central directory: own code, so that every count is checked before it is believed.
/// </summary>
internal sealed class ZipFolder
{
    private const uint DirectoryEnd = 0x06054b50,
        BigDirectoryEnd = 0x06064b50,
        BigLocator = 0x07064b50,
        EntryMark = 0x02014b50,
        LocalMark = 0x04034b50;
    private readonly string name;
    private readonly Stream whole;
    private readonly ReadingLimits limits;

    public ZipFolder(string name, Stream whole, ReadingLimits limits)
    {
        (this.name, this.whole, this.limits) = (name, whole, limits);
        Entries = ReadDirectory();
    }

    public IReadOnlyList<ZipEntry> Entries { get; }

    /// <summary>Bytes of packed content taken so far, over all entries.</summary>
    public long Taken => slices.Sum(s => s.Taken);

    private readonly List<SliceStream> slices = [];

    public Stream Open(ZipEntry entry)
    {
        if ((entry.Flags & 1) != 0)
            throw Damaged($"\"{entry.Name}\" in the .zip is locked with a password. Unpack it first and bring the unpacked file.");
        if (entry.Method is not (0 or 8))
            throw Damaged(
                $"\"{entry.Name}\" is packed in a way that is not supported (method {entry.Method}). Unpack it first and "
                    + "bring the unpacked file."
            );
        Span<byte> local = stackalloc byte[30];
        ReadAt(entry.HeaderAt, local);
        if (BinaryPrimitives.ReadUInt32LittleEndian(local) != LocalMark)
            throw Damaged();
        var start =
            entry.HeaderAt
            + 30
            + BinaryPrimitives.ReadUInt16LittleEndian(local[26..])
            + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
        if (entry.Packed < 0 || start > whole.Length - entry.Packed)
            throw Damaged();
        var slice = new SliceStream(whole, start, entry.Packed);
        slices.Add(slice);
        var unpacking = entry.Method == 0 ? (Stream)slice : new DeflateStream(slice, CompressionMode.Decompress);
        return new CheckedEntry(name, entry, new BoundedUnpacking(name, unpacking, () => slice.Taken, limits, _ => true));
    }

    private List<ZipEntry> ReadDirectory()
    {
        var (start, size) = FindDirectory();
        if (size > limits.MaxZipEntries * 256L + 65536)
            throw Damaged($"The .zip holds more than {limits.MaxZipEntries:N0} files. Bring only the one that is needed.");
        var directory = new byte[size];
        ReadAt(start, directory);
        var entries = new List<ZipEntry>();
        for (var at = 0; at + 46 <= directory.Length && U32(directory, at) == EntryMark; )
        {
            int nameLength = U16(directory, at + 28),
                extra = U16(directory, at + 30),
                comment = U16(directory, at + 32);
            if (at + 46 + nameLength + extra > directory.Length)
                throw Damaged();
            long packed = U32(directory, at + 20),
                unpacked = U32(directory, at + 24),
                header = U32(directory, at + 42);
            ReadBigSizes(directory.AsSpan(at + 46 + nameLength, extra), ref unpacked, ref packed, ref header);
            var entryName = Encoding.UTF8.GetString(directory, at + 46, nameLength);
            if (entries.Count == limits.MaxZipEntries)
                throw Damaged($"The .zip holds more than {limits.MaxZipEntries:N0} files. Bring only the one that is needed.");
            entries.Add(
                new ZipEntry(entryName, U16(directory, at + 10), U16(directory, at + 8), U32(directory, at + 16), packed, unpacked, header)
            );
            at += 46 + nameLength + extra + comment;
        }
        return entries;
    }

    private (long Start, long Size) FindDirectory()
    {
        var tail = new byte[(int)Math.Min(whole.Length, 22 + 65535 + 20)];
        var tailAt = whole.Length - tail.Length;
        ReadAt(tailAt, tail);
        for (var at = tail.Length - 22; at >= 0; at--)
        {
            if (U32(tail, at) != DirectoryEnd)
                continue;
            long size = U32(tail, at + 12),
                start = U32(tail, at + 16);
            if (at >= 20 && U32(tail, at - 20) == BigLocator && (size == uint.MaxValue || start == uint.MaxValue))
            {
                Span<byte> big = stackalloc byte[56];
                ReadAt((long)BinaryPrimitives.ReadUInt64LittleEndian(tail.AsSpan(at - 12)), big);
                if (BinaryPrimitives.ReadUInt32LittleEndian(big) != BigDirectoryEnd)
                    throw Damaged();
                size = BinaryPrimitives.ReadInt64LittleEndian(big[40..]);
                start = BinaryPrimitives.ReadInt64LittleEndian(big[48..]);
            }
            if (start < 0 || size < 0 || start > whole.Length - size)
                throw Damaged();
            return (start, size);
        }
        throw Damaged();
    }

    private static void ReadBigSizes(ReadOnlySpan<byte> extra, ref long unpacked, ref long packed, ref long header)
    {
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra),
                length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
                return;
            var block = extra.Slice(4, length);
            if (id == 1)
            {
                Take(ref block, ref unpacked);
                Take(ref block, ref packed);
                Take(ref block, ref header);
                return;
            }
            extra = extra[(4 + length)..];
        }

        static void Take(ref ReadOnlySpan<byte> block, ref long value)
        {
            if (value != uint.MaxValue || block.Length < 8)
                return;
            value = BinaryPrimitives.ReadInt64LittleEndian(block);
            block = block[8..];
        }
    }

    private void ReadAt(long position, Span<byte> into)
    {
        if (position < 0 || position > whole.Length - into.Length)
            throw Damaged();
        whole.Position = position;
        whole.ReadExactly(into);
    }

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static int U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private UnreadableException Damaged(string? sentence = null) =>
        new(name, sentence ?? "The .zip is damaged or was cut off. Download or copy it again.");
}
