namespace TurfMap.Formats.GeoJson;

/// <summary>The "crs" member of GeoJSON before RFC 7946: {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2263"}}.</summary>
internal static class CrsMember
{
    public static string? Read(ref JsonCursor cursor)
    {
        if (cursor.Peek() != '{')
            return null;
        string? name = null;
        Walk(ref cursor, ref name, 0);
        return name;
    }

    private static void Walk(ref JsonCursor cursor, ref string? name, int depth)
    {
        cursor.Take((byte)'{');
        var first = true;
        while (cursor.Next((byte)'}', ref first))
        {
            var key = cursor.Name();
            if (depth == 1 && key.SequenceEqual("name"u8) && cursor.Peek() == '"')
                name = cursor.Text();
            else if (depth == 1 && key.SequenceEqual("code"u8) && cursor.Peek() != '"')
                name = "EPSG:" + System.Text.Encoding.UTF8.GetString(cursor.Skip());
            else if (depth == 0 && key.SequenceEqual("properties"u8) && cursor.Peek() == '{')
                Walk(ref cursor, ref name, 1);
            else
                cursor.Skip();
        }
    }
}
