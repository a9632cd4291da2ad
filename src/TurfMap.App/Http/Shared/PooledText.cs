using System.Buffers;

namespace TurfMap.App.Http.Shared;

/// <summary>A small answer put together in memory that is used again.</summary>
internal sealed class PooledText : IBufferWriter<byte>, IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int used;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, used);

    public void Advance(int count) => used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Room(sizeHint);
        return bytes.AsMemory(used);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Room(sizeHint);
        return bytes.AsSpan(used);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);

    private void Room(int more)
    {
        if (used + Math.Max(more, 1) <= bytes.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, used + more));
        bytes.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
