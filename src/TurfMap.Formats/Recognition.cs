using System.Buffers.Binary;
using System.Text;
using TurfMap.Formats.GeoJson;
using TurfMap.Formats.Unpacking;

namespace TurfMap.Formats;

/// <summary>Tells formats apart by their first bytes; the name of the file plays no part.</summary>
public static class Recognition
{
    /// <summary>Recognises the format of an unpacked file.</summary>
    /// <param name="head">The first bytes, best some ten thousand of them.</param>
    /// <returns><see cref="FileFormat.Unknown"/> for an empty file, for binary content that is no shapefile or SQLite file, and for web
    /// pages and XML.</returns>
    public static FileFormat Recognise(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("SQLite format 3\0"u8))
            return FileFormat.GeoPackage;
        if (
            head.Length >= 36
            && BinaryPrimitives.ReadInt32BigEndian(head) == 9994
            && BinaryPrimitives.ReadInt32LittleEndian(head[28..]) == 1000
        )
            return FileFormat.Shapefile;
        var text = Utf8Head(head);
        if (text.Length > 0 && text[0] == 0x1E)
            return FileFormat.GeoJsonSequence;
        var start = text.TrimStart(" \t\r\n"u8);
        if (start.Length == 0)
            return FileFormat.Unknown;
        if (start[0] == '{')
            return JsonHead.Recognise(start);
        if (start[0] == '[' && start[1..].TrimStart(" \t\r\n"u8) is { Length: > 0 } inside && inside[0] is (byte)'{' or (byte)']')
            return FileFormat.JsonRecords;
        return start[0] is (byte)'<' or (byte)'[' || IsBinary(text) ? FileFormat.Unknown : FileFormat.Csv;
    }

    /// <summary>Why an unknown file is unknown, for the person who brought it.</summary>
    internal static string Explain(ReadOnlySpan<byte> head)
    {
        var start = Utf8Head(head).TrimStart(" \t\r\n"u8);
        if (start.Length == 0)
            return "The file is empty. Download or export it again.";
        if (start.StartsWith("%PDF"u8))
            return "This is a PDF. Ask for the data behind it as GeoJSON, CSV or a shapefile.";
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return "This is an old Excel or Word file. In Excel choose Save As, \"CSV UTF-8\", and bring that file.";
        if (start[0] is (byte)'[' or (byte)'{')
            return "This is a list of JSON records, not GeoJSON. Download the data as GeoJSON or CSV instead.";
        if (start[0] == '<')
            return Encoding.UTF8.GetString(start[..Math.Min(start.Length, 400)]).Contains("html", StringComparison.OrdinalIgnoreCase)
                ? "This is a web page, not data: the download link led to a page. Open it in a browser and use its download button."
                : "This is an XML file (KML, GML or similar). Export the layer as GeoJSON, GeoPackage or a shapefile and bring that.";
        return "The content is none of GeoJSON, TopoJSON, CSV, shapefile (.shp) or GeoPackage. Export the data in one of these "
            + "and try again.";
    }

    private static ReadOnlySpan<byte> Utf8Head(ReadOnlySpan<byte> head)
    {
        var encoding = TextDecoding.Find(head, isAll: false);
        return encoding switch
        {
            "utf-16" => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(head[..(head.Length & ~1)]).TrimStart('\uFEFF')),
            "utf-16BE" => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(head[..(head.Length & ~1)]).TrimStart('\uFEFF')),
            _ => head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head,
        };
    }

    private static bool IsBinary(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\r' or (byte)'\n' or 0x0C or 0x1A))
                return true;
        return false;
    }
}
