using System.Xml.Linq;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Laws;

/// <summary>The shape of the solution: arrows between projects only point down.</summary>
public sealed class ShapeLawTests
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
            ["Copying"] = ["Sql", "Queries", "GeoPackage"],
            [""] = ["Sql", "Queries", "GeoPackage", "PostGis"],
        };

        Assert.All(Uses("TurfMap.Storage"), use => Assert.Contains(use.Known, allowed[use.Folder]));
        Assert.All(FilesAtTheRoot("TurfMap.Storage"), file => Assert.Contains(file, new[] { "CityStore.cs" }));
    }

    [Fact]
    public void Nobody_but_the_program_knows_its_commands_and_accounts_know_no_routes()
    {
        var uses = Uses("TurfMap.App").ToList();

        Assert.All(uses.Where(use => use.Known == "Commands"), use => Assert.Equal("", use.Folder));
        Assert.All(uses.Where(use => use.Folder == "Access"), use => Assert.DoesNotContain("Http", use.Known, StringComparison.Ordinal));
        Assert.All(uses.Where(use => use.Folder == "Files"), use => Assert.Fail($"Files knows {use.Known}"));
        Assert.All(
            FilesAtTheRoot("TurfMap.App"),
            file => Assert.Contains(file, new[] { "Composition.cs", "Program.cs", "TurfMapOptions.cs" })
        );
    }

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
