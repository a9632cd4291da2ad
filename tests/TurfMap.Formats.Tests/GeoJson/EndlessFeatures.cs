using System.Text;

namespace TurfMap.Formats.Tests.GeoJson;

/// <summary>A collection of points of a wished length that is nowhere held.</summary>
internal sealed class EndlessFeatures(long length) : Stream
{
    private byte[] part = Encoding.UTF8.GetBytes("{\"type\":\"FeatureCollection\",\"features\":[\n");
    private int at;
    private long made,
        number;
    private bool ended;

    public long Made => number;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            if (at == part.Length && !Next())
                break;
            var take = Math.Min(part.Length - at, buffer.Length - filled);
            part.AsSpan(at, take).CopyTo(buffer[filled..]);
            at += take;
            filled += take;
        }
        made += filled;
        return filled;
    }

    public static string Feature(long number) =>
        $$$"""{"type":"Feature","properties":{"id":{{{number}}},"street":"{{{number % 900}}} Example"""
        + $$$""" Street","ward":"{{{number % 8 + 1}}}","open":true"""
        + $$$""","score":{{{number % 1000 / 8.0}}}},"geometry":{"type":"Point","coordinates":"""
        + $$$"""[{{{-77.0 - number % 99991 / 1e6:0.000000}}},{{{38.8 + number % 99989 / 1e6:0.000000}}}]}}""";

    private bool Next()
    {
        if (ended)
            return false;
        ended = made >= length;
        part = Encoding.UTF8.GetBytes(ended ? "\n]}\n" : (number++ == 0 ? "" : ",\n") + Feature(number));
        at = 0;
        return true;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
