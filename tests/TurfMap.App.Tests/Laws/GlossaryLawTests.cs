using System.Text.RegularExpressions;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Laws;

/// <summary>The glossary holds the nouns in use, and no other words for them.</summary>
public sealed partial class GlossaryLawTests
{
    /// <summary>Words that meant several things once; no type is called by one of them again.</summary>
    private static readonly string[] Retired = ["Desk", "Told", "Ground", "Sink", "Seen", "Guard", "Trouble", "Lies"];

    private static string Source => Path.Combine(RealData.Checkout, "src");

    private static IReadOnlyList<(string Word, string Type)> Entries =>
        [
            .. Row()
                .Matches(File.ReadAllText(Path.Combine(Source, "glossary.md")))
                .Select(match => (match.Groups[1].Value, match.Groups[2].Value)),
        ];

    private static IEnumerable<(string Project, string Type)> Types =>
        from file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from Match match in Declaration().Matches(File.ReadAllText(file))
        select (Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar)[0], match.Groups[1].Value);

    [Fact]
    public void Every_word_of_the_glossary_is_a_type_and_stands_once_in_order()
    {
        var types = Types.Select(one => one.Type).ToHashSet(StringComparer.Ordinal);

        Assert.True(Entries.Count >= 30, $"{Entries.Count} words were read");
        Assert.All(Entries, entry => Assert.Contains(entry.Type, types));
        Assert.Equal(Entries.Select(entry => entry.Word).Distinct().Order(StringComparer.Ordinal), Entries.Select(entry => entry.Word));
    }

    [Fact]
    public void Every_plain_noun_of_the_domain_that_others_use_is_in_the_glossary()
    {
        string[] framework = ["Assignment", "Bounds", "Expected", "Found", "Releasing", "Rules", "Smoothing", "Table", "Timeline"];
        var nouns = Types
            .Where(one => one.Project == "TurfMap.Domain" && PlainNoun().IsMatch(one.Type))
            .Select(one => one.Type)
            .Except([.. framework, "Versioned", "Validate"])
            .Distinct();
        var known = Entries.Select(entry => entry.Type).ToHashSet(StringComparer.Ordinal);

        Assert.All(nouns.Where(IsPublic), noun => Assert.Contains(noun, known));
    }

    [Fact]
    public void No_type_is_called_by_a_word_that_meant_several_things() =>
        Assert.All(
            Types.Select(one => one.Type),
            type => Assert.All(Retired, word => Assert.False(type.Contains(word, StringComparison.Ordinal), type))
        );

    private static bool IsPublic(string type) =>
        Directory
            .EnumerateFiles(Path.Combine(Source, "TurfMap.Domain"), "*.cs", SearchOption.AllDirectories)
            .Any(file =>
                Regex.IsMatch(File.ReadAllText(file), $@"^public [a-z ]*(class|record|struct|enum) {type}\b", RegexOptions.Multiline)
            );

    [GeneratedRegex(@"^\| ([a-z ]+) \|.*\| `(\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(
        @"^\s*(?:(?:public|internal|private|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*"
            + @"(?:class|record struct|record|struct|interface|enum)\s+([A-Z]\w*)",
        RegexOptions.Multiline
    )]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^[A-Z][a-z]+$")]
    private static partial Regex PlainNoun();
}
