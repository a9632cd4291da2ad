namespace TurfMap.Formats.Unpacking;

/// <summary>Finds the one layer or table in a .zip; by content, with endings only to tell companions from the thing itself.</summary>
internal static class ZipChoice
{
    private static readonly HashSet<string> Companions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".shx",
        ".dbf",
        ".prj",
        ".cpg",
        ".sbn",
        ".sbx",
        ".qix",
        ".qpj",
        ".xml",
        ".txt",
        ".md",
        ".pdf",
        ".html",
        ".htm",
        ".png",
        ".jpg",
        ".lyr",
        ".qml",
        ".sld",
        ".idx",
    };

    public static (ZipEntry Entry, HeadStream Content) Choose(string name, ZipFolder folder)
    {
        RefuseWorkbooks(name, folder);
        var candidates = folder.Entries.Where(e => !e.Name.EndsWith('/') && !IsHidden(e.Name)).ToList();
        var things = candidates.Where(e => !Companions.Contains(Path.GetExtension(e.Name))).ToList();
        if (things.Count == 0)
            things = candidates.Where(e => Path.GetExtension(e.Name) is ".txt" or ".TXT").ToList();
        var found = new List<ZipEntry>();
        foreach (var entry in things.Take(100))
        {
            using var look = new HeadStream(folder.Open(entry));
            if (look.Head.StartsWith("PK\x03\x04"u8))
                throw new UnreadableException(name, $"The .zip holds another .zip (\"{entry.Name}\"). Unpack the outer one first.");
            if (Recognition.Recognise(look.Head) != FileFormat.Unknown)
                found.Add(entry);
        }
        return found.Count switch
        {
            1 => (found[0], new HeadStream(folder.Open(found[0]))),
            0 => throw new UnreadableException(
                name,
                "There is no layer or table in the .zip that can be read: no GeoJSON, CSV or shapefile (.shp with its .dbf)."
            ),
            _ => throw new UnreadableException(
                name,
                $"The .zip holds {found.Count} layers or tables ({string.Join(", ", found.Take(5).Select(e => e.Name))}). "
                    + "Unpack it and bring one of them."
            ),
        };
    }

    private static void RefuseWorkbooks(string name, ZipFolder folder)
    {
        if (folder.Entries.Any(e => e.Name.StartsWith("xl/", StringComparison.Ordinal)))
            throw new UnreadableException(name, "This is an Excel workbook. In Excel choose Save As, \"CSV UTF-8\", and bring that file.");
        if (folder.Entries.Any(e => e.Name.EndsWith(".kml", StringComparison.OrdinalIgnoreCase)))
            throw new UnreadableException(
                name,
                "This is a KMZ file for Google Earth. Export the layer as GeoJSON or as a shapefile and bring that."
            );
        if (folder.Entries.Any(e => e.Name.Contains(".gdb/", StringComparison.OrdinalIgnoreCase)))
            throw new UnreadableException(
                name,
                "This is an ESRI file geodatabase. Export the layer as GeoJSON, GeoPackage or a shapefile and bring that."
            );
    }

    private static bool IsHidden(string entry) =>
        entry.Contains("__MACOSX/", StringComparison.Ordinal) || Path.GetFileName(entry).StartsWith('.');
}
