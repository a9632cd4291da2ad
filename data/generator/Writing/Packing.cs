using System.IO.Compression;

namespace SampleCity.Writing;

/// <summary>gzip and zip without names of machines or times of day, so that the same city is the same bytes.</summary>
internal static class Packing
{
    public static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, true)) gzip.Write(plain);
        var bytes = packed.ToArray();
        Array.Clear(bytes, 4, 4); // modification time
        bytes[9] = 255; // operating system: unknown
        return bytes;
    }

    public static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, true))
        {
            foreach (var (name, bytes) in files)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
                entry.LastWriteTime = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        }
        return packed.ToArray();
    }
}
