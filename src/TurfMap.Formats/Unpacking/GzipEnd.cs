using System.Buffers.Binary;

namespace TurfMap.Formats.Unpacking;

/// <summary>
/// Tells a .gz that was cut off, which the framework's stream does not: the last four bytes of the file are the length of what was packed.
/// </summary>
/// <remarks>
/// Files made of several parts end with the length of the last part only; a second part's head, seen on the way, switches the check off.
/// </remarks>
internal sealed class GzipEnd
{
    private readonly byte[] last = new byte[10];
    private long seen;

    public bool SeveralParts { get; private set; }

    public void See(ReadOnlySpan<byte> bytes)
    {
        Span<byte> joint = stackalloc byte[19];
        last.CopyTo(joint);
        var taken = Math.Min(9, bytes.Length);
        bytes[..taken].CopyTo(joint[10..]);
        if (seen > 0)
            Look(joint[1..(10 + taken)]);
        Look(seen == 0 && bytes.Length > 0 ? bytes[1..] : bytes);
        seen += bytes.Length;
        if (bytes.Length >= 10)
            bytes[^10..].CopyTo(last);
        else
        {
            last.AsSpan(bytes.Length).CopyTo(last);
            bytes.CopyTo(last.AsSpan(10 - bytes.Length));
        }
    }

    /// <summary>Whether so many unpacked bytes are all there should be.</summary>
    public bool IsWhole(long unpacked) =>
        SeveralParts || (seen >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(last.AsSpan(6)) == (uint)unpacked);

    private void Look(ReadOnlySpan<byte> bytes)
    {
        for (var at = bytes.IndexOf(Mark); at >= 0 && bytes.Length - at >= 10; at = bytes.IndexOf(Mark))
        {
            var head = bytes.Slice(at, 10);
            SeveralParts |= head[3] < 32 && head[8] is 0 or 2 or 4 && head[9] is < 14 or 255;
            bytes = bytes[(at + 1)..];
        }
    }

    private static ReadOnlySpan<byte> Mark => [0x1f, 0x8b, 8];
}
