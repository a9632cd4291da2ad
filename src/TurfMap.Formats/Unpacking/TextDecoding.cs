using System.Text;
using System.Text.Unicode;

namespace TurfMap.Formats.Unpacking;

/// <summary>Finds the encoding of a text by its first bytes and turns it into UTF-8 while it is read.</summary>
internal static class TextDecoding
{
    public const string Western = "windows-1252";

    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The text as UTF-8 without byte order mark, and the name of the encoding it was found in.</summary>
    public static (Stream Text, string Encoding) Decode(HeadStream content, string? encoding = null)
    {
        encoding ??= Find(content.Head, content.HeadIsAll);
        var head = content.Head;
        var mark =
            head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3
            : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? 2
            : 0;
        content.Skip(mark);
        var source = encoding switch
        {
            "utf-16" => Encoding.Unicode,
            "utf-16BE" => Encoding.BigEndianUnicode,
            Western => Windows1252,
            _ => null,
        };
        return (source is null ? content : Encoding.CreateTranscodingStream(content, source, Encoding.UTF8), encoding);
    }

    public static string Find(ReadOnlySpan<byte> head, bool isAll)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return "utf-8";
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return "utf-16";
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return "utf-16BE";
        if (LooksWide(head) is { } wide)
            return wide;
        return IsUtf8(head, isAll) ? "utf-8" : Western;
    }

    /// <summary>Plain Latin text in UTF-16 has a zero in every second byte.</summary>
    private static string? LooksWide(ReadOnlySpan<byte> head)
    {
        var part = head[..(Math.Min(head.Length, 1024) & ~1)];
        int even = 0,
            odd = 0;
        for (var i = 0; i < part.Length; i += 2)
        {
            even += part[i] == 0 ? 1 : 0;
            odd += part[i + 1] == 0 ? 1 : 0;
        }
        if (part.Length < 4)
            return null;
        return odd > part.Length / 3 && even == 0 ? "utf-16"
            : even > part.Length / 3 && odd == 0 ? "utf-16BE"
            : null;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> head, bool isAll)
    {
        if (Utf8.IsValid(head))
            return true;
        if (isAll)
            return false;
        for (var cut = 1; cut <= 3 && cut < head.Length; cut++)
            if (Utf8.IsValid(head[..^cut]))
                return true;
        return false;
    }
}
