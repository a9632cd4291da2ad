using System.Text.RegularExpressions;
using System.Xml.Linq;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Laws;

/// <summary>The shape of the solution: arrows between projects only point down.</summary>
public sealed partial class ShapeLawTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["TurfMap.App"] = ["TurfMap.Storage", "TurfMap.Domain", "TurfMap.Formats"],
        ["TurfMap.Storage"] = ["TurfMap.Domain", "TurfMap.Formats"],
        ["TurfMap.Domain"] = ["TurfMap.Spatial", "TurfMap.Statistics", "TurfMap.Formats"],
        ["TurfMap.Spatial"] = [],
        ["TurfMap.Statistics"] = [],
        ["TurfMap.Formats"] = [],
    };

    private static string Source => Path.Combine(RealData.Checkout, "src");

    [Fact]
    public void There_are_six_projects_and_their_arrows_point_down()
    {
        var projects = Directory.GetFiles(Source, "*.csproj", SearchOption.AllDirectories);

        Assert.Equal(Allowed.Keys.Order(), projects.Select(Path.GetFileNameWithoutExtension).Order());
        foreach (var project in projects)
        {
            var arrows = XDocument
                .Load(project)
                .Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!.Value.Replace('\\', '/')));
            Assert.Empty(arrows.Except(Allowed[Path.GetFileNameWithoutExtension(project)]));
        }
    }

    [Fact]
    public void The_two_engines_of_the_store_never_mention_each_other()
    {
        string Text(string folder) =>
            string.Concat(Directory.GetFiles(Path.Combine(Source, "TurfMap.Storage", folder), "*.cs").Select(File.ReadAllText));
        var (file, server) = (Text("GeoPackage"), Text("PostGis"));

        Assert.All(["PostGis", "Npgsql"], word => Assert.DoesNotContain(word, file, StringComparison.Ordinal));
        Assert.All(["GeoPackage", "Sqlite", "SQLite"], word => Assert.DoesNotContain(word, server, StringComparison.Ordinal));
        Assert.All(
            ["Npgsql", "Sqlite", "GeoPackage", "PostGis"],
            word => Assert.DoesNotContain(word, Text("Sql") + Text("Queries"), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Rooms_know_only_the_rooms_they_may()
    {
        var allowed = new Dictionary<string, string[]>
        {
            ["Changes"] = ["Access"],
            ["Access"] = ["Changes"],
            ["Geography"] = ["Changes"],
            ["Staff"] = ["Changes"],
            ["Addresses"] = ["Changes", "Geography"],
            ["Partners"] = ["Changes", "Geography"],
            ["Plans"] = ["Changes", "Geography", "Staff"],
            ["City"] = ["Changes", "Geography", "Staff", "Plans"],
            ["Records"] = ["Changes", "Access", "Geography", "City"],
            ["Density"] = ["Changes", "Geography", "City", "Records"],
            ["Figures"] = ["Changes", "Geography", "City", "Records", "Density"],
            ["Importing"] = ["Changes", "Geography", "Staff", "Plans", "Addresses", "Partners", "Records"],
        };
        foreach (
            var file in SourceFiles("TurfMap.Domain")
                .Where(file => Path.GetRelativePath(Path.Combine(Source, "TurfMap.Domain"), file).Contains(Path.DirectorySeparatorChar))
        )
        {
            var room = Path.GetRelativePath(Path.Combine(Source, "TurfMap.Domain"), file).Split(Path.DirectorySeparatorChar)[0];
            var known = File.ReadLines(file)
                .Where(line => line.StartsWith("using TurfMap.Domain.", StringComparison.Ordinal))
                .Select(line => line["using TurfMap.Domain.".Length..].TrimEnd(';').Split('.')[0])
                .Where(other => other != room);
            Assert.True(
                !known.Except(allowed[room]).Any(),
                $"{room}/{Path.GetFileName(file)} knows {string.Join(", ", known.Except(allowed[room]))}"
            );
        }
    }

    [Fact]
    public void Folders_of_the_store_know_only_what_lies_below_them()
    {
        var allowed = new Dictionary<string, string[]>
        {
            ["Sql"] = [],
            ["Queries"] = ["Sql"],
            ["GeoPackage"] = ["Sql"],
            ["PostGis"] = ["Sql"],
            ["Importing"] = ["Sql", "Queries"],
            ["Copying"] = ["Sql", "Queries", "GeoPackage"],
            [""] = ["Sql", "Queries", "Importing", "GeoPackage", "PostGis"],
        };

        Assert.All(Uses("TurfMap.Storage"), use => Assert.Contains(use.Known, allowed[use.Folder]));
        Assert.All(FilesAtTheRoot("TurfMap.Storage"), file => Assert.Contains(file, new[] { "CityStore.cs" }));
    }

    [Fact]
    public void Folders_of_the_program_know_only_what_lies_below_them()
    {
        string[][] floors =
        [
            ["Files", "Accounts"],
            ["Hosting"],
            ["Access"],
            ["Http.Shared"],
            [
                "Http.Accounts",
                "Http.Assign",
                "Http.Deployment",
                "Http.Edits",
                "Http.Geography",
                "Http.Imports",
                "Http.Records",
                "Http.SavedViews",
                "Http.Who",
            ],
            ["Http.Density", "Http.Figures"],
            ["Composition"],
            ["Commands"],
            ["Program"],
        ];
        var floorOf = floors.SelectMany((rooms, floor) => rooms.Select(room => (room, floor))).ToDictionary();
        var app = Path.Combine(Source, "TurfMap.App");
        foreach (var file in SourceFiles("TurfMap.App"))
        {
            var path = Path.GetRelativePath(app, file).Split(Path.DirectorySeparatorChar);
            var room = Room(path.Length == 1 ? [Path.GetFileNameWithoutExtension(file)] : path[..^1]);
            Assert.True(floorOf.ContainsKey(room), $"{string.Join('/', path)} lies in no room of the program");
            var above = File.ReadLines(file)
                .Where(line => line.StartsWith("using TurfMap.App.", StringComparison.Ordinal))
                .Select(line => Room(line["using TurfMap.App.".Length..].TrimEnd(';').Split('.')))
                .Where(known => known != room && floorOf[known] >= floorOf[room]);
            Assert.True(!above.Any(), $"{string.Join('/', path)} knows {string.Join(", ", above)}");
        }

        static string Room(string[] parts) => parts[0] == "Http" ? $"Http.{parts[1]}" : parts[0];
    }

    /// <summary>By the names of types at the top of files, as a reader meets them.</summary>
    [Fact]
    public void No_files_of_the_program_know_each_other_in_a_circle()
    {
        var texts = SourceFiles("TurfMap.App")
            .ToDictionary(file => Path.GetRelativePath(Source, file), file => Code(File.ReadAllText(file)));
        var homes = texts
            .SelectMany(one => Declared().Matches(one.Value).Select(match => (Type: match.Groups[1].Value, File: one.Key)))
            .ToLookup(one => one.Type, one => one.File);
        var known = texts.ToDictionary(
            one => one.Key,
            one => Names().Matches(one.Value).SelectMany(match => homes[match.Value]).Where(file => file != one.Key).ToHashSet()
        );

        Assert.True(homes.Count > 200, $"{homes.Count} types");
        Assert.True(known.Values.Sum(files => files.Count) > 300, "hardly anything is known");
        // What knows nothing that is left goes, until nothing more can go.
        while (known.Where(one => one.Value.Count == 0).Select(one => one.Key).ToArray() is { Length: > 0 } free)
        {
            foreach (var file in free)
                known.Remove(file);
            foreach (var files in known.Values)
                files.ExceptWith(free);
        }
        Assert.True(known.Count == 0, $"in circles, or above one: {string.Join(", ", known.Keys)}");

        static string Code(string text) => Quoted().Replace(Commented().Replace(text, ""), "");
    }

    [GeneratedRegex(
        @"^(?:(?:internal|public|sealed|static|abstract|partial|readonly) )*(?:class|record struct|record|struct|interface|enum) (\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex Declared();

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Names();

    [GeneratedRegex("//[^\n]*")]
    private static partial Regex Commented();

    [GeneratedRegex("\"(?:\\\\.|[^\"\\\\\n])*\"")]
    private static partial Regex Quoted();

    /// <summary>Which folder of a project uses which other one, by the using directives of its files; the root is the empty name.</summary>
    private static IEnumerable<(string Folder, string Known)> Uses(string project) =>
        from file in SourceFiles(project)
        let path = Path.GetRelativePath(Path.Combine(Source, project), file).Split(Path.DirectorySeparatorChar)
        let folder = path.Length > 1 ? path[0] : ""
        from line in File.ReadLines(file)
        where line.StartsWith($"using {project}.", StringComparison.Ordinal)
        let known = line[$"using {project}.".Length..].TrimEnd(';').Split('.')[0]
        where known != folder
        select (folder, known);

    private static IEnumerable<string> FilesAtTheRoot(string project) =>
        Directory.EnumerateFiles(Path.Combine(Source, project), "*.cs").Select(file => Path.GetFileName(file));

    [Fact]
    public void Leaves_and_domain_touch_no_file_clock_environment_or_chance()
    {
        string[] forbidden =
        [
            "File.Open",
            "File.Read",
            "File.Write",
            "File.Exists",
            "DateTime.Now",
            "DateTime.UtcNow",
            "DateTimeOffset.UtcNow",
            "DateTimeOffset.Now",
            "Environment.Get",
            "Random.Shared",
            "new Random()",
            "new Socket",
            "HttpClient",
        ];
        foreach (var file in new[] { "TurfMap.Spatial", "TurfMap.Statistics", "TurfMap.Formats", "TurfMap.Domain" }.SelectMany(SourceFiles))
        {
            var text = File.ReadAllText(file);
            Assert.All(
                forbidden,
                word => Assert.False(text.Contains(word, StringComparison.Ordinal), $"{Path.GetFileName(file)} says {word}")
            );
        }
    }

    [Fact]
    public void Only_the_composition_reads_configuration()
    {
        foreach (var file in SourceFiles("TurfMap.App").Where(file => Path.GetFileName(file) != "TurfMapOptions.cs"))
            Assert.DoesNotContain("Environment.GetEnvironmentVariable", File.ReadAllText(file), StringComparison.Ordinal);
    }

    private static IEnumerable<string> SourceFiles(string project) =>
        Directory
            .EnumerateFiles(Path.Combine(Source, project), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            );
}
