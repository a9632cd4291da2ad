namespace TurfMap.Formats.GeoJson;

/// <summary>Tells the JSON formats apart by the members of the outermost object.</summary>
internal static class JsonHead
{
    /// <summary>The text starts with an opening brace.</summary>
    public static FileFormat Recognise(ReadOnlySpan<byte> text)
    {
        const int maxDepth = 256;
        var all = JsonExtent.Find(text, final: false, maxDepth);
        if (all > 0 && text[all..].TrimStart(" \t\r\n\x1e"u8) is { Length: > 0 } more && more[0] == '{')
            return FileFormat.GeoJsonSequence;
        for (var at = 1; ; )
        {
            at = SkipBlank(text, at);
            if (at >= text.Length || text[at] != '"' || JsonExtent.Find(text[at..], false, maxDepth) is not (> 0 and var nameLength))
                return FileFormat.GeoJson;
            var name = text.Slice(at, nameLength);
            at = SkipBlank(text, at + nameLength);
            if (at >= text.Length || text[at] != ':')
                return FileFormat.GeoJson;
            at = SkipBlank(text, at + 1);
            if (name.SequenceEqual("\"arcs\""u8) || name.SequenceEqual("\"objects\""u8))
                return FileFormat.TopoJson;
            if (at < text.Length && text[at] == '[' && IsList(System.Text.Encoding.UTF8.GetString(name[1..^1])))
                return FileFormat.JsonRecords;
            if (at >= text.Length || JsonExtent.Find(text[at..], false, maxDepth) is not (> 0 and var length))
                return FileFormat.GeoJson;
            if (name.SequenceEqual("\"type\""u8))
                return text.Slice(at, length).SequenceEqual("\"Topology\""u8) ? FileFormat.TopoJson : FileFormat.GeoJson;
            at = SkipBlank(text, at + length);
            if (at >= text.Length || text[at++] != ',')
                return FileFormat.GeoJson;
        }
    }

    /// <summary>Whether services call their list of records so; a GeoJSON file calls none of its lists so.</summary>
    public static bool IsList(string name) => name is "requests" or "service_requests" or "data" or "results" or "records" or "items";

    private static int SkipBlank(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            at++;
        return at;
    }
}
