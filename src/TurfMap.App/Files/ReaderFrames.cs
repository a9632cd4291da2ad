using System.Buffers.Binary;
using System.Text;

namespace TurfMap.App.Files;

/// <summary>What a frame between the service and a reader of its files holds.</summary>
internal enum FrameKind : byte
{
    /// <summary>To the reader: what is to be read, and how.</summary>
    Request = 1,

    /// <summary>How far the reading has come.</summary>
    Progress,

    /// <summary>A note or problem of the report.</summary>
    Remark,

    /// <summary>The counts of the report.</summary>
    Counts,

    /// <summary>An area of a layer.</summary>
    Area,

    /// <summary>A line of a layer.</summary>
    Line,

    /// <summary>The columns of a table.</summary>
    Header,

    /// <summary>A row of a table.</summary>
    Row,

    /// <summary>A note of a table's format.</summary>
    Note,

    /// <summary>The last frame of a file that is refused.</summary>
    Refusal,

    /// <summary>The last frame of a file that was read.</summary>
    End,
}

/// <summary>Writes frames: their length in four bytes, their kind in one, and values little-endian. Both ends are the same build.</summary>
internal sealed class FrameWriter(Stream output)
{
    private const int HeadBytes = 5;
    private byte[] frame = new byte[4096];
    private int length;

    public FrameWriter Begin(FrameKind kind)
    {
        length = HeadBytes;
        frame[HeadBytes - 1] = (byte)kind;
        return this;
    }

    public FrameWriter Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);
        return this;
    }

    public FrameWriter Small(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);
        return this;
    }

    public FrameWriter Number(long? value) => Flag(value is not null).Number(value ?? 0);

    public FrameWriter Real(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);
        return this;
    }

    public FrameWriter Flag(bool value)
    {
        Take(1)[0] = value ? (byte)1 : (byte)0;
        return this;
    }

    public FrameWriter Bytes(ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Take(4), value.Length);
        value.CopyTo(Take(value.Length));
        return this;
    }

    public FrameWriter Text(string? value)
    {
        if (value is null)
        {
            BinaryPrimitives.WriteInt32LittleEndian(Take(4), -1);
            return this;
        }
        var bytes = Encoding.UTF8.GetByteCount(value);
        BinaryPrimitives.WriteInt32LittleEndian(Take(4), bytes);
        Encoding.UTF8.GetBytes(value, Take(bytes));
        return this;
    }

    /// <summary>A value of a feature's field: text, whole number, number, yes or no, or nothing.</summary>
    public FrameWriter Value(object? value) =>
        value switch
        {
            null => Small(0),
            string text => Small(1).Text(text),
            long whole => Small(2).Number(whole),
            double real => Small(3).Real(real),
            bool yes => Small(4).Flag(yes),
            IFormattable other => Small(1).Text(other.ToString(null, System.Globalization.CultureInfo.InvariantCulture)),
            _ => Small(1).Text(value.ToString()),
        };

    public void End()
    {
        BinaryPrimitives.WriteInt32LittleEndian(frame, length - HeadBytes);
        output.Write(frame, 0, length);
    }

    public void Flush() => output.Flush();

    private Span<byte> Take(int bytes)
    {
        // Beyond what an array may hold, the runtime says that its memory is not enough.
        if (length + (long)bytes is var needed && needed > frame.Length)
            Array.Resize(ref frame, (int)Math.Min(int.MaxValue, Math.Max(needed, Math.Min(Array.MaxLength, 2L * frame.Length))));
        length += bytes;
        return frame.AsSpan(length - bytes, bytes);
    }
}

/// <summary>Reads frames and believes nothing of them: every length is held to what is there, and to a limit.</summary>
/// <remarks>Throws <see cref="InvalidDataException"/> for whatever is no frame, or holds other values than are asked for.</remarks>
internal sealed class FrameReader(Stream input)
{
    /// <summary>The longest frame: a feature, and a little more.</summary>
    public const int MostBytes = (256 << 20) + (1 << 20);

    private const int HeadBytes = 5;
    private readonly byte[] head = new byte[HeadBytes];
    private byte[] frame = new byte[4096];
    private int at,
        end;

    /// <summary>The kind of the frame that was read last.</summary>
    public FrameKind Kind { get; private set; }

    /// <summary>Bytes read, all frames together.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Where the next value stands; a value that was passed may be read again from there.</summary>
    public int At
    {
        get => at;
        set => at = value;
    }

    /// <summary>Whether the frame holds no more values.</summary>
    public bool IsAtEnd => at == end;

    /// <summary>Goes to the next frame; false where the stream ends between two.</summary>
    public bool Next()
    {
        var got = input.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        if (got == 0)
            return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (got < HeadBytes || length < 0 || length > MostBytes || !Enum.IsDefined((FrameKind)head[4]))
            throw new InvalidDataException("This is no frame.");
        (Kind, at, end) = ((FrameKind)head[4], 0, length);
        // Grown as bytes arrive, so that a wrong length alone asks for no memory.
        for (var have = 0; have < length; )
        {
            if (have == frame.Length)
                Array.Resize(ref frame, (int)Math.Min(length, 2L * frame.Length));
            var read = input.Read(frame, have, Math.Min(frame.Length, length) - have);
            if (read == 0)
                throw new InvalidDataException("The frame was cut off.");
            have += read;
        }
        BytesRead += HeadBytes + length;
        return true;
    }

    /// <summary>Copies the frame as it came.</summary>
    public void CopyTo(Stream output)
    {
        output.Write(head);
        output.Write(frame, 0, end);
    }

    public long Number() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public int Small() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long? NumberOrNull()
    {
        var isThere = Flag();
        var value = Number();
        return isThere ? value : null;
    }

    public double Real() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public bool Flag() => Take(1)[0] != 0;

    public ReadOnlySpan<byte> Bytes() => Take(BinaryPrimitives.ReadInt32LittleEndian(Take(4)));

    public string? TextOrNull() =>
        BinaryPrimitives.ReadInt32LittleEndian(Take(4)) is var bytes and not -1 ? Encoding.UTF8.GetString(Take(bytes)) : null;

    public string Text() => TextOrNull() ?? throw new InvalidDataException("A text is missing.");

    public object? Value() =>
        Small() switch
        {
            0 => null,
            1 => Text(),
            2 => Number(),
            3 => Real(),
            4 => Flag(),
            _ => throw new InvalidDataException("No such value."),
        };

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (bytes < 0 || bytes > end - at)
            throw new InvalidDataException("The frame is shorter than what it should hold.");
        at += bytes;
        return frame.AsSpan(at - bytes, bytes);
    }
}
