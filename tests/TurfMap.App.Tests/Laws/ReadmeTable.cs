using TurfMap.Tests;

namespace TurfMap.App.Tests.Laws;

/// <summary>A table of README.md that is made from the program itself, between two comments with its name.</summary>
internal static class ReadmeTable
{
    private const string Renew = "TURFMAP_WRITE_TABLES";
    private static readonly Lock Writing = new();

    /// <summary>The table stands in README.md byte for byte; it is written instead when <c>TURFMAP_WRITE_TABLES=1</c>.</summary>
    public static void Check(string name, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table =
            $"{Row(head)}{Row([.. head.Select(_ => "---")]).Replace(" ", "", StringComparison.Ordinal)}{string.Concat(rows.Select(Row))}";
        var (file, begin, end) = (Path.Combine(RealData.Checkout, "README.md"), $"<!-- {name} -->\n", $"<!-- /{name} -->");
        lock (Writing)
        {
            var readme = File.ReadAllText(file);
            var (from, to) = (readme.IndexOf(begin, StringComparison.Ordinal), readme.IndexOf(end, StringComparison.Ordinal));
            Assert.True(from > 0 && to > from, $"README.md has no place for the table of {name}, between {begin.Trim()} and {end}.");
            from += begin.Length;
            if (Environment.GetEnvironmentVariable(Renew) == "1")
                File.WriteAllText(file, readme[..from] + table + readme[to..]);
            else
                Assert.True(
                    readme[from..to] == table,
                    $"README.md shows another table of {name} than the program has. Run this test with {Renew}=1 to write it:\n{table}"
                );
        }
    }

    private static string Row(IReadOnlyList<string> cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";
}
