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
