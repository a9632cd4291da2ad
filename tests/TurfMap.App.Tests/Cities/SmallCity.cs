namespace TurfMap.App.Tests.Cities;

/// <summary>
/// A city of two squares, with a turf and a liaison in each; everything in it has the city's own name, so that a mix-up shows.
/// </summary>
internal static class SmallCity
{
    public const double South = 40;

    /// <summary>Writes the files of a city that begins at a meridian, and gives their folder.</summary>
    public static string Write(string folder, string name, double west)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            Path.Combine(folder, "city.json"),
            $$"""
            {"name":"{{name}}","note":null,"imports":[
              {"kind":"layer","file":"parts.geojson","layer":"{{name.ToLowerInvariant()}}_parts","name":"Parts of {{name}}",
               "code":"code","label":"name","valid_from":"2024-01-01","use":"units"},
              {"kind":"liaisons","file":"liaisons.csv"},
              {"kind":"plan","file":"plan.csv","name":"Plan of {{name}}","valid_from":"2024-01-01"}]}
            """
        );
        File.WriteAllText(
            Path.Combine(folder, "parts.geojson"),
            $$"""{"type":"FeatureCollection","features":[{{Square(name, 1, west)}},{{Square(name, 2, west + 1)}}]}"""
        );
        File.WriteAllText(Path.Combine(folder, "liaisons.csv"), $"id,name\nL1,Ana of {name}\nL2,Bo of {name}\n");
        File.WriteAllText(Path.Combine(folder, "plan.csv"), $"unit,turf,liaison\n1,A,L1\n2,B,L2\n");
        return folder;
    }

    private static string Square(string name, int code, double west) =>
        $$$"""{"type":"Feature","properties":{"code":"{{{code}}}","name":"{{{name}}}"""
        + $$$""" {{{code}}}"},"geometry":{"type":"Polygon","coordinates":[["""
        + $$$"""[{{{west}}},40],"""
        + $$$"""[{{{west + 1}}},40],"""
        + $$$"""[{{{west + 1}}},41],"""
        + $$$"""[{{{west}}},41],[{{{west}}},40]]]}}""";
}
