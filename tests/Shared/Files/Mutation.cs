using System.Buffers.Binary;
using System.Text;

namespace TurfMap.Tests.Files;

/// <summary>
/// Hostile changes of a file: bits, bytes, pieces gone, doubled or taken from another file, signs that a format knows, numbers at the edge
/// of what fits.
/// </summary>
internal sealed class Mutation(Random random)
{
    private const int LongestRepeat = 1 << 16;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "[",
            "]",
            "{",
            "}",
            "\"",
            ":",
            ",",
            "(",
            ")",
            "\\",
            "\n",
            "\r",
            "\0",
            ";",
            "#",
            "/*",
            "EMPTY",
            "null",
            "true",
            "\\u0000",
            "\\ud800",
            "[[",
            "]]",
            "GEOMETRYCOLLECTION (",
            "POLYGON ((",
            "SRID=",
            "\"type\":",
            "\"arcs\":",
            "\"coordinates\":",
            "\"geometries\":[",
            "\"crs\":",
            "\"features\":[",
            "NaN",
            "Infinity",
            "\uFEFF",
            "\u001e",
            "PK\u0003\u0004",
            "PK\u0001\u0002",
            "PK\u0005\u0006",
            "CREATE VIEW",
            "CREATE TRIGGER",
            "zeroblob(",
            "WITH RECURSIVE",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly string[] Numbers =
    [
        "0",
        "-1",
        "1",
        "180",
        "-0.0",
        "1e308",
        "-1e308",
        "1e-320",
        "1e400",
        "2147483647",
        "4294967296",
        "9223372036854775807",
        "99999999999999",
    ];

    private static readonly int[] Edges = [0, 1, -1, int.MaxValue, int.MinValue, 255, 65_535, 65_536, 1 << 24, 1 << 30];

    /// <summary>A changed copy: one to four changes.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="other">Another file, of which a piece may be taken.</param>
    public byte[] Of(byte[] bytes, byte[] other)
    {
        var changed = bytes.ToList();
        for (var times = random.Next(1, 5); times > 0 && changed.Count > 0; times--)
            Change(changed, other, random.Next(changed.Count));
        return [.. changed];
    }

    private void Change(List<byte> changed, byte[] other, int at)
    {
        var rest = changed.Count - at;
        switch (random.Next(10))
        {
            case 0:
                changed[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                changed[at] = (byte)random.Next(256);
                break;
            case 2:
                changed.RemoveRange(at, Math.Min(rest, random.Next(1, 20)));
                break;
            case 3:
                changed.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
            case 4:
                Repeat(changed, at, Math.Min(rest, random.Next(1, 40)));
                break;
            case 5:
                changed.RemoveRange(at, random.Next(4) == 0 ? rest : Math.Min(rest, random.Next(1, 4)));
                break;
            case 6:
                Renumber(changed, at);
                break;
            case 7:
                Overwrite(changed, at);
                break;
            case 8:
                var from = random.Next(other.Length);
                changed.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, random.Next(1, 60))).ToArray());
                break;
            default:
                var to = random.Next(changed.Count);
                var piece = changed.GetRange(at, Math.Min(rest, random.Next(1, 60)));
                for (var i = 0; i < piece.Count && to + i < changed.Count; i++)
                    changed[to + i] = piece[i];
                break;
        }
    }

    /// <summary>A piece once more, or thousands of times: what nests or multiplies shows only then.</summary>
    private void Repeat(List<byte> changed, int at, int length)
    {
        var piece = changed.GetRange(at, length);
        var times = random.Next(8) == 0 ? random.Next(1, LongestRepeat / length) : 1;
        changed.InsertRange(at, Enumerable.Repeat(piece, times).SelectMany(one => one));
    }

    /// <summary>The next number that stands there as text becomes another one.</summary>
    private void Renumber(List<byte> changed, int at)
    {
        var start = changed.FindIndex(at, one => char.IsAsciiDigit((char)one));
        if (start < 0)
            return;
        var end = start;
        while (end < changed.Count && (char.IsAsciiDigit((char)changed[end]) || changed[end] == '.'))
            end++;
        changed.RemoveRange(start, end - start);
        changed.InsertRange(start, Encoding.ASCII.GetBytes(Numbers[random.Next(Numbers.Length)]));
    }

    /// <summary>Two or four bytes become a number at an edge, in either order of bytes.</summary>
    private void Overwrite(List<byte> changed, int at)
    {
        Span<byte> four = stackalloc byte[4];
        var value = Edges[random.Next(Edges.Length)];
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteInt32LittleEndian(four, value);
        else
            BinaryPrimitives.WriteInt32BigEndian(four, value);
        for (var i = 0; i < random.Next(1, 3) * 2 && at + i < changed.Count; i++)
            changed[at + i] = four[i];
    }
}
