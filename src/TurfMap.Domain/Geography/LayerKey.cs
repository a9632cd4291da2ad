namespace TurfMap.Domain.Geography;

/// <summary>
/// Keys of layers: lower-case letters, digits and underscores, so that they can be names of columns and parts of addresses.
/// </summary>
public static class LayerKey
{
    private static readonly string[] Endings =
    [
        ".gz",
        ".zip",
        ".geojson",
        ".json",
        ".geojsonl",
        ".geojsons",
        ".ndjson",
        ".topojson",
        ".shp",
        ".gpkg",
        ".csv",
    ];

    /// <summary>A key made of a name: "Ward from 2012" is <c>ward_from_2012</c>.</summary>
    public static string From(string name)
    {
        var key = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_')).Trim('_');
        return key.Length == 0 ? "layer" : key;
    }

    /// <summary>A key made of a file's name: wards-2012.geojson.gz is <c>wards_2012</c>.</summary>
    public static string OfFile(string path)
    {
        var stem = Path.GetFileName(path);
        while (Path.HasExtension(stem) && Endings.Contains(Path.GetExtension(stem).ToLowerInvariant()))
            stem = Path.GetFileNameWithoutExtension(stem);
        return From(stem);
    }
}
