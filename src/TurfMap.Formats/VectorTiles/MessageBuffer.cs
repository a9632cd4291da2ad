using System.Buffers.Binary;
using System.Text;

namespace TurfMap.Formats;

/// <summary>Bytes of a protocol buffer in the making.</summary>
internal sealed class MessageBuffer
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Number(ulong number)
    {
        Grow(10);
        for (; number > 0x7f; number >>= 7)
            _bytes[Length++] = (byte)(number | 0x80);
        _bytes[Length++] = (byte)number;
    }

    /// <summary>A number that may be negative, near zero as short as on the other side of it.</summary>
    public void ZigZag(long number) => Number((ulong)(number << 1 ^ number >> 63));

    public void NumberField(int field, ulong number)
    {
        Number((ulong)field << 3);
        Number(number);
    }

    public void DoubleField(int field, double number)
    {
        Number((ulong)field << 3 | 1);
        Grow(8);
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(Length), number);
        Length += 8;
    }

    public void BytesField(int field, ReadOnlySpan<byte> bytes)
    {
        Number((ulong)field << 3 | 2);
        Number((ulong)bytes.Length);
        Append(bytes);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void TextField(int field, string text) => BytesField(field, Encoding.UTF8.GetBytes(text));

    private void Grow(int more)
    {
        if (_bytes.Length - Length < more)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + more));
    }
}
