using TurfMap.Domain.Access;
using TurfMap.Domain.Changes;

namespace TurfMap.Domain.Tests.Access;

public sealed class SavedViewTests
{
    private static SavedView View(string name, string link) => new("v", "a", name, link, false, default);

    [Fact]
    public void A_name_stands_on_one_line_and_a_link_as_it_is()
    {
        var view = View("  Noise\nat night ", "?kind=Noise%20complaint|heat&from=2026-01-01").Checked();
        Assert.Equal(("Noise at night", "?kind=Noise%20complaint|heat&from=2026-01-01"), (view.Name, view.Link));
        Assert.Equal("?", View(new string('n', 80), "?").Checked().Link);
        Assert.Equal(2000, View("n", "?" + new string('x', 1999)).Checked().Link.Length);
    }

    [Theory]
    [
        InlineData("", "?a=1", "name of 1 to 80"),
        InlineData(" \t ", "?a=1", "name of 1 to 80"),
        InlineData("*81", "?a=1", "name of 1 to 80"),
        InlineData("n", "*2001", "more than 2,000 letters")
    ]
    [
        InlineData("n", "", "question mark"),
        InlineData("n", "https://elsewhere.example/?a=1", "question mark"),
        InlineData("n", "//elsewhere.example", "question mark"),
        InlineData("n", "javascript:alert(1)", "question mark")
    ]
    [
        InlineData("n", "?a=1 b", "no blanks"),
        InlineData("n", "?a=1\nb", "no blanks"),
        InlineData("n", "?a=\u0000", "no blanks"),
        InlineData("n", "?a=\u0085", "no blanks")
    ]
    public void What_breaks_the_rules_is_refused_with_a_sentence(string name, string link, string words) =>
        Assert.Contains(
            words,
            Assert.Throws<RefusedException>(() => View(Long(name, "n"), Long(link, "?")).Checked()).Message,
            StringComparison.Ordinal
        );

    private static string Long(string text, string start) =>
        text.StartsWith('*') ? start + new string('x', int.Parse(text[1..], System.Globalization.CultureInfo.InvariantCulture) - 1) : text;
}
