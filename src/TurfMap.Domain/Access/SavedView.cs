using TurfMap.Domain.Changes;

namespace TurfMap.Domain.Access;

/// <summary>
/// A view of the map that somebody keeps under a name: the page's address with its filters. Shared ones are seen by all who are signed in.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Name">What it is called; unique among those of its account.</param>
/// <param name="Link">The query text of the page, from its question mark on.</param>
/// <param name="IsShared">Whether others see it.</param>
/// <param name="MadeAt">When it was made.</param>
public sealed record SavedView(string Id, string Account, string Name, string Link, bool IsShared, DateTimeOffset MadeAt)
{
    /// <summary>How many one account may keep.</summary>
    public const int Most = 100;

    /// <summary>Letters of a name.</summary>
    public const int LongestName = 80;

    /// <summary>Letters of a link.</summary>
    public const int LongestLink = 2000;

    /// <summary>The view with its name on one line; refuses what breaks the rules with a sentence.</summary>
    public SavedView Checked()
    {
        var name = PlainText.OneLine(Name);
        if (name.Length is 0 or > LongestName)
            throw new RefusedException(Refusal.Invalid, $"Give the view a name of 1 to {LongestName} letters.");
        if (Link.Length > LongestLink)
            throw new RefusedException(
                Refusal.Invalid,
                $"The view's address has more than {LongestLink:N0} letters. Take some of its filters away."
            );
        // A link that began otherwise could lead away from the page; blanks and control characters are written with a percent sign in
        // addresses.
        if (!Link.StartsWith('?') || Link.Any(letter => letter <= ' ' || char.IsControl(letter)))
            throw new RefusedException(
                Refusal.Invalid,
                "The view's link must be the query text of the page: it starts with a question mark and holds no blanks."
            );
        return this with { Name = name };
    }
}
